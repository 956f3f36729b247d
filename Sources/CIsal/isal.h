// Intel's ISA-L: linked where shell/packages.sh has built the archive, which Debian has not; else opened
// at run time where it is installed, since a program that only installs now and then must not load it at
// every start. The header gives the layout of the state, which the major version (libisal.so.2) fixes.
#ifndef TVM_ISAL_H
#define TVM_ISAL_H

#include <stddef.h>
#ifdef __linux__
#include <features.h>
#endif
#if defined(__x86_64__) || defined(__aarch64__)
#if __has_include(<isa-l/igzip_lib.h>)
#include <isa-l/igzip_lib.h>
#define TVM_HAS_ISAL 1
#endif
#endif

#ifdef TVM_HAS_ISAL
enum { cisal_available = 1 };
typedef struct inflate_state cisal_state;
typedef struct isal_gzip_header cisal_header;
#else
enum { cisal_available = 0 };
enum { ISAL_GZIP = 1, ISAL_BLOCK_FINISH = 11 };
typedef struct cisal_state {
  unsigned char *next_out, *next_in;
  unsigned int avail_out, avail_in, crc_flag, block_state;
} cisal_state;
typedef struct cisal_header {
  unsigned int flags;
} cisal_header;
#endif

// The version of the C library that the program is linked with, `2.36`; NULL where it is not glibc.
#ifdef __GLIBC__
#include <gnu/libc-version.h>
static inline const char *cisal_libc_version(void) { return gnu_get_libc_version(); }
#else
static inline const char *cisal_libc_version(void) { return NULL; }
#endif

typedef void (*cisal_prepare)(cisal_state *state);
typedef int (*cisal_read_header)(cisal_state *state, cisal_header *header);
typedef int (*cisal_inflate)(cisal_state *state);

#if defined(TVM_HAS_ISAL) && defined(TVM_STATIC_ISAL)
static inline cisal_prepare cisal_linked_reset(void) { return isal_inflate_reset; }
static inline cisal_read_header cisal_linked_header(void) { return isal_read_gzip_header; }
static inline cisal_inflate cisal_linked_inflate(void) { return isal_inflate; }
#else
static inline cisal_prepare cisal_linked_reset(void) { return NULL; }
static inline cisal_read_header cisal_linked_header(void) { return NULL; }
static inline cisal_inflate cisal_linked_inflate(void) { return NULL; }
#endif

// `block_state` is an enumeration in the header, whose imported type varies.
static inline int cisal_is_finished(const cisal_state *state) {
  return state->block_state == ISAL_BLOCK_FINISH;
}
static inline void cisal_expect_gzip(cisal_state *state) { state->crc_flag = ISAL_GZIP; }

#endif
