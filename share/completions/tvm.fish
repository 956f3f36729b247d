function __tvm_should_offer_completions_for_flags_or_options -a expected_commands
    set -l non_repeating_flags_or_options $argv[2..]
    set -l non_repeating_flags_or_options_absent 0
    set -l positional_index 0
    set -l commands
    __tvm_parse_tokens
    test "$commands" = "$expected_commands"; and return $non_repeating_flags_or_options_absent
end

function __tvm_should_offer_completions_for_positional -a expected_commands positional_index_comparison expected_positional_index
    set -l non_repeating_flags_or_options
    set -l non_repeating_flags_or_options_absent 0
    set -l positional_index 0
    set -l commands
    __tvm_parse_tokens
    test "$commands" = "$expected_commands" -a \( "$positional_index" "$positional_index_comparison" "$expected_positional_index" \)
end

function __tvm_parse_tokens -S
    set -l unparsed_tokens (__tvm_tokens -pc)
    switch $unparsed_tokens[1]
    case 'tvm'
        __tvm_parse_subcommand 0 'version' 'h/help'
        switch $unparsed_tokens[1]
        case 'install'
            __tvm_parse_subcommand -r 1 'profile=' 'c/component=+' 't/target=+' 'repair' 'allow-downgrade' 'force-non-host' 'offline' 'q/quiet' 'version' 'h/help'
        case 'uninstall'
            __tvm_parse_subcommand -r 1 'f/force' 'q/quiet' 'version' 'h/help'
        case 'update'
            __tvm_parse_subcommand -r 1 'rollback' 'prune' 'check' 'allow-downgrade' 'json' 'offline' 'q/quiet' 'version' 'h/help'
        case 'list'
            __tvm_parse_subcommand 1 'json' 'version' 'h/help'
        case 'list-remote'
            __tvm_parse_subcommand -r 1 'all' 'refresh' 'json' 'offline' 'q/quiet' 'version' 'h/help'
        case 'component'
            __tvm_parse_subcommand 0 'version' 'h/help'
            switch $unparsed_tokens[1]
            case 'add'
                __tvm_parse_subcommand -r 1 'target=' 'toolchain=' 'offline' 'q/quiet' 'version' 'h/help'
            case 'remove'
                __tvm_parse_subcommand -r 1 'target=' 'toolchain=' 'offline' 'q/quiet' 'version' 'h/help'
            case 'list'
                __tvm_parse_subcommand 0 'toolchain=' 'installed' 'json' 'version' 'h/help'
            end
        case 'target'
            __tvm_parse_subcommand 0 'version' 'h/help'
            switch $unparsed_tokens[1]
            case 'add'
                __tvm_parse_subcommand -r 1 'toolchain=' 'offline' 'q/quiet' 'version' 'h/help'
            case 'remove'
                __tvm_parse_subcommand -r 1 'toolchain=' 'offline' 'q/quiet' 'version' 'h/help'
            case 'list'
                __tvm_parse_subcommand 0 'toolchain=' 'installed' 'json' 'version' 'h/help'
            end
        case 'link'
            __tvm_parse_subcommand 2 'version' 'h/help'
        case 'use'
            __tvm_parse_subcommand -r 1 'default' 'go-mod' 'force' 'no-install' 'json' 'offline' 'q/quiet' 'version' 'h/help'
        case 'default'
            __tvm_parse_subcommand -r 1 'json' 'offline' 'q/quiet' 'version' 'h/help'
        case 'current'
            __tvm_parse_subcommand 1 'json' 'version' 'h/help'
        case 'which'
            __tvm_parse_subcommand 1 'json' 'version' 'h/help'
        case 'why'
            __tvm_parse_subcommand 1 'v/verbose' 'json' 'version' 'h/help'
        case 'allow'
            __tvm_parse_subcommand 1 'version' 'h/help'
        case 'deny'
            __tvm_parse_subcommand 1 'version' 'h/help'
        case 'exec'
            __tvm_parse_subcommand -r 1 'version' 'h/help'
        case 'env'
            __tvm_parse_subcommand 1 'f/format=' 'version' 'h/help'
        case 'shell'
            __tvm_parse_subcommand -r 1 'unset' 'version' 'h/help'
        case 'rustup'
            __tvm_parse_subcommand -r 1 'version' 'h/help'
        case 'setup'
            __tvm_parse_subcommand 1 'y/yes' 'print' 'undo' 'version' 'h/help'
        case 'hook'
            __tvm_parse_subcommand 1 'version' 'h/help'
        case 'completions'
            __tvm_parse_subcommand 1 'version' 'h/help'
        case 'shims'
            __tvm_parse_subcommand 0 'version' 'h/help'
        case 'doctor'
            __tvm_parse_subcommand 0 'list' 'check=+' 'json' 'html=' 'share' 'fix' 'dry-run' 'fail-on=' 'no-shells' 'version' 'h/help'
        case 'ide'
            __tvm_parse_subcommand 1 'check' 'print' 'q/quiet' 'version' 'h/help'
        case 'ci'
            __tvm_parse_subcommand 0 'f/format=' 'cache-key' 'offline' 'q/quiet' 'version' 'h/help'
        case 'adopt'
            __tvm_parse_subcommand 1 'import-approvals' 'undo' 'version' 'h/help'
        case 'self'
            __tvm_parse_subcommand 0 'version' 'h/help'
            switch $unparsed_tokens[1]
            case 'update'
                __tvm_parse_subcommand 0 'from=' 'key=' 'check' 'downgrade' 'offline' 'q/quiet' 'version' 'h/help'
            case 'uninstall'
                __tvm_parse_subcommand 0 'y/yes' 'purge' 'version' 'h/help'
            end
        case 'help'
            __tvm_parse_subcommand -r 1 'version'
        end
    end
end

function __tvm_tokens
    if test (string split -m 1 -f 1 -- . "$FISH_VERSION") -gt 3
        commandline --tokens-raw $argv
    else
        commandline -o $argv
    end
end

function __tvm_parse_subcommand -S -a positional_count
    argparse -s r -- $argv
    set -l option_specs $argv[2..]
    set -l is_repeating_positional $_flag_r
    set -el _flag_r
    set -a commands $unparsed_tokens[1]
    set positional_index 0
    while true
        set -e unparsed_tokens[1]
        argparse -sn "$commands" $option_specs -- $unparsed_tokens 2> /dev/null
        set unparsed_tokens $argv
        set positional_index (math $positional_index + 1)
        for non_repeating_flag_or_option in $non_repeating_flags_or_options
            if set -ql "_flag_$(string replace -a - _ -- $non_repeating_flag_or_option)"
                set non_repeating_flags_or_options_absent 1
                break
            end
        end
        test (count $unparsed_tokens) -eq 0 -o \( -z "$is_repeating_positional" -a "$positional_index" -gt "$positional_count" \) && break
    end
end

function __tvm_complete_directories
    set -l token (commandline -t)
    string match -- '*/' $token
    set -l subdirs $token*/
    printf %s\n $subdirs
end

function __tvm_custom_completion
    set -x SAP_SHELL fish
    set -x SAP_SHELL_VERSION $FISH_VERSION
    set -l tokens (__tvm_tokens -p)
    if test -z "$(__tvm_tokens -t)"
        set -l index (count (__tvm_tokens -pc))
        set tokens $tokens[..$index] \'\' $tokens[(math $index + 1)..]
    end
    tvm $argv $tokens
end

complete -c 'tvm' -f
complete -c 'tvm' -n '__tvm_should_offer_completions_for_flags_or_options "tvm" version' -l 'version' -d 'Show the version.'
complete -c 'tvm' -n '__tvm_should_offer_completions_for_flags_or_options "tvm" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'tvm' -n '__tvm_should_offer_completions_for_positional "tvm" -eq 1' -fa 'install' -d 'Install toolchains'
complete -c 'tvm' -n '__tvm_should_offer_completions_for_positional "tvm" -eq 1' -fa 'uninstall' -d 'Uninstall toolchains'
complete -c 'tvm' -n '__tvm_should_offer_completions_for_positional "tvm" -eq 1' -fa 'update' -d 'Update Rust channels such as stable and nightly'
complete -c 'tvm' -n '__tvm_should_offer_completions_for_positional "tvm" -eq 1' -fa 'list' -d 'List installed toolchains'
complete -c 'tvm' -n '__tvm_should_offer_completions_for_positional "tvm" -eq 1' -fa 'list-remote' -d 'List versions that can be installed'
complete -c 'tvm' -n '__tvm_should_offer_completions_for_positional "tvm" -eq 1' -fa 'component' -d 'Add, remove, or list components of a Rust toolchain'
complete -c 'tvm' -n '__tvm_should_offer_completions_for_positional "tvm" -eq 1' -fa 'target' -d 'Add, remove, or list targets of a Rust toolchain'
complete -c 'tvm' -n '__tvm_should_offer_completions_for_positional "tvm" -eq 1' -fa 'link' -d 'Link a toolchain installed elsewhere'
complete -c 'tvm' -n '__tvm_should_offer_completions_for_positional "tvm" -eq 1' -fa 'use' -d 'Pin a toolchain for this directory'
complete -c 'tvm' -n '__tvm_should_offer_completions_for_positional "tvm" -eq 1' -fa 'default' -d 'Show or set the default toolchain'
complete -c 'tvm' -n '__tvm_should_offer_completions_for_positional "tvm" -eq 1' -fa 'current' -d 'Show the active toolchains'
complete -c 'tvm' -n '__tvm_should_offer_completions_for_positional "tvm" -eq 1' -fa 'which' -d 'Print the path of the program a shim runs here'
complete -c 'tvm' -n '__tvm_should_offer_completions_for_positional "tvm" -eq 1' -fa 'why' -d 'Explain why a toolchain is active'
complete -c 'tvm' -n '__tvm_should_offer_completions_for_positional "tvm" -eq 1' -fa 'allow' -d 'Allow a .envrc or a toolchain path'
complete -c 'tvm' -n '__tvm_should_offer_completions_for_positional "tvm" -eq 1' -fa 'deny' -d 'Block a .envrc or a toolchain path'
complete -c 'tvm' -n '__tvm_should_offer_completions_for_positional "tvm" -eq 1' -fa 'exec' -d 'Run a command with other toolchains'
complete -c 'tvm' -n '__tvm_should_offer_completions_for_positional "tvm" -eq 1' -fa 'env' -d 'Print the environment of a directory'
complete -c 'tvm' -n '__tvm_should_offer_completions_for_positional "tvm" -eq 1' -fa 'shell' -d 'Override the toolchain in this shell'
complete -c 'tvm' -n '__tvm_should_offer_completions_for_positional "tvm" -eq 1' -fa 'rustup' -d 'Run a rustup-compatible command'
complete -c 'tvm' -n '__tvm_should_offer_completions_for_positional "tvm" -eq 1' -fa 'setup' -d 'Add tvm to your shell\'s startup file'
complete -c 'tvm' -n '__tvm_should_offer_completions_for_positional "tvm" -eq 1' -fa 'hook' -d 'Print the shell hook'
complete -c 'tvm' -n '__tvm_should_offer_completions_for_positional "tvm" -eq 1' -fa 'completions' -d 'Print shell completions'
complete -c 'tvm' -n '__tvm_should_offer_completions_for_positional "tvm" -eq 1' -fa 'shims' -d 'Create the shims and print their directory'
complete -c 'tvm' -n '__tvm_should_offer_completions_for_positional "tvm" -eq 1' -fa 'doctor' -d 'Find and fix problems with your Go or Rust setup'
complete -c 'tvm' -n '__tvm_should_offer_completions_for_positional "tvm" -eq 1' -fa 'ide' -d 'Configure an editor for this project'
complete -c 'tvm' -n '__tvm_should_offer_completions_for_positional "tvm" -eq 1' -fa 'ci' -d 'Set up toolchains in a CI job'
complete -c 'tvm' -n '__tvm_should_offer_completions_for_positional "tvm" -eq 1' -fa 'adopt' -d 'Let tvm answer to the name direnv'
complete -c 'tvm' -n '__tvm_should_offer_completions_for_positional "tvm" -eq 1' -fa 'self' -d 'Update or uninstall tvm'
complete -c 'tvm' -n '__tvm_should_offer_completions_for_positional "tvm" -eq 1' -fa 'help' -d 'Show subcommand help information.'
complete -c 'tvm' -n '__tvm_should_offer_completions_for_positional "tvm install" -ge 1' -fka '(__tvm_custom_completion ---completion install -- positional@0 (count (__tvm_tokens -pc)) (__tvm_tokens -tC))'
complete -c 'tvm' -n '__tvm_should_offer_completions_for_flags_or_options "tvm install" profile' -l 'profile' -d 'Rust profile: minimal, default, or complete (adds what an installed toolchain lacks)' -rfka 'minimal default complete'
complete -c 'tvm' -n '__tvm_should_offer_completions_for_flags_or_options "tvm install"' -s 'c' -l 'component' -d 'Also install these Rust components (comma-separated)' -rfka '(__tvm_custom_completion ---completion install -- --component (count (__tvm_tokens -pc)) (__tvm_tokens -tC))'
complete -c 'tvm' -n '__tvm_should_offer_completions_for_flags_or_options "tvm install"' -s 't' -l 'target' -d 'Also install these Rust targets (comma-separated)' -rfka '(__tvm_custom_completion ---completion install -- --target (count (__tvm_tokens -pc)) (__tvm_tokens -tC))'
complete -c 'tvm' -n '__tvm_should_offer_completions_for_flags_or_options "tvm install" repair' -l 'repair' -d 'Reinstall a damaged or incomplete toolchain'
complete -c 'tvm' -n '__tvm_should_offer_completions_for_flags_or_options "tvm install" allow-downgrade' -l 'allow-downgrade' -d 'Use an older nightly if the newest one lacks a component'
complete -c 'tvm' -n '__tvm_should_offer_completions_for_flags_or_options "tvm install" force-non-host' -l 'force-non-host' -d 'Install a Rust toolchain for another platform'
complete -c 'tvm' -n '__tvm_should_offer_completions_for_flags_or_options "tvm install" offline' -l 'offline' -d 'Do not use the network [env: TVM_OFFLINE=1]'
complete -c 'tvm' -n '__tvm_should_offer_completions_for_flags_or_options "tvm install" q quiet' -l 'quiet' -s 'q' -d 'Print only errors'
complete -c 'tvm' -n '__tvm_should_offer_completions_for_flags_or_options "tvm install" version' -l 'version' -d 'Show the version.'
complete -c 'tvm' -n '__tvm_should_offer_completions_for_flags_or_options "tvm install" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'tvm' -n '__tvm_should_offer_completions_for_positional "tvm uninstall" -ge 1' -fka '(__tvm_custom_completion ---completion uninstall -- positional@0 (count (__tvm_tokens -pc)) (__tvm_tokens -tC))'
complete -c 'tvm' -n '__tvm_should_offer_completions_for_flags_or_options "tvm uninstall" f force' -l 'force' -s 'f' -d 'Uninstall even if a process is using the toolchain'
complete -c 'tvm' -n '__tvm_should_offer_completions_for_flags_or_options "tvm uninstall" q quiet' -l 'quiet' -s 'q' -d 'Print only errors'
complete -c 'tvm' -n '__tvm_should_offer_completions_for_flags_or_options "tvm uninstall" version' -l 'version' -d 'Show the version.'
complete -c 'tvm' -n '__tvm_should_offer_completions_for_flags_or_options "tvm uninstall" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'tvm' -n '__tvm_should_offer_completions_for_positional "tvm update" -ge 1' -fka '(__tvm_custom_completion ---completion update -- positional@0 (count (__tvm_tokens -pc)) (__tvm_tokens -tC))'
complete -c 'tvm' -n '__tvm_should_offer_completions_for_flags_or_options "tvm update" rollback' -l 'rollback' -d 'Undo the last update'
complete -c 'tvm' -n '__tvm_should_offer_completions_for_flags_or_options "tvm update" prune' -l 'prune' -d 'Remove rollback copies without updating'
complete -c 'tvm' -n '__tvm_should_offer_completions_for_flags_or_options "tvm update" check' -l 'check' -d 'Check for updates without installing (exits with 100 if there are any)'
complete -c 'tvm' -n '__tvm_should_offer_completions_for_flags_or_options "tvm update" allow-downgrade' -l 'allow-downgrade' -d 'Use an older nightly if the newest one lacks a component'
complete -c 'tvm' -n '__tvm_should_offer_completions_for_flags_or_options "tvm update" json' -l 'json' -d 'With --check: print JSON'
complete -c 'tvm' -n '__tvm_should_offer_completions_for_flags_or_options "tvm update" offline' -l 'offline' -d 'Do not use the network [env: TVM_OFFLINE=1]'
complete -c 'tvm' -n '__tvm_should_offer_completions_for_flags_or_options "tvm update" q quiet' -l 'quiet' -s 'q' -d 'Print only errors'
complete -c 'tvm' -n '__tvm_should_offer_completions_for_flags_or_options "tvm update" version' -l 'version' -d 'Show the version.'
complete -c 'tvm' -n '__tvm_should_offer_completions_for_flags_or_options "tvm update" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'tvm' -n '__tvm_should_offer_completions_for_positional "tvm list" -eq 1' -fka 'go rust'
complete -c 'tvm' -n '__tvm_should_offer_completions_for_flags_or_options "tvm list" json' -l 'json' -d 'Print JSON'
complete -c 'tvm' -n '__tvm_should_offer_completions_for_flags_or_options "tvm list" version' -l 'version' -d 'Show the version.'
complete -c 'tvm' -n '__tvm_should_offer_completions_for_flags_or_options "tvm list" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'tvm' -n '__tvm_should_offer_completions_for_positional "tvm list-remote" -ge 1' -fka '(__tvm_custom_completion ---completion list-remote -- positional@0 (count (__tvm_tokens -pc)) (__tvm_tokens -tC))'
complete -c 'tvm' -n '__tvm_should_offer_completions_for_flags_or_options "tvm list-remote" all' -l 'all' -d 'Include prereleases'
complete -c 'tvm' -n '__tvm_should_offer_completions_for_flags_or_options "tvm list-remote" refresh' -l 'refresh' -d 'Load the index again even if the cached one is recent'
complete -c 'tvm' -n '__tvm_should_offer_completions_for_flags_or_options "tvm list-remote" json' -l 'json' -d 'Print JSON'
complete -c 'tvm' -n '__tvm_should_offer_completions_for_flags_or_options "tvm list-remote" offline' -l 'offline' -d 'Do not use the network [env: TVM_OFFLINE=1]'
complete -c 'tvm' -n '__tvm_should_offer_completions_for_flags_or_options "tvm list-remote" q quiet' -l 'quiet' -s 'q' -d 'Print only errors'
complete -c 'tvm' -n '__tvm_should_offer_completions_for_flags_or_options "tvm list-remote" version' -l 'version' -d 'Show the version.'
complete -c 'tvm' -n '__tvm_should_offer_completions_for_flags_or_options "tvm list-remote" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'tvm' -n '__tvm_should_offer_completions_for_flags_or_options "tvm component" version' -l 'version' -d 'Show the version.'
complete -c 'tvm' -n '__tvm_should_offer_completions_for_flags_or_options "tvm component" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'tvm' -n '__tvm_should_offer_completions_for_positional "tvm component" -eq 1' -fa 'add' -d 'Add components'
complete -c 'tvm' -n '__tvm_should_offer_completions_for_positional "tvm component" -eq 1' -fa 'remove' -d 'Remove components'
complete -c 'tvm' -n '__tvm_should_offer_completions_for_positional "tvm component" -eq 1' -fa 'list' -d 'List available components'
complete -c 'tvm' -n '__tvm_should_offer_completions_for_positional "tvm component add" -ge 1' -fka '(__tvm_custom_completion ---completion component add -- positional@0 (count (__tvm_tokens -pc)) (__tvm_tokens -tC))'
complete -c 'tvm' -n '__tvm_should_offer_completions_for_flags_or_options "tvm component add" target' -l 'target' -d 'The target of the components (default: the toolchain\'s host)' -rfka ''
complete -c 'tvm' -n '__tvm_should_offer_completions_for_flags_or_options "tvm component add" toolchain' -l 'toolchain' -d 'The toolchain (default: the active one)' -rfka '(__tvm_custom_completion ---completion component add -- --toolchain (count (__tvm_tokens -pc)) (__tvm_tokens -tC))'
complete -c 'tvm' -n '__tvm_should_offer_completions_for_flags_or_options "tvm component add" offline' -l 'offline' -d 'Do not use the network [env: TVM_OFFLINE=1]'
complete -c 'tvm' -n '__tvm_should_offer_completions_for_flags_or_options "tvm component add" q quiet' -l 'quiet' -s 'q' -d 'Print only errors'
complete -c 'tvm' -n '__tvm_should_offer_completions_for_flags_or_options "tvm component add" version' -l 'version' -d 'Show the version.'
complete -c 'tvm' -n '__tvm_should_offer_completions_for_flags_or_options "tvm component add" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'tvm' -n '__tvm_should_offer_completions_for_positional "tvm component remove" -ge 1' -fka '(__tvm_custom_completion ---completion component remove -- positional@0 (count (__tvm_tokens -pc)) (__tvm_tokens -tC))'
complete -c 'tvm' -n '__tvm_should_offer_completions_for_flags_or_options "tvm component remove" target' -l 'target' -d 'The target of the components (default: the toolchain\'s host)' -rfka ''
complete -c 'tvm' -n '__tvm_should_offer_completions_for_flags_or_options "tvm component remove" toolchain' -l 'toolchain' -d 'The toolchain (default: the active one)' -rfka '(__tvm_custom_completion ---completion component remove -- --toolchain (count (__tvm_tokens -pc)) (__tvm_tokens -tC))'
complete -c 'tvm' -n '__tvm_should_offer_completions_for_flags_or_options "tvm component remove" offline' -l 'offline' -d 'Do not use the network [env: TVM_OFFLINE=1]'
complete -c 'tvm' -n '__tvm_should_offer_completions_for_flags_or_options "tvm component remove" q quiet' -l 'quiet' -s 'q' -d 'Print only errors'
complete -c 'tvm' -n '__tvm_should_offer_completions_for_flags_or_options "tvm component remove" version' -l 'version' -d 'Show the version.'
complete -c 'tvm' -n '__tvm_should_offer_completions_for_flags_or_options "tvm component remove" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'tvm' -n '__tvm_should_offer_completions_for_flags_or_options "tvm component list" toolchain' -l 'toolchain' -d 'The toolchain (default: the active one)' -rfka '(__tvm_custom_completion ---completion component list -- --toolchain (count (__tvm_tokens -pc)) (__tvm_tokens -tC))'
complete -c 'tvm' -n '__tvm_should_offer_completions_for_flags_or_options "tvm component list" installed' -l 'installed' -d 'Only installed ones'
complete -c 'tvm' -n '__tvm_should_offer_completions_for_flags_or_options "tvm component list" json' -l 'json' -d 'Print JSON'
complete -c 'tvm' -n '__tvm_should_offer_completions_for_flags_or_options "tvm component list" version' -l 'version' -d 'Show the version.'
complete -c 'tvm' -n '__tvm_should_offer_completions_for_flags_or_options "tvm component list" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'tvm' -n '__tvm_should_offer_completions_for_flags_or_options "tvm target" version' -l 'version' -d 'Show the version.'
complete -c 'tvm' -n '__tvm_should_offer_completions_for_flags_or_options "tvm target" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'tvm' -n '__tvm_should_offer_completions_for_positional "tvm target" -eq 1' -fa 'add' -d 'Add targets'
complete -c 'tvm' -n '__tvm_should_offer_completions_for_positional "tvm target" -eq 1' -fa 'remove' -d 'Remove targets'
complete -c 'tvm' -n '__tvm_should_offer_completions_for_positional "tvm target" -eq 1' -fa 'list' -d 'List available targets'
complete -c 'tvm' -n '__tvm_should_offer_completions_for_positional "tvm target add" -ge 1' -fka '(__tvm_custom_completion ---completion target add -- positional@0 (count (__tvm_tokens -pc)) (__tvm_tokens -tC))'
complete -c 'tvm' -n '__tvm_should_offer_completions_for_flags_or_options "tvm target add" toolchain' -l 'toolchain' -d 'The toolchain (default: the active one)' -rfka '(__tvm_custom_completion ---completion target add -- --toolchain (count (__tvm_tokens -pc)) (__tvm_tokens -tC))'
complete -c 'tvm' -n '__tvm_should_offer_completions_for_flags_or_options "tvm target add" offline' -l 'offline' -d 'Do not use the network [env: TVM_OFFLINE=1]'
complete -c 'tvm' -n '__tvm_should_offer_completions_for_flags_or_options "tvm target add" q quiet' -l 'quiet' -s 'q' -d 'Print only errors'
complete -c 'tvm' -n '__tvm_should_offer_completions_for_flags_or_options "tvm target add" version' -l 'version' -d 'Show the version.'
complete -c 'tvm' -n '__tvm_should_offer_completions_for_flags_or_options "tvm target add" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'tvm' -n '__tvm_should_offer_completions_for_positional "tvm target remove" -ge 1' -fka '(__tvm_custom_completion ---completion target remove -- positional@0 (count (__tvm_tokens -pc)) (__tvm_tokens -tC))'
complete -c 'tvm' -n '__tvm_should_offer_completions_for_flags_or_options "tvm target remove" toolchain' -l 'toolchain' -d 'The toolchain (default: the active one)' -rfka '(__tvm_custom_completion ---completion target remove -- --toolchain (count (__tvm_tokens -pc)) (__tvm_tokens -tC))'
complete -c 'tvm' -n '__tvm_should_offer_completions_for_flags_or_options "tvm target remove" offline' -l 'offline' -d 'Do not use the network [env: TVM_OFFLINE=1]'
complete -c 'tvm' -n '__tvm_should_offer_completions_for_flags_or_options "tvm target remove" q quiet' -l 'quiet' -s 'q' -d 'Print only errors'
complete -c 'tvm' -n '__tvm_should_offer_completions_for_flags_or_options "tvm target remove" version' -l 'version' -d 'Show the version.'
complete -c 'tvm' -n '__tvm_should_offer_completions_for_flags_or_options "tvm target remove" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'tvm' -n '__tvm_should_offer_completions_for_flags_or_options "tvm target list" toolchain' -l 'toolchain' -d 'The toolchain (default: the active one)' -rfka '(__tvm_custom_completion ---completion target list -- --toolchain (count (__tvm_tokens -pc)) (__tvm_tokens -tC))'
complete -c 'tvm' -n '__tvm_should_offer_completions_for_flags_or_options "tvm target list" installed' -l 'installed' -d 'Only installed ones'
complete -c 'tvm' -n '__tvm_should_offer_completions_for_flags_or_options "tvm target list" json' -l 'json' -d 'Print JSON'
complete -c 'tvm' -n '__tvm_should_offer_completions_for_flags_or_options "tvm target list" version' -l 'version' -d 'Show the version.'
complete -c 'tvm' -n '__tvm_should_offer_completions_for_flags_or_options "tvm target list" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'tvm' -n '__tvm_should_offer_completions_for_positional "tvm link" -eq 1' -fa '(__tvm_complete_directories)'
complete -c 'tvm' -n '__tvm_should_offer_completions_for_flags_or_options "tvm link" version' -l 'version' -d 'Show the version.'
complete -c 'tvm' -n '__tvm_should_offer_completions_for_flags_or_options "tvm link" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'tvm' -n '__tvm_should_offer_completions_for_positional "tvm use" -ge 1' -fka '(__tvm_custom_completion ---completion use -- positional@0 (count (__tvm_tokens -pc)) (__tvm_tokens -tC))'
complete -c 'tvm' -n '__tvm_should_offer_completions_for_flags_or_options "tvm use" default' -l 'default' -d 'Set the default toolchain instead of pinning'
complete -c 'tvm' -n '__tvm_should_offer_completions_for_flags_or_options "tvm use" go-mod' -l 'go-mod' -d 'Set the toolchain line of go.mod or go.work'
complete -c 'tvm' -n '__tvm_should_offer_completions_for_flags_or_options "tvm use" force' -l 'force' -d 'Pin even a version older than the go line of go.mod or go.work'
complete -c 'tvm' -n '__tvm_should_offer_completions_for_flags_or_options "tvm use" no-install' -l 'no-install' -d 'Pin without installing'
complete -c 'tvm' -n '__tvm_should_offer_completions_for_flags_or_options "tvm use" json' -l 'json' -d 'Print what was written as JSON'
complete -c 'tvm' -n '__tvm_should_offer_completions_for_flags_or_options "tvm use" offline' -l 'offline' -d 'Do not use the network [env: TVM_OFFLINE=1]'
complete -c 'tvm' -n '__tvm_should_offer_completions_for_flags_or_options "tvm use" q quiet' -l 'quiet' -s 'q' -d 'Print only errors'
complete -c 'tvm' -n '__tvm_should_offer_completions_for_flags_or_options "tvm use" version' -l 'version' -d 'Show the version.'
complete -c 'tvm' -n '__tvm_should_offer_completions_for_flags_or_options "tvm use" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'tvm' -n '__tvm_should_offer_completions_for_positional "tvm default" -ge 1' -fka '(__tvm_custom_completion ---completion default -- positional@0 (count (__tvm_tokens -pc)) (__tvm_tokens -tC))'
complete -c 'tvm' -n '__tvm_should_offer_completions_for_flags_or_options "tvm default" json' -l 'json' -d 'Print JSON'
complete -c 'tvm' -n '__tvm_should_offer_completions_for_flags_or_options "tvm default" offline' -l 'offline' -d 'Do not use the network [env: TVM_OFFLINE=1]'
complete -c 'tvm' -n '__tvm_should_offer_completions_for_flags_or_options "tvm default" q quiet' -l 'quiet' -s 'q' -d 'Print only errors'
complete -c 'tvm' -n '__tvm_should_offer_completions_for_flags_or_options "tvm default" version' -l 'version' -d 'Show the version.'
complete -c 'tvm' -n '__tvm_should_offer_completions_for_flags_or_options "tvm default" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'tvm' -n '__tvm_should_offer_completions_for_positional "tvm current" -eq 1' -fka 'go rust'
complete -c 'tvm' -n '__tvm_should_offer_completions_for_flags_or_options "tvm current" json' -l 'json' -d 'Print JSON'
complete -c 'tvm' -n '__tvm_should_offer_completions_for_flags_or_options "tvm current" version' -l 'version' -d 'Show the version.'
complete -c 'tvm' -n '__tvm_should_offer_completions_for_flags_or_options "tvm current" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'tvm' -n '__tvm_should_offer_completions_for_positional "tvm which" -eq 1' -fka '(__tvm_custom_completion ---completion which -- positional@0 (count (__tvm_tokens -pc)) (__tvm_tokens -tC))'
complete -c 'tvm' -n '__tvm_should_offer_completions_for_flags_or_options "tvm which" json' -l 'json' -d 'Print JSON'
complete -c 'tvm' -n '__tvm_should_offer_completions_for_flags_or_options "tvm which" version' -l 'version' -d 'Show the version.'
complete -c 'tvm' -n '__tvm_should_offer_completions_for_flags_or_options "tvm which" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'tvm' -n '__tvm_should_offer_completions_for_positional "tvm why" -eq 1' -fka 'go rust'
complete -c 'tvm' -n '__tvm_should_offer_completions_for_flags_or_options "tvm why" v verbose' -l 'verbose' -s 'v' -d 'Also list places where nothing was found'
complete -c 'tvm' -n '__tvm_should_offer_completions_for_flags_or_options "tvm why" json' -l 'json' -d 'Print JSON'
complete -c 'tvm' -n '__tvm_should_offer_completions_for_flags_or_options "tvm why" version' -l 'version' -d 'Show the version.'
complete -c 'tvm' -n '__tvm_should_offer_completions_for_flags_or_options "tvm why" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'tvm' -n '__tvm_should_offer_completions_for_positional "tvm allow" -eq 1' -F
complete -c 'tvm' -n '__tvm_should_offer_completions_for_flags_or_options "tvm allow" version' -l 'version' -d 'Show the version.'
complete -c 'tvm' -n '__tvm_should_offer_completions_for_flags_or_options "tvm allow" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'tvm' -n '__tvm_should_offer_completions_for_positional "tvm deny" -eq 1' -F
complete -c 'tvm' -n '__tvm_should_offer_completions_for_flags_or_options "tvm deny" version' -l 'version' -d 'Show the version.'
complete -c 'tvm' -n '__tvm_should_offer_completions_for_flags_or_options "tvm deny" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'tvm' -n '__tvm_should_offer_completions_for_positional "tvm exec" -ge 1' -fka '(__tvm_custom_completion ---completion exec -- positional@0 (count (__tvm_tokens -pc)) (__tvm_tokens -tC))'
complete -c 'tvm' -n '__tvm_should_offer_completions_for_flags_or_options "tvm exec" version' -l 'version' -d 'Show the version.'
complete -c 'tvm' -n '__tvm_should_offer_completions_for_flags_or_options "tvm exec" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'tvm' -n '__tvm_should_offer_completions_for_flags_or_options "tvm env" f format' -l 'format' -s 'f' -d 'bash, zsh, fish, elvish, json, dotenv, github, systemd, or vim' -rfka 'bash zsh fish elvish json dotenv github systemd vim'
complete -c 'tvm' -n '__tvm_should_offer_completions_for_positional "tvm env" -eq 1' -fa '(__tvm_complete_directories)'
complete -c 'tvm' -n '__tvm_should_offer_completions_for_flags_or_options "tvm env" version' -l 'version' -d 'Show the version.'
complete -c 'tvm' -n '__tvm_should_offer_completions_for_flags_or_options "tvm env" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'tvm' -n '__tvm_should_offer_completions_for_positional "tvm shell" -ge 1' -fka '(__tvm_custom_completion ---completion shell -- positional@0 (count (__tvm_tokens -pc)) (__tvm_tokens -tC))'
complete -c 'tvm' -n '__tvm_should_offer_completions_for_flags_or_options "tvm shell" unset' -l 'unset' -d 'Remove the override'
complete -c 'tvm' -n '__tvm_should_offer_completions_for_flags_or_options "tvm shell" version' -l 'version' -d 'Show the version.'
complete -c 'tvm' -n '__tvm_should_offer_completions_for_flags_or_options "tvm shell" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'tvm' -n '__tvm_should_offer_completions_for_flags_or_options "tvm rustup" version' -l 'version' -d 'Show the version.'
complete -c 'tvm' -n '__tvm_should_offer_completions_for_flags_or_options "tvm rustup" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'tvm' -n '__tvm_should_offer_completions_for_positional "tvm setup" -eq 1' -fka 'bash zsh fish elvish'
complete -c 'tvm' -n '__tvm_should_offer_completions_for_flags_or_options "tvm setup" y yes' -l 'yes' -s 'y' -d 'Do not ask'
complete -c 'tvm' -n '__tvm_should_offer_completions_for_flags_or_options "tvm setup" print' -l 'print' -d 'Show the changes without making them'
complete -c 'tvm' -n '__tvm_should_offer_completions_for_flags_or_options "tvm setup" undo' -l 'undo' -d 'Remove what setup has added'
complete -c 'tvm' -n '__tvm_should_offer_completions_for_flags_or_options "tvm setup" version' -l 'version' -d 'Show the version.'
complete -c 'tvm' -n '__tvm_should_offer_completions_for_flags_or_options "tvm setup" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'tvm' -n '__tvm_should_offer_completions_for_positional "tvm hook" -eq 1' -fka 'bash zsh fish elvish'
complete -c 'tvm' -n '__tvm_should_offer_completions_for_flags_or_options "tvm hook" version' -l 'version' -d 'Show the version.'
complete -c 'tvm' -n '__tvm_should_offer_completions_for_flags_or_options "tvm hook" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'tvm' -n '__tvm_should_offer_completions_for_positional "tvm completions" -eq 1' -fka 'bash zsh fish elvish'
complete -c 'tvm' -n '__tvm_should_offer_completions_for_flags_or_options "tvm completions" version' -l 'version' -d 'Show the version.'
complete -c 'tvm' -n '__tvm_should_offer_completions_for_flags_or_options "tvm completions" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'tvm' -n '__tvm_should_offer_completions_for_flags_or_options "tvm shims" version' -l 'version' -d 'Show the version.'
complete -c 'tvm' -n '__tvm_should_offer_completions_for_flags_or_options "tvm shims" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'tvm' -n '__tvm_should_offer_completions_for_flags_or_options "tvm doctor" list' -l 'list' -d 'List the checks'
complete -c 'tvm' -n '__tvm_should_offer_completions_for_flags_or_options "tvm doctor"' -l 'check' -d 'Run only this check, or a group such as path (repeatable)' -rfka '(__tvm_custom_completion ---completion doctor -- --check (count (__tvm_tokens -pc)) (__tvm_tokens -tC))'
complete -c 'tvm' -n '__tvm_should_offer_completions_for_flags_or_options "tvm doctor" json' -l 'json' -d 'Print JSON'
complete -c 'tvm' -n '__tvm_should_offer_completions_for_flags_or_options "tvm doctor" html' -l 'html' -d 'Write the report as an HTML page; - for standard output' -rF
complete -c 'tvm' -n '__tvm_should_offer_completions_for_flags_or_options "tvm doctor" share' -l 'share' -d 'Leave out whose machine it is: the home, the names of user and machine, and of hosts'
complete -c 'tvm' -n '__tvm_should_offer_completions_for_flags_or_options "tvm doctor" fix' -l 'fix' -d 'Apply safe fixes, keeping a backup of each file'
complete -c 'tvm' -n '__tvm_should_offer_completions_for_flags_or_options "tvm doctor" dry-run' -l 'dry-run' -d 'With --fix: show the changes without making them'
complete -c 'tvm' -n '__tvm_should_offer_completions_for_flags_or_options "tvm doctor" fail-on' -l 'fail-on' -d 'Exit with status 1 at this level or worse: warning or failure' -rfka 'warning failure'
complete -c 'tvm' -n '__tvm_should_offer_completions_for_flags_or_options "tvm doctor" no-shells' -l 'no-shells' -d 'Skip the checks that start your shells'
complete -c 'tvm' -n '__tvm_should_offer_completions_for_flags_or_options "tvm doctor" version' -l 'version' -d 'Show the version.'
complete -c 'tvm' -n '__tvm_should_offer_completions_for_flags_or_options "tvm doctor" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'tvm' -n '__tvm_should_offer_completions_for_positional "tvm ide" -eq 1' -fka 'goland helix neovim rustrover vscode zed'
complete -c 'tvm' -n '__tvm_should_offer_completions_for_flags_or_options "tvm ide" check' -l 'check' -d 'Exit with status 1 if the settings are out of date; change nothing'
complete -c 'tvm' -n '__tvm_should_offer_completions_for_flags_or_options "tvm ide" dry-run print' -l 'print' -l 'dry-run' -d 'Print the new file; change nothing'
complete -c 'tvm' -n '__tvm_should_offer_completions_for_flags_or_options "tvm ide" q quiet' -l 'quiet' -s 'q' -d 'Print only errors'
complete -c 'tvm' -n '__tvm_should_offer_completions_for_flags_or_options "tvm ide" version' -l 'version' -d 'Show the version.'
complete -c 'tvm' -n '__tvm_should_offer_completions_for_flags_or_options "tvm ide" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'tvm' -n '__tvm_should_offer_completions_for_flags_or_options "tvm ci" f format' -l 'format' -s 'f' -d 'github, gitlab, jenkins, or dotenv; detected by default' -rfka 'dotenv github gitlab jenkins'
complete -c 'tvm' -n '__tvm_should_offer_completions_for_flags_or_options "tvm ci" cache-key' -l 'cache-key' -d 'Print the cache key and exit'
complete -c 'tvm' -n '__tvm_should_offer_completions_for_flags_or_options "tvm ci" offline' -l 'offline' -d 'Do not use the network [env: TVM_OFFLINE=1]'
complete -c 'tvm' -n '__tvm_should_offer_completions_for_flags_or_options "tvm ci" q quiet' -l 'quiet' -s 'q' -d 'Print only errors'
complete -c 'tvm' -n '__tvm_should_offer_completions_for_flags_or_options "tvm ci" version' -l 'version' -d 'Show the version.'
complete -c 'tvm' -n '__tvm_should_offer_completions_for_flags_or_options "tvm ci" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'tvm' -n '__tvm_should_offer_completions_for_positional "tvm adopt" -eq 1' -fka 'direnv'
complete -c 'tvm' -n '__tvm_should_offer_completions_for_flags_or_options "tvm adopt" import-approvals' -l 'import-approvals' -d 'Allow what direnv has allowed, without asking'
complete -c 'tvm' -n '__tvm_should_offer_completions_for_flags_or_options "tvm adopt" undo' -l 'undo' -d 'Remove the link; allowed files stay allowed'
complete -c 'tvm' -n '__tvm_should_offer_completions_for_flags_or_options "tvm adopt" version' -l 'version' -d 'Show the version.'
complete -c 'tvm' -n '__tvm_should_offer_completions_for_flags_or_options "tvm adopt" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'tvm' -n '__tvm_should_offer_completions_for_flags_or_options "tvm self" version' -l 'version' -d 'Show the version.'
complete -c 'tvm' -n '__tvm_should_offer_completions_for_flags_or_options "tvm self" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'tvm' -n '__tvm_should_offer_completions_for_positional "tvm self" -eq 1' -fa 'update' -d 'Update tvm to the latest release'
complete -c 'tvm' -n '__tvm_should_offer_completions_for_positional "tvm self" -eq 1' -fa 'uninstall' -d 'Uninstall tvm'
complete -c 'tvm' -n '__tvm_should_offer_completions_for_flags_or_options "tvm self update" from' -l 'from' -d 'The release: an address or a directory' -rfa '(__tvm_complete_directories)'
complete -c 'tvm' -n '__tvm_should_offer_completions_for_flags_or_options "tvm self update" key' -l 'key' -d 'The minisign public key to trust' -rfka ''
complete -c 'tvm' -n '__tvm_should_offer_completions_for_flags_or_options "tvm self update" check' -l 'check' -d 'Only report whether there is a newer release'
complete -c 'tvm' -n '__tvm_should_offer_completions_for_flags_or_options "tvm self update" downgrade' -l 'downgrade' -d 'Accept an older release'
complete -c 'tvm' -n '__tvm_should_offer_completions_for_flags_or_options "tvm self update" offline' -l 'offline' -d 'Do not use the network [env: TVM_OFFLINE=1]'
complete -c 'tvm' -n '__tvm_should_offer_completions_for_flags_or_options "tvm self update" q quiet' -l 'quiet' -s 'q' -d 'Print only errors'
complete -c 'tvm' -n '__tvm_should_offer_completions_for_flags_or_options "tvm self update" version' -l 'version' -d 'Show the version.'
complete -c 'tvm' -n '__tvm_should_offer_completions_for_flags_or_options "tvm self update" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'tvm' -n '__tvm_should_offer_completions_for_flags_or_options "tvm self uninstall" y yes' -l 'yes' -s 'y' -d 'Do not ask'
complete -c 'tvm' -n '__tvm_should_offer_completions_for_flags_or_options "tvm self uninstall" purge' -l 'purge' -d 'Also delete Go toolchains, settings, and caches'
complete -c 'tvm' -n '__tvm_should_offer_completions_for_flags_or_options "tvm self uninstall" version' -l 'version' -d 'Show the version.'
complete -c 'tvm' -n '__tvm_should_offer_completions_for_flags_or_options "tvm self uninstall" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'tvm' -n '__tvm_should_offer_completions_for_flags_or_options "tvm help" version' -l 'version' -d 'Show the version.'
function __tvm_is_behind_dashes
    set -l words (commandline -opc)
    contains -- "$words[2]" exec x; and contains -- -- $words
end
function __tvm_complete_command
    set -l words (commandline -opc) (commandline -ct)
    set -e words[1..(contains -i -- -- $words)]
    set -l current $words[-1]
    set -e words[-1]
    set -q words[1]; and set words (string escape -- $words)
    complete -C (string join ' ' -- $words $current)
end
complete -c 'tvm' -n '__tvm_is_behind_dashes' -xa '(__tvm_complete_command)'
