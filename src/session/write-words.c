/* See write-words.h. The words in quotes are those of Thunderbird 153; what it does with a file was
 * read in its own code (modules/accountcreation): of <pop3> it takes leaveMessagesOnServer,
 * daysToLeaveMessagesOnServer and downloadOnBiff, not checkInterval; removing by age and removing
 * what is deleted on the computer are always on, and it looks every ten minutes. */
#include "session/write-words.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#define MINUTES_OF_THUNDERBIRD 10
#define DAYS_OF_A_MONTH 31

const char *const wp_write_copies[] = { "Sent", "Archive", "Drafts", NULL };

typedef struct
{
  const WpProfile *profile;
  const WpReport *report;
} Subject;

typedef struct
{
  gboolean (*holds) (const Subject *subject); /* NULL: always */
  const char *text;                           /* msgid */
} Row;

static gboolean
has_pop (const Subject *subject)
{
  return wp_profile_has (subject->profile, WP_PROTOCOL_POP3);
}

static gboolean
is_both (const Subject *subject)
{
  return subject->profile->use.outcome == WP_ADVICE_BOTH;
}

/* Somebody collects by POP3, and how is part of the answer. */
static gboolean
collects (const Subject *subject)
{
  return wp_profile_is_pop_first (subject->profile) || is_both (subject);
}

/* A user name of which nothing stands for whoever reads the file. */
static gboolean
has_real_name (const Subject *subject)
{
  const GPtrArray *servers = subject->profile->servers;

  for (guint i = 0; i < servers->len; i++)
    {
      const char *name = ((const WpEndpoint *) servers->pdata[i])->username;

      if (name != NULL && strchr (name, '%') == NULL)
        return TRUE;
    }
  return FALSE;
}

/* Everybody may have it: nothing in it is one person's. An archive is, and it says more than the
 * file can. */
static gboolean
is_for_everybody (const Subject *subject)
{
  return subject->profile->use.outcome == WP_ADVICE_IMAP && !has_real_name (subject);
}

static gboolean
is_for_one (const Subject *subject)
{
  return collects (subject);
}

static gboolean
names_one (const Subject *subject)
{
  return !is_for_one (subject) && has_real_name (subject);
}

static gboolean
takes_imap (const Subject *subject)
{
  return !collects (subject);
}

static gboolean
takes_pop (const Subject *subject)
{
  return collects (subject) && !is_both (subject);
}

/* What sends stands last. */
static gboolean
sends_by_own_name (const Subject *subject)
{
  const GPtrArray *servers = subject->profile->servers;
  const WpEndpoint *first = servers->pdata[0], *last = servers->pdata[servers->len - 1];

  return last->protocol == WP_PROTOCOL_SMTP && g_strcmp0 (first->username, last->username) != 0;
}

static gboolean
sends_by_own_password (const Subject *subject)
{
  return wp_report_has_own_sending (subject->report);
}

static gboolean
is_kept_for_ever (const Subject *subject)
{
  const GPtrArray *servers = subject->profile->servers;

  for (guint i = 0; i < servers->len; i++)
    {
      const WpServerExtras *extras = wp_profile_extras (subject->profile, servers->pdata[i]);

      if (extras != NULL && extras->days_on_server == WP_PROFILE_DAYS_FOR_EVER)
        return TRUE;
    }
  return FALSE;
}

static gboolean
spares_server (const Subject *subject)
{
  return collects (subject) && subject->profile->use.leave_on_server > 0
         && subject->profile->use.delete_with_local == 0;
}

static gboolean
removes_with_local (const Subject *subject)
{
  return collects (subject) && subject->profile->use.leave_on_server > 0
         && subject->profile->use.delete_with_local > 0;
}

static gboolean
collects_for_ever (const Subject *subject)
{
  return collects (subject) && is_kept_for_ever (subject);
}

static gboolean
says_interval (const Subject *subject)
{
  return has_pop (subject) && subject->profile->use.pop_check_minutes > 0;
}

static gboolean
has_other_interval (const Subject *subject)
{
  return collects (subject) && says_interval (subject)
         && subject->profile->use.pop_check_minutes != MINUTES_OF_THUNDERBIRD;
}

static gboolean
has_window (const Subject *subject)
{
  const WpProvider *provider = subject->report->provider;

  for (guint i = 0; is_both (subject) && provider != NULL && i < provider->notices->len; i++)
    if (((const WpNotice *) provider->notices->pdata[i])->kind == WP_NOTICE_POP_WINDOW)
      return TRUE;
  return FALSE;
}

static gboolean
uses_imap (const Subject *subject)
{
  return wp_profile_has (subject->profile, WP_PROTOCOL_IMAP)
         && !wp_profile_is_pop_first (subject->profile);
}

static gboolean
says_offline (const Subject *subject)
{
  return uses_imap (subject) && subject->profile->use.offline_copy >= 0;
}

static gboolean
keeps_no_copy (const Subject *subject)
{
  return uses_imap (subject) && subject->profile->use.offline_copy == 0;
}

static gboolean
keeps_whole_copy (const Subject *subject)
{
  return uses_imap (subject) && subject->profile->use.offline_copy == 1;
}

static gboolean
keeps_recent_copy (const Subject *subject)
{
  return uses_imap (subject) && subject->profile->use.offline_copy == 2
         && subject->profile->use.offline_days > 0;
}

static gboolean
has_imap_interval (const Subject *subject)
{
  return uses_imap (subject) && !is_both (subject) && subject->profile->use.instant != 1
         && subject->profile->use.check_minutes > 0
         && subject->profile->use.check_minutes != MINUTES_OF_THUNDERBIRD;
}

static gboolean
is_instant (const Subject *subject)
{
  return uses_imap (subject) && subject->profile->use.instant == 1;
}

static gboolean
archives (const Subject *subject)
{
  return subject->profile->use.outcome == WP_ADVICE_IMAP_ARCHIVE
         && subject->profile->use.archive_after_days >= 0;
}

static gboolean
archives_elsewhere (const Subject *subject)
{
  return archives (subject) && subject->profile->use.offline_copy == 0;
}

static gboolean
copies_all (const Subject *subject)
{
  return archives (subject) && subject->profile->use.archive_after_days == 0;
}

static gboolean
archives_soon (const Subject *subject)
{
  return archives (subject) && subject->profile->use.archive_after_days > 0
         && subject->profile->use.archive_after_days <= DAYS_OF_A_MONTH;
}

static gboolean
archives_late (const Subject *subject)
{
  return archives (subject) && subject->profile->use.archive_after_days > DAYS_OF_A_MONTH;
}

static gboolean
moves_old_mail (const Subject *subject)
{
  return archives_soon (subject) || archives_late (subject);
}

static gboolean
has_folder (const Subject *subject, const char *role)
{
  return uses_imap (subject) && wp_profile_folder (subject->profile, role) != NULL;
}

static gboolean
has_junk (const Subject *subject)
{
  return has_folder (subject, "Junk");
}

static gboolean
has_trash (const Subject *subject)
{
  return has_folder (subject, "Trash");
}

static gboolean
has_copies (const Subject *subject)
{
  for (const char *const *role = wp_write_copies; *role != NULL; role++)
    if (has_folder (subject, *role))
      return TRUE;
  return FALSE;
}

static gboolean
has_folders (const Subject *subject)
{
  return has_copies (subject) || has_junk (subject) || has_trash (subject);
}

/* Translators: what stands in quotes are names in Thunderbird, as it has them in your language.
 * {address} is an email address, {sending_name} a user name, {sending_host} a server,
 * {provider} a name like Gmail, {junk} and {trash} are folders, {copies} is a list like Sent: “Sent
 * Items”, Drafts: “Drafts”, and {offline_days}, {archive_days}, {minutes}, {imap_minutes} are
 * numbers of 10 or more. */
static const Row next_steps[] = {
  { NULL,
    N_ ("Thunderbird reads the saved file only where an administrator has put it. On a single "
        "computer the next steps lead to the same settings.") },
  { NULL, N_ ("In Thunderbird: choose “Add Account” and “Email” in the menu (older versions: New "
              "Account), and type your name and {address}.") },
  { takes_imap, N_ ("In Thunderbird: choose IMAP, and compare the servers that are found with the "
                    "settings sheet. Where they differ, press “Configure Manually” or “Edit "
                    "configuration”, and type those of the sheet.") },
  { takes_pop, N_ ("In Thunderbird: choose POP3, and compare the servers that are found with the "
                   "settings sheet. Where they differ, press “Configure Manually” or “Edit "
                   "configuration”, and type those of the sheet.") },
  { sends_by_own_name,
    N_ ("In Thunderbird: sending has a user name of its own, {sending_name}. Look under Account "
        "Settings > Outgoing Server whether {sending_host} has it.") },
  { sends_by_own_password,
    N_ ("Sending has a password of its own. Where Thunderbird asks for the password of "
        "{sending_host}, type that one. If it says instead that the login there failed, press "
        "“Enter New Password”.") },
  { is_both, N_ ("In Thunderbird: on each device add the account with IMAP. On the one computer "
                 "that keeps everything add it a second time, with POP3.") },
  { has_window, N_ ("In Thunderbird: put “recent:” in front of the user name of the POP3 account. "
                    "Without it {provider} gives each message only once.") },
  { collects_for_ever,
    N_ ("In Thunderbird: under Account Settings > Server Settings of the POP3 account, clear “For "
        "at most … days”, so that nothing is ever removed by age.") },
  { spares_server,
    N_ ("In Thunderbird: under Account Settings > Server Settings of the POP3 account, clear "
        "“Until I delete them” before the first collection. Else what is deleted on this computer "
        "is deleted on the server, too.") },
  { removes_with_local, N_ ("What you delete on this computer is deleted on the server, too.") },
  { has_other_interval,
    N_ ("In Thunderbird: under Account Settings > Server Settings of the POP3 account, set “Check "
        "for new messages every” to {minutes} minutes. The file says so, but Thunderbird does not "
        "read it there.") },
  { keeps_whole_copy,
    N_ ("In Thunderbird: under Account Settings > Synchronization & Storage, leave “Keep messages "
        "in all folders for this account on this computer” on.") },
  { keeps_no_copy,
    N_ ("In Thunderbird: under Account Settings > Synchronization & Storage, clear “Keep messages "
        "in all folders for this account on this computer”.") },
  { keeps_recent_copy,
    N_ ("In Thunderbird: under Account Settings > Synchronization & Storage, leave “Keep messages "
        "in all folders for this account on this computer” on, and choose “Synchronize the most "
        "recent” {offline_days} “Days”.") },
  { is_instant, N_ ("In Thunderbird: under Account Settings > Server Settings, leave “Allow "
                    "immediate server notifications when new messages arrive” on.") },
  { has_imap_interval,
    N_ ("In Thunderbird: under Account Settings > Server Settings, set “Check for "
        "new messages every” to {imap_minutes} minutes.") },
  { archives_elsewhere,
    N_ ("Keep the archive on a computer of your own, not on this one, which others use, too.") },
  { copies_all,
    N_ ("In Thunderbird: copy all mail to a folder below Local Folders now, look whether "
        "it is there, and back up that computer.") },
  { archives_soon,
    N_ ("In Thunderbird: every week move mail that is older than {archive_days} days to a folder "
        "below Local Folders, look whether it is there, and back up that computer.") },
  { archives_late,
    N_ ("In Thunderbird: every few months move mail that is older than {archive_days} days to a "
        "folder below Local Folders, look whether it is there, and back up that computer.") },
  { has_copies, N_ ("In Thunderbird: look under Account Settings > Copies & Folders whether these "
                    "go to the folders of the server: {copies}.") },
  { has_junk, N_ ("In Thunderbird: if you let it sort out spam, choose “{junk}” under Account "
                  "Settings > Spam Settings (older versions: Junk Settings) as the folder to move "
                  "it to.") },
  { has_trash,
    N_ ("In Thunderbird: look under Account Settings > Server Settings, “When I delete a message”, "
        "whether it moves to “{trash}”.") },
};

/* Translators: what stands in quotes is a name in Thunderbird, as it has it in your language.
 * {pattern} is a file: address, {domain} a domain. */
static const Row administrator_steps[] = {
  { NULL,
    N_ ("Thunderbird can read the file itself: open “Config Editor…” at the end of Settings > "
        "General, set mailnews.auto_config_url there to {pattern}, add the account, and reset "
        "mailnews.auto_config_url afterwards.") },
  { is_for_everybody,
    N_ ("For everybody at {domain}: publish the file as "
        "https://autoconfig.{domain}/mail/config-v1.1.xml, with the type text/xml.") },
  { is_for_one, N_ ("Do not publish this file for others: it holds one person's answer.") },
  { names_one, N_ ("Do not publish this file for others: it holds one person's user name.") },
};

static const Row not_expressed[] = {
  { NULL, N_ ("The file holds no password; the mail program asks for it.") },
  { sends_by_own_password, N_ ("That sending has a password of its own.") },
  { is_kept_for_ever,
    N_ ("That mail is never removed from the server by age cannot be written. The file says "
        "{ever} days for POP3.") },
  { collects, N_ ("Whether mail that is deleted on this computer is deleted on the server, too.") },
  { says_interval, N_ ("The interval between two looks for new mail by POP3 is written, but "
                       "Thunderbird does not read it.") },
  { is_both, N_ ("Two accounts on one computer: the file offers both protocols, and a program sets "
                 "up one of them.") },
  { has_window, N_ ("A user name for POP3 that begins with “recent:”.") },
  { has_imap_interval, N_ ("The interval between two looks for new mail by IMAP.") },
  { says_offline, N_ ("How much mail is also kept on this computer with IMAP.") },
  { copies_all, N_ ("That one computer keeps a copy of all mail.") },
  { moves_old_mail, N_ ("That old mail moves to one computer.") },
  { has_folders, N_ ("Which folders hold sent mail, drafts, junk and deleted mail.") },
};

static void
add (GPtrArray *texts, const Row *rows, guint n_rows, const Subject *subject)
{
  for (guint i = 0; i < n_rows; i++)
    if (rows[i].holds == NULL || rows[i].holds (subject))
      g_ptr_array_add (texts, (gpointer) rows[i].text);
}

void
wp_write_words_thunderbird (const WpProfile *profile, const WpReport *report, WpWrittenFile *file)
{
  const Subject subject = { profile, report };

  add (file->next_steps, next_steps, G_N_ELEMENTS (next_steps), &subject);
  add (file->administrator_steps, administrator_steps, G_N_ELEMENTS (administrator_steps),
       &subject);
  add (file->not_expressed, not_expressed, G_N_ELEMENTS (not_expressed), &subject);
}
