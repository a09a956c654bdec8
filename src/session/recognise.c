/* See recognise.h. */
#include "session/recognise.h"

#include <gio/gio.h>

#include "format/notes.h"

struct _WpRecogniser
{
  WpNotes *notes; /* NULL: not read yet, or they cannot be */
  GCancellable *freed;
  void (*ready) (gpointer data);
  gpointer data;
};

static void
read_notes (GTask *task,
            gpointer source G_GNUC_UNUSED,
            gpointer data G_GNUC_UNUSED,
            GCancellable *freed G_GNUC_UNUSED)
{
  gsize count;
  const char *bytes = wp_notes_builtin (&count);

  g_task_return_pointer (task, wp_notes_read (bytes, count, NULL), (GDestroyNotify) wp_notes_free);
}

static void
on_read (GObject *source G_GNUC_UNUSED, GAsyncResult *result, gpointer data)
{
  WpRecogniser *recogniser = data;
  g_autoptr (GError) error = NULL;
  WpNotes *notes = g_task_propagate_pointer (G_TASK (result), &error);

  if (error != NULL) /* the recogniser is gone */
    return;
  recogniser->notes = notes;
  recogniser->ready (recogniser->data);
}

WpRecogniser *
wp_recogniser_new (void (*ready) (gpointer data), gpointer data)
{
  WpRecogniser *recogniser = g_new0 (WpRecogniser, 1);
  g_autoptr (GTask) task = NULL;

  recogniser->freed = g_cancellable_new ();
  recogniser->ready = ready;
  recogniser->data = data;
  task = g_task_new (NULL, recogniser->freed, on_read, recogniser);
  g_task_run_in_thread (task, read_notes);
  return recogniser;
}

void
wp_recogniser_free (WpRecogniser *recogniser)
{
  g_cancellable_cancel (recogniser->freed);
  g_object_unref (recogniser->freed);
  g_clear_pointer (&recogniser->notes, wp_notes_free);
  g_free (recogniser);
}

const WpProvider *
wp_recognise (const WpRecogniser *recogniser, const char *domain)
{
  const WpNote *note = recogniser->notes == NULL ? NULL
                                                 : wp_notes_by_domain (recogniser->notes, domain);

  return note == NULL ? NULL : note->provider;
}

char *
wp_recognise_typo (const WpRecogniser *recogniser, const char *domain)
{
  return recogniser->notes == NULL ? NULL : wp_notes_typo (recogniser->notes, domain);
}
