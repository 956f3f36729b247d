# The hook of tvm for fish: `tvm hook fish | source`. What stands before this file sets
# __tvm_program, __tvm_shims, __tvm_completions, __tvm_quiet, __tvm_dotenv and __tvm_cd.
#
# Rules of this file: every global name begins with __tvm_, nothing is printed to standard output,
# and a prompt at which nothing changed starts no process and no thread: no `(…)` and no pipe on
# that way. Programs fish has built in are called with `builtin`, so that functions of the same
# name (which is what fish makes of an alias) do not matter.

# Puts the shims first on PATH and takes them out elsewhere; with `remove` only takes them out.
# Every other element stays as it is.
function __tvm_set_path
    set -l kept
    for element in $PATH
        if test "$element" != "$__tvm_shims"
            set -a kept "$element"
        end
    end
    if test "$argv[1]" != remove
        set -p kept $__tvm_shims
    end
    if test "$kept" != "$PATH"
        set -gx PATH $kept
    end
end

# Adds files to what a prompt looks at, and remembers what they say. The names are relative, because
# the way up is that of the physical directory, as for the shims. Only regular files are read: a FIFO
# would hang. A longer file counts as empty: fish gives up at this many bytes.
function __tvm_add
    set -l fish_read_limit 16384
    for name in $argv
        if not test -f $name
            set -a __tvm_tests -a ! -f $name
        else if not test -r $name
            set -a __tvm_tests -a -f $name -a ! -r $name
        else
            set -a __tvm_tests -a -f $name -a -r $name
            set -l text
            read -z text <$name
            set -a __tvm_known $name
            set -a __tvm_content "$text"
        end
    end
end

# Looks from here up to the root for the environment file that counts and, unless there is an argument,
# for version files: sets __tvm_near and __tvm_near_text, and what a prompt is to look at. New ones are
# looked for in this directory and in those that have version files; in any other a new one is seen at
# the next `cd`.
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
    set -g __tvm_known
    set -g __tvm_content
    set -g __tvm_near
    set -g __tvm_near_text
    while true
        # Most directories have none: that costs no loop. A directory may have such a name, too.
        if test $up = . -o -f $up/.go-version -o -f $up/.tool-versions -o -f $up/go.mod \
                -o -f $up/go.work -o -f $up/rust-toolchain -o -f $up/rust-toolchain.toml \
                -o -f $up/$names[1] -o -f $up/$names[-1]
            if test -z "$__tvm_near"
                for name in $up/$names
                    if test -f $name
                        set __tvm_near $name
                        break
                    end
                    set -a __tvm_tests -a ! -f $name
                end
            end
            # A version file decides for its language, whatever stands above it.
            if test -z "$go"
                __tvm_add $up/.tool-versions $up/.go-version
                if test -f $up/.go-version
                    set go 1
                end
                set -a folders $up
            else if test -z "$rust"
                __tvm_add $up/.tool-versions
            end
            if test -z "$rust"
                __tvm_add $up/rust-toolchain $up/rust-toolchain.toml
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
            __tvm_add $up/go.mod $up/go.work
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
    for name in $__tvm_known
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
    set -l option
    if not set -q __tvm_environment_file
        # What a shell begins with is no change; it may have inherited an environment.
        set option --quiet
        set -g __tvm_environment_file ''
        if test -z "$__tvm_near" -a -z "$TVM_ENV"
            return 0
        end
    else if test -z "$__tvm_near$__tvm_environment_file$TVM_ENV"
        # One may be loaded nevertheless: after a directory that was deleted.
        return 0
    else if test -n "$__tvm_near" -a -n "$__tvm_environment_file" -a "$__tvm_forced" != 1 \
            -a "$__tvm_near_text" = "$__tvm_environment_text"
        set -l loaded (builtin string match -r '(.*/)(.*)' -- "$__tvm_environment_file")
        set -l near (builtin string match -r '(.*/)(.*)' -- $__tvm_near)
        if test "$loaded[3]" = "$near[3]" -a "$loaded[2]" -ef "$near[2]"; and __tvm_same_environment
            return 0
        end
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
    __tvm_export $__tvm_program export fish $option
    set -e __tvm_interrupted
end

# Runs what the program prints to change the environment, when it is complete.
function __tvm_export
    set -l code ($argv)
    or return 0
    builtin string join -- \n $code | source
end

# Says once that the shell does not let the variable $argv[1] change.
function __tvm_cannot_set
    if not builtin contains -- $argv[1] $__tvm_environment_told
        set -g -a __tvm_environment_told $argv[1]
        builtin printf 'tvm: %s is read-only in this shell and stays as it is\n' $argv[1] >&2
    end
end

# Takes back what the environment file changed, as if this were a directory without one; it counts as
# looked at all the same.
function __tvm_unload
    set -l file "$__tvm_environment_file"
    if test -n "$TVM_ENV"
        __tvm_export $__tvm_program export fish --unload
    end
    set -g __tvm_environment_file $file
    set -g __tvm_environment_exact
    function __tvm_same_environment
    end
    set -e __tvm_interrupted
end

# Prints what is active now where it differs from the last answer.
function __tvm_report
    test -x $__tvm_shims/tvm-shim
    or return 0
    set -l answer ($__tvm_shims/tvm-shim --active 2>/dev/null)
    or return 0
    # The same toolchain for another reason is no change.
    set -l active (builtin string replace -r '\t[^\t]*$' '' -- $answer)
    set -l rest $active
    for line in $answer
        # What is active when the shell starts is no change.
        if not set -q __tvm_active; or builtin contains -- $rest[1] $__tvm_active
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
                builtin printf 'tvm: %s %s is not installed%s: tvm install\n' \
                    $field[1] "$text" "$source" >&2
            case '*'
                builtin printf 'tvm: %s %s%s\n' $field[1] "$field[2]" "$source" >&2
        end
    end
    set -g __tvm_active $active
end

# Looks at everything and brings the environment up to date. The files are read before anybody is asked
# about them, so a change in between is seen at the next prompt.
function __tvm_look
    if test "$__tvm_quiet" = 1 -o -n "$TVM_QUIET"
        __tvm_walk 1
    else
        __tvm_walk
    end
    __tvm_load
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
        case install uninstall use pin default link component target allow deny
            set -g __tvm_seen
            set -g __tvm_forced 1
            $__tvm_program $argv
        case '*'
            $__tvm_program $argv
    end
end

# Removes everything that this file put into the shell, an environment that is loaded included.
function __tvm_unhook
    if test -n "$TVM_ENV"
        __tvm_unload
    end
    __tvm_set_path remove
    if set -q __tvm_completions[1]; and set -l index (builtin contains -i -- $__tvm_completions $fish_complete_path)
        set -e fish_complete_path[$index]
    end
    functions -e tvm __tvm_set_path __tvm_add __tvm_walk __tvm_same __tvm_load __tvm_export \
        __tvm_cannot_set __tvm_unload __tvm_report __tvm_look __tvm_prompt __tvm_moved __tvm_same_environment __tvm_unhook
    for name in program shims completions quiet dotenv cd tests known content near near_text seen \
            forced interrupted active unreported environment_{file,text,exact,told}
        set -e __tvm_$name
    end
end

# What an environment has put before the shims stays there. An interactive shell builds PATH anew in
# its start-up files; before the first prompt the program puts those elements back in their places.
if test -n "$TVM_ENV"
    set -g __tvm_forced 1
end
if status is-interactive; or test -z "$TVM_ENV"; or not builtin contains -- "$__tvm_shims" $PATH
    __tvm_set_path
end
set -g __tvm_seen
if test -d "$__tvm_completions"; and not builtin contains -- $__tvm_completions $fish_complete_path
    set -g fish_complete_path $__tvm_completions $fish_complete_path
end
if not status is-interactive
    functions -e __tvm_prompt __tvm_moved
else if test "$__tvm_cd" != 1
    functions -e __tvm_moved
end
