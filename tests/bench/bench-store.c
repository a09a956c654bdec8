/* Links what waypost links and loads the authorities that certificates are judged by: what
 * memory.py compares with. */
#include "net/trust-store.h"

int
main (void)
{
  g_autoptr (WpTrustStore) store = wp_trust_store_new (NULL);

  return wp_trust_store_get (store, NULL) == NULL;
}
