// What threads, child processes and directory descriptors need of the C library.
#ifndef TVM_PROCESS_H
#define TVM_PROCESS_H

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <locale.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#ifdef __APPLE__
#include <libproc.h>
#include <mach-o/dyld.h>
#include <sys/param.h>
#include <xlocale.h>
#endif
#ifdef __linux__
#include <sys/prctl.h>
#else
#include <mach/mach.h>

// The bytes of memory that this process has; 0 where the system does not tell.
static inline uint64_t clibc_resident_bytes(void) {
  task_vm_info_data_t info;
  mach_msg_type_number_t count = TASK_VM_INFO_COUNT;
  if (task_info(mach_task_self(), TASK_VM_INFO, (task_info_t)&info, &count) != KERN_SUCCESS) return 0;
  return info.phys_footprint;
}
#endif

#ifdef __linux__
// Behind _GNU_SOURCE, which changes types that other modules see, too.
extern int pipe2(int ends[2], int flags);
extern int memfd_create(const char *name, unsigned flags);
#ifndef F_SETPIPE_SZ
#define F_SETPIPE_SZ 1031
#endif
#define CLIBC_SPAWN_SETSID 0x80
#else
#define CLIBC_SPAWN_SETSID POSIX_SPAWN_SETSID
#endif

// `openat` is variadic.
static inline int clibc_openat(int directory, const char *path, int flags, mode_t mode) {
  return openat(directory, path, flags, mode);
}

// A pipe that no child inherits, its write end above the numbers a child gives a meaning to.
static inline int clibc_pipe(int ends[2]) {
#ifdef __linux__
  if (pipe2(ends, O_CLOEXEC) != 0) return -1;
  fcntl(ends[0], F_SETPIPE_SZ, 1 << 20);
#else
  if (pipe(ends) != 0) return -1;
  fcntl(ends[0], F_SETFD, FD_CLOEXEC);
#endif
  int high = fcntl(ends[1], F_DUPFD_CLOEXEC, 10);
  int reason = errno;
  close(ends[1]);
  if (high < 0) {
    close(ends[0]);
    errno = reason;
    return -1;
  }
  ends[1] = high;
  return 0;
}

static inline int clibc_set_nonblocking(int descriptor) {
  return fcntl(descriptor, F_SETFL, O_NONBLOCK);
}

// The status macros: 0...255 for an exit, 128 + signal for a death by signal, as shells count.
static inline int clibc_exit_status(int status) {
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

// How a child is started; see Spawn.
struct clibc_child {
  // The program's path, its arguments, and its environment.
  const char *program;
  char *const *arguments;
  char *const *environment;
  // Where it runs, or NULL.
  const char *folder;
  // What become its descriptors 0, 1 and so on, -1 for /dev/null.
  const int *descriptors;
  int count;
  // 0 for the caller's, 1 for one that it leads, 2 for a session of its own.
  int group;
  // Whether it gets no ignored SIGINT from here.
  int is_interruptible;
};

#ifdef __linux__
// What a child of clibc_spawn_bound does between its start and its program: only what may be done
// beside threads that stand still in the middle of anything. Returns an error number, or not at all.
static inline int clibc_become(const struct clibc_child *child, pid_t parent) {
  for (int number = 1; number < NSIG; number++) {
    struct sigaction action;
    if (sigaction(number, NULL, &action) != 0 || action.sa_handler == SIG_DFL) continue;
    int stays = action.sa_handler == SIG_IGN && number != SIGPIPE &&
                !(number == SIGINT && child->is_interruptible);
    if (!stays) signal(number, SIG_DFL);
  }
  if (child->group == 1 && setpgid(0, 0) != 0) return errno;
  if (child->group == 2 && setsid() < 0) return errno;
  // The parent may be gone by now, and nobody would say so any more.
  if (prctl(PR_SET_PDEATHSIG, SIGKILL) != 0) return errno;
  if (getppid() != parent) return ESRCH;
  if (child->folder && chdir(child->folder) != 0) return errno;
  for (int i = 0; i < child->count; i++) {
    int source = child->descriptors[i];
    if (source == i) {
      // What is closed here stays closed there.
      int flags = fcntl(i, F_GETFD);
      if (flags >= 0) fcntl(i, F_SETFD, flags & ~FD_CLOEXEC);
      continue;
    }
    int opened = source < 0 ? open("/dev/null", O_RDONLY) : source;
    if (opened < 0) return errno;
    if (opened == i) continue;
    if (dup2(opened, i) < 0) return errno;
    if (source < 0) close(opened);
  }
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, NULL);
  execve(child->program, child->arguments, child->environment);
  return errno;
}

// As clibc_spawn, for a child that the kernel kills when the thread that starts it here is gone.
static inline int clibc_spawn_bound(pid_t *process, const struct clibc_child *child) {
  int told[2];
  if (pipe2(told, O_CLOEXEC) != 0) return errno;
  // Above the numbers that a child gives a meaning to.
  int telling = fcntl(told[1], F_DUPFD_CLOEXEC, 10);
  int reason = telling < 0 ? errno : 0;
  close(told[1]);
  sigset_t all, before;
  sigfillset(&all);
  pid_t parent = getpid();
  if (!reason) {
    // A handler of this program's must not run in the child.
    pthread_sigmask(SIG_SETMASK, &all, &before);
    *process = fork();
    if (*process == 0) {
      int problem = clibc_become(child, parent);
      ssize_t written = write(telling, &problem, sizeof problem);
      _exit(written == sizeof problem ? 127 : 126);
    }
    if (*process < 0) reason = errno;
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    close(telling);
  }
  int problem = 0;
  ssize_t count = 0;
  while (!reason && (count = read(told[0], &problem, sizeof problem)) < 0 && errno == EINTR) {}
  close(told[0]);
  if (!reason && count == sizeof problem) {
    reason = problem;
    while (waitpid(*process, NULL, 0) < 0 && errno == EINTR) {}
  }
  return reason;
}
#endif

// Starts a program; it gets no ignored SIGPIPE and no blocked signal from here.
//
// With `is_bound` it does not outlive the thread that starts it. Only Linux can do that: elsewhere it
// is up to the child to notice that nobody reads its pipes any more. Returns 0 or an error number.
static inline int clibc_spawn(pid_t *process, const struct clibc_child *child, int is_bound) {
#ifdef __linux__
  if (is_bound) return clibc_spawn_bound(process, child);
#endif
  posix_spawn_file_actions_t actions;
  posix_spawnattr_t attributes;
  int reason = posix_spawn_file_actions_init(&actions);
  if (reason) return reason;
  reason = posix_spawnattr_init(&attributes);
  if (reason) {
    posix_spawn_file_actions_destroy(&actions);
    return reason;
  }
  sigset_t none, defaults;
  sigemptyset(&none);
  sigemptyset(&defaults);
  sigaddset(&defaults, SIGPIPE);
  if (child->is_interruptible) sigaddset(&defaults, SIGINT);
  posix_spawnattr_setsigmask(&attributes, &none);
  posix_spawnattr_setsigdefault(&attributes, &defaults);
  short flags = POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF;
#ifdef POSIX_SPAWN_CLOEXEC_DEFAULT
  flags |= POSIX_SPAWN_CLOEXEC_DEFAULT;
#endif
  if (child->group == 1) flags |= POSIX_SPAWN_SETPGROUP;
  if (child->group == 2) flags |= CLIBC_SPAWN_SETSID;
  posix_spawnattr_setpgroup(&attributes, 0);
  posix_spawnattr_setflags(&attributes, flags);
  if (child->folder) reason = posix_spawn_file_actions_addchdir_np(&actions, child->folder);
  for (int i = 0; i < child->count && !reason; i++) {
    // What is closed here stays closed there.
    if (child->descriptors[i] == i && fcntl(i, F_GETFD) < 0) continue;
    reason = child->descriptors[i] < 0
                 ? posix_spawn_file_actions_addopen(&actions, i, "/dev/null", O_RDONLY, 0)
                 : posix_spawn_file_actions_adddup2(&actions, child->descriptors[i], i);
  }
  if (!reason)
    reason = posix_spawn(
        process, child->program, &actions, &attributes, child->arguments, child->environment);
  posix_spawnattr_destroy(&attributes);
  posix_spawn_file_actions_destroy(&actions);
  return reason;
}

// Lets this process have up to so many files open at once, as far as the system allows; returns how many it
// could have before. A program that launchd has started begins with 256.
static inline int64_t clibc_allow_descriptors(int64_t count) {
  struct rlimit limit;
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return count;
  int64_t before = (int64_t)limit.rlim_cur;
  limit.rlim_cur = (rlim_t)count < limit.rlim_max ? (rlim_t)count : limit.rlim_max;
  setrlimit(RLIMIT_NOFILE, &limit);
  return before;
}

// Bytes that a child can seek in, in a file without a name; -1 with errno where that fails.
static inline int clibc_anonymous_file(const void *bytes, size_t count) {
#ifdef __linux__
  int file = memfd_create("tvm", 1u /* MFD_CLOEXEC */);
#else
  // There is no memfd; letters are put in place of each X. The folder is the user's own.
  char name[1024 + sizeof "tvm-XXXXXX"];
  size_t length = confstr(_CS_DARWIN_USER_TEMP_DIR, name, 1024);
  if (length == 0 || length > 1024) strcpy(name, "/tmp/");
  strcat(name, "tvm-XXXXXX");
  int file = mkostemp(name, O_CLOEXEC);
  if (file >= 0) unlink(name);
#endif
  if (file < 0) return -1;
  for (size_t done = 0; done < count;) {
    ssize_t written = pwrite(file, (const char *)bytes + done, count - done, (off_t)done);
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) {
      close(file);
      return -1;
    }
    done += (size_t)written;
  }
  int high = fcntl(file, F_DUPFD_CLOEXEC, 10);
  close(file);
  return high;
}

// Whether this process has a terminal and is in the foreground there.
static inline int clibc_is_foreground(void) {
  int terminal = open("/dev/tty", O_RDONLY | O_CLOEXEC | O_NOCTTY);
  if (terminal < 0) return 0;
  int is_foreground = tcgetpgrp(terminal) == getpgrp();
  close(terminal);
  return is_foreground;
}

// A locale of the calling thread only, in which names are UTF-8.
static inline locale_t clibc_utf8_locale(void) {
  locale_t locale = newlocale(LC_CTYPE_MASK, "C.UTF-8", (locale_t)0);
  return locale ? locale : newlocale(LC_CTYPE_MASK, "UTF-8", (locale_t)0);
}

// Sets the time of modification and leaves the time of access.
static inline int clibc_set_modified(int descriptor, time_t seconds, long nanoseconds) {
  struct timespec times[2];
  times[0].tv_sec = 0;
  times[0].tv_nsec = UTIME_OMIT;
  times[1].tv_sec = seconds;
  times[1].tv_nsec = nanoseconds;
  return futimens(descriptor, times);
}

#ifdef __linux__
// Tells Swift's runtime what the program was called with; it would look for that in /proc. Declared for
// compilers of C alone: the header of Swift that has it is in no toolchain.
extern void _swift_stdlib_overrideUnsafeArgvArgc(char **arguments, int count);
static inline void clibc_set_arguments(char **arguments, int count) {
  _swift_stdlib_overrideUnsafeArgvArgc(arguments, count);
}
#endif

#endif
