/* One person's matter, as far as the windows have to remember it: what was typed, the session that
 * is under way, its open questions, the answers about the situation, what was saved. No widget, no
 * display: pages show it and call it, tests are a script on it.
 *
 * Everything it says comes as "changed"; the flags say what of it. Calls may emit from inside.
 * A password goes in by wp_case_take_password and is dropped when the run ends; it can not be read
 * back. */
#pragma once

#include <gio/gio.h>

#include "model/advice.h"
#include "session/session.h"
#include "session/write.h"

typedef enum
{
  WP_WIZARD_SET_UP, /* find, test, choose, save */
  WP_WIZARD_CHOOSE, /* POP3 or IMAP? */
  WP_WIZARD_DESK,   /* find out why mail fails */
} WpWizardTask;

typedef enum
{
  WP_CASE_INPUT = 1 << 0,    /* what was typed */
  WP_CASE_REPORT = 1 << 1,   /* the report grew */
  WP_CASE_QUESTION = 1 << 2, /* a question was asked, answered or left open */
  WP_CASE_RUN = 1 << 3,      /* a run began or ended */
  WP_CASE_ADVICE = 1 << 4,   /* an answer about the situation, so perhaps another advice */
  WP_CASE_SAVED = 1 << 5,
} WpCaseChange;

/* Which question of which run. */
typedef guint64 WpAsked;
#define WP_NOT_ASKED ((WpAsked) 0)

#define WP_TYPE_CASE (wp_case_get_type ())
G_DECLARE_FINAL_TYPE (WpCase, wp_case, WP, CASE, GObject)

/* Signal: changed (guint flags). `options` are copied; their `allow` and `deny` are the first ones
 * of every run. */
WpCase *wp_case_new (WpWizardTask task, const WpSessionOptions *options);

WpWizardTask wp_case_task (WpCase *self);

/* What was typed. Texts as typed; NULL or "" takes it back. */
void        wp_case_set_address (WpCase *self, const char *address);
const char *wp_case_address (WpCase *self);
/* NULL: it is one. Else what is wrong, a whole translated sentence, lent until the next change. */
const char *wp_case_address_problem (WpCase *self);
void        wp_case_set_username (WpCase *self, const char *username);
const char *wp_case_username (WpCase *self);
/* Sending has a user name or a password of its own, which is asked for beside the other; the name
 * is kept as typed, NULL: the same. Taking it back forgets the name. */
void        wp_case_set_sending (WpCase *self, gboolean is_separate);
gboolean    wp_case_sends_separately (WpCase *self);
void        wp_case_set_sending_username (WpCase *self, const char *username);
const char *wp_case_sending_username (WpCase *self);
/* Sources that may not be asked ("database", "autodiscover"). */
void        wp_case_deny (WpCase *self, const char *source, gboolean is_denied);
gboolean    wp_case_denies (WpCase *self, const char *source);
/* The same sources as `other`. */
void        wp_case_deny_as (WpCase *self, WpCase *other);
/* They do not differ in it. */
gboolean    wp_case_denies_as (WpCase *self, WpCase *other);
/* Who would be asked as the public database; the caller owns it. */
char       *wp_case_database_host (WpCase *self);
/* Servers given by hand, typed or as they were found; the next run takes them and looks for no
 * others. Copied; NULL: look. */
void        wp_case_set_servers (WpCase *self, const GPtrArray *endpoints);
const GPtrArray *wp_case_servers (WpCase *self);

/* The run */

/* FALSE and an error as of wp_session_start: everything stays as it was. A run that is under way is
 * cancelled; what was answered about the situation stays. Servers that the run before found, and
 * nobody changed, are asked about as they were there. */
gboolean        wp_case_start (WpCase *self, GError **error);
/* Stops what is under way; what was learnt stays in the report. */
void            wp_case_cancel (WpCase *self);
gboolean        wp_case_is_running (WpCase *self);
/* A run ended, by itself or because it was stopped. */
gboolean        wp_case_is_over (WpCase *self);
gboolean        wp_case_was_stopped (WpCase *self);
/* NULL before the first run. */
const WpReport *wp_case_report (WpCase *self);
/* Milliseconds since the run began; of a finished one, how long it took. */
gint64          wp_case_elapsed_ms (WpCase *self);

/* Folders of the mailbox are being counted: so many have been, of so many (0: nobody knows yet). */
gboolean        wp_case_counts_folders (WpCase *self, guint *folders, guint *all);

/* What a person is asked now, in the order in which it should be shown: decisions, then the
 * password. NULL: nothing. */
const WpQuestion *wp_case_question (WpCase *self);
/* The open password question, also behind others; the one that was reopened; NULL. */
const WpQuestion *wp_case_password_question (WpCase *self);
/* The name that the open password question is asked for, else the address; lent. */
const char       *wp_case_login_name (WpCase *self);
/* Of the servers that the password question names, that which sends; lent; NULL: none does. */
const char       *wp_case_sending_host (WpCase *self);
/* The name of a question of this run, to be kept by who shows it: no other one of this case has the
 * same, also when the report is gone. WP_NOT_ASKED: it is not of this run, or NULL. */
WpAsked           wp_case_asked (WpCase *self, const WpQuestion *question);
/* Only what was read is answered: where `shown` is not the one that would be answered now, nothing
 * happens, and FALSE. */
gboolean          wp_case_decide (WpCase *self, WpAsked shown, gboolean yes);
/* `secret` is referenced until the run is over; NULL: test without it. FALSE also where the
 * question was reopened and no run can begin. */
gboolean          wp_case_take_password (WpCase *self, WpAsked shown, WpSecret *secret);
/* A password for this address was given before, and dropped when its run ended: whoever asks for
 * one now asks again. */
gboolean          wp_case_asks_again (WpCase *self);
/* The password was asked for in this run, and the question has its answer. */
gboolean          wp_case_can_reopen (WpCase *self);
/* Back to that question: the run is stopped, its report stays, and the question is what
 * wp_case_password_question says again. An answer to it begins another run, and is given to that
 * one where it asks for the same name and no other host; else it asks the person. FALSE: as before;
 * an answer that was not given yet is not given any more. */
void              wp_case_reopen (WpCase *self, gboolean is_reopened);
/* With the name and the password for sending where these are its own; `sending` NULL: the same
 * password. FALSE and an error: the name cannot be one, or another question was shown; nothing was
 * taken. */
gboolean          wp_case_take_passwords (WpCase *self, WpAsked shown, WpSecret *secret,
                                          WpSecret *sending, GError **error);

/* Advice */

const WpSituation *wp_case_situation (WpCase *self);
/* One of the answers to a question or a chip; WP_UNKNOWN: not sure. */
void               wp_case_tell (WpCase *self, WpFact fact, gint32 value);
/* Not touched yet, as opposed to "Not Sure". */
gboolean           wp_case_was_told (WpCase *self, WpFact fact);
/* The answer to what is known now; what was measured is in it. */
const WpAdvice    *wp_case_advice (WpCase *self);
/* What the person takes; UNCLEAR: the advice. */
void               wp_case_choose (WpCase *self, WpAdviceOutcome outcome);
WpAdviceOutcome    wp_case_choice (WpCase *self);
/* The card of the choice. */
const WpAdvice    *wp_case_chosen (WpCase *self);

/* Saving */

/* Writes for this client into `folder`, never over a file of another content unless `may_replace`
 * (the old one is kept as NAME~). The file is lent and stays in wp_case_written. */
const WpWrittenFile *wp_case_write (WpCase *self, const WpClient *client, const char *folder,
                                    gboolean may_replace, GError **error);
/* The same, but nothing is written: what it would be, or why it cannot be. The caller owns it. */
WpWrittenFile       *wp_case_prepare (WpCase *self, const WpClient *client, const char *folder,
                                      GError **error);
/* of WpWrittenFile */
const GPtrArray     *wp_case_written (WpCase *self);
/* Removes what was created, puts back what was replaced; FALSE where the file is another by now. */
gboolean             wp_case_undo (WpCase *self, const WpWrittenFile *file, GError **error);
/* It is somebody else's by now: there is nothing to undo. */
void                 wp_case_forget (WpCase *self, const WpWrittenFile *file);
/* The report of the run, as --save writes it; FALSE and an error before the first run. */
gboolean             wp_case_save_report (WpCase *self, const char *path, gboolean may_replace,
                                          GError **error);
