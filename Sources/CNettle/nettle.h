#include <nettle/chacha.h>
#include <nettle/eddsa.h>
#include <nettle/sha2.h>
