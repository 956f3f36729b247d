// Starting a program the way a test needs it: `fork` and `openpty` cannot be called from Swift, and
// `posix_spawn` cannot make a terminal the controlling one.
#ifndef CSPAWN_H
#define CSPAWN_H

#include <sys/types.h>

// Starts `program` in `directory` with the three descriptors as its standard ones. With
// `own_terminal` descriptor 0 becomes the controlling terminal of a new session, otherwise the
// child leads a new process group. Returns the process id, or the negated error number.
pid_t cspawn(
    const char *program, char *const arguments[], char *const environment[],
    const char *directory, const int descriptors[3], int own_terminal);

// Opens both ends of a pseudo-terminal of 400 columns; returns 0 or the negated error number.
int cspawn_open_terminal(int *controller, int *terminal);

// Opens a pipe that no other child inherits; returns 0 or the negated error number.
int cspawn_open_pipe(int *reading, int *writing);

#endif
