# Completes tvm's commands in elvish. tvm puts in the words of each command, and the names of those whose
# arguments only it knows.

var __tvm_words = [
  &''=[install uninstall update list list-remote component target link use default current which why allow deny exec env shell rustup setup hook completions shims doctor ide ci adopt self help --version -h --help]
  &'install'=[--profile -c --component -t --target --repair --allow-downgrade --force-non-host --offline --quiet -q --version -h --help]
  &'i'=[--profile -c --component -t --target --repair --allow-downgrade --force-non-host --offline --quiet -q --version -h --help]
  &'uninstall'=[--force -f --quiet -q --version -h --help]
  &'rm'=[--force -f --quiet -q --version -h --help]
  &'update'=[--rollback --prune --check --allow-downgrade --json --offline --quiet -q --version -h --help]
  &'upgrade'=[--rollback --prune --check --allow-downgrade --json --offline --quiet -q --version -h --help]
  &'list'=[go rust --json --version -h --help]
  &'ls'=[go rust --json --version -h --help]
  &'list-remote'=[--all --refresh --json --offline --quiet -q --version -h --help]
  &'component'=[add remove list --version -h --help]
  &'component add'=[--target --toolchain --offline --quiet -q --version -h --help]
  &'component remove'=[--target --toolchain --offline --quiet -q --version -h --help]
  &'component rm'=[--target --toolchain --offline --quiet -q --version -h --help]
  &'component list'=[--toolchain --installed --json --version -h --help]
  &'component ls'=[--toolchain --installed --json --version -h --help]
  &'target'=[add remove list --version -h --help]
  &'target add'=[--toolchain --offline --quiet -q --version -h --help]
  &'target remove'=[--toolchain --offline --quiet -q --version -h --help]
  &'target rm'=[--toolchain --offline --quiet -q --version -h --help]
  &'target list'=[--toolchain --installed --json --version -h --help]
  &'target ls'=[--toolchain --installed --json --version -h --help]
  &'link'=[--version -h --help]
  &'use'=[--default --go-mod --force --no-install --json --offline --quiet -q --version -h --help]
  &'pin'=[--default --go-mod --force --no-install --json --offline --quiet -q --version -h --help]
  &'default'=[--json --offline --quiet -q --version -h --help]
  &'current'=[go rust --json --version -h --help]
  &'which'=[--json --version -h --help]
  &'why'=[go rust --verbose -v --json --version -h --help]
  &'allow'=[--version -h --help]
  &'deny'=[--version -h --help]
  &'exec'=[--version -h --help]
  &'x'=[--version -h --help]
  &'env'=[--format -f --version -h --help]
  &'shell'=[--unset --emit --version -h --help]
  &'rustup'=[--version -h --help]
  &'setup'=[bash zsh fish elvish bash zsh fish elvish --yes -y --print --undo --version -h --help]
  &'hook'=[bash zsh fish elvish bash zsh fish elvish --version -h --help]
  &'completions'=[bash zsh fish elvish bash zsh fish elvish --version -h --help]
  &'shims'=[--version -h --help]
  &'doctor'=[--list --check --json --html --share --fix --dry-run --fail-on --no-shells --version -h --help]
  &'ide'=[goland helix neovim rustrover vscode zed goland helix neovim rustrover vscode zed --check --print --dry-run --quiet -q --version -h --help]
  &'ci'=[--format -f --cache-key --offline --quiet -q --version -h --help]
  &'adopt'=[direnv direnv --import-approvals --undo --version -h --help]
  &'self'=[update uninstall --version -h --help]
  &'self update'=[--from --key --check --downgrade --offline --quiet -q --version -h --help]
  &'self uninstall'=[--yes -y --purge --version -h --help]
  &'help'=[-h --help --help --version]
]
var __tvm_asked = ['install' 'i' 'uninstall' 'rm' 'update' 'upgrade' 'list-remote' 'component add' 'component remove' 'component rm' 'target add' 'target remove' 'target rm' 'use' 'pin' 'default' 'which' 'exec' 'x' 'shell']

set edit:completion:arg-completer[tvm] = {|@arguments|
  var before = $arguments[..-1]
  var path = ''
  for word $before[1..] {
    var longer = (if (eq $path '') { put $word } else { put $path' '$word })
    if (has-key $__tvm_words $longer) { set path = $longer }
  }
  if (has-value $before --) {
    # What stands behind is a command of its own.
    var rest = []
    var is-behind = $false
    for word $arguments {
      if $is-behind { set rest = [$@rest $word] } elif (eq $word --) { set is-behind = $true }
    }
    edit:complete-sudo sudo $@rest
  } else {
    all $__tvm_words[$path]
    if (has-value $__tvm_asked $path) {
      tmp E:SAP_SHELL = fish
      tmp E:SAP_SHELL_VERSION = 3
      try {
        (external tvm) ---completion $path -- positional@0 (count $before) (count $arguments[-1]) $@arguments 2>/dev/null
      } catch {
        nop
      }
    }
  }
}

