/* Which answer to POP3 or IMAP a file follows. */
#pragma once

#include "advise/advise.h"
#include "session/write.h"

typedef struct
{
  WpWriteBasis basis;
  gboolean is_claim_refused; /* the report's own answer is another, and was not followed */
  WpSituation situation;     /* what the answer rests on */
  WpAdvice advice;
  WpMailUse use;
} WpWriteAnswer;

/* FALSE and an error as wp_session_write has them. */
gboolean wp_write_answer (const WpReport *report, const WpWriteOrder *order,
                          const WpProfile *profile, WpWriteAnswer *answer, GError **error);
