/* A hostile IMAP server; see fuzz-engine.h. */
#include "fuzz-engine.h"

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  return fuzz_engine (WP_PROTOCOL_IMAP, data, size);
}
