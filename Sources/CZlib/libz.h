#include <zlib.h>

// `inflateInit2` is a macro. 15 bits of window, plus 16 for "a gzip header and trailer".
static inline int czlib_expect_gzip(z_stream *stream) { return inflateInit2(stream, 15 + 16); }
