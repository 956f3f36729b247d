# What `direnv hook elvish` prints. A line before this sets __direnv_program.
set @edit:before-readline = $@edit:before-readline {
  try {
    var changes = [((external $__direnv_program) export elvish | from-json)]
    if (> (count $changes) 0) {
      set changes = (all $changes)
      keys $changes | each {|name|
        if (eq $changes[$name] $nil) {
          unset-env $name
        } else {
          set-env $name $changes[$name]
        }
      }
    }
  } catch error {
    echo $error >&2
  }
}
