alias __direnv_precmd 'eval `"$__direnv_program" export tcsh`' ;
if ( "`alias precmd`" == "" ) alias precmd __direnv_precmd ;
if ( "`alias precmd`" !~ *__direnv_precmd* ) alias precmd "__direnv_precmd ; `alias precmd`" ;
