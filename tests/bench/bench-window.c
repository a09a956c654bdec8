/* The first and the second drawn frame, told on standard output (the wizard has its tasks in the
 * second); then the window stays until it is closed. Built twice: of the wizard, and (with BARE) of
 * a window of GTK and libhandy with nothing in it, which is what the wizard is measured against. */
#include <locale.h>
#include <stdio.h>

#include <handy.h>

#ifndef BARE
#include "gtk/application.h"
#endif

static void
on_painted (GdkFrameClock *clock, gpointer data)
{
  static guint frames = 0;

  if (++frames == 2)
    g_signal_handlers_disconnect_by_data (clock, data);
  puts ("drawn");
  fflush (stdout);
}

static void
on_mapped (GtkWidget *window, gpointer data G_GNUC_UNUSED)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (window);

  g_signal_connect (clock, "after-paint", G_CALLBACK (on_painted), window);
}

static void
on_window (GtkApplication *application G_GNUC_UNUSED,
           GtkWindow *window,
           gpointer data G_GNUC_UNUSED)
{
  g_signal_connect (window, "map", G_CALLBACK (on_mapped), NULL);
}

#ifdef BARE
static void
on_activate (GtkApplication *application, gpointer data G_GNUC_UNUSED)
{
  GtkWidget *window = g_object_new (HDY_TYPE_APPLICATION_WINDOW, "application", application, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *bar = hdy_header_bar_new ();

  hdy_header_bar_set_title (HDY_HEADER_BAR (bar), "Bare");
  hdy_header_bar_set_show_close_button (HDY_HEADER_BAR (bar), TRUE);
  gtk_box_pack_start (GTK_BOX (box), bar, FALSE, TRUE, 0);
  gtk_container_add (GTK_CONTAINER (window), box);
  gtk_window_set_default_size (GTK_WINDOW (window), 860, 620);
  gtk_widget_show_all (box);
  gtk_window_present (GTK_WINDOW (window));
}

static void
on_startup (GApplication *application G_GNUC_UNUSED, gpointer data G_GNUC_UNUSED)
{
  hdy_init ();
}

static GtkApplication *
new_application (void)
{
  GtkApplication *application = gtk_application_new ("org.waypost.Bare", G_APPLICATION_NON_UNIQUE);

  g_signal_connect (application, "startup", G_CALLBACK (on_startup), NULL);
  g_signal_connect (application, "activate", G_CALLBACK (on_activate), NULL);
  return application;
}
#else
static GtkApplication *
new_application (void)
{
  return GTK_APPLICATION (wp_application_new ());
}
#endif

int
main (int argc, char **argv)
{
  g_autoptr (GtkApplication) application = NULL;

  setlocale (LC_ALL, "");
  application = new_application ();
  g_signal_connect (application, "window-added", G_CALLBACK (on_window), NULL);
  return g_application_run (G_APPLICATION (application), argc, argv);
}
