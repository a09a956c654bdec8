/* The input of a run, looked at before anything is asked of anybody. */
#pragma once

#include "model/account.h"
#include "policy/decisions.h"
#include "session/session.h"

/* What was typed can be a user name (`sends`: the one for sending); NULL can. Else FALSE and an
 * error. */
gboolean wp_task_is_username (const char *text, gboolean sends, GError **error);
/* FALSE and an error (a whole sentence): G_OPTION_ERROR for the value of an option, other
 * domains for input that cannot be read. `account` is the task's, NULL: none. */
gboolean wp_task_is_good (const WpTask *task, const WpAccount *account, GError **error);
/* What MAIL FROM and RCPT TO will say; NULL: nothing is known. The caller owns it. */
char    *wp_task_sender (const WpTask *task, const WpAccount *account);
/* The servers that were given become candidates of `report`: as typed, or as an earlier run knew
 * them; without a port both modes are looked at. `protocols` gets the bit of each,
 * 1u << WpProtocol. */
gboolean wp_task_add_servers (const WpTask *task, WpReport *report, guint *protocols,
                              GError **error);
/* What was allowed and denied before the run. */
gboolean wp_task_take_decisions (const WpSessionOptions *options, WpDecisions *decisions,
                                 WpReport *report, GError **error);
/* Whether the address may be sent where nothing was found without it. The caller owns it. */
WpQuestion *wp_task_address_question (const WpAccount *account);
