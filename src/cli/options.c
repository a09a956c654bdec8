/* See options.h. */
#include "cli/options.h"

#include <locale.h>
#include <stdio.h>
#include <string.h>

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <openssl/crypto.h>

#include "base/file.h"
#include "base/limits.h"
#include "cli/commands.h"
#include "cli/run.h"
#include "session/servers.h"

/* What the options of all commands do in this one. */
static void
fit_lint (GOptionEntry *all)
{
  static const struct
  {
    const char *name;
    const char *description;
  } rows[] = {
    { "imap", N_ ("with --zone: write the set for this IMAP server") },
    { "pop3", N_ ("with --zone: write the set for this POP3 server") },
    { "smtp", N_ ("with --zone: write the set for this SMTP server") },
    { "json", N_ ("print what was found as JSON") },
  };

  for (; all->long_name != NULL && *all->long_name != '\0'; all++)
    for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
      if (g_str_equal (all->long_name, rows[i].name))
        all->description = rows[i].description;
}

static GOptionEntry *
entries (WpCliOptions *o)
{
  const GOptionEntry all[] = {
    { "imap", 0, 0, G_OPTION_ARG_STRING_ARRAY, &o->imap, N_ ("check this IMAP server"),
      "HOST[:PORT][,tls|starttls|plain]" },
    { "pop3", 0, 0, G_OPTION_ARG_STRING_ARRAY, &o->pop3, N_ ("check this POP3 server"), "HOST…" },
    { "smtp", 0, 0, G_OPTION_ARG_STRING_ARRAY, &o->smtp, N_ ("check this SMTP server"), "HOST…" },
    { "user", 0, 0, G_OPTION_ARG_STRING, &o->user, N_ ("user name, where it is not the address"),
      "NAME" },
    { "password-file", 0, 0, G_OPTION_ARG_FILENAME, &o->password_file,
      N_ ("the first line is the password; - is standard input"), "FILE" },
    { "token-file", 0, 0, G_OPTION_ARG_FILENAME, &o->token_file,
      N_ ("the first line is an OAuth token; - is standard input"), "FILE" },
    { "smtp-user", 0, 0, G_OPTION_ARG_STRING, &o->smtp_user, N_ ("sending has another user name"),
      "NAME" },
    { "smtp-password-file", 0, 0, G_OPTION_ARG_FILENAME, &o->smtp_password_file,
      N_ ("sending has another password"), "FILE" },
    { "from", 0, 0, G_OPTION_ARG_STRING, &o->from,
      N_ ("sender address to try, where it is another"), "ADDRESS" },
    { "mechanism", 0, 0, G_OPTION_ARG_STRING, &o->mechanism, N_ ("log in by this mechanism only"),
      "NAME" },
    { "no-login", 0, 0, G_OPTION_ARG_NONE, &o->no_login,
      N_ ("look at the servers without a password"), NULL },
    { "allow", 0, 0, G_OPTION_ARG_STRING_ARRAY, &o->allow,
      N_ ("take a decision that a question asked for"), "WHAT" },
    { "deny", 0, 0, G_OPTION_ARG_STRING_ARRAY, &o->deny, N_ ("do not ask this source"),
      "database|autodiscover" },
    { "json", 0, 0, G_OPTION_ARG_NONE, &o->json, N_ ("print the report as JSON"), NULL },
    { "save", 0, 0, G_OPTION_ARG_FILENAME, &o->save, N_ ("keep the report in this file"), "FILE" },
    { "replace", 0, 0, G_OPTION_ARG_NONE, &o->replace,
      N_ ("replace a file; the old one is kept as NAME~"), NULL },
    { "trace", 0, 0, G_OPTION_ARG_NONE, &o->trace, N_ ("show the dialogues, without secrets"),
      NULL },
    { "timeline", 0, 0, G_OPTION_ARG_NONE, &o->timeline, N_ ("show where the time went"), NULL },
    { "quiet", 0, 0, G_OPTION_ARG_NONE, &o->quiet, N_ ("print the headline only"), NULL },
    { "dns", 0, 0, G_OPTION_ARG_STRING, &o->dns, N_ ("ask these resolvers"), "ADDR[:PORT],…" },
    { "trust-ad", 0, 0, G_OPTION_ARG_NONE, &o->trust_ad,
      N_ ("believe the resolver that an answer is authentic"), NULL },
    { "database", 0, 0, G_OPTION_ARG_STRING, &o->database,
      N_ ("ask this mirror of the public provider database"), "URL" },
    { "ca-file", 0, 0, G_OPTION_ARG_FILENAME, &o->ca_file,
      N_ ("trust these authorities, too (PEM)"), "FILE" },
    { "ipv4", '4', 0, G_OPTION_ARG_NONE, &o->ipv4_only, N_ ("use IPv4 only"), NULL },
    { "ipv6", '6', 0, G_OPTION_ARG_NONE, &o->ipv6_only, N_ ("use IPv6 only"), NULL },
    { "deadline", 0, 0, G_OPTION_ARG_INT, &o->deadline, N_ ("give up after so many seconds (60)"),
      "SECONDS" },
    { "strict", 0, 0, G_OPTION_ARG_NONE, &o->strict, N_ ("warnings count as failures"), NULL },
    { "locale", 0, 0, G_OPTION_ARG_STRING, &o->locale, N_ ("language of the texts"), "NAME" },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_STRING_ARRAY, &o->rest, NULL, NULL },
    { NULL },
  };
  GOptionEntry *copy = g_memdup2 (all, sizeof all);

  if (o->kind == WP_TASK_LINT)
    fit_lint (copy);
  return copy;
}

/* Why a command does nothing with an option; who gives it all the same misunderstood something. */
typedef enum
{
  SO_ANYWAY, /* no harm */
  NO_LOGIN,
  NO_SERVERS,
  NO_TIMES,
} Useless;

static const char *const reasons[] = {
  [NO_LOGIN] = N_ ("--{option} means nothing to “waypost {command}”, which never logs in. "
                   "“waypost check” takes it."),
  [NO_SERVERS] = N_ (
      "--{option} means nothing to “waypost {command}”, which looks for the servers. "
      "“waypost check” takes it."),
  [NO_TIMES] = N_ ("--{option} means nothing to “waypost {command}”. “waypost check” takes it, and "
                   "the report that --json prints holds every time."),
};

/* Options of commands that log in, or look at servers that are given. */
static const struct
{
  const char *name;
  guint kinds; /* bits, 1u << WpTaskKind: where they do something */
  Useless why;
} special[] = {
#define CHECK (1u << WP_TASK_CHECK | 1u << WP_TASK_ADVISE)
#define LINT (1u << WP_TASK_LINT)
  { "user", CHECK, NO_LOGIN },
  { "password-file", CHECK, NO_LOGIN },
  { "token-file", CHECK, NO_LOGIN },
  { "smtp-user", CHECK, NO_LOGIN },
  { "smtp-password-file", CHECK, NO_LOGIN },
  { "from", CHECK, NO_LOGIN },
  { "mechanism", CHECK, NO_LOGIN },
  { "no-login", CHECK, SO_ANYWAY },
  { "timeline", CHECK, NO_TIMES },
  { "imap", CHECK | LINT, NO_SERVERS },
  { "pop3", CHECK | LINT, NO_SERVERS },
  { "smtp", CHECK | LINT, NO_SERVERS },
#undef LINT
#undef CHECK
};

static GOptionEntry *
find_entry (GOptionEntry *entries, const char *name)
{
  while (!g_str_equal (entries->long_name, name))
    entries++;
  return entries;
}

static gboolean
is_useless (const WpCliOptions *options, guint n)
{
  return (special[n].kinds & (1u << options->kind)) == 0;
}

/* Not in --help. They are still read, so that what is wrong with them can be said in words. */
static void
hide_useless (const WpCliOptions *options, GOptionEntry *entries)
{
  for (guint i = 0; i < G_N_ELEMENTS (special); i++)
    if (is_useless (options, i))
      find_entry (entries, special[i].name)->flags |= G_OPTION_FLAG_HIDDEN;
}

static gboolean
is_given (const GOptionEntry *entry)
{
  return entry->arg == G_OPTION_ARG_NONE ? *(const gboolean *) entry->arg_data
                                         : *(void *const *) entry->arg_data != NULL;
}

static gboolean
complain_about_useless (const WpCliOptions *options, GOptionEntry *entries, const char *command)
{
  for (guint i = 0; i < G_N_ELEMENTS (special); i++)
    if (is_useless (options, i) && special[i].why != SO_ANYWAY
        && is_given (find_entry (entries, special[i].name)))
      {
        g_autoptr (GString) sentence = g_string_new (_ (reasons[special[i].why]));

        g_string_replace (sentence, "{option}", special[i].name, 0);
        g_string_replace (sentence, "{command}", command, 0);
        wp_cli_complain (sentence->str);
        return TRUE;
      }
  return FALSE;
}

static int
parse (GOptionEntry *common,
       const GOptionEntry *extra,
       const char *arguments,
       const char *summary,
       char **argv)
{
  g_autoptr (GOptionContext) context = g_option_context_new (arguments);
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) args = g_strdupv (argv);
  g_autofree char *name = g_strconcat ("waypost ", argv[0], NULL);

  g_free (args[0]);
  args[0] = g_strdup (name);
  g_set_prgname (name);
  g_option_context_set_summary (context, summary);
  g_option_context_set_translation_domain (context, GETTEXT_PACKAGE);
  if (extra != NULL)
    g_option_context_add_main_entries (context, extra, GETTEXT_PACKAGE);
  g_option_context_add_main_entries (context, common, GETTEXT_PACKAGE);
  if (g_option_context_parse_strv (context, &args, &error))
    return -1;
  wp_cli_complain (error->message);
  return WP_EXIT_USAGE;
}

int
wp_cli_options_parse_local (WpCliOptions *options,
                            const GOptionEntry *extra,
                            const char *arguments,
                            const char *summary,
                            char **argv)
{
  GOptionEntry few[] = {
    { "quiet", 0, G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_NONE, &options->quiet, NULL, NULL },
    { "locale", 0, 0, G_OPTION_ARG_STRING, &options->locale, N_ ("language of the texts"), "NAME" },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_STRING_ARRAY, &options->rest, NULL, NULL },
    { NULL },
  };

  return parse (few, extra, arguments, summary, argv);
}

/* Words that a shell would not take as they are get quotes. */
static char *
command_of (char **argv)
{
  GString *command = g_string_new ("waypost");

  for (; *argv != NULL; argv++)
    {
      g_autofree char *quoted = g_shell_quote (*argv);
      gboolean is_plain = **argv != '\0';

      for (const char *c = *argv; *c != '\0' && is_plain; c++)
        is_plain = g_ascii_isalnum (*c) || strchr ("@._+-:=,/%", *c) != NULL;
      g_string_append_printf (command, " %s", is_plain ? *argv : quoted);
    }
  return g_string_free (command, FALSE);
}

int
wp_cli_options_parse (WpCliOptions *options,
                      const GOptionEntry *extra,
                      const char *arguments,
                      const char *summary,
                      char **argv)
{
  g_autofree GOptionEntry *common = entries (options);
  int code;

  options->deadline = 60;
  options->command = command_of (argv);
  hide_useless (options, common);
  code = parse (common, extra, arguments, summary, argv);
  if (code >= 0)
    return code;
  if (complain_about_useless (options, common, argv[0]))
    return WP_EXIT_USAGE;
  if (options->deadline < 1 || options->deadline > 3600)
    {
      wp_cli_complain (_ ("--deadline takes a number of seconds from 1 to 3600."));
      return WP_EXIT_USAGE;
    }
  if (options->ipv4_only && options->ipv6_only)
    {
      wp_cli_complain (
          _ ("-4 and -6 exclude each other. Give one of them, or none for both families."));
      return WP_EXIT_USAGE;
    }
  return -1;
}

void
wp_cli_options_clear (WpCliOptions *options)
{
  char **texts[] = { &options->user,
                     &options->password_file,
                     &options->token_file,
                     &options->smtp_user,
                     &options->smtp_password_file,
                     &options->from,
                     &options->mechanism,
                     &options->save,
                     &options->dns,
                     &options->ca_file,
                     &options->database,
                     &options->locale,
                     &options->command };
  char ***lists[] = { &options->imap,  &options->pop3, &options->smtp,
                      &options->allow, &options->deny, &options->rest };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    g_clear_pointer (texts[i], g_free);
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    g_clear_pointer (lists[i], g_strfreev);
}

static int
add_servers (GPtrArray *servers, WpProtocol protocol, char **texts)
{
  for (; texts != NULL && *texts != NULL; texts++)
    {
      WpEndpoint *endpoint = wp_session_parse_server (protocol, *texts);

      if (endpoint == NULL)
        {
          g_autofree char *sentence = g_strdup_printf (
              /* Translators: the first %s is imap, pop3 or smtp, the second what was typed. */
              _ ("--%s cannot take “%s”. Give it as HOST, HOST:PORT or [IPv6]:PORT, with ,tls or "
                 ",starttls or ,plain after it if you like."),
              wp_protocol_id (protocol), *texts);

          wp_cli_complain (sentence);
          return WP_EXIT_USAGE;
        }
      g_ptr_array_add (servers, endpoint);
    }
  return -1;
}

/* The first line of the file, without its line end. */
static WpSecret *
read_secret (WpSecretKind kind, const char *path)
{
  g_autoptr (GError) error = NULL;
  gsize count = 0;
  char *bytes = wp_file_read (path, WP_LIMIT_SECRET_BYTES, &count, &error);
  WpSecret *secret = NULL;

  if (bytes != NULL)
    {
      const char *lf = memchr (bytes, '\n', count);
      gsize length = lf == NULL ? count : (gsize) (lf - bytes);

      if (length > 0 && bytes[length - 1] == '\r')
        length--;
      secret = wp_secret_new (kind, bytes, length, &error);
      OPENSSL_cleanse (bytes, count);
      g_free (bytes);
    }
  if (secret == NULL)
    wp_cli_complain (error->message);
  return secret;
}

static int
read_secrets (const WpCliOptions *options, WpTask *task)
{
  const char *path = options->token_file != NULL ? options->token_file : options->password_file;

  if (options->password_file != NULL && options->token_file != NULL)
    {
      wp_cli_complain (
          _ ("--password-file and --token-file exclude each other. Give the one that the "
             "server takes."));
      return WP_EXIT_USAGE;
    }
  if (g_strcmp0 (path, "-") == 0 && g_strcmp0 (options->smtp_password_file, "-") == 0)
    {
      wp_cli_complain (
          _ ("Standard input can hold one secret only. Give the other one in a file."));
      return WP_EXIT_USAGE;
    }
  if (path != NULL)
    {
      task->secret = read_secret (
          options->token_file != NULL ? WP_SECRET_TOKEN : WP_SECRET_PASSWORD, path);
      if (task->secret == NULL)
        return WP_EXIT_INPUT;
    }
  if (options->smtp_password_file != NULL)
    {
      task->smtp_secret = read_secret (WP_SECRET_PASSWORD, options->smtp_password_file);
      if (task->smtp_secret == NULL)
        return WP_EXIT_INPUT;
    }
  return -1;
}

static gboolean
is_good_database (const char *url)
{
  g_autoptr (GUri) uri = url == NULL ? NULL : g_uri_parse (url, G_URI_FLAGS_ENCODED, NULL);

  return url == NULL
         || (uri != NULL && g_str_equal (g_uri_get_scheme (uri), "https")
             && g_uri_get_host (uri) != NULL && *g_uri_get_host (uri) != '\0'
             && g_uri_get_userinfo (uri) == NULL && g_uri_get_query (uri) == NULL
             && g_uri_get_fragment (uri) == NULL);
}

/* Of this program's texts: "de" of "de_DE.UTF-8". NULL: English. */
static const char *
language_of_texts (void)
{
  const char *locale = setlocale (LC_MESSAGES, NULL);
  gsize length = locale == NULL ? 0 : strcspn (locale, "_.@");
  g_autofree char *language = g_strndup (locale, length);

  return length < 2 || g_str_equal (locale, "POSIX") ? NULL : g_intern_string (language);
}

int
wp_cli_options_task (const WpCliOptions *options,
                     const char *address,
                     WpTask *task,
                     WpSessionOptions *session)
{
  char **const given[] = { options->imap, options->pop3, options->smtp };
  int code;

  if (!is_good_database (options->database))
    {
      wp_cli_complain (_ ("--database takes an address that begins with https://, without a user, "
                          "a query or a fragment. The domain is appended to it."));
      return WP_EXIT_USAGE;
    }
  *task = (WpTask){
    .kind = options->kind,
    .address = address,
    .servers = g_ptr_array_new_with_free_func ((GDestroyNotify) wp_endpoint_free),
    .username = options->user,
    .smtp_username = options->smtp_user,
    .sender = options->from,
    .mechanism = options->mechanism,
    .is_look_only = options->no_login,
  };
  *session = (WpSessionOptions){
    .dns = options->dns == NULL ? NULL : g_strsplit (options->dns, ",", -1),
    .trust_ad = options->trust_ad,
    .ca_file = options->ca_file,
    .no_ipv4 = options->ipv6_only,
    .no_ipv6 = options->ipv4_only,
    .database_url = options->database,
    .lang = language_of_texts (),
    .deadline_s = (guint) options->deadline,
    .is_strict = options->strict,
    .allow = options->allow,
    .deny = options->deny,
  };
  for (guint i = 0; i < WP_N_PROTOCOLS; i++)
    if ((code = add_servers (task->servers, (WpProtocol) i, given[i])) >= 0)
      return code;
  return options->no_login || options->kind == WP_TASK_FIND || options->kind == WP_TASK_LINT
             ? -1
             : read_secrets (options, task);
}

void
wp_cli_task_clear (WpTask *task, WpSessionOptions *session)
{
  g_clear_pointer (&task->servers, g_ptr_array_unref);
  g_clear_pointer (&task->secret, wp_secret_unref);
  g_clear_pointer (&task->smtp_secret, wp_secret_unref);
  g_clear_pointer (&session->dns, g_strfreev);
}
