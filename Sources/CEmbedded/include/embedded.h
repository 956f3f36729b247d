// The files inside a released program, as shell/build.sh packs them; none in a development build.
#ifndef TVM_EMBEDDED_H
#define TVM_EMBEDDED_H

extern const unsigned char cembedded_files[];
extern const unsigned long cembedded_size;

static inline const unsigned char *cembedded_start(void) { return cembedded_files; }
static inline unsigned long cembedded_count(void) { return cembedded_size; }

// Takes back what was set for the start of Swift's runtime, so that no program that is started sees it.
void cembedded_started(void);

#endif
