// What a program has to know of the terminal that it writes to.
#ifndef TVM_TERMINAL_H
#define TVM_TERMINAL_H

#include <sys/ioctl.h>

// The width in characters, or 0 where the terminal does not say; `ioctl` is variadic.
static inline int clibc_columns(int descriptor) {
  struct winsize size = {0};
  if (ioctl(descriptor, TIOCGWINSZ, &size) != 0) return 0;
  return size.ws_col;
}

#endif
