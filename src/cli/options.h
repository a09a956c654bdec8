/* The options that every command that uses the network understands. */
#pragma once

#include <glib.h>

#include "render/render.h"
#include "session/session.h"

typedef struct
{
  WpTaskKind kind;     /* of the command; without a login no secret is read */
  char **imap, **pop3, **smtp; /* HOST[:PORT][,tls|starttls|plain] */
  char *user;
  char *password_file;
  char *token_file;
  char *smtp_user;
  char *smtp_password_file;
  char *from;
  char *mechanism;
  gboolean no_login;
  gboolean json;
  char *save;
  gboolean replace;
  gboolean trace;
  gboolean timeline;
  gboolean quiet;
  char *dns;
  gboolean trust_ad;
  char *ca_file;
  char *database;      /* URL of the public provider database or a mirror of it */
  gboolean ipv4_only, ipv6_only;
  int deadline;
  gboolean strict;
  char *locale;
  char **allow, **deny;
  char **rest;         /* what is no option */
  char *command;       /* as a shell takes it: "waypost check anna@example.org --no-login" */
  gboolean is_writing; /* of the command `write` */
  char *(*render) (const WpReport *report, const WpRenderStyle *style); /* NULL: wp_render_text */
  /* Of a source, the line that stays on the terminal where the result goes there, too, once nothing
   * can change it any more; else NULL. NULL: none stays. */
  char *(*line) (const WpReport *report, WpReportKind kind, guint n, const WpRenderStyle *style);
  const GPtrArray *clients; /* of WpClientView, lent; NULL */
  gboolean is_overview; /* of the clients a line each */
  gboolean explains_all; /* of advice: every rule */
} WpCliOptions;

/* Parses; `extra` (may be NULL) are the command's own entries, `summary` its help. Prints what
 * is wrong and answers an exit code, or -1: go on. */
int  wp_cli_options_parse (WpCliOptions *options, const GOptionEntry *extra, const char *arguments,
                           const char *summary, char **argv);
/* The same for a command that stays at home: only `extra`, --locale and what is no option. */
int  wp_cli_options_parse_local (WpCliOptions *options, const GOptionEntry *extra,
                                 const char *arguments, const char *summary, char **argv);
void wp_cli_options_clear (WpCliOptions *options);

/* The task they describe: reads password files. Texts are lent from `options`. Prints what is
 * wrong and answers an exit code, or -1. */
int  wp_cli_options_task (const WpCliOptions *options, const char *address, WpTask *task,
                          WpSessionOptions *session);
void wp_cli_task_clear (WpTask *task, WpSessionOptions *session);
