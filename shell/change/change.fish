# How the code that `tvm export fish` prints changes variables. `__tvm_cannot_set`, a function of the hook's,
# is told of a variable that the shell does not let change.

# Makes `__tvm_put NAME ELEMENT…` what exports variables with these names: `__tvm_prepare new|old NAME…`.
# Names that fish does not know need no care. A universal variable belongs to all shells: only the one of
# this shell before it is changed, and not even that where the universal one has the value. What the shell
# kept for itself under a new name is put aside as __tvm_own_NAME.
function __tvm_prepare
    set -l __tvm_age $argv[1]
    for __tvm_name in $argv[2..-1]
        builtin set -q $__tvm_name
        or continue
        function __tvm_put --inherit-variable __tvm_age
            set -l __tvm_name $argv[1]
            set -l __tvm_value $argv[2..-1]
            if test $__tvm_age = new; and builtin set -qgu $__tvm_name; and test (count $$__tvm_name) -gt 0
                builtin set -g __tvm_own_$__tvm_name $$__tvm_name
            end
            builtin set -qU $__tvm_name
            and builtin set -eg $__tvm_name
            if not builtin set -qUx $__tvm_name; or test "$$__tvm_name" != "$__tvm_value"
                builtin set -gx $argv 2>/dev/null
                or __tvm_cannot_set $__tvm_name
            end
        end
        return
    end
    function __tvm_put
        builtin set -gx $argv
    end
end

# Keeps how variables are now, unless one of them could not be changed: `__tvm_keep NAME…`.
function __tvm_keep
    set -q __tvm_failed
    and return
    set -g __tvm_kept_names $argv
    builtin set -qx $argv
    set -g __tvm_kept $status $$argv
end

# Succeeds if programs see the same of them as then.
function __tvm_is_kept
    set -q __tvm_kept[1]
    or return
    builtin set -qx $__tvm_kept_names
    set -l __tvm_values $status $$__tvm_kept_names
    test "$__tvm_values" = "$__tvm_kept" -a (builtin count $__tvm_values) = (builtin count $__tvm_kept)
end

# Removes variables: `__tvm_take NAME…`. What was put aside is back. Programs see an exported universal
# variable whatever this shell has in front of it.
function __tvm_take
    builtin set -eg $argv
    for __tvm_name in $argv
        builtin set -q $__tvm_name __tvm_own_$__tvm_name
        test $status -eq 2
        and continue
        builtin set -qUx $__tvm_name
        and __tvm_cannot_set $__tvm_name
        set -l __tvm_own __tvm_own_$__tvm_name
        if builtin set -q $__tvm_own
            builtin set -gu $__tvm_name $$__tvm_own
            builtin set -e $__tvm_own
        end
    end
    return 0
end
