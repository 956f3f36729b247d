#include "embedded.h"

#ifdef __linux__
#include <stdlib.h>
#include <unistd.h>

static int is_set;

// Swift's runtime ends a static program before it begins, where /proc cannot be read: it wants to know
// where its own files are, of which there are none. This comes before the runtime's own constructors.
__attribute__((constructor(101))) static void tell_root(void) {
  if (access("/proc/self/exe", R_OK) == 0 || getenv("SWIFT_ROOT")) return;
  is_set = setenv("SWIFT_ROOT", "/", 0) == 0;
}

void cembedded_started(void) {
  if (is_set) unsetenv("SWIFT_ROOT");
}
#else
void cembedded_started(void) {}
#endif
