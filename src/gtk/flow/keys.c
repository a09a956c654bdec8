/* See keys.h. */
#include "gtk/flow/keys.h"

#include <glib/gi18n-lib.h>

static const WpKeyRow rows[] = {
  { N_ ("Steps"), "<Alt>Left", N_ ("Back"), "win.back", NULL },
  { NULL, "<Control>Return", N_ ("Go on: the highlighted button"), "win.advance",
    "<Control>KP_Enter" },
  { NULL, "Escape", N_ ("Stop what is under way; close what is open; leave a side page"),
    "win.escape", NULL },
  { NULL, "F5", N_ ("Test again"), "win.again", NULL },
  { N_ ("Password"), "<Control>h", N_ ("Show or hide the password"), NULL, NULL },
  { N_ ("Copying"), "<Control>c", N_ ("Copy the row that has the focus"), NULL, NULL },
  { NULL, "<Control><Shift>c", N_ ("Copy the report"), "win.copy-report", NULL },
  { N_ ("Steps of a Test, as Bars"), "Up Down", N_ ("Bar above, bar below"), NULL, NULL },
  { NULL, "Left Right", N_ ("Bar before, bar after"), NULL, NULL },
  { NULL, "Home End", N_ ("First bar, last bar"), NULL, NULL },
  { NULL, "Return", N_ ("What the server said"), NULL, NULL },
  { N_ ("What Happens If…"), "Left Right", N_ ("Step back, step forward"), NULL, NULL },
  { N_ ("Finding Out Why Email Fails"), "F5", N_ ("Run again"), "win.again", NULL },
  { NULL, "<Control>Return", N_ ("Copy the answer"), "win.advance", "<Control>KP_Enter" },
  { NULL, "F6", N_ ("Next pane"), "win.next-pane", NULL },
  { NULL, "<Shift>F6", N_ ("Pane before"), "win.previous-pane", NULL },
  { N_ ("Program"), "F1", N_ ("Help on this page"), "win.help", NULL },
  { NULL, "F10", N_ ("Main menu"), "win.menu", NULL },
  { NULL, "<Control>question", N_ ("Keyboard shortcuts"), "app.shortcuts", NULL },
  { NULL, "<Control>q", N_ ("Quit"), "app.quit", NULL },
};

const WpKeyRow *
wp_key_rows (guint *count)
{
  *count = G_N_ELEMENTS (rows);
  return rows;
}
