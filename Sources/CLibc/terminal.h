// What a program has to know of the terminal that it writes to.
#ifndef TVM_TERMINAL_H
#define TVM_TERMINAL_H

#include <signal.h>
#include <sys/ioctl.h>
#include <unistd.h>

// The width in characters, or 0 where the terminal does not say; `ioctl` is variadic.
static inline int clibc_columns(int descriptor) {
  struct winsize size = {0};
  if (ioctl(descriptor, TIOCGWINSZ, &size) != 0) return 0;
  return size.ws_col;
}

static inline void clibc_clear_line_and_end(int number) {
  static const char clear[] = "\r\033[K";
  // Whether it could be written or not: the process ends.
  if (write(STDERR_FILENO, clear, sizeof clear - 1) < 0) signal(number, SIG_DFL);
  signal(number, SIG_DFL);
  raise(number);
}

// Lets an interrupt empty the line that a progress bar is on before it ends the process, or no more.
static inline void clibc_clear_line_when_interrupted(int is_on) {
  const int numbers[] = {SIGINT, SIGTERM};
  for (int index = 0; index < 2; index++) {
    struct sigaction action;
    // What is ignored stays ignored, as under nohup.
    if (sigaction(numbers[index], 0, &action) != 0 || action.sa_handler == SIG_IGN) continue;
    signal(numbers[index], is_on ? clibc_clear_line_and_end : SIG_DFL);
  }
}

#endif
