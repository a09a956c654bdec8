/* See flow.h. */
#include "gtk/flow/flow.h"

#include <glib/gi18n-lib.h>

#include "advise/advise.h"
#include "gtk/flow/found.h"
#include "gtk/flow/remedy.h"
#include "gtk/flow/tally.h"

#define TASK(task) (1u << WP_WIZARD_##task)

typedef struct
{
  WpPageRow row;
  guint tasks; /* bits, 1u << WpWizardTask */
} Page;

/* What is known of the run */

static gboolean
has_address (WpCase *self)
{
  return wp_case_address_problem (self) == NULL;
}

static gboolean
is_running (WpCase *self)
{
  return wp_case_is_running (self);
}

static gboolean
has_question (WpCase *self)
{
  return wp_case_question (self) != NULL;
}

static gboolean
has_decision (WpCase *self)
{
  const WpQuestion *question = wp_case_question (self);

  return question != NULL && question != wp_case_password_question (self);
}

static gboolean
has_password_question (WpCase *self)
{
  return wp_case_password_question (self) != NULL;
}

static gboolean
has_servers (WpCase *self)
{
  const WpReport *report = wp_case_report (self);

  return report != NULL && wp_found_is_usable (report);
}

/* The search is over; what it lacks is what the affirmative button is for. */
static gboolean
has_found_nothing (WpCase *self)
{
  return wp_case_is_over (self) && !has_servers (self);
}

/* A set that can be used is there: somebody may be asked for the password, or all is known. */
static gboolean
can_leave_looking (WpCase *self)
{
  return has_question (self) || wp_case_is_over (self);
}

/* Nothing was looked for where the servers were typed. */
static gboolean
was_looked_for (WpCase *self)
{
  return wp_case_report (self) != NULL && !wp_found_is_typed (wp_case_report (self));
}

/* Nobody logged in to measure anything, and that is fine: POP3 or IMAP can be answered by hand. */
static gboolean
is_tested (WpCase *self)
{
  return wp_case_is_over (self);
}

static gboolean
can_be_saved (WpCase *self)
{
  return wp_case_is_over (self) && wp_case_written (self) != NULL;
}

static gboolean
has_report (WpCase *self)
{
  return wp_case_report (self) != NULL;
}

static gboolean
is_clear (WpCase *self)
{
  return wp_case_advice (self)->outcome != WP_ADVICE_UNCLEAR;
}

/* What the affirmative buttons do */

/* Another address is another mailbox: the names that log in to the one say nothing of the other. */
static gboolean
start (WpCase *self, GError **error)
{
  const WpReport *report = wp_case_report (self);

  if (report != NULL && report->account != NULL
      && !g_str_equal (report->account->address, wp_case_address (self)))
    {
      wp_case_set_username (self, NULL);
      wp_case_set_sending (self, FALSE);
    }
  wp_case_set_servers (self, NULL);
  return wp_case_start (self, error);
}

static gboolean
start_with_servers (WpCase *self, GError **error)
{
  return wp_case_start (self, error);
}

/* Labels */

static const char *
label_find (WpCase *self)
{
  return wp_case_task (self) == WP_WIZARD_CHOOSE ? N_ ("_Measure the Mailbox")
                                                 : N_ ("_Find Settings");
}

static const char *
label_looking (WpCase *self)
{
  if (!has_found_nothing (self))
    return N_ ("_Continue");
  switch (wp_remedy_of_search (self))
    {
    case WP_REMEDY_ADDRESS:
      return N_ ("Co_rrect the Address");
    case WP_REMEDY_AGAIN:
      return N_ ("_Look Again");
    default:
      return N_ ("_Enter Server Names…");
    }
}

static const char *
label_continue (WpCase *self G_GNUC_UNUSED)
{
  return N_ ("_Continue");
}

static const char *
label_test (WpCase *self G_GNUC_UNUSED)
{
  return N_ ("_Test Settings");
}

static const char *
label_use_server (WpCase *self G_GNUC_UNUSED)
{
  return N_ ("_Use This Server");
}

static const char *
label_see (WpCase *self G_GNUC_UNUSED)
{
  return N_ ("_See What Fits");
}

static const char *
label_use (WpCase *self)
{
  static const char *const labels[WP_N_ADVICE] = {
    [WP_ADVICE_IMAP] = N_ ("_Use IMAP"),
    [WP_ADVICE_IMAP_ARCHIVE] = N_ ("_Use IMAP With an Archive"),
    [WP_ADVICE_POP_KEEP] = N_ ("_Use POP"),
    [WP_ADVICE_POP_DELETE] = N_ ("_Use POP"),
    [WP_ADVICE_BOTH] = N_ ("_Use Both"),
  };

  return labels[wp_case_chosen (self)->outcome];
}

static const char *
label_save (WpCase *self G_GNUC_UNUSED)
{
  return N_ ("_Save");
}

static const char *
label_close (WpCase *self G_GNUC_UNUSED)
{
  return N_ ("_Close");
}

/* The trail */

static char *
summary_address (WpCase *self)
{
  return *wp_case_address (self) == '\0' ? NULL : g_strdup (wp_case_address (self));
}

static guint
count_known (const WpReport *report)
{
  guint count = 0;

  for (guint i = 0; i < report->services->len; i++)
    count += ((const WpService *) report->services->pdata[i])->candidate != 0;
  return count;
}

static char *
summary_settings (WpCase *self)
{
  const WpReport *report = wp_case_report (self);
  guint count;

  if (report == NULL)
    return NULL;
  count = count_known (report);
  if (wp_found_is_typed (report))
    return g_strdup_printf (ngettext ("%u server entered", "%u servers entered", count), count);
  if (wp_case_is_running (self) && report->ready_us == 0)
    return g_strdup (_ ("Looking…"));
  if (count == 0)
    return wp_case_is_over (self) ? g_strdup (_ ("No server found")) : NULL;
  return g_strdup_printf (ngettext ("%u server found", "%u servers found", count), count);
}

static char *
summary_test (WpCase *self)
{
  return wp_case_is_over (self) ? wp_tally_text (wp_case_report (self)) : NULL;
}

static char *
summary_choice (WpCase *self)
{
  static const char *const names[WP_N_ADVICE] = {
    [WP_ADVICE_IMAP] = N_ ("IMAP"),         [WP_ADVICE_IMAP_ARCHIVE] = N_ ("IMAP and an archive"),
    [WP_ADVICE_POP_KEEP] = N_ ("POP"),      [WP_ADVICE_POP_DELETE] = N_ ("POP"),
    [WP_ADVICE_BOTH] = N_ ("IMAP and POP"), [WP_ADVICE_WEBMAIL] = N_ ("Web browser"),
  };
  const char *name = names[wp_case_chosen (self)->outcome];

  return wp_case_choice (self) == WP_ADVICE_UNCLEAR || name == NULL ? NULL : g_strdup (_ (name));
}

static char *
summary_saved (WpCase *self)
{
  guint count = wp_case_written (self)->len;

  /* Translators: how many files were written. */
  return count == 0 ? NULL : g_strdup_printf (ngettext ("%u file", "%u files", count), count);
}

/* What became of a step that lies behind */

static WpStepState
past_address (WpCase *self)
{
  return *wp_case_address (self) == '\0' ? WP_STEP_SKIPPED : WP_STEP_DONE;
}

static WpStepState
past_run (WpCase *self)
{
  return has_report (self) ? WP_STEP_DONE : WP_STEP_SKIPPED;
}

static const WpQuestion *
find_password_question (WpCase *self)
{
  const WpReport *report = wp_case_report (self);

  for (guint i = 0; report != NULL && i < report->questions->len; i++)
    if (g_str_equal (((const WpQuestion *) report->questions->pdata[i])->id, "password"))
      return report->questions->pdata[i];
  return NULL;
}

/* While a run is under way, it may be asked for still. */
static WpStepState
past_password (WpCase *self)
{
  const WpQuestion *question = find_password_question (self);

  if (question == NULL)
    return wp_case_is_running (self) ? WP_STEP_LATER : WP_STEP_SKIPPED;
  return question->is_declined || (!question->is_answered && wp_case_is_over (self))
             ? WP_STEP_SKIPPED
             : WP_STEP_DONE;
}

static WpStepState
past_saved (WpCase *self)
{
  return wp_case_written (self)->len == 0 ? WP_STEP_SKIPPED : WP_STEP_DONE;
}

static const Page pages[WP_N_PAGES] = {
  [WP_PAGE_ADDRESS] = { { "address", N_ ("Address"), "set-up#address", NULL, has_address, NULL,
                          FALSE, label_find, start, summary_address, past_address },
                        TASK (SET_UP) | TASK (CHOOSE) },
  [WP_PAGE_LOOKING] = { { "looking", N_ ("Settings"), "set-up#looking", was_looked_for,
                          can_leave_looking, is_running, FALSE, label_looking, NULL,
                          summary_settings, past_run },
                        TASK (SET_UP) | TASK (CHOOSE) },
  [WP_PAGE_SERVERS] = { { "servers", NULL, "set-up#looking", NULL, NULL, NULL, FALSE, label_test,
                          start_with_servers, NULL, NULL },
                        0 },
  [WP_PAGE_CONSENT] = { { "consent", NULL, "set-up#consent", has_decision, has_decision, NULL, TRUE,
                          label_use_server, NULL, NULL, NULL },
                        TASK (SET_UP) | TASK (CHOOSE) },
  [WP_PAGE_PASSWORD] = { { "password", N_ ("Password"), "set-up#password", has_password_question,
                           has_password_question, NULL, TRUE, label_test, NULL, NULL,
                           past_password },
                         TASK (SET_UP) | TASK (CHOOSE) },
  [WP_PAGE_TEST] = { { "test", N_ ("Test"), "set-up#test", has_report, is_tested, is_running, FALSE,
                       label_continue, NULL, summary_test, past_run },
                     TASK (SET_UP) | TASK (CHOOSE) },
  [WP_PAGE_QUESTIONS] = { { "questions", N_ ("POP or IMAP"), "choose#questions", NULL, is_clear,
                            NULL, TRUE, label_see, NULL, summary_choice, NULL },
                          TASK (SET_UP) | TASK (CHOOSE) },
  [WP_PAGE_RECOMMENDATION] = { { "recommendation", NULL, "choose#recommendation", NULL, NULL, NULL,
                                 FALSE, label_use, NULL, NULL, NULL },
                               TASK (SET_UP) | TASK (CHOOSE) },
  [WP_PAGE_WHAT_IF] = { { "what-if", NULL, "choose#what-if", NULL, NULL, NULL, TRUE, NULL, NULL,
                          NULL, NULL },
                        0 },
  [WP_PAGE_SAVE] = { { "save", N_ ("Save"), "set-up#save", has_report, can_be_saved, NULL, TRUE,
                       label_save, NULL, summary_saved, past_saved },
                     TASK (SET_UP) | TASK (CHOOSE) },
  [WP_PAGE_DONE] = { { "done", NULL, "set-up#save", NULL, NULL, NULL, FALSE, label_close, NULL,
                       NULL, NULL },
                     TASK (SET_UP) | TASK (CHOOSE) },
};

const WpPageRow *
wp_flow_row (WpPageId page)
{
  return &pages[page].row;
}

WpPageId
wp_flow_first (WpWizardTask task G_GNUC_UNUSED)
{
  return WP_PAGE_ADDRESS;
}

static gboolean
is_due (WpCase *self, WpPageId page)
{
  return (pages[page].tasks & 1u << wp_case_task (self)) != 0
         && (pages[page].row.is_due == NULL || pages[page].row.is_due (self));
}

WpPageId
wp_flow_next (WpCase *self, WpPageId page)
{
  if (page == WP_PAGE_LOOKING && has_found_nothing (self))
    return wp_remedy_of_search (self) == WP_REMEDY_ADDRESS ? WP_PAGE_ADDRESS : WP_PAGE_SERVERS;
  for (guint next = page == WP_PAGE_CONSENT ? WP_PAGE_CONSENT : page + 1; next < WP_N_PAGES; next++)
    if (is_due (self, (WpPageId) next))
      return (WpPageId) next;
  return page;
}

WpPageId
wp_flow_follow (WpCase *self, WpPageId page)
{
  switch (page)
    {
    case WP_PAGE_PASSWORD: /* answered, or the run ended meanwhile */
    case WP_PAGE_CONSENT:
      if (has_decision (self))
        return page == WP_PAGE_PASSWORD && has_password_question (self) ? page : WP_PAGE_CONSENT;
      return has_password_question (self) ? WP_PAGE_PASSWORD : WP_PAGE_TEST;
    case WP_PAGE_TEST: /* a decision came up during the test */
      return has_decision (self)            ? WP_PAGE_CONSENT
             : has_password_question (self) ? WP_PAGE_PASSWORD
                                            : page;
    default:
      return page;
    }
}

gboolean
wp_flow_is_aside (WpPageId page)
{
  return pages[page].tasks == 0;
}

gboolean
wp_flow_is_there (WpCase *self, WpPageId page)
{
  if (page == WP_PAGE_PASSWORD && wp_case_can_reopen (self))
    return TRUE;
  return wp_flow_follow (self, page) == page && (wp_flow_is_aside (page) || is_due (self, page));
}

gboolean
wp_flow_can_repeat (WpCase *self, WpPageId page)
{
  return (page == WP_PAGE_TEST || page == WP_PAGE_DONE) && wp_case_is_over (self);
}

guint
wp_flow_steps (WpWizardTask task, WpPageId *steps)
{
  guint count = 0;

  for (guint i = 0; i < WP_N_PAGES; i++)
    if (pages[i].row.step != NULL && (pages[i].tasks & 1u << task) != 0)
      steps[count++] = (WpPageId) i;
  return count;
}

/* What is asked after the password was given is asked in the middle of the test. */
static WpPageId
place_of (WpCase *self, WpPageId page)
{
  return page == WP_PAGE_CONSENT && find_password_question (self) != NULL
                 && !has_password_question (self)
             ? WP_PAGE_TEST
             : page;
}

WpPageId
wp_flow_step_of (WpCase *self, WpPageId page)
{
  WpWizardTask task = wp_case_task (self);

  for (guint i = place_of (self, page) + 1; i-- > 0;)
    if (pages[i].row.step != NULL && (pages[i].tasks & 1u << task) != 0)
      return (WpPageId) i;
  return wp_flow_first (task);
}

WpStepState
wp_flow_step_state (WpCase *self, WpPageId step, WpPageId page)
{
  WpPageId now = wp_flow_step_of (self, page);

  if (step > now)
    return WP_STEP_LATER;
  if (step == now && page != WP_PAGE_DONE) /* which comes after the last step */
    return WP_STEP_NOW;
  return pages[step].row.past == NULL ? WP_STEP_DONE : pages[step].row.past (self);
}
