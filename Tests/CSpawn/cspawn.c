#define _GNU_SOURCE
#include "cspawn.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stddef.h>
#include <sys/ioctl.h>
#include <unistd.h>
#ifdef __APPLE__
#include <util.h>
#else
#include <linux/close_range.h>
#include <pty.h>
#include <sys/syscall.h>
#endif

static void close_on_exec(int descriptor) {
  fcntl(descriptor, F_SETFD, fcntl(descriptor, F_GETFD) | FD_CLOEXEC);
}

static void become(
    const char *program, char *const arguments[], char *const environment[],
    const char *directory, const int descriptors[3], int own_terminal) {
  if (own_terminal) {
    setsid();
  } else {
    setpgid(0, 0);
  }
  for (int index = 0; index < 3; index++) {
    if (dup2(descriptors[index], index) < 0) return;
  }
  if (own_terminal && ioctl(0, TIOCSCTTY, 0) < 0) return;
  // Other tests of the same process run at the same time: what they have open is not ours.
#ifdef SYS_close_range
  if (syscall(SYS_close_range, 3, ~0U, CLOSE_RANGE_CLOEXEC) != 0)
#endif
    for (int descriptor = 3; descriptor < 1024; descriptor++) close_on_exec(descriptor);
  // What the test runner ignores or blocks must not be seen by the program under test.
  for (int number = 1; number < NSIG; number++) signal(number, SIG_DFL);
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, NULL);
  if (chdir(directory) < 0) return;
  execve(program, arguments, environment);
}

pid_t cspawn(
    const char *program, char *const arguments[], char *const environment[],
    const char *directory, const int descriptors[3], int own_terminal) {
  int report[2];
  int failed = cspawn_open_pipe(&report[0], &report[1]);
  if (failed) return failed;
#ifdef __APPLE__
  pid_t child = fork();
#else
  // Copying the tables of this large process would be most of the work. The child changes nothing of
  // the memory that it shares with this thread, which stands still until `exec`.
  pid_t child = vfork();
#endif
  if (child == 0) {
    become(program, arguments, environment, directory, descriptors, own_terminal);
    int number = errno;
    (void)!write(report[1], &number, sizeof number);
    _exit(127);
  }
  int number = child < 0 ? errno : 0;
  close(report[1]);
  if (child > 0 && read(report[0], &number, sizeof number) < 0) number = errno;
  close(report[0]);
  return number ? -number : child;
}

int cspawn_open_terminal(int *controller, int *terminal) {
  struct winsize size = {.ws_row = 50, .ws_col = 400};
  if (openpty(controller, terminal, NULL, NULL, &size) < 0) return -errno;
  close_on_exec(*controller);
  close_on_exec(*terminal);
  return 0;
}

int cspawn_open_pipe(int *reading, int *writing) {
  int both[2];
#ifdef __APPLE__
  if (pipe(both) < 0) return -errno;
  close_on_exec(both[0]);
  close_on_exec(both[1]);
#else
  if (pipe2(both, O_CLOEXEC) < 0) return -errno;
#endif
  *reading = both[0];
  *writing = both[1];
  return 0;
}
