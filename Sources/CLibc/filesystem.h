// What file systems say of themselves; each system has other calls and other names for them.
#ifndef TVM_FILESYSTEM_H
#define TVM_FILESYSTEM_H

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/utsname.h>
#ifdef __linux__
#include <sys/vfs.h>
#else
#include <sys/mount.h>
#include <sys/param.h>
#endif
#include <unistd.h>

// What kind of file system a path is on: 0 for any other, 1 for one of a network, 2 for one in
// memory, 3 for one of the kernel's that stores nothing, -1 where that cannot be said.
static inline int clibc_filesystem_kind(const char *path) {
  struct statfs status;
  if (statfs(path, &status) != 0) return -1;
#ifdef __linux__
  switch ((uint32_t)status.f_type) {
    case 0x6969u:      // NFS
    case 0x517Bu:      // SMB
    case 0xFE534D42u:  // SMB 2
    case 0xFF534D42u:  // CIFS
    case 0x5346414Fu:  // AFS
    case 0x00C36400u:  // Ceph
    case 0x73757245u:  // Coda
    case 0x01021997u:  // 9P
    case 0x0BD00BD0u:  // Lustre
      return 1;
    case 0x01021994u:  // tmpfs
    case 0x858458F6u:  // ramfs
      return 2;
    case 0x00009FA0u:  // proc
    case 0x62656572u:  // sysfs
    case 0x0027E0EBu:  // cgroup
    case 0x63677270u:  // cgroup 2
      return 3;
    default: return 0;
  }
#else
  if (!strcmp(status.f_fstypename, "devfs")) return 3;
  // Also WebDAV, FUSE and what a virtual machine's host shares.
  return (status.f_flags & MNT_LOCAL) == 0;
#endif
}

// Lets the owner of a folder below an open one list, fill and empty it, whatever its mode was; a link
// in its place is not followed.
static inline int clibc_open_up(int directory, const char *name) {
#ifdef __linux__
  // The flag that changes no link's target is younger than many kernels.
  int folder = openat(directory, name, O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC | 010000000 /* O_PATH */);
  if (folder < 0) return -1;
  char path[32];
  snprintf(path, sizeof path, "/proc/self/fd/%d", folder);
  int result = chmod(path, 0700);
  int reason = errno;
  close(folder);
  errno = reason;
  return result;
#else
  return fchmodat(directory, name, 0700, AT_SYMLINK_NOFOLLOW);
#endif
}

// The bytes that an unprivileged user may still write, or -1 where that cannot be said.
static inline int64_t clibc_free_bytes(const char *path) {
#ifdef __APPLE__
  // Its `statvfs` counts in 32 bits.
  struct statfs status;
  if (statfs(path, &status) != 0) return -1;
  return (int64_t)status.f_bavail * (int64_t)status.f_bsize;
#else
  struct statvfs status;
  if (statvfs(path, &status) != 0) return -1;
  return (int64_t)status.f_bavail * (int64_t)status.f_frsize;
#endif
}

// Whether the file system of a path lets no program run: 1 or 0, -1 where that is not known.
static inline int clibc_forbids_programs(const char *path) {
#ifdef __APPLE__
  struct statfs status;
  if (statfs(path, &status) != 0) return -1;
  return (status.f_flags & MNT_NOEXEC) != 0;
#else
  struct statvfs status;
  if (statvfs(path, &status) != 0) return -1;
  // ST_NOEXEC, which not every C library has under that name.
  return (status.f_flag & 8) != 0;
#endif
}

#endif
