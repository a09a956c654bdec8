/* What a person does with a written file, and what it does not say. */
#pragma once

#include "session/write.h"

/* Roles of folders (RFC 6154) that Thunderbird asks for on one page; NULL ends. */
extern const char *const wp_write_copies[];

/* Made for this profile, both of msgids; what they speak of is filled in by
 * wp_written_file_fill. */
void wp_write_words_thunderbird (const WpProfile *profile, const WpReport *report,
                                 GPtrArray *next_steps, GPtrArray *not_expressed);
