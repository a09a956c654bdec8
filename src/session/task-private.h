/* The input of a run, looked at before anything is asked of anybody. */
#pragma once

#include "model/account.h"
#include "session/session.h"

/* FALSE and an error (a whole sentence): G_OPTION_ERROR for the value of an option, other
 * domains for input that cannot be read. `account` is the task's, NULL: none. */
gboolean wp_task_is_good (const WpTask *task, const WpAccount *account, GError **error);
/* What MAIL FROM and RCPT TO will say; NULL: nothing is known. The caller owns it. */
char    *wp_task_sender (const WpTask *task, const WpAccount *account);
