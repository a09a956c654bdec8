/* Modified UTF-7, in which IMAP writes the names of folders (RFC 3501 §5.1.3). Pure. */
#pragma once

/* UTF-8; what is no modified UTF-7 comes back as it is. The caller owns it. */
char *wp_utf7_decode (const char *name);
