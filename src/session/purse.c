/* See purse.h. */
#include "session/purse.h"

#include "session/memory.h"

/* Names without regard to case, the domain in A-labels. */
static char *
key_of (const char *who, const WpAccount *own)
{
  g_autoptr (WpAccount) account = wp_account_new (who, NULL);
  g_autofree char *name = g_utf8_casefold (account != NULL ? account->local_part : who, -1);
  const char *domain = account != NULL ? account->domain_ascii
                       : own != NULL   ? own->domain_ascii
                                       : "";

  return g_strconcat (name, "\n", domain, NULL);
}

void
wp_purse_open (WpPurse *purse, const char *who, const WpAccount *account, WpLoop *loop)
{
  gint64 now_unix = g_get_real_time () / G_USEC_PER_SEC;
  WpMemory memory;
  gint64 last_us;

  purse->key = key_of (who, account);
  memory = wp_memory_load (purse->key, now_unix);
  last_us = wp_loop_now_us (loop) - (now_unix - memory.last_unix) * G_USEC_PER_SEC;
  purse->budget = wp_budget_new (memory.refusals, memory.refusals == 0 ? 0 : last_us);
}

void
wp_purse_keep (const WpPurse *purse)
{
  gint64 now_unix = g_get_real_time () / G_USEC_PER_SEC;
  WpMemory memory = { .last_unix = now_unix };

  if (purse->budget == NULL || wp_budget_sent (purse->budget) == 0)
    return;
  memory.refusals = wp_budget_to_remember (purse->budget);
  wp_memory_save (purse->key, memory, now_unix);
}

void
wp_purse_clear (WpPurse *purse)
{
  g_clear_pointer (&purse->budget, wp_budget_free);
  g_clear_pointer (&purse->key, g_free);
}

void
wp_purses_open (WpPurse purses[2], const WpTask *task, const WpAccount *account, WpLoop *loop)
{
  const char *who = task->username != NULL ? task->username
                    : account != NULL      ? account->address
                                           : "";

  wp_purse_open (&purses[0], who, account, loop);
  wp_purses_set_sending (purses, task->smtp_username, account, loop);
}

void
wp_purses_set_sending (WpPurse purses[2],
                       const char *smtp_username,
                       const WpAccount *account,
                       WpLoop *loop)
{
  wp_purse_clear (&purses[1]);
  if (smtp_username == NULL)
    return;
  wp_purse_open (&purses[1], smtp_username, account, loop);
  if (g_str_equal (purses[1].key, purses[0].key))
    wp_purse_clear (&purses[1]);
}
