/* Which page comes after which, and what its buttons do: one table, without a widget. A page is
 * shown only where there is something to do on it. */
#pragma once

#include "gtk/flow/case.h"

typedef enum
{
  WP_PAGE_ADDRESS,
  WP_PAGE_LOOKING,
  WP_PAGE_SERVERS,  /* by hand; only reached by its button */
  WP_PAGE_CONSENT,  /* one open question a page */
  WP_PAGE_PASSWORD,
  WP_PAGE_TEST,
  WP_PAGE_QUESTIONS,
  WP_PAGE_RECOMMENDATION,
  WP_PAGE_WHAT_IF,  /* only reached by its button */
  WP_PAGE_SAVE,
  WP_PAGE_DONE,
} WpPageId;
#define WP_N_PAGES (WP_PAGE_DONE + 1)

/* How far a step is, for the trail. */
typedef enum
{
  WP_STEP_DONE,
  WP_STEP_NOW,
  WP_STEP_LATER,
  WP_STEP_SKIPPED, /* gone past, and nothing was done there */
} WpStepState;

typedef struct
{
  const char *name;  /* "address": of the widget, the help page, the tests */
  const char *step;  /* msgid: its word in the trail; NULL: not a step of its own */
  const char *help;  /* page of the manual */
  gboolean (*is_due) (WpCase *self);      /* NULL: always, in its tasks */
  gboolean (*is_complete) (WpCase *self); /* its affirmative button may be pressed; NULL: always */
  gboolean (*is_busy) (WpCase *self); /* something is under way that Escape stops; NULL: never */
  gboolean is_skippable; /* going on needs no answer */
  /* msgid with mnemonic; may depend on the state. NULL: the page has no affirmative button. */
  const char *(*primary) (WpCase *self);
  /* What the affirmative button does before the next page; FALSE and an error: stay. NULL:
   * nothing. */
  gboolean (*apply) (WpCase *self, GError **error);
  /* What is known of this step by now, for the trail; the caller owns it. NULL: nothing. */
  char *(*summary) (WpCase *self);
  /* What it is once a later one is shown; NULL: done. */
  WpStepState (*past) (WpCase *self);
} WpPageRow;

const WpPageRow *wp_flow_row (WpPageId page);
/* The first page of a task. */
WpPageId wp_flow_first (WpWizardTask task);
/* Where the affirmative button leads; the same page where nothing follows. */
WpPageId wp_flow_next (WpCase *self, WpPageId page);
/* Where the case has moved by itself (a question came up, the run is over); `page` if it stays. */
WpPageId wp_flow_follow (WpCase *self, WpPageId page);
/* It has something to show: Back may lead there (along gtk/flow/way.h). */
gboolean wp_flow_is_there (WpCase *self, WpPageId page);
/* It stands beside the order of the pages, and is gone back from to where it was asked for. */
gboolean wp_flow_is_aside (WpPageId page);
/* The same can be tested once more from here. */
gboolean wp_flow_can_repeat (WpCase *self, WpPageId page);
/* The steps of the trail, in order; returns how many (at most WP_N_PAGES). */
guint    wp_flow_steps (WpWizardTask task, WpPageId *steps);
/* The step that this page belongs to. */
WpPageId wp_flow_step_of (WpCase *self, WpPageId page);
/* The state of one of the steps while `page` is shown. */
WpStepState wp_flow_step_state (WpCase *self, WpPageId step, WpPageId page);
