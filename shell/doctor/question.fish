# What `tvm doctor` asks a fish that has read its start-up files. The answers go to descriptor 3, as
# NAME=VALUE that end in a zero byte: its variables, and then what it has in place of programs, each
# with the file and the line that it is from, as far as fish knows them. tvm puts the names for PROGRAMS.
# The event before a prompt would make fish set up a home that has never had a prompt.
/usr/bin/env -0 1>&3
for name in PROGRAMS
    if functions -q $name
        set -l details (functions --details --verbose $name)
        printf 'definition function %s=%s\n%s\n%s\0' $name $details[1] $details[3] \
            (functions $name | string collect) 1>&3
    end
end
printf 'end of start=\0' 1>&3
