/* What a person does with a written file, and what it does not say. */
#pragma once

#include "session/write.h"

/* Roles of folders (RFC 6154) that Thunderbird asks for on one page; NULL ends. */
extern const char *const wp_write_copies[];

/* Adds to the steps of the file, and to what it cannot express, what this profile asks for. */
void wp_write_words_thunderbird (const WpProfile *profile, const WpReport *report,
                                 WpWrittenFile *file);
