# What `direnv hook fish` prints. A line before this sets __direnv_program.
#
# The variable direnv_fish_mode says when a change of the directory counts: at once (as by default,
# eval_on_arrow), before the next command (eval_after_arrow), or at the next prompt (disable_arrow).

# Where the hook of tvm is in the shell, it does the same without a process.
function __direnv_load
    if set -q __tvm_program
        return
    end
    $__direnv_program export fish | source
end

function __direnv_export_eval --on-event fish_prompt
    # The change of the directory was all there was in the command line, and is dealt with.
    if test "$__direnv_is_move" != done
        __direnv_load
    end
    set -e __direnv_is_move
end

function __direnv_cd_hook --on-variable PWD
    # Within `(…)` nothing is to be loaded: the next change of the directory leads back.
    if status is-command-substitution; or not status is-interactive
        return
    end
    switch "$direnv_fish_mode"
        case disable_arrow
            return
        case eval_after_arrow
            if not set -q __direnv_is_move
                set -g __direnv_again
                return
            end
    end
    __direnv_load
    if test "$__direnv_is_move" = yes
        set -g __direnv_is_move done
    end
end

function __direnv_export_eval_2 --on-event fish_preexec
    set -g __direnv_is_move no
    if string match -qr '^\s*(cd|prevd|nextd)(\s[^;&|<>()$\n]*)?$' -- "$argv[1]"
        set -g __direnv_is_move yes
    end
    if set -q __direnv_again
        set -e __direnv_again
        __direnv_load
    end
end
