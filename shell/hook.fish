# The hook of tvm for fish: `tvm hook fish | source`. What stands before this file sets
# __tvm_program, __tvm_shims, __tvm_cargo, __tvm_settings, __tvm_completions, __tvm_quiet, __tvm_dotenv and
# __tvm_cd, and change/change.fish.
#
# Rules of this file: every global name begins with __tvm_, nothing is printed to standard output,
# and a prompt at which nothing changed starts no process and no thread: no `(…)` and no pipe on
# that way. Programs fish has built in are called with `builtin`, so that functions of the same
# name (which is what fish makes of an alias) do not matter.

# Puts the shims first on PATH and takes them out elsewhere; with `remove` only takes them out.
# Every other element stays as it is. Cargo's programs come behind the shims if they are not on PATH,
# and go with them.
function __tvm_set_path
    set -l kept
    for element in $PATH
        if test "$element" != "$__tvm_shims"
            set -a kept "$element"
        end
    end
    if test "$argv[1]" != remove
        if test -n "$__tvm_cargo"; and not builtin contains -- "$__tvm_cargo" $kept
            set -p kept $__tvm_cargo
            set -g __tvm_cargo_added 1
        end
        set -p kept $__tvm_shims
    else if set -q __tvm_cargo_added; and set -l index (builtin contains -i -- "$__tvm_cargo" $kept)
        set -e kept[$index]
    end
    if test "$kept" != "$PATH"
        set -gx PATH $kept
    end
end

# Adds files to what a prompt looks at, and remembers what they say. The names are relative, because
# the way up is that of the physical directory, as for the shims. Only regular files are read: a FIFO
# would hang. A longer file counts as empty: fish gives up at this many bytes. Of one that is odd or
# long the shell does not see all that counts.
function __tvm_add
    set -l fish_read_limit 16384
    for name in $argv
        if not test -f $name
            set -a __tvm_tests -a ! -f $name
            test -e $name
            and set -g __tvm_odd 1
        else if not test -r $name
            set -a __tvm_tests -a -f $name -a ! -r $name
            set -g __tvm_odd 1
        else
            set -a __tvm_tests -a -f $name -a -r $name
            set -l text
            read -z text <$name
            set -a __tvm_read $name
            set -a __tvm_content "$text"
            test -z "$text" -a -s $name
            and set -g __tvm_odd 1
        end
    end
end

# Does the same with version files, and keeps where they are.
function __tvm_add_versions
    __tvm_add $argv
    for name in $argv
        test -e $name
        and set -a __tvm_files $PWD/$name
    end
end

# Looks from here up to the root for the environment file that counts and, unless there is an argument,
# for version files: sets __tvm_near and __tvm_near_text, and what a prompt is to look at. At a prompt
# new environment files are looked for ten levels up or to the home directory, new version files here and
# in directories that have some; others are seen at the next `cd`.
function __tvm_walk
    set -l up .
    set -l go $argv[1]
    set -l rust $argv[1]
    set -l folders
    set -l names .envrc
    if test "$__tvm_dotenv" = 1
        set -a names .env
    end
    set -g __tvm_tests -n x
    set -g __tvm_read
    set -g __tvm_content
    set -g __tvm_near
    set -g __tvm_near_text
    set -g __tvm_files
    set -g __tvm_odd
    set -l beyond
    while true
        # A directory may have such a name, too.
        if test -z "$__tvm_near"
            for name in $up/$names
                if test -f $name
                    set __tvm_near $name
                    break
                end
                if test -z "$beyond"
                    set -a __tvm_tests -a ! -f $name
                end
            end
            # Each level is three characters, and a test at every prompt.
            if test $up -ef "$HOME"; or builtin string match -qr '^.{31}' -- $up
                set beyond 1
            end
        end
        # Most directories have none.
        if test $up = . -o -e $up/.go-version -o -e $up/.tool-versions -o -e $up/go.mod \
                -o -e $up/go.work -o -e $up/rust-toolchain -o -e $up/rust-toolchain.toml
            # A version file decides for its language, whatever stands above it.
            if test -z "$go"
                __tvm_add_versions $up/.tool-versions $up/.go-version
                if test -f $up/.go-version
                    set go 1
                end
                set -a folders $up
            else if test -z "$rust"
                __tvm_add_versions $up/.tool-versions
            end
            if test -z "$rust"
                __tvm_add_versions $up/rust-toolchain $up/rust-toolchain.toml
                if test -f $up/rust-toolchain -o -f $up/rust-toolchain.toml
                    set rust 1
                end
            end
        end
        # A deleted directory has no parent.
        if test $up -ef / -o ! -e $up/.. -o -n "$__tvm_near" -a -n "$go" -a -n "$rust"
            break
        end
        set up $up/..
    end
    # Modules mean nothing where a version file decides, those below it neither.
    if test -z "$go"
        for up in $folders
            __tvm_add_versions $up/go.mod $up/go.work
        end
    end
    if test -n "$__tvm_near" -a -r "$__tvm_near"
        set -l fish_read_limit 16384
        read -z __tvm_near_text <$__tvm_near
    end
end

# Succeeds if nothing has changed since the last look: the directory, the variables that decide which
# toolchain is active, what the environment depends on, the known files and which of them exist.
function __tvm_same
    test "$PWD//$TVM_GO_VERSION//$GOENV_VERSION//$TVM_RUST_VERSION//$RUSTUP_TOOLCHAIN//$GOWORK//$TVM_BYPASS//$TVM_QUIET" = "$__tvm_seen"
    and test $__tvm_tests
    or return
    if test -n "$__tvm_environment_file"
        __tvm_same_environment
        or return
    end
    set -l fish_read_limit 16384
    set -l found
    for name in $__tvm_read
        set -l text
        read -z text <$name
        set -a found "$text"
    end
    test "$found" = "$__tvm_content"
end

# Loads, reloads or unloads if the file that `__tvm_walk` found is not the one that counted last, or
# if something has changed. That one is __tvm_environment_file, unset before the first time; the
# program defines `__tvm_same_environment`, which succeeds as long as nothing has changed. It sets
# __tvm_environment_exact if the time of the file tells as much as its content.
function __tvm_load
    if set -q __tvm_interrupted
        __tvm_unload
    end
    # What came after the hook in the start-up files may have put something before the environment's elements.
    if set -q __tvm_start_path
        test "$PATH" = "$__tvm_start_path"
        or set -g __tvm_forced 1
        set -e __tvm_start_path
    end
    set -l option
    if not set -q __tvm_environment_file
        # What a shell begins with is no change; it may have inherited an environment.
        set option --quiet
        set -g __tvm_environment_file ''
        if test -z "$__tvm_near$TVM_ENV$DIRENV_DIFF"
            return 0
        end
    else if test -z "$__tvm_near$__tvm_environment_file$TVM_ENV$DIRENV_DIFF"
        # One may be loaded nevertheless: after a directory that was deleted, or by direnv.
        return 0
    else if test -n "$__tvm_near" -a -n "$__tvm_environment_file" -a "$__tvm_forced" != 1 \
            -a "$__tvm_near_text" = "$__tvm_environment_text"
        set -l loaded (builtin string match -r '(.*/)(.*)' -- "$__tvm_environment_file")
        set -l near (builtin string match -r '(.*/)(.*)' -- $__tvm_near)
        if test "$loaded[3]" = "$near[3]" -a "$loaded[2]" -ef "$near[2]"; and __tvm_same_environment
            return 0
        end
    end
    if __tvm_is_gone
        return 0
    end
    # This holds if the program cannot answer, until something changes. Control-C ends all of this.
    set __tvm_environment_file ''
    if test -n "$__tvm_near"
        set __tvm_environment_file $PWD/$__tvm_near
    end
    set -g __tvm_environment_text "$__tvm_near_text"
    set -g __tvm_environment_exact
    function __tvm_same_environment
    end
    set -g __tvm_forced
    set -g __tvm_seen
    set -g __tvm_interrupted 1
    # The program has printed code that leaves for a directory without an environment; where variables are
    # not as they were then it has to see to that itself. Of a directory that was deleted nobody can say
    # where it was.
    if test -z "$__tvm_near" -a "$PWD" -ef .; and __tvm_is_kept
        __tvm_back $option
        set -e __tvm_kept
        set -e __tvm_interrupted
        return 0
    end
    set -g __tvm_known
    set -e __tvm_active
    set -e __tvm_kept
    set -e __tvm_failed
    if not __tvm_export $__tvm_program export fish $option
        # It was killed: what is loaded belongs to another directory.
        __tvm_unload
    end
    set -e __tvm_interrupted
    if set -q __tvm_active
        __tvm_note
        __tvm_remember
    end
end

# Runs what the program prints to change the environment, when it is complete; fails if it is not.
function __tvm_export
    set -l code ($argv)
    set -l state $status
    if test $state -ne 0
        # Whatever else goes wrong it says itself.
        if test $state -gt 128
            builtin printf 'tvm: tvm was killed; the environment was not loaded\n' >&2
        end
        return 1
    end
    builtin string join -- \n $code | source
    return 0
end

# Says once that the variable $argv[1] stays as it is, whatever the environment file says.
function __tvm_cannot_set
    set -g __tvm_failed 1
    if not builtin contains -- $argv[1] $__tvm_environment_told
        set -g -a __tvm_environment_told $argv[1]
        set -l why read-only
        set -qU $argv[1]
        and set why universal
        builtin printf 'tvm: cannot set %s: it is %s in this shell\n' $argv[1] $why >&2
    end
end

# Succeeds, and says so once, if the program is not there any more: nothing can be done then.
function __tvm_is_gone
    test -x $__tvm_program
    and return 1
    if not set -q __tvm_told_gone
        set -g __tvm_told_gone 1
        builtin printf 'tvm: %s no longer exists; this shell keeps its current environment\n' $__tvm_program >&2
    end
    return 0
end

# Takes back what the environment file changed, as if this were a directory without one; it counts as
# looked at all the same.
function __tvm_unload
    set -l file "$__tvm_environment_file"
    if test -n "$TVM_ENV$DIRENV_DIFF"; and not __tvm_is_gone
        __tvm_export $__tvm_program export fish --unload
    end
    set -g __tvm_environment_file $file
    set -g __tvm_environment_exact
    function __tvm_same_environment
    end
    set -e __tvm_interrupted
end

# Sets __tvm_now to all that decides which toolchain is active, except for where the version files are:
# variables, what those files say, the settings.
function __tvm_note
    set -l fish_read_limit 16384
    set -l rustup "$RUSTUP_HOME"
    test -n "$rustup"
    or set rustup "$HOME/.rustup"
    set -g __tvm_now "$TVM_GO_VERSION//$GOENV_VERSION//$TVM_RUST_VERSION//$RUSTUP_TOOLCHAIN//$GOWORK//$TVM_BYPASS" \
        "$PATH//$HOME//$TVM_HOME//$RUSTUP_HOME//$XDG_DATA_HOME//$XDG_CONFIG_HOME" $__tvm_content
    for name in $__tvm_settings $rustup/settings.toml
        set -l text
        if test -f $name -a -r $name
            read -z text <$name
            test -z "$text" -a -s $name
            and set -g __tvm_odd 1
        end
        set -a __tvm_now "$text"
    end
    # The last one may have something to say about this directory.
    if builtin string match -q -r '(?s)overrides.*=' -- "$__tvm_now[-1]"
        set -g __tvm_odd 1
    end
end

# Remembers that __tvm_active is what is active where `__tvm_walk` and `__tvm_note` have been.
function __tvm_remember
    set -g __tvm_known $__tvm_now
    set -g __tvm_known_directory $PWD
    set -g __tvm_known_files $__tvm_files
end

# Succeeds if __tvm_active is what is active here, too: the same version files decide, or none.
function __tvm_knows
    test -n "$__tvm_known" -a "$__tvm_now" = "$__tvm_known"
    and test (count $__tvm_files) = (count $__tvm_known_files)
    or return
    if test "$PWD" != "$__tvm_known_directory"
        # Somebody may have mended it meanwhile.
        if test -n "$__tvm_odd"; or builtin string match -q -r '\t(missing|error) ' -- $__tvm_active
            return 1
        end
    end
    set -l rest $__tvm_known_files
    for name in $__tvm_files
        set -l one (builtin string match -r '(?s)(.*/)(.*)' -- $name)
        set -l other (builtin string match -r '(?s)(.*/)(.*)' -- $rest[1])
        set -e rest[1]
        test "$one[3]" = "$other[3]" -a "$one[2]" -ef "$other[2]"
        or return
    end
end

# Prints what is active now where it differs from what was told last.
function __tvm_report
    if not __tvm_knows
        test -x $__tvm_shims/tvm-shim
        or return 0
        set -g __tvm_known
        set -g __tvm_active ($__tvm_shims/tvm-shim --active 2>/dev/null)
        or return 0
        __tvm_remember
    end
    # The same toolchain for another reason is no change.
    set -l active (builtin string replace -r '\t[^\t]*$' '' -- $__tvm_active)
    set -l rest $active
    for line in $__tvm_active
        # What is active when the shell starts is no change.
        if not set -q __tvm_told; or builtin contains -- $rest[1] $__tvm_told
            set -e rest[1]
            continue
        end
        set -e rest[1]
        set -l field (builtin string split \t -- $line)
        set -l source
        if test -n "$field[3]"
            set source " ($field[3])"
        end
        switch "$field[2]"
            case 'error *'
                set -l text (builtin string replace 'error ' '' -- $field[2])
                builtin printf 'tvm: %s: %s\n' $field[1] "$text" >&2
            case 'missing *'
                set -l text (builtin string replace 'missing ' '' -- $field[2])
                builtin printf 'tvm: %s %s is not installed%s; run: tvm install\n' \
                    $field[1] "$text" "$source" >&2
            case '*'
                builtin printf 'tvm: %s %s%s\n' $field[1] "$field[2]" "$source" >&2
        end
    end
    set -g __tvm_told $active
end

# Looks at everything and brings the environment up to date. The files are read before anybody is asked
# about them, so a change in between is seen at the next prompt.
function __tvm_look
    set -l silent
    if test "$__tvm_quiet" = 1 -o -n "$TVM_QUIET"
        set silent 1
    end
    __tvm_walk $silent
    __tvm_load
    if test -z "$silent"
        __tvm_note
    end
    if test -n "$__tvm_near" -a -z "$__tvm_environment_exact"
        __tvm_add $__tvm_near
    end
    set -g __tvm_seen "$PWD//$TVM_GO_VERSION//$GOENV_VERSION//$TVM_RUST_VERSION//$RUSTUP_TOOLCHAIN//$GOWORK//$TVM_BYPASS//$TVM_QUIET"
    set -g __tvm_unreported 1
end

# Runs before each prompt; fish itself keeps $status.
function __tvm_prompt --on-event fish_prompt
    if not __tvm_same
        __tvm_look
    end
    if set -q __tvm_unreported
        set -e __tvm_unreported
        if test "$__tvm_quiet" != 1 -a -z "$TVM_QUIET"
            __tvm_report
        end
    end
end

# Runs when the directory changes, so that the rest of the command line has its environment. What a
# command substitution does is mostly a look around, by a prompt or a completion, and back; where it
# stays elsewhere, so does the shell, and that counts at the next prompt.
function __tvm_moved --on-variable PWD
    if status is-command-substitution
        return
    end
    # What a block or function exports for itself is no part of the shell's environment. These are
    # copies of it.
    for name in (set --local --export --names)
        set --erase --local $name
    end
    __tvm_look
end

# The program, except that what `tvm shell` prints is meant for this shell.
function tvm
    switch "$argv[1]"
        case shell
            for word in $argv
                switch "$word"
                    case -h -help --help --version '--emit*'
                        $__tvm_program $argv
                        return
                end
            end
            set -l code ($__tvm_program shell --emit fish $argv[2..-1])
            or return
            builtin string join -- \n $code | source
        case i install rm uninstall use pin default link component target allow deny
            set -g __tvm_seen
            set -g __tvm_forced 1
            set -g __tvm_known
            $__tvm_program $argv
        case '*'
            $__tvm_program $argv
    end
end

# Removes everything that this file put into the shell, an environment that is loaded included.
function __tvm_unhook
    if test -n "$TVM_ENV$DIRENV_DIFF"
        __tvm_unload
    end
    __tvm_set_path remove
    if set -q __tvm_completions[1]; and set -l index (builtin contains -i -- $__tvm_completions $fish_complete_path)
        set -e fish_complete_path[$index]
    end
    functions -e tvm __tvm_set_path __tvm_add __tvm_add_versions __tvm_walk __tvm_same __tvm_load \
        __tvm_export __tvm_cannot_set __tvm_is_gone __tvm_unload __tvm_note __tvm_remember __tvm_knows __tvm_report \
        __tvm_look __tvm_prompt __tvm_moved __tvm_same_environment __tvm_prepare __tvm_put __tvm_take \
        __tvm_keep __tvm_is_kept __tvm_back __tvm_unhook
    for name in program shims cargo cargo_added settings completions quiet dotenv cd tests read content near near_text \
            files odd kept kept_names failed seen forced interrupted now known known_{directory,files} active told told_gone unreported start_path \
            environment_{file,text,exact,told}
        set -e __tvm_$name
    end
end

# What an environment has put before the shims stays there. Start-up files build PATH anew, those of an
# interactive or a login shell: then the shims come first, and the program puts those elements back in their
# places. It does so now, since not every interactive shell comes to a prompt (`fish -ic`), and at the first
# prompt only where PATH is another one by then.
set -l begins
if test -n "$TVM_ENV$DIRENV_DIFF"
    set -g __tvm_forced 1
    set begins 1
end
if status is-interactive; or test -z "$TVM_ENV$DIRENV_DIFF"; or not builtin contains -- "$__tvm_shims" $PATH
    __tvm_set_path
else
    set begins
end
set -g __tvm_seen
if test -d "$__tvm_completions"; and not builtin contains -- $__tvm_completions $fish_complete_path
    set -g fish_complete_path $__tvm_completions $fish_complete_path
end
if test -n "$begins"
    __tvm_look
    set -g __tvm_start_path "$PATH"
    set -g __tvm_seen
end
if not status is-interactive
    functions -e __tvm_prompt __tvm_moved
else if test "$__tvm_cd" != 1
    functions -e __tvm_moved
end
