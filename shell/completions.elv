# Completes tvm's commands in elvish. tvm puts in the words of each command, and the names of those whose
# arguments only it knows.

var __tvm_words = [
WORDS
]
var __tvm_asked = [ASKED]

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
