// Keeps the machine as it is, whatever a test does as root: the tests and all that they start have the
// mounts to themselves, and cannot make, remove or replace a device. Mounts that a test leaves behind
// go with the last of its processes.
//
// Where that is not allowed, as in many containers, the tests run without it; Tests/run.sh looks at
// the devices afterwards.
#ifdef __linux__
#define _GNU_SOURCE
#include <sched.h>
#include <sys/mount.h>
#include <unistd.h>

// When the tests are loaded, because only a process with a single thread takes all of it along.
__attribute__((constructor)) static void guard(void) {
  if (geteuid() != 0 || unshare(CLONE_NEWNS) != 0) return;
  if (mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) != 0) return;
  // A device can be written to on a file system that cannot. What is mounted below stays as it is.
  if (mount("/dev", "/dev", NULL, MS_BIND | MS_REC, NULL) != 0) return;
  (void)mount(NULL, "/dev", NULL, MS_REMOUNT | MS_BIND | MS_RDONLY | MS_NOSUID, NULL);
}
#endif
