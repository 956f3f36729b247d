# The hook of tvm for elvish: `eval (tvm hook elvish | slurp)`. What stands before this file sets
# __tvm_program, __tvm_shims, __tvm_cargo, __tvm_settings, __tvm_completions, __tvm_quiet, __tvm_dotenv and
# __tvm_cd, and change/change.elv.
#
# elvish cannot tell the time of a file, so what a prompt looks at are the files themselves: where nothing
# has changed it starts no process. Nothing is printed to standard output.

use path
use str

var __tvm_seen = ''          # the files and variables at the last look
var __tvm_state = ''         # the environment file that counts, as the program said last
var __tvm_told = [&]         # messages that were shown
var __tvm_reported = $nil    # what was said to be active
var __tvm_first = $true
fn __tvm_same { put $true }

# Puts the shims first on PATH, and cargo's programs behind them if they are not on it; with `remove`
# only takes the shims out.
fn __tvm_set_path {|@how|
  var kept = [(each {|element| if (not-eq $element $__tvm_shims) { put $element } } $paths)]
  if (eq $how []) {
    if (and (not-eq $__tvm_cargo '') (not (has-value $kept $__tvm_cargo))) {
      set kept = [$__tvm_cargo $@kept]
    }
    set kept = [$__tvm_shims $@kept]
  }
  if (not-eq $kept $paths) { set paths = $kept }
}

# The content of a regular file; anything else might hang.
fn __tvm_read {|name|
  if (path:is-regular &follow-symlink=$true $name) {
    try { slurp < $name } catch { put 'unreadable' }
  } else {
    put ''
  }
}

# What decides here, in one text: variables and the files on the way up, by whatever directory; and whether
# an environment file is among them.
fn __tvm_look {
  var names = [.envrc .go-version .tool-versions go.mod go.work rust-toolchain rust-toolchain.toml]
  if (eq $__tvm_dotenv 1) { set names = [.env $@names] }
  var parts = [(__tvm_read $__tvm_settings)]
  for name [TVM_GO_VERSION GOENV_VERSION TVM_RUST_VERSION RUSTUP_TOOLCHAIN GOWORK TVM_BYPASS TVM_QUIET] {
    set parts = [$@parts (if (has-env $name) { get-env $name } else { put '' })]
  }
  var near = $false
  var up = $pwd
  try { set up = (path:eval-symlinks $pwd) } catch { nop }
  while $true {
    for name $names {
      var file = (path:join $up $name)
      if (path:is-regular &follow-symlink=$true $file) {
        set parts = [$@parts $file (__tvm_read $file)]
        if (or (eq $name .envrc) (eq $name .env)) { set near = $true }
      }
    }
    var above = (path:dir $up)
    if (eq $above $up) { break }
    set up = $above
  }
  put (str:join "\x00" $parts) $near
}

# Says a message once.
fn __tvm_tell {|key text|
  if (not (has-key $__tvm_told $key)) {
    set __tvm_told[$key] = $true
    echo $text >&2
  }
}

# Runs what the program prints to change the environment, when it is complete.
fn __tvm_export {|@options|
  var active = $nil
  try {
    var code = ((external $__tvm_program) export elvish $@options | slurp)
    eval $code &ns=(ns [&__tvm_tell~=$__tvm_tell~]) &on-end={|names|
      set __tvm_state = $names[__tvm_environment_file]
      set __tvm_same~ = $names[__tvm_same_environment~]
      if (has-key $names __tvm_active) { set active = $names[__tvm_active] }
    }
  } catch {
    # What failed the program has said itself; until something changes this holds.
    set __tvm_same~ = { put $true }
  }
  put $active
}

# Prints what is active now where it differs from what was told last.
fn __tvm_report {|active|
  if (eq $active $nil) {
    try {
      set active = ((external (path:join $__tvm_shims tvm-shim)) --active 2>/dev/null | slurp)
    } catch {
      return
    }
  }
  var now = [&]
  for line [(str:split "\n" $active)] {
    var fields = [(str:split "\t" $line)]
    if (< (count $fields) 2) { continue }
    var tool = $fields[0]
    var what = $fields[1]
    set now[$tool] = $what
    # What is active when the shell starts is no change.
    if (or (eq $__tvm_reported $nil) (and (has-key $__tvm_reported $tool) (eq $__tvm_reported[$tool] $what))) {
      continue
    }
    var source = ''
    if (and (> (count $fields) 2) (not-eq $fields[2] '')) { set source = ' ('$fields[2]')' }
    if (str:has-prefix $what 'error ') {
      echo 'tvm: '$tool': '(str:trim-prefix $what 'error ') >&2
    } elif (str:has-prefix $what 'missing ') {
      echo 'tvm: '$tool' '(str:trim-prefix $what 'missing ')' is not installed'$source'; run: tvm install' >&2
    } else {
      echo 'tvm: '$tool' '$what$source >&2
    }
  }
  set __tvm_reported = $now
}

# Brings the environment up to date where something has changed.
fn __tvm_update {
  var now near = (__tvm_look)
  if (and (eq $now $__tvm_seen) (__tvm_same)) { return }
  set __tvm_seen = $now
  var active = $nil
  if (or $near (has-env TVM_ENV) (has-env DIRENV_DIFF) (not-eq $__tvm_state '')) {
    if (path:is-regular &follow-symlink=$true $__tvm_program) {
      set active = (__tvm_export (if $__tvm_first { put --quiet }))
    } else {
      __tvm_tell gone 'tvm: '$__tvm_program' no longer exists; this shell keeps its current environment'
    }
    # What the file itself has set is no change at the next prompt.
    set __tvm_seen _ = (__tvm_look)
  }
  set __tvm_first = $false
  if (not (or (eq $__tvm_quiet 1) (has-env TVM_QUIET))) { __tvm_report $active }
}

# The program, except that what `tvm shell` prints is meant for this shell.
fn __tvm_command {|@words|
  var verb = (if (> (count $words) 0) { put $words[0] } else { put '' })
  if (eq $verb shell) {
    for word $words[1..] {
      if (or (has-value [-h -help --help --version] $word) (str:has-prefix $word --emit)) {
        (external $__tvm_program) $@words
        return
      }
    }
    var code = ((external $__tvm_program) shell --emit elvish (all $words[1..]) | slurp)
    eval $code
  } else {
    if (has-value [i install rm uninstall use pin default link component target allow deny] $verb) {
      set __tvm_seen = ''
    }
    (external $__tvm_program) $@words
  }
}

# The closures of a hook that was loaded before are taken out: this list of completions outlives a line.
var __tvm_own = []
var __tvm_former = (if (has-key $edit:completion:arg-completer __tvm) {
  put $edit:completion:arg-completer[__tvm]
} else {
  put []
})
fn __tvm_without_former {|list|
  put [(each {|function| if (not (has-value $__tvm_former $function)) { put $function } } $list)]
}
var __tvm_moved~ = {|directory| __tvm_update }
set __tvm_own = [$__tvm_update~ $__tvm_moved~]
set edit:before-readline = [(all (__tvm_without_former $edit:before-readline)) $__tvm_update~]
set after-chdir = [(all (__tvm_without_former $after-chdir))]
if (eq $__tvm_cd 1) { set after-chdir = [$@after-chdir $__tvm_moved~] }
set edit:completion:arg-completer[__tvm] = $__tvm_own

# Removes everything that this file put into the shell, an environment that is loaded included.
fn __tvm_unhook {
  if (or (has-env TVM_ENV) (has-env DIRENV_DIFF)) { var _ = (__tvm_export --unload) }
  __tvm_set_path remove
  set __tvm_former = $__tvm_own
  set edit:before-readline = [(all (__tvm_without_former $edit:before-readline))]
  set after-chdir = [(all (__tvm_without_former $after-chdir))]
  del edit:completion:arg-completer[__tvm]
  edit:del-vars [tvm~ __tvm_unhook~]
}

edit:add-vars [&tvm~=$__tvm_command~ &__tvm_unhook~=$__tvm_unhook~]
__tvm_set_path
var __tvm_script = (path:join $__tvm_completions tvm.elv)
if (path:is-regular &follow-symlink=$true $__tvm_script) { eval (slurp < $__tvm_script) }
