// The system's clocks, in nanoseconds. Swift does not see their numbers everywhere: on macOS they are
// names of an enumeration.
#ifndef TVM_CLOCK_H
#define TVM_CLOCK_H

#include <stdint.h>
#include <time.h>

static inline int64_t clibc_read_clock(clockid_t clock) {
  struct timespec time;
  if (clock_gettime(clock, &time) != 0) return 0;
  return (int64_t)time.tv_sec * 1000000000 + time.tv_nsec;
}

// Since 1970.
static inline int64_t clibc_now(void) { return clibc_read_clock(CLOCK_REALTIME); }

// Since some time, without jumps.
static inline int64_t clibc_steady(void) { return clibc_read_clock(CLOCK_MONOTONIC); }

// The clock that file systems take their times from.
static inline int64_t clibc_ticking(void) {
#ifdef __linux__
  return clibc_read_clock(CLOCK_REALTIME_COARSE);
#else
  return clibc_now();
#endif
}

// Since the machine was started, its sleep included.
static inline int64_t clibc_uptime(void) {
#ifdef __linux__
  return clibc_read_clock(CLOCK_BOOTTIME);
#else
  return clibc_steady();
#endif
}

#endif
