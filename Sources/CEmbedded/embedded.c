#include "embedded.h"

// shell/build.sh packs them and defines the macro; the compiler notes that it has read the file.
#ifdef TVM_EMBEDDED
#pragma clang diagnostic ignored "-Wc23-extensions"
const unsigned char cembedded_files[] = {
#embed "../../.build/embedded/files"
};
const unsigned long cembedded_size = sizeof cembedded_files;
#else
const unsigned char cembedded_files[] = {0};
const unsigned long cembedded_size = 0;
#endif
