BASH_SOURCE[0]=${__tvm_name-}; __tvm_enter; eval "${__tvm_text-}" # On line 1, so that bash counts the lines of the text right.
# What stdlib.bash reads for every text that it evaluates: a `return` in the text ends this file and
# nothing else, and what it declares is there for who reads this file.
