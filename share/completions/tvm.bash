#!/bin/bash

__tvm_cursor_index_in_current_word() {
    local remaining="${COMP_LINE}"

    local word
    for word in "${COMP_WORDS[@]::COMP_CWORD}"; do
        remaining="${remaining##*([[:space:]])"${word}"*([[:space:]])}"
    done

    local -ir index="$((COMP_POINT - ${#COMP_LINE} + ${#remaining}))"
    if [[ "${index}" -le 0 ]]; then
        printf 0
    else
        printf %s "${index}"
    fi
}

# positional arguments:
#
# - 1: the current (sub)command's count of positional arguments
#
# required variables:
#
# - repeating_flags: the repeating flags that the current (sub)command can accept
# - non_repeating_flags: the non-repeating flags that the current (sub)command can accept
# - repeating_options: the repeating options that the current (sub)command can accept
# - non_repeating_options: the non-repeating options that the current (sub)command can accept
# - positional_number: value ignored
# - unparsed_words: unparsed words from the current command line
#
# modified variables:
#
# - non_repeating_flags: remove flags for this (sub)command that are already on the command line
# - non_repeating_options: remove options for this (sub)command that are already on the command line
# - positional_number: set to the current positional number
# - unparsed_words: remove all flags, options, and option values for this (sub)command
__tvm_offer_flags_options() {
    local -ir positional_count="${1}"
    positional_number=0

    local was_flag_option_terminator_seen=false
    local is_parsing_option_value=false

    local -ar unparsed_word_indices=("${!unparsed_words[@]}")
    local -i word_index
    for word_index in "${unparsed_word_indices[@]}"; do
        if "${is_parsing_option_value}"; then
            # This word is an option value:
            # Reset marker for next word iff not currently the last word
            [[ "${word_index}" -ne "${unparsed_word_indices[${#unparsed_word_indices[@]} - 1]}" ]] && is_parsing_option_value=false
            unset "unparsed_words[${word_index}]"
            # Do not process this word as a flag or an option
            continue
        fi

        local word="${unparsed_words["${word_index}"]}"
        if ! "${was_flag_option_terminator_seen}"; then
            case "${word}" in
            --)
                unset "unparsed_words[${word_index}]"
                # by itself -- is a flag/option terminator, but if it is the last word, it is the start of a completion
                if [[ "${word_index}" -ne "${unparsed_word_indices[${#unparsed_word_indices[@]} - 1]}" ]]; then
                    was_flag_option_terminator_seen=true
                fi
                continue
                ;;
            -*)
                # ${word} is a flag or an option
                # If ${word} is an option, mark that the next word to be parsed is an option value
                local option
                for option in "${repeating_options[@]}" "${non_repeating_options[@]}"; do
                    [[ "${word}" = "${option}" ]] && is_parsing_option_value=true && break
                done

                # Remove ${word} from ${non_repeating_flags} or ${non_repeating_options} so it isn't offered again
                local not_found=true
                local -i index
                for index in "${!non_repeating_flags[@]}"; do
                    if [[ "${non_repeating_flags[${index}]}" = "${word}" ]]; then
                        unset "non_repeating_flags[${index}]"
                        non_repeating_flags=("${non_repeating_flags[@]}")
                        not_found=false
                        break
                    fi
                done
                if "${not_found}"; then
                    for index in "${!non_repeating_flags[@]}"; do
                        if [[ "${non_repeating_flags[${index}]}" = "${word}" ]]; then
                            unset "non_repeating_flags[${index}]"
                            non_repeating_flags=("${non_repeating_flags[@]}")
                            break
                        fi
                    done
                fi
                unset "unparsed_words[${word_index}]"
                continue
                ;;
            esac
        fi

        # ${word} is neither a flag, nor an option, nor an option value
        if [[ "${positional_number}" -lt "${positional_count}" || "${positional_count}" -lt 0 ]]; then
            # ${word} is a positional
            ((positional_number++))
            unset "unparsed_words[${word_index}]"
        else
            if [[ -z "${word}" ]]; then
                # Could be completing a flag, option, or subcommand
                positional_number=-1
            else
                # ${word} is a subcommand or invalid, so stop processing this (sub)command
                positional_number=-2
            fi
            break
        fi
    done

    unparsed_words=("${unparsed_words[@]}")

    if\
        ! "${was_flag_option_terminator_seen}"\
        && ! "${is_parsing_option_value}"\
        && [[ ("${cur}" = -* && "${positional_number}" -ge 0) || "${positional_number}" -eq -1 ]]
    then
        COMPREPLY+=($(compgen -W "${repeating_flags[*]} ${non_repeating_flags[*]} ${repeating_options[*]} ${non_repeating_options[*]}" -- "${cur}"))
    fi
}

__tvm_add_completions() {
    local completion
    while IFS='' read -r completion; do
        COMPREPLY+=("${completion}")
    done < <(
        if [[ "${1}" != -W ]]; then
            IFS=$'\n' compgen "${@}" -- "${cur}"
            return
        fi
        while IFS='' read -r completion; do
            if [[ "${completion}" = "${cur}"* && "${completion}" != '' && "${completion}" != */* ]]; then
                printf '%s\n' "${completion}"
            fi
        done <<<"${2}"
    )
}

__tvm_custom_complete() {
    if [[ -n "${cur}" || -z ${COMP_WORDS[${COMP_CWORD}]} || "${COMP_LINE:${COMP_POINT}:1}" != ' ' ]]; then
        local -ar words=("${COMP_WORDS[@]}")
    else
        local -ar words=("${COMP_WORDS[@]::${COMP_CWORD}}" '' "${COMP_WORDS[@]:${COMP_CWORD}}")
    fi

    tvm "${@}" "${words[@]}"
}

_tvm() {
    local state
    state="$(shopt -p;shopt -po)"
    trap "${state//$'\n'/;}" RETURN
    shopt -s extglob
    set +o history +o posix

    local -xr SAP_SHELL=bash
    local -x SAP_SHELL_VERSION
    SAP_SHELL_VERSION="$(IFS='.';printf %s "${BASH_VERSINFO[*]}")"
    local -r SAP_SHELL_VERSION

    local cur="${2}"
    # It breaks words, and belongs to none.
    if [[ "${cur}" = @ ]]; then
        cur=''
    fi
    local -r cur
    if [[ "${COMP_WORDS[1]}" = @(exec|x) && " ${COMP_WORDS[*]:2:COMP_CWORD-2} " = *' -- '* ]]; then
        if [[ "${COMP_WORDS[COMP_CWORD-1]}" = -- ]]; then
            __tvm_add_completions -c
        else
            compopt -o default
        fi
        return
    fi
    local -r prev="${3}"

    local -i positional_number
    local -a unparsed_words=("${COMP_WORDS[@]:1:${COMP_CWORD}}")

    local -a repeating_flags=()
    local -a non_repeating_flags=(--version -h --help)
    local -a repeating_options=()
    local -a non_repeating_options=()
    __tvm_offer_flags_options 0

    # Offer subcommand / subcommand argument completions
    local -r subcommand="${unparsed_words[0]}"
    unset 'unparsed_words[0]'
    unparsed_words=("${unparsed_words[@]}")
    case "${subcommand}" in
    install|uninstall|update|list|list-remote|component|target|link|use|default|current|which|why|allow|deny|exec|env|shell|rustup|setup|hook|completions|shims|doctor|ide|ci|adopt|self|help)
        # Offer subcommand argument completions
        "_tvm_${subcommand}"
        ;;
    *)
        # Offer subcommand completions
        COMPREPLY+=($(compgen -W 'install uninstall update list list-remote component target link use default current which why allow deny exec env shell rustup setup hook completions shims doctor ide ci adopt self help' -- "${cur}"))
        ;;
    esac
}

_tvm_install() {
    repeating_flags=()
    non_repeating_flags=(--repair --allow-downgrade --force-non-host --offline --quiet -q --version -h --help)
    repeating_options=(-c --component -t --target)
    non_repeating_options=(--profile)
    __tvm_offer_flags_options -1

    # Offer option value completions
    case "${prev}" in
    '--profile')
        __tvm_add_completions -W 'minimal'$'\n''default'$'\n''complete'
        return
        ;;
    '-c'|'--component')
        __tvm_add_completions -W "$(__tvm_custom_complete ---completion install -- --component "${COMP_CWORD}" "$(__tvm_cursor_index_in_current_word)")"
        return
        ;;
    '-t'|'--target')
        __tvm_add_completions -W "$(__tvm_custom_complete ---completion install -- --target "${COMP_CWORD}" "$(__tvm_cursor_index_in_current_word)")"
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    *)
        __tvm_add_completions -W "$(__tvm_custom_complete ---completion install -- positional@0 "${COMP_CWORD}" "$(__tvm_cursor_index_in_current_word)")"
        return
        ;;
    esac
}

_tvm_uninstall() {
    repeating_flags=()
    non_repeating_flags=(--force -f --quiet -q --version -h --help)
    repeating_options=()
    non_repeating_options=()
    __tvm_offer_flags_options -1

    # Offer positional completions
    case "${positional_number}" in
    *)
        __tvm_add_completions -W "$(__tvm_custom_complete ---completion uninstall -- positional@0 "${COMP_CWORD}" "$(__tvm_cursor_index_in_current_word)")"
        return
        ;;
    esac
}

_tvm_update() {
    repeating_flags=()
    non_repeating_flags=(--rollback --prune --check --allow-downgrade --json --offline --quiet -q --version -h --help)
    repeating_options=()
    non_repeating_options=()
    __tvm_offer_flags_options -1

    # Offer positional completions
    case "${positional_number}" in
    *)
        __tvm_add_completions -W "$(__tvm_custom_complete ---completion update -- positional@0 "${COMP_CWORD}" "$(__tvm_cursor_index_in_current_word)")"
        return
        ;;
    esac
}

_tvm_list() {
    repeating_flags=()
    non_repeating_flags=(--json --version -h --help)
    repeating_options=()
    non_repeating_options=()
    __tvm_offer_flags_options 1

    # Offer positional completions
    case "${positional_number}" in
    1)
        __tvm_add_completions -W 'go'$'\n''rust'
        return
        ;;
    esac
}

_tvm_list-remote() {
    repeating_flags=()
    non_repeating_flags=(--all --refresh --json --offline --quiet -q --version -h --help)
    repeating_options=()
    non_repeating_options=()
    __tvm_offer_flags_options -1

    # Offer positional completions
    case "${positional_number}" in
    *)
        __tvm_add_completions -W "$(__tvm_custom_complete ---completion list-remote -- positional@0 "${COMP_CWORD}" "$(__tvm_cursor_index_in_current_word)")"
        return
        ;;
    esac
}

_tvm_component() {
    repeating_flags=()
    non_repeating_flags=(--version -h --help)
    repeating_options=()
    non_repeating_options=()
    __tvm_offer_flags_options 0

    # Offer subcommand / subcommand argument completions
    local -r subcommand="${unparsed_words[0]}"
    unset 'unparsed_words[0]'
    unparsed_words=("${unparsed_words[@]}")
    case "${subcommand}" in
    add|remove|list)
        # Offer subcommand argument completions
        "_tvm_component_${subcommand}"
        ;;
    *)
        # Offer subcommand completions
        COMPREPLY+=($(compgen -W 'add remove list' -- "${cur}"))
        ;;
    esac
}

_tvm_component_add() {
    repeating_flags=()
    non_repeating_flags=(--offline --quiet -q --version -h --help)
    repeating_options=()
    non_repeating_options=(--target --toolchain)
    __tvm_offer_flags_options -1

    # Offer option value completions
    case "${prev}" in
    '--target')
        return
        ;;
    '--toolchain')
        __tvm_add_completions -W "$(__tvm_custom_complete ---completion component add -- --toolchain "${COMP_CWORD}" "$(__tvm_cursor_index_in_current_word)")"
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    *)
        __tvm_add_completions -W "$(__tvm_custom_complete ---completion component add -- positional@0 "${COMP_CWORD}" "$(__tvm_cursor_index_in_current_word)")"
        return
        ;;
    esac
}

_tvm_component_remove() {
    repeating_flags=()
    non_repeating_flags=(--offline --quiet -q --version -h --help)
    repeating_options=()
    non_repeating_options=(--target --toolchain)
    __tvm_offer_flags_options -1

    # Offer option value completions
    case "${prev}" in
    '--target')
        return
        ;;
    '--toolchain')
        __tvm_add_completions -W "$(__tvm_custom_complete ---completion component remove -- --toolchain "${COMP_CWORD}" "$(__tvm_cursor_index_in_current_word)")"
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    *)
        __tvm_add_completions -W "$(__tvm_custom_complete ---completion component remove -- positional@0 "${COMP_CWORD}" "$(__tvm_cursor_index_in_current_word)")"
        return
        ;;
    esac
}

_tvm_component_list() {
    repeating_flags=()
    non_repeating_flags=(--installed --json --version -h --help)
    repeating_options=()
    non_repeating_options=(--toolchain)
    __tvm_offer_flags_options 0

    # Offer option value completions
    case "${prev}" in
    '--toolchain')
        __tvm_add_completions -W "$(__tvm_custom_complete ---completion component list -- --toolchain "${COMP_CWORD}" "$(__tvm_cursor_index_in_current_word)")"
        return
        ;;
    esac
}

_tvm_target() {
    repeating_flags=()
    non_repeating_flags=(--version -h --help)
    repeating_options=()
    non_repeating_options=()
    __tvm_offer_flags_options 0

    # Offer subcommand / subcommand argument completions
    local -r subcommand="${unparsed_words[0]}"
    unset 'unparsed_words[0]'
    unparsed_words=("${unparsed_words[@]}")
    case "${subcommand}" in
    add|remove|list)
        # Offer subcommand argument completions
        "_tvm_target_${subcommand}"
        ;;
    *)
        # Offer subcommand completions
        COMPREPLY+=($(compgen -W 'add remove list' -- "${cur}"))
        ;;
    esac
}

_tvm_target_add() {
    repeating_flags=()
    non_repeating_flags=(--offline --quiet -q --version -h --help)
    repeating_options=()
    non_repeating_options=(--toolchain)
    __tvm_offer_flags_options -1

    # Offer option value completions
    case "${prev}" in
    '--toolchain')
        __tvm_add_completions -W "$(__tvm_custom_complete ---completion target add -- --toolchain "${COMP_CWORD}" "$(__tvm_cursor_index_in_current_word)")"
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    *)
        __tvm_add_completions -W "$(__tvm_custom_complete ---completion target add -- positional@0 "${COMP_CWORD}" "$(__tvm_cursor_index_in_current_word)")"
        return
        ;;
    esac
}

_tvm_target_remove() {
    repeating_flags=()
    non_repeating_flags=(--offline --quiet -q --version -h --help)
    repeating_options=()
    non_repeating_options=(--toolchain)
    __tvm_offer_flags_options -1

    # Offer option value completions
    case "${prev}" in
    '--toolchain')
        __tvm_add_completions -W "$(__tvm_custom_complete ---completion target remove -- --toolchain "${COMP_CWORD}" "$(__tvm_cursor_index_in_current_word)")"
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    *)
        __tvm_add_completions -W "$(__tvm_custom_complete ---completion target remove -- positional@0 "${COMP_CWORD}" "$(__tvm_cursor_index_in_current_word)")"
        return
        ;;
    esac
}

_tvm_target_list() {
    repeating_flags=()
    non_repeating_flags=(--installed --json --version -h --help)
    repeating_options=()
    non_repeating_options=(--toolchain)
    __tvm_offer_flags_options 0

    # Offer option value completions
    case "${prev}" in
    '--toolchain')
        __tvm_add_completions -W "$(__tvm_custom_complete ---completion target list -- --toolchain "${COMP_CWORD}" "$(__tvm_cursor_index_in_current_word)")"
        return
        ;;
    esac
}

_tvm_link() {
    repeating_flags=()
    non_repeating_flags=(--version -h --help)
    repeating_options=()
    non_repeating_options=()
    __tvm_offer_flags_options 2

    # Offer positional completions
    case "${positional_number}" in
    2)
        __tvm_add_completions -d
        return
        ;;
    esac
}

_tvm_use() {
    repeating_flags=()
    non_repeating_flags=(--default --go-mod --force --no-install --json --offline --quiet -q --version -h --help)
    repeating_options=()
    non_repeating_options=()
    __tvm_offer_flags_options -1

    # Offer positional completions
    case "${positional_number}" in
    *)
        __tvm_add_completions -W "$(__tvm_custom_complete ---completion use -- positional@0 "${COMP_CWORD}" "$(__tvm_cursor_index_in_current_word)")"
        return
        ;;
    esac
}

_tvm_default() {
    repeating_flags=()
    non_repeating_flags=(--json --offline --quiet -q --version -h --help)
    repeating_options=()
    non_repeating_options=()
    __tvm_offer_flags_options -1

    # Offer positional completions
    case "${positional_number}" in
    *)
        __tvm_add_completions -W "$(__tvm_custom_complete ---completion default -- positional@0 "${COMP_CWORD}" "$(__tvm_cursor_index_in_current_word)")"
        return
        ;;
    esac
}

_tvm_current() {
    repeating_flags=()
    non_repeating_flags=(--json --version -h --help)
    repeating_options=()
    non_repeating_options=()
    __tvm_offer_flags_options 1

    # Offer positional completions
    case "${positional_number}" in
    1)
        __tvm_add_completions -W 'go'$'\n''rust'
        return
        ;;
    esac
}

_tvm_which() {
    repeating_flags=()
    non_repeating_flags=(--json --version -h --help)
    repeating_options=()
    non_repeating_options=()
    __tvm_offer_flags_options 1

    # Offer positional completions
    case "${positional_number}" in
    1)
        __tvm_add_completions -W "$(__tvm_custom_complete ---completion which -- positional@0 "${COMP_CWORD}" "$(__tvm_cursor_index_in_current_word)")"
        return
        ;;
    esac
}

_tvm_why() {
    repeating_flags=()
    non_repeating_flags=(--verbose -v --json --version -h --help)
    repeating_options=()
    non_repeating_options=()
    __tvm_offer_flags_options 1

    # Offer positional completions
    case "${positional_number}" in
    1)
        __tvm_add_completions -W 'go'$'\n''rust'
        return
        ;;
    esac
}

_tvm_allow() {
    repeating_flags=()
    non_repeating_flags=(--version -h --help)
    repeating_options=()
    non_repeating_options=()
    __tvm_offer_flags_options 1

    # Offer positional completions
    case "${positional_number}" in
    1)
        __tvm_add_completions -f
        return
        ;;
    esac
}

_tvm_deny() {
    repeating_flags=()
    non_repeating_flags=(--version -h --help)
    repeating_options=()
    non_repeating_options=()
    __tvm_offer_flags_options 1

    # Offer positional completions
    case "${positional_number}" in
    1)
        __tvm_add_completions -f
        return
        ;;
    esac
}

_tvm_exec() {
    repeating_flags=()
    non_repeating_flags=(--version -h --help)
    repeating_options=()
    non_repeating_options=()
    __tvm_offer_flags_options -1

    # Offer positional completions
    case "${positional_number}" in
    *)
        __tvm_add_completions -W "$(__tvm_custom_complete ---completion exec -- positional@0 "${COMP_CWORD}" "$(__tvm_cursor_index_in_current_word)")"
        return
        ;;
    esac
}

_tvm_env() {
    repeating_flags=()
    non_repeating_flags=(--version -h --help)
    repeating_options=()
    non_repeating_options=(--format -f)
    __tvm_offer_flags_options 1

    # Offer option value completions
    case "${prev}" in
    '--format'|'-f')
        __tvm_add_completions -W 'bash'$'\n''zsh'$'\n''fish'$'\n''elvish'$'\n''json'$'\n''dotenv'$'\n''github'$'\n''systemd'$'\n''vim'
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    1)
        __tvm_add_completions -d
        return
        ;;
    esac
}

_tvm_shell() {
    repeating_flags=()
    non_repeating_flags=(--unset --version -h --help)
    repeating_options=()
    non_repeating_options=()
    __tvm_offer_flags_options -1

    # Offer positional completions
    case "${positional_number}" in
    *)
        __tvm_add_completions -W "$(__tvm_custom_complete ---completion shell -- positional@0 "${COMP_CWORD}" "$(__tvm_cursor_index_in_current_word)")"
        return
        ;;
    esac
}

_tvm_rustup() {
    repeating_flags=()
    non_repeating_flags=(--version -h --help)
    repeating_options=()
    non_repeating_options=()
    __tvm_offer_flags_options -1
}

_tvm_setup() {
    repeating_flags=()
    non_repeating_flags=(--yes -y --print --undo --version -h --help)
    repeating_options=()
    non_repeating_options=()
    __tvm_offer_flags_options 1

    # Offer positional completions
    case "${positional_number}" in
    1)
        __tvm_add_completions -W 'bash'$'\n''zsh'$'\n''fish'$'\n''elvish'
        return
        ;;
    esac
}

_tvm_hook() {
    repeating_flags=()
    non_repeating_flags=(--version -h --help)
    repeating_options=()
    non_repeating_options=()
    __tvm_offer_flags_options 1

    # Offer positional completions
    case "${positional_number}" in
    1)
        __tvm_add_completions -W 'bash'$'\n''zsh'$'\n''fish'$'\n''elvish'
        return
        ;;
    esac
}

_tvm_completions() {
    repeating_flags=()
    non_repeating_flags=(--version -h --help)
    repeating_options=()
    non_repeating_options=()
    __tvm_offer_flags_options 1

    # Offer positional completions
    case "${positional_number}" in
    1)
        __tvm_add_completions -W 'bash'$'\n''zsh'$'\n''fish'$'\n''elvish'
        return
        ;;
    esac
}

_tvm_shims() {
    repeating_flags=()
    non_repeating_flags=(--version -h --help)
    repeating_options=()
    non_repeating_options=()
    __tvm_offer_flags_options 0
}

_tvm_doctor() {
    repeating_flags=()
    non_repeating_flags=(--list --json --share --fix --dry-run --no-shells --version -h --help)
    repeating_options=(--check)
    non_repeating_options=(--html --fail-on)
    __tvm_offer_flags_options 0

    # Offer option value completions
    case "${prev}" in
    '--check')
        __tvm_add_completions -W "$(__tvm_custom_complete ---completion doctor -- --check "${COMP_CWORD}" "$(__tvm_cursor_index_in_current_word)")"
        return
        ;;
    '--html')
        __tvm_add_completions -f
        return
        ;;
    '--fail-on')
        __tvm_add_completions -W 'warning'$'\n''failure'
        return
        ;;
    esac
}

_tvm_ide() {
    repeating_flags=()
    non_repeating_flags=(--check --print --dry-run --quiet -q --version -h --help)
    repeating_options=()
    non_repeating_options=()
    __tvm_offer_flags_options 1

    # Offer positional completions
    case "${positional_number}" in
    1)
        __tvm_add_completions -W 'goland'$'\n''helix'$'\n''neovim'$'\n''rustrover'$'\n''vscode'$'\n''zed'
        return
        ;;
    esac
}

_tvm_ci() {
    repeating_flags=()
    non_repeating_flags=(--cache-key --offline --quiet -q --version -h --help)
    repeating_options=()
    non_repeating_options=(--format -f)
    __tvm_offer_flags_options 0

    # Offer option value completions
    case "${prev}" in
    '--format'|'-f')
        __tvm_add_completions -W 'dotenv'$'\n''github'$'\n''gitlab'$'\n''jenkins'
        return
        ;;
    esac
}

_tvm_adopt() {
    repeating_flags=()
    non_repeating_flags=(--import-approvals --undo --version -h --help)
    repeating_options=()
    non_repeating_options=()
    __tvm_offer_flags_options 1

    # Offer positional completions
    case "${positional_number}" in
    1)
        __tvm_add_completions -W 'direnv'
        return
        ;;
    esac
}

_tvm_self() {
    repeating_flags=()
    non_repeating_flags=(--version -h --help)
    repeating_options=()
    non_repeating_options=()
    __tvm_offer_flags_options 0

    # Offer subcommand / subcommand argument completions
    local -r subcommand="${unparsed_words[0]}"
    unset 'unparsed_words[0]'
    unparsed_words=("${unparsed_words[@]}")
    case "${subcommand}" in
    update|uninstall)
        # Offer subcommand argument completions
        "_tvm_self_${subcommand}"
        ;;
    *)
        # Offer subcommand completions
        COMPREPLY+=($(compgen -W 'update uninstall' -- "${cur}"))
        ;;
    esac
}

_tvm_self_update() {
    repeating_flags=()
    non_repeating_flags=(--check --downgrade --offline --quiet -q --version -h --help)
    repeating_options=()
    non_repeating_options=(--from --key)
    __tvm_offer_flags_options 0

    # Offer option value completions
    case "${prev}" in
    '--from')
        __tvm_add_completions -d
        return
        ;;
    '--key')
        return
        ;;
    esac
}

_tvm_self_uninstall() {
    repeating_flags=()
    non_repeating_flags=(--yes -y --purge --version -h --help)
    repeating_options=()
    non_repeating_options=()
    __tvm_offer_flags_options 0
}

_tvm_help() {
    repeating_flags=()
    non_repeating_flags=(--version)
    repeating_options=()
    non_repeating_options=()
    __tvm_offer_flags_options -1
}

complete -o filenames -F _tvm tvm
