# How the code that `tvm export elvish` prints changes variables: all of them are those of programs.

fn __tvm_put {|name value| set-env $name $value }

fn __tvm_take {|@names| for name $names { unset-env $name } }
