#include <lzma.h>

// Compound initialisers do not reach Swift.
static inline lzma_stream clzma_stream(void) {
  lzma_stream stream = LZMA_STREAM_INIT;
  return stream;
}

// A macro with a cast.
static const uint32_t clzma_concatenated = LZMA_CONCATENATED;
