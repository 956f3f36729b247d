// The least that can be done: with PROGRAM defined, become that program; without, nothing.
#include <unistd.h>

#ifdef PROGRAM
extern char **environ;

int main(int count, char **arguments) {
  (void)count;
  execve(PROGRAM, arguments, environ);
  return 127;
}
#else
int main(void) { return 0; }
#endif
