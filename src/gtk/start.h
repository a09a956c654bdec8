/* The first page: asks for the task, not for the technology. */
#pragma once

#include <gtk/gtk.h>

#include "gtk/flow/case.h"

#define WP_TYPE_START (wp_start_get_type ())
G_DECLARE_FINAL_TYPE (WpStart, wp_start, WP, START, GtkBox)

/* Signal: chosen (guint task), WpWizardTask; open-report (). */
GtkWidget *wp_start_new (void);
/* `last`: the task of last time, whose row gets the focus; -1: the heading does. */
void       wp_start_focus (WpStart *self, int last);

/* "set-up": of the command line and the settings. */
const char *wp_wizard_task_id (WpWizardTask task);
gboolean    wp_wizard_task_from_id (const char *id, WpWizardTask *task);
