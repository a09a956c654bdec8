/* A login budget together with what earlier runs left of it. */
#pragma once

#include "model/account.h"
#include "net/loop.h"
#include "policy/budget.h"
#include "session/session.h"

typedef struct
{
  WpBudget *budget; /* NULL: not opened */
  char *key;        /* what it is remembered under: the account, however it was written */
} WpPurse;

/* `who` is a user name or an address; `account`, which may be NULL, gives the domain to a bare
 * name. */
void wp_purse_open (WpPurse *purse, const char *who, const WpAccount *account, WpLoop *loop);
/* Remembers what the next run has to know, once anything was sent; nothing if it is not open. */
void wp_purse_keep (const WpPurse *purse);
void wp_purse_clear (WpPurse *purse);
/* That of the account, and another for sending only where it has another account: another name. */
void wp_purses_open (WpPurse purses[2], const WpTask *task, const WpAccount *account,
                     WpLoop *loop);
/* Sending has this name from now on, NULL: the same; before anything was sent from the second. */
void wp_purses_set_sending (WpPurse purses[2], const char *smtp_username, const WpAccount *account,
                            WpLoop *loop);
