// The C library as Swift sees it: the headers, and what Swift cannot import from them (variadic
// functions and macros that are not constants). Embedded Swift has no Glibc module to import.
#ifndef TVM_LIBC_H
#define TVM_LIBC_H

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <regex.h>
#include <limits.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <time.h>
#include <sys/types.h>
#include <unistd.h>
#ifdef __APPLE__
#include <mach-o/dyld.h>
#include <pwd.h>
#include <sys/sysctl.h>
#endif
#ifdef __linux__
#include <sys/auxv.h>
#include <sys/syscall.h>
#endif

extern char **environ;

// Memory that comes with the program, zero and untouched: Swift would store it as so many values.
#define CLIBC_FIRST_MEMORY 262144
static inline void *clibc_first_memory(void) {
  static char memory[CLIBC_FIRST_MEMORY] __attribute__((aligned(16)));
  return memory;
}

// A global that Swift cannot see as safe to share: programs here touch it from one thread only.
static inline char ***clibc_environment(void) { return &environ; }

// The name is an array inside the structure, which Swift takes for a tuple and may copy in part.
static inline const char *clibc_entry_name(const struct dirent *entry) { return entry->d_name; }

// `open` is variadic. musl's own follows it with a call for kernels before 2.6.23.
static inline int clibc_open(const char *path, int flags, mode_t mode) {
  return openat(AT_FDCWD, path, flags, mode);
}

// The same, relative to a directory.
static inline int clibc_open_below(int directory, const void *path, int flags) {
  return openat(directory, path, flags);
}

// Whether a name relative to a directory is there. musl's `faccessat` brings a kilobyte for flags along.
static inline int clibc_look_below(int directory, const void *path) {
#if defined(__linux__)
  return (int)syscall(SYS_faccessat, directory, path, F_OK);
#else
  return faccessat(directory, path, F_OK, 0);
#endif
}

// Flags that open a directory for nothing but names below it, which needs no permission to read it.
// Linux's is behind _GNU_SOURCE, which changes types that other modules see, too.
static inline int clibc_directory_flags(void) {
#if defined(__linux__)
  return O_DIRECTORY | O_CLOEXEC | 010000000;
#elif defined(O_SEARCH)
  return O_DIRECTORY | O_CLOEXEC | O_SEARCH;
#else
  return O_DIRECTORY | O_CLOEXEC | O_RDONLY;
#endif
}

// `errno` is a macro for an expression.
static inline int clibc_errno(void) { return errno; }

// Some functions tell an error from an end by it alone.
static inline void clibc_clear_errno(void) { errno = 0; }

// These compare bits of the mode through macros.
static inline int clibc_is_regular(mode_t mode) { return S_ISREG(mode); }
static inline int clibc_is_directory(mode_t mode) { return S_ISDIR(mode); }
static inline int clibc_is_link(mode_t mode) { return S_ISLNK(mode); }
static inline int clibc_is_device(mode_t mode) { return S_ISCHR(mode) || S_ISBLK(mode); }

// Exchanges two names in one step; each system has its own call. Not every file system can.
static inline int clibc_exchange(const char *first, const char *second) {
#ifdef __APPLE__
  return renamex_np(first, second, RENAME_SWAP);
#else
  return (int)syscall(SYS_renameat2, AT_FDCWD, first, AT_FDCWD, second, 1u << 1);
#endif
}

// The file that the kernel started as this program, by the name it was asked for; NULL where that is not told.
static inline const char *clibc_started_file(void) {
#ifdef __APPLE__
  static char path[4096];
  uint32_t size = sizeof path;
  return _NSGetExecutablePath(path, &size) == 0 ? path : NULL;
#else
  return (const char *)getauxval(AT_EXECFN);
#endif
}

// Whether this is a program for Intel that an Apple processor runs: programs for that one are better there.
static inline int clibc_is_translated(void) {
#if defined(__APPLE__) && defined(__x86_64__)
  int is_arm = 0;
  size_t size = sizeof is_arm;
  return sysctlbyname("hw.optional.arm64", &is_arm, &size, NULL, 0) == 0 && is_arm;
#else
  return 0;
#endif
}

// Brings what was written to an open file to the disk. On macOS `fsync` leaves it with the disk, which
// may write it later and in another order.
static inline int clibc_synchronize(int descriptor) {
#ifdef __APPLE__
  if (fcntl(descriptor, F_FULLFSYNC) == 0 || fcntl(descriptor, F_BARRIERFSYNC) == 0) return 0;
#endif
  return fsync(descriptor);
}

// Brings all that was written to the file system of an open file to the disk. On Linux
// by the number of the call, since not every C library names it.
static inline int clibc_synchronize_file_system(int descriptor) {
#ifdef __linux__
  return (int)syscall(SYS_syncfs, descriptor);
#else
  return fsync_volume_np(descriptor, SYNC_VOLUME_FULLSYNC | SYNC_VOLUME_WAIT);
#endif
}

// The field has another name on macOS.
static inline long clibc_modified_seconds(const struct stat *status) {
#ifdef __APPLE__
  return status->st_mtimespec.tv_sec;
#else
  return status->st_mtim.tv_sec;
#endif
}

// Times in nanoseconds since 1970.
static inline long clibc_modified_nanoseconds(const struct stat *status) {
#ifdef __APPLE__
  return status->st_mtimespec.tv_sec * 1000000000L + status->st_mtimespec.tv_nsec;
#else
  return status->st_mtim.tv_sec * 1000000000L + status->st_mtim.tv_nsec;
#endif
}
static inline long clibc_changed_nanoseconds(const struct stat *status) {
#ifdef __APPLE__
  return status->st_ctimespec.tv_sec * 1000000000L + status->st_ctimespec.tv_nsec;
#else
  return status->st_ctim.tv_sec * 1000000000L + status->st_ctim.tv_nsec;
#endif
}

#endif
