# The hook of tvm for fish: `tvm hook fish | source`. What stands before this file sets
# __tvm_program, __tvm_shims, __tvm_completions and __tvm_quiet.
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

# Remembers how to tell at a prompt whether the version files from here up to the root are as they
# were: the arguments of one `test`, the files to read, and what they say. The names are relative,
# because the way up is that of the physical directory, as for the shims. New files are looked for in
# this directory and in those that have a version file. Only regular files are read: a FIFO would
# hang.
function __tvm_walk
    # A longer file counts as empty: fish gives up at this many bytes.
    set -l fish_read_limit 16384
    set -l up .
    set -g __tvm_tests -n x
    set -g __tvm_known
    set -g __tvm_content
    while true
        # Most directories have none: that costs no loop.
        if test $up = . -o -f $up/.go-version -o -f $up/.tool-versions -o -f $up/go.mod \
                -o -f $up/go.work -o -f $up/rust-toolchain -o -f $up/rust-toolchain.toml
            for name in $up/{.go-version,.tool-versions,go.mod,go.work,rust-toolchain,rust-toolchain.toml}
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
        # A deleted directory has no parent.
        if test $up -ef / -o ! -e $up/..
            break
        end
        if test $up = .
            set up ..
        else
            set up $up/..
        end
    end
end

# Succeeds if the files are as `__tvm_walk` found them.
function __tvm_same_files
    if not test $__tvm_tests
        return 1
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

# Succeeds if something may have changed, since the last call, that decides which toolchain is
# active: the directory, a variable, the beginning of a version file, or which of them exist.
function __tvm_changed
    set -l now "$PWD//$TVM_GO_VERSION//$GOENV_VERSION//$TVM_RUST_VERSION//$RUSTUP_TOOLCHAIN//$GOWORK//$TVM_BYPASS"
    if test "$now" = "$__tvm_seen"; and __tvm_same_files
        return 1
    end
    # The files are read before anybody is asked about them, so a change in between is seen later.
    __tvm_walk
    set -g __tvm_seen $now
end

# Prints what is active now where it differs from the last answer.
function __tvm_report
    test -x $__tvm_shims/tvm-shim
    or return 0
    set -l answer ($__tvm_shims/tvm-shim --active 2>/dev/null)
    or return 0
    set -l active
    for line in $answer
        set -l field (builtin string split \t -- $line)
        set -a active "$field[1] $field[2]"
        # The same toolchain for another reason is no change.
        if builtin contains -- "$field[1] $field[2]" $__tvm_active
            continue
        end
        # What is active when the shell starts is no change.
        if not set -q __tvm_active
            continue
        end
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

# Runs before each prompt; fish itself keeps $status.
function __tvm_prompt --on-event fish_prompt
    if test -z "$TVM_QUIET" -a "$__tvm_quiet" != 1
        if __tvm_changed
            __tvm_report
        end
    end
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
            set -e __tvm_seen
            $__tvm_program $argv
        case '*'
            $__tvm_program $argv
    end
end

# Removes everything that this file put into the shell.
function __tvm_unhook
    __tvm_set_path remove
    if set -q __tvm_completions[1]; and set -l index (builtin contains -i -- $__tvm_completions $fish_complete_path)
        set -e fish_complete_path[$index]
    end
    functions -e tvm __tvm_set_path __tvm_walk __tvm_same_files __tvm_changed __tvm_report \
        __tvm_prompt __tvm_unhook
    for name in program shims completions quiet tests known content seen active
        set -e __tvm_$name
    end
end

__tvm_set_path
if test -d "$__tvm_completions"; and not builtin contains -- $__tvm_completions $fish_complete_path
    set -g fish_complete_path $__tvm_completions $fish_complete_path
end
if not status is-interactive
    functions -e __tvm_prompt
end
