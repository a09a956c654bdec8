/* format/notes: what is read, refused and counted; who is found by domain and exchanger; which
 * mistyped domains are noticed, and which real ones are left alone. */
#include "format/notes.h"

#include <string.h>

#include "base/domain.h"

#define FILE_OF(entries) "{\"schema\":\"waypost.providers/1\",\"providers\":[" entries "]}"
#define DATES "\"checked_on\":\"2026-01-31\",\"recheck_after\":\"2026-07-31\""
#define HEAD "\"id\":\"x\",\"name\":\"X\",\"source\":\"https://x.example/\"," DATES
#define ENTRY(more) "{" HEAD ",\"domains\":[\"x.example\"]" more "}"
#define OTHER                                                                                      \
  "{\"id\":\"y\",\"name\":\"Y\",\"source\":\"https://y.example/a?b=c\"," DATES                     \
  ",\"domains\":[\"y.example\"],\"mx\":[\"mx.y.example\"]}"

static WpNotes *
read_text (const char *text)
{
  g_autoptr (GError) error = NULL;
  WpNotes *notes = wp_notes_read (text, strlen (text), &error);

  g_assert_no_error (error);
  return notes;
}

static WpNotes *
read_builtin (void)
{
  g_autoptr (GError) error = NULL;
  gsize count = 0;
  const char *bytes = wp_notes_builtin (&count);
  WpNotes *notes = wp_notes_read (bytes, count, &error);

  g_assert_no_error (error);
  return notes;
}

static void
test_whole (void)
{
  g_autoptr (WpNotes) notes = read_text (FILE_OF (
      "{" HEAD ",\"region\":\"europe\",\"new\":{\"a\":[1]}"
      ",\"domains\":[\"x.example\",\"x.test\"],\"mx\":[\"in.x.example\"]"
      ",\"typo_targets\":[\"x.test\"],\"typo_brands\":[\"x\"]"
      ",\"servers\":[{\"protocol\":\"imap\",\"host\":\"imap.x.example\",\"port\":993,\"tls\":"
      "\"implicit\""
      ",\"username\":\"%EMAILLOCALPART%\",\"auth\":[\"OAuth2\",\"password-cleartext\"]}"
      ",{\"protocol\":\"smtp\",\"host\":\"smtp.x.example\",\"port\":587,\"tls\":\"starttls\"}]"
      ",\"demands\":[{\"kind\":\"switch-on\",\"protocols\":[\"imap\",\"pop3\"]"
      ",\"where\":\"Settings > Mail\",\"url\":\"https://x.example/mail#on\"}]}"));
  const WpNote *note = wp_notes_by_domain (notes, "X.TEST");
  const WpEndpoint *server;
  const WpDemand *demand;

  g_assert_cmpuint (wp_notes_count (notes), ==, 1);
  g_assert_cmpuint (wp_notes_bad (notes), ==, 0);
  g_assert_nonnull (note);
  g_assert_true (note == wp_notes_peek (notes, 0));
  g_assert_null (wp_notes_peek (notes, 1));
  g_assert_cmpstr (note->provider->id, ==, "x");
  g_assert_cmpstr (note->provider->name, ==, "X");
  g_assert_cmpstr (note->provider->source, ==, "https://x.example/");
  g_assert_cmpstr (note->provider->checked_on, ==, "2026-01-31");
  g_assert_cmpstr (note->provider->recheck_after, ==, "2026-07-31");
  g_assert_false (note->provider->came_by_mx);
  g_assert_cmpstr (note->domains[1], ==, "x.test");
  g_assert_cmpstr (note->mx[0], ==, "in.x.example");
  g_assert_cmpuint (note->servers->len, ==, 2);
  server = note->servers->pdata[0];
  g_assert_cmpint (server->protocol, ==, WP_PROTOCOL_IMAP);
  g_assert_cmpstr (server->host, ==, "imap.x.example");
  g_assert_cmpuint (server->port, ==, 993);
  g_assert_cmpint (server->tls, ==, WP_TLS_IMPLICIT);
  g_assert_cmpstr (server->username, ==, "%EMAILLOCALPART%");
  g_assert_cmpuint (server->n_auth, ==, 2);
  g_assert_cmpint (server->auth[0], ==, WP_AUTH_OAUTH2);
  server = note->servers->pdata[1];
  g_assert_cmpint (server->tls, ==, WP_TLS_STARTTLS);
  g_assert_null (server->username);
  g_assert_cmpuint (server->n_auth, ==, 0);
  demand = wp_provider_demand (note->provider, WP_DEMAND_SWITCH_ON, WP_PROTOCOL_POP3);
  g_assert_nonnull (demand);
  g_assert_cmpstr (demand->where, ==, "Settings > Mail");
  g_assert_cmpstr (demand->url, ==, "https://x.example/mail#on");
  g_assert_null (wp_provider_demand (note->provider, WP_DEMAND_SWITCH_ON, WP_PROTOCOL_SMTP));
}

#define NOTICE(id, more)                                                                           \
  ",\"notices\":[{\"id\":\"" id                                                                    \
  "\",\"protocols\":[\"pop3\"],\"source\":\"https://x.example/n\"," DATES more "}]"

static void
test_notices (void)
{
  g_autoptr (WpNotes) notes = read_text (
      FILE_OF (ENTRY (NOTICE ("storage-cut", ",\"date\":\"2025-08\",\"amount\":20"))));
  const WpNote *note = wp_notes_by_domain (notes, "x.example");
  g_autoptr (WpProvider) copy = wp_provider_dup (note->provider);
  const WpNotice *notice = copy->notices->pdata[0];

  g_assert_cmpuint (copy->notices->len, ==, 1);
  g_assert_false (notice == note->provider->notices->pdata[0]);
  g_assert_cmpint (notice->kind, ==, WP_NOTICE_STORAGE_CUT);
  g_assert_cmpuint (notice->protocols, ==, 1u << WP_PROTOCOL_POP3);
  g_assert_cmpstr (notice->date, ==, "2025-08");
  g_assert_cmpint (notice->amount, ==, 20);
  g_assert_cmpstr (notice->source, ==, "https://x.example/n");
  g_assert_cmpstr (notice->checked_on, ==, "2026-01-31");
  g_assert_false (wp_notice_is_stale (notice, G_GINT64_CONSTANT (1785455999))); /* 2026-07-30 */
  g_assert_false (wp_notice_is_stale (notice, G_GINT64_CONSTANT (1785542399))); /* 2026-07-31 */
  g_assert_true (wp_notice_is_stale (notice, G_GINT64_CONSTANT (1785542400)));  /* 2026-08-01 */
}

/* Each id is there once, and is found again. */
static void
test_notice_kinds (void)
{
  WpNoticeKind kind;

  for (guint i = 0; i < WP_N_NOTICE_KINDS; i++)
    {
      g_assert_true (wp_notice_kind_from_id (wp_notice_kind_id ((WpNoticeKind) i), &kind));
      g_assert_cmpint (kind, ==, i);
    }
  g_assert_false (wp_notice_kind_from_id ("dance", &kind));
  g_assert_false (wp_notice_kind_from_id (NULL, &kind));
}

/* Those that come with the program: of every kind one at least, so that no text is for nobody. */
static void
test_builtin_notices (void)
{
  g_autoptr (WpNotes) notes = read_builtin ();
  guint counts[WP_N_NOTICE_KINDS] = { 0 };

  for (guint n = 0; n < wp_notes_count (notes); n++)
    {
      const GPtrArray *all = wp_notes_peek (notes, n)->provider->notices;

      for (guint i = 0; i < all->len; i++)
        counts[((const WpNotice *) all->pdata[i])->kind]++;
    }
  for (guint i = 0; i < WP_N_NOTICE_KINDS; i++)
    if (counts[i] == 0)
      g_error ("no provider has the notice %s", wp_notice_kind_id ((WpNoticeKind) i));
}

/* Each spoils itself, and never OTHER after it. */
static const char *const bad_entries[] = {
  "7",
  "[]",
  "{}",
  "{" HEAD "}", /* neither domain nor exchanger */
  "{\"name\":\"X\",\"source\":\"https://x.example/\"," DATES ",\"domains\":[\"x.example\"]}",
  "{\"id\":\"x\",\"source\":\"https://x.example/\"," DATES ",\"domains\":[\"x.example\"]}",
  "{\"id\":\"x\",\"name\":\"X\"," DATES ",\"domains\":[\"x.example\"]}",
  "{\"id\":\"x\",\"name\":\"X\",\"source\":\"http://x.example/\"," DATES
  ",\"domains\":[\"x.example\"]}",
  "{\"id\":\"x\",\"name\":\"X\",\"source\":\"https://x.example/ a\"," DATES
  ",\"domains\":[\"x.example\"]}",
  "{\"id\":\"x\",\"name\":\"X\",\"source\":\"https://\"," DATES ",\"domains\":[\"x.example\"]}",
  "{\"id\":\"x\",\"name\":\"X\",\"source\":\"https://x.example/\",\"checked_on\":\"2026-02-30\""
  ",\"recheck_after\":\"2026-07-31\",\"domains\":[\"x.example\"]}",
  "{\"id\":\"x\",\"name\":\"X\",\"source\":\"https://x.example/\",\"checked_on\":\"2026-1-31\""
  ",\"recheck_after\":\"2026-07-31\",\"domains\":[\"x.example\"]}",
  "{\"id\":\"x\",\"name\":\"X\",\"source\":\"https://x.example/\",\"checked_on\":\"2026-07-31\""
  ",\"recheck_after\":\"2026-07-31\",\"domains\":[\"x.example\"]}",
  "{" HEAD ",\"domains\":\"x.example\"}",
  "{" HEAD ",\"domains\":[7]}",
  "{" HEAD ",\"domains\":[\"x\"]}",
  "{" HEAD ",\"domains\":[\"X.example\"]}",
  "{" HEAD ",\"domains\":[\"x.example.\"]}",
  "{" HEAD ",\"domains\":[\"x..example\"]}",
  "{" HEAD ",\"domains\":[\"bücher.example\"]}",
  "{" HEAD ",\"domains\":[\"192.0.2.1\"]}",
  "{" HEAD ",\"domains\":[\"2001:db8::1\"]}",
  "{" HEAD ",\"domains\":[\"y.example\"],\"mx\":[\"-x.example\"]}",
  ENTRY (",\"typo_targets\":[\"z.example\"]"),
  ENTRY (",\"typo_brands\":[\"x.example\"]"),
  ENTRY (",\"servers\":7"),
  ENTRY (",\"servers\":[7]"),
  ENTRY (",\"servers\":[{\"protocol\":\"imap\",\"host\":\"i.x.example\",\"port\":143,\"tls\":"
         "\"none\"}]"),
  ENTRY (",\"servers\":[{\"protocol\":\"imap\",\"host\":\"i.x.example\",\"port\":0,\"tls\":"
         "\"implicit\"}]"),
  ENTRY (",\"servers\":[{\"protocol\":\"imap\",\"host\":\"i.x.example\",\"port\":65536"
         ",\"tls\":\"implicit\"}]"),
  ENTRY (",\"servers\":[{\"protocol\":\"imap\",\"host\":\"i.x.example\",\"port\":\"993\""
         ",\"tls\":\"implicit\"}]"),
  ENTRY (",\"servers\":[{\"protocol\":\"imap\",\"host\":\"i "
         "x.example\",\"port\":993,\"tls\":\"implicit\"}]"),
  ENTRY (",\"servers\":[{\"protocol\":\"imap\",\"host\":\"127.0.0.1\",\"port\":1143,\"tls\":"
         "\"starttls\"}]"),
  ENTRY (",\"servers\":[{\"protocol\":\"jmap\",\"host\":\"i.x.example\",\"port\":993,\"tls\":"
         "\"implicit\"}]"),
  ENTRY (",\"servers\":[{\"protocol\":\"imap\",\"host\":\"i.x.example\",\"port\":993,\"tls\":"
         "\"implicit\""
         ",\"auth\":[\"telepathy\"]}]"),
  ENTRY (",\"servers\":[{\"protocol\":\"imap\",\"host\":\"i.x.example\",\"port\":993,\"tls\":"
         "\"implicit\""
         ",\"username\":\"somebody\"}]"),
  ENTRY (",\"notices\":{}"),
  ENTRY (",\"notices\":[7]"),
  ENTRY (NOTICE ("dance", "")),
  ENTRY (NOTICE ("imap-only", ",\"date\":\"2025-08\"")),
  ENTRY (NOTICE ("imap-only", ",\"amount\":20")),
  ENTRY (NOTICE ("pop-window", "")),
  ENTRY (NOTICE ("pop-window", ",\"amount\":0")),
  ENTRY (NOTICE ("pop-window", ",\"amount\":1000001")),
  ENTRY (NOTICE ("pop-window", ",\"amount\":\"30\"")),
  ENTRY (NOTICE ("passwords-off", "")),
  ENTRY (NOTICE ("passwords-off", ",\"date\":\"2025\"")),
  ENTRY (NOTICE ("passwords-off", ",\"date\":\"2025-13\"")),
  ENTRY (NOTICE ("passwords-off", ",\"date\":\"2025-02-29\"")),
  ENTRY (NOTICE ("passwords-off", ",\"date\":7")),
  ENTRY (",\"notices\":[{\"id\":\"imap-only\",\"source\":\"https://x.example/\"," DATES "}]"),
  ENTRY (",\"notices\":[{\"id\":\"imap-only\",\"protocols\":[\"nntp\"]"
         ",\"source\":\"https://x.example/\"," DATES "}]"),
  ENTRY (",\"notices\":[{\"id\":\"imap-only\",\"protocols\":[\"imap\"]"
         ",\"source\":\"http://x.example/\"," DATES "}]"),
  ENTRY (",\"notices\":[{\"id\":\"imap-only\",\"protocols\":[\"imap\"]"
         ",\"source\":\"https://x.example/\",\"checked_on\":\"2026-01-31\"}]"),
  ENTRY (",\"demands\":{}"),
  ENTRY (",\"demands\":[{\"kind\":\"dance\",\"protocols\":[\"imap\"]}]"),
  ENTRY (",\"demands\":[{\"kind\":\"paid\",\"protocols\":[]}]"),
  ENTRY (",\"demands\":[{\"kind\":\"paid\"}]"),
  ENTRY (",\"demands\":[{\"kind\":\"paid\",\"protocols\":[\"ftp\"]}]"),
  ENTRY (",\"demands\":[{\"kind\":\"paid\",\"protocols\":[\"imap\"],\"url\":\"javascript:1\"}]"),
  ENTRY (",\"demands\":[{\"kind\":\"paid\",\"protocols\":[\"imap\"],\"url\":7}]"),
  ENTRY (",\"demands\":[{\"kind\":\"paid\",\"protocols\":[\"imap\"],\"where\":\"\"}]"),
};

static void
test_bad_entries (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (bad_entries); i++)
    {
      g_autofree char *text = g_strdup_printf (FILE_OF ("%s," OTHER), bad_entries[i]);
      g_autoptr (WpNotes) notes = read_text (text);

      g_test_message ("%s", bad_entries[i]);
      g_assert_cmpuint (wp_notes_bad (notes), ==, 1);
      g_assert_cmpuint (wp_notes_count (notes), ==, 1);
      g_assert_nonnull (wp_notes_by_domain (notes, "y.example"));
      g_assert_null (wp_notes_by_domain (notes, "x.example"));
    }
}

/* The first to claim an id, a domain or an exchanger has it. */
static void
test_claimed_twice (void)
{
  static const char *const seconds[] = {
    "{\"id\":\"y\",\"name\":\"Z\",\"source\":\"https://z.example/\"," DATES
    ",\"domains\":[\"z.example\"]}",
    "{\"id\":\"z\",\"name\":\"Z\",\"source\":\"https://z.example/\"," DATES
    ",\"domains\":[\"z.example\",\"y.example\"]}",
    "{\"id\":\"z\",\"name\":\"Z\",\"source\":\"https://z.example/\"," DATES
    ",\"domains\":[\"z.example\"],\"mx\":[\"mx.y.example\"]}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (seconds); i++)
    {
      g_autofree char *text = g_strdup_printf (FILE_OF (OTHER ",%s"), seconds[i]);
      g_autoptr (WpNotes) notes = read_text (text);

      g_assert_cmpuint (wp_notes_bad (notes), ==, 1);
      g_assert_cmpstr (wp_notes_by_domain (notes, "y.example")->provider->name, ==, "Y");
      g_assert_cmpstr (wp_notes_by_mx (notes, "mx.y.example")->provider->name, ==, "Y");
      g_assert_null (wp_notes_by_domain (notes, "z.example"));
    }
}

static void
assert_refused (const char *bytes, gsize count)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (wp_notes_read (bytes, count, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
}

static void
test_refused (void)
{
  static const char *const wholes[] = {
    "",
    "null",
    "7",
    "[]",
    "{}",
    "{\"schema\":\"waypost.providers/1\"}",
    "{\"schema\":\"waypost.providers/2\",\"providers\":[]}",
    "{\"schema\":\"waypost.providers/1\",\"providers\":{}}",
    "{\"schema\":7,\"providers\":[]}",
    "{\"schema\":\"waypost.providers/1\",\"providers\":[",
    "{\"schema\":\"waypost.providers/1\",\"providers\":[[[[[[[[[]]]]]]]]]}",
    "{\"schema\":\"waypost.providers/1\",\"providers\":[\"\xff\"]}",
    "// {\n{\"schema\":\"waypost.providers/1\",\"providers\":[]}",
  };
  g_autofree char *large = g_malloc (1024 * 1024 + 1);

  for (guint i = 0; i < G_N_ELEMENTS (wholes); i++)
    assert_refused (wholes[i], strlen (wholes[i]));
  memset (large, ' ', 1024 * 1024 + 1);
  memcpy (large, FILE_OF (""), strlen (FILE_OF ("")));
  assert_refused (large, 1024 * 1024 + 1);
  g_autofree char *fits = g_strndup (large, 1024 * 1024);
  wp_notes_free (read_text (fits));
}

/* Every beginning of the real file, and the real file with one byte changed at many places: never
 * a crash, and what is read is still sound. */
static void
test_garbage (void)
{
  gsize count = 0;
  const char *bytes = wp_notes_builtin (&count);
  g_autofree char *copy = g_memdup2 (bytes, count);
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);

  for (gsize cut = 0; cut < count; cut += 1 + cut / 20)
    assert_refused (bytes, cut);
  for (guint i = 0; i < 40; i++)
    {
      guint at = (guint) g_rand_int_range (rand, 0, (gint32) count);
      g_autoptr (WpNotes) notes = NULL;

      copy[at] = (char) g_rand_int_range (rand, 0, 256);
      notes = wp_notes_read (copy, count, NULL);
      copy[at] = bytes[at];
      for (guint n = 0; notes != NULL && n < wp_notes_count (notes); n++)
        g_assert_nonnull (wp_notes_peek (notes, n)->provider->id);
      if (notes != NULL)
        g_free (wp_notes_typo (notes, "gmial.com"));
    }
}

static void
test_builtin (void)
{
  g_autoptr (WpNotes) notes = read_builtin ();

  g_assert_cmpuint (wp_notes_bad (notes), ==, 0);
  g_assert_cmpuint (wp_notes_count (notes), >=, 60);
  for (guint n = 0; n < wp_notes_count (notes); n++)
    {
      const WpNote *note = wp_notes_peek (notes, n);

      for (char **domain = note->domains; *domain != NULL; domain++)
        g_assert_true (wp_notes_by_domain (notes, *domain) == note);
      for (char **name = note->mx; *name != NULL; name++)
        {
          g_assert_true (wp_notes_by_mx (notes, *name) == note);
          g_assert_false (wp_domain_is_public_suffix (*name));
        }
      for (guint i = 0; i < note->servers->len; i++)
        g_assert_cmpint (((const WpEndpoint *) note->servers->pdata[i])->tls, !=, WP_TLS_NONE);
    }
}

static const struct
{
  const char *host, *id;
} exchangers[] = {
  { "aspmx.l.google.com", "google-workspace" },
  { "ALT1.ASPMX.L.GOOGLE.COM", "google-workspace" },
  { "google.com", "google-workspace" },
  { "aspmx2.googlemail.com", "google-workspace" },
  { "notgoogle.com", NULL },
  { "google.com.example.org", NULL },
  { "com", NULL },
  { "", NULL },
  { "example-org.mail.protection.outlook.com", "microsoft-365" },
  { "example-org.a-v1.mx.microsoft", "microsoft-365" },
  { "hotmail-com.olc.protection.outlook.com", "outlook-com" },
  { "protection.outlook.com", NULL },
  { "in1-smtp.messagingengine.com", "fastmail" },
  { "mxbiz1.qq.com", "tencent-exmail" },
  { "mx3.qq.com", "qq" },
  { "mx1.mail.ovh.net", "ovh" },
  { "vps-1234.vps.ovh.net", NULL }, /* a customer's own server */
  { "mx01.mail.icloud.com", "icloud" },
  { "mx.example.org", NULL },
};

static void
test_by_mx (void)
{
  g_autoptr (WpNotes) notes = read_builtin ();

  for (guint i = 0; i < G_N_ELEMENTS (exchangers); i++)
    {
      const WpNote *note = wp_notes_by_mx (notes, exchangers[i].host);

      g_test_message ("%s", exchangers[i].host);
      g_assert_cmpstr (note == NULL ? NULL : note->provider->id, ==, exchangers[i].id);
    }
}

static void
test_longest (void)
{
  g_autoptr (WpNotes) notes = read_text (
      FILE_OF ("{\"id\":\"a\",\"name\":\"A\",\"source\":\"https://a.example/\"," DATES
               ",\"mx\":[\"a.example\"]},"
               "{\"id\":\"b\",\"name\":\"B\",\"source\":\"https://a.example/\"," DATES
               ",\"mx\":[\"b.a.example\"]}"));

  g_assert_cmpuint (wp_notes_bad (notes), ==, 0);
  g_assert_cmpstr (wp_notes_by_mx (notes, "mx.b.a.example")->provider->id, ==, "b");
  g_assert_cmpstr (wp_notes_by_mx (notes, "mx.bb.a.example")->provider->id, ==, "a");
  g_assert_null (wp_notes_by_mx (notes, "example"));
}

static const struct
{
  const char *typed, *meant;
} typos[] = {
  /* letters swapped, missing, doubled, wrong */
  { "gmial.com", "gmail.com" },
  { "gamil.com", "gmail.com" },
  { "gmal.com", "gmail.com" },
  { "gmai.com", "gmail.com" },
  { "gmaill.com", "gmail.com" },
  { "ggmail.com", "gmail.com" },
  { "gnail.com", "gmail.com" },
  { "GMIAL.COM", "gmail.com" },
  { "hotmial.com", "hotmail.com" },
  { "hotmal.com", "hotmail.com" },
  { "otmail.com", "hotmail.com" },
  { "jotmail.com", "hotmail.com" },
  { "hotmial.fr", "hotmail.fr" },
  { "hotmial.co.uk", "hotmail.co.uk" },
  { "outlok.com", "outlook.com" },
  { "outloook.de", "outlook.de" },
  { "yaho.com", "yahoo.com" },
  { "yahooo.com", "yahoo.com" },
  { "yhaoo.com", "yahoo.com" },
  { "iclould.com", "icloud.com" },
  { "iclod.com", "icloud.com" },
  { "ornage.fr", "orange.fr" },
  { "libeero.it", "libero.it" },
  { "sezman.cz", NULL }, /* two letters far apart: too little to say */
  { "comcat.net", "comcast.net" },
  { "btinternt.com", "btinternet.com" },
  { "protonmial.com", "protonmail.com" },
  { "protnmal.com", "protonmail.com" },
  { "googelmial.com", "googlemail.com" },
  { "freent.de", "freenet.de" },
  /* the suffix */
  { "gmail.con", "gmail.com" },
  { "gmail.co", "gmail.com" },
  { "gmail.cm", "gmail.com" },
  { "gmail.de", "gmail.com" },
  { "gmail.com.br", "gmail.com" },
  { "gmail.comm", "gmail.com" },
  { "gmail.xyzzy", "gmail.com" },
  { "gmx.d", "gmx.de" },
  { "gmx.ed", "gmx.de" },
  { "gmx.nett", "gmx.net" },
  { "web.dr", "web.de" },
  { "web.ed", "web.de" },
  { "qq.con", "qq.com" },
  { "aol.con", "aol.com" },
  { "hotmail.couk", "hotmail.co.uk" },
  { "hotmail.co.ku", "hotmail.co.uk" },
  { "yahoo.con.au", "yahoo.com.au" },
  { "hotmail.ft", "hotmail.fr" },
  { "hotmail.uk", "hotmail.co.uk" },
  { "yahoo.br", "yahoo.com.br" },
  { "comcast.nett", "comcast.net" },
  /* both */
  { "gmial.con", "gmail.com" },
  { "hotmial.co", "hotmail.com" },
  { "gmial.de", NULL },
  { "comcat.nett", NULL },
  /* the dot */
  { "gmailcom", "gmail.com" },
  { "gmail..com", "gmail.com" },
  { "gmail.,com", "gmail.com" },
  { "hotmailco.uk", NULL }, /* somebody's domain below co.uk */
  { "localhost", NULL },
  { "gmail", NULL },
  { "", NULL },
  { ".", NULL },
  { "gmail.", NULL },
  { ".com", NULL },
};

static void
test_typos (void)
{
  g_autoptr (WpNotes) notes = read_builtin ();

  for (guint i = 0; i < G_N_ELEMENTS (typos); i++)
    {
      g_autofree char *meant = wp_notes_typo (notes, typos[i].typed);

      g_test_message ("%s", typos[i].typed);
      g_assert_cmpstr (meant, ==, typos[i].meant);
    }
}

/* Real domains next to a large one, own domains, and what only looks like a slip. */
static const char *const real[] = {
  "gmx.de",
  "gmx.net",
  "gmx.at",
  "gmx.ch",
  "gmx.com",
  "gmx.fr",
  "gmx.li",
  "gmx.eu",
  "mail.de",
  "mail.com",
  "mail.ru",
  "mail.ee",
  "email.com",
  "email.de",
  "email.it",
  "web.de",
  "web.com",
  "web.dk",
  "web.net",
  "me.com",
  "mac.com",
  "msn.com",
  "aol.com",
  "aol.de",
  "aim.com",
  "live.com",
  "live.co.uk",
  "live.nl",
  "live.tv",
  "line.com",
  "love.com",
  "like.com",
  "ymail.com",
  "hotmail.it",
  "hotmail.com.br",
  "hotmail.co.jp",
  "outlook.dk",
  "yahoo.ca",
  "yahoo.com.ph",
  "yahoo.co.jp",
  "yahoo.com.tr",
  "qq.com",
  "cc.com",
  "aa.com",
  "wp.pl",
  "wq.pl",
  "op.pl",
  "o2.pl",
  "o2.co.uk",
  "t2.pl",
  "a1.net",
  "a1.com",
  "uol.com.br",
  "bol.com.br",
  "aol.com.br",
  "free.fr",
  "fred.fr",
  "tree.fr",
  "sfr.fr",
  "sfr.com",
  "srf.ch",
  "tim.it",
  "tim.com",
  "orange.fr",
  "orange.com",
  "orange.es",
  "orage.fr",
  "grange.fr",
  "range.fr",
  "libero.it",
  "libro.it",
  "libera.it",
  "liberto.it",
  "virgilio.com",
  "alice.it",
  "alicia.it",
  "naver.com",
  "never.com",
  "nava.com",
  "navel.com",
  "daum.net",
  "dasum.net",
  "terra.com.br",
  "comcast.com",
  "verizon.com",
  "cox.com",
  "att.com",
  "charter.com",
  "bell.ca",
  "rogers.ca",
  "roger.com",
  "sky.de",
  "ski.com",
  "icloud.com",
  "cloud.com",
  "proton.me",
  "proton.com",
  "protein.me",
  "mailbox.org",
  "mailbox.com",
  "inbox.org",
  "fastmail.com",
  "hostmail.com",
  "fairmail.com",
  "postmail.com",
  "zoho.com",
  "zoho.eu",
  "soho.com",
  "planet.com",
  "plant.nl",
  "telia.com",
  "delia.com",
  "telenor.com",
  "telnet.be",
  "laporte.net",
  "interna.pl",
  "virginmedia.co.uk",
  "virgin.com",
  "talktalk.co.uk",
  "bt.com",
  "t-mobile.de",
  "tv-online.de",
  "top-online.de",
  "yandex.com.tr",
  "ya.com",
  "rambler.com",
  "gambler.ru",
  "xtra.com",
  "extra.co.nz",
  "163.com",
  "126.com",
  "139.com",
  "189.cn",
  "128.com",
  "136.com",
  "oent.pl",
  "zooho.com",
  "zoo.com",
  /* people's own */
  "yahoo.example.org",
  "outlook.office365.com",
  "gmail.example.com",
  "gmail.github.io",
  "outlook.corp.local",
  "yahoo.example.au",
  "hotmail.mydomain.com",
  "gmial.example.com",
  "mail.gmail.com",
  "mailgmail.com",
  "example.com",
  "example.org",
  "xn--gmal-nza.com",
  "uni-example.de",
  "a-name-of-more-than-sixty-three-letters-in-its-first-label-is-no-domain-at-all.com",
};

static void
test_no_typos (void)
{
  g_autoptr (WpNotes) notes = read_builtin ();

  for (guint i = 0; i < G_N_ELEMENTS (real); i++)
    {
      g_autofree char *meant = wp_notes_typo (notes, real[i]);

      if (meant != NULL)
        g_test_message ("%s would be taken for %s", real[i], meant);
      g_assert_null (meant);
    }
  for (guint n = 0; n < wp_notes_count (notes); n++)
    for (char **domain = wp_notes_peek (notes, n)->domains; *domain != NULL; domain++)
      g_assert_null (wp_notes_typo (notes, *domain));
}

/* One slip at each place of a long brand: what is suggested is always that brand. */
static void
test_every_slip (void)
{
  static const char name[] = "hotmail";
  g_autoptr (WpNotes) notes = read_builtin ();

  for (gsize at = 0; at < strlen (name); at++)
    for (char letter = 'a'; letter <= 'z'; letter++)
      {
        char wrong[32];
        g_autofree char *meant = NULL;

        g_snprintf (wrong, sizeof wrong, "%s.com", name);
        if (wrong[at] == letter)
          continue;
        wrong[at] = letter;
        meant = wp_notes_typo (notes, wrong);
        g_test_message ("%s", wrong);
        g_assert_cmpstr (meant, ==, "hotmail.com");
      }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/format/notes/whole", test_whole);
  g_test_add_func ("/format/notes/bad-entries", test_bad_entries);
  g_test_add_func ("/format/notes/claimed-twice", test_claimed_twice);
  g_test_add_func ("/format/notes/refused", test_refused);
  g_test_add_func ("/format/notes/garbage", test_garbage);
  g_test_add_func ("/format/notes/builtin", test_builtin);
  g_test_add_func ("/format/notes/by-mx", test_by_mx);
  g_test_add_func ("/format/notes/longest", test_longest);
  g_test_add_func ("/format/notes/typos", test_typos);
  g_test_add_func ("/format/notes/no-typos", test_no_typos);
  g_test_add_func ("/format/notes/every-slip", test_every_slip);
  g_test_add_func ("/format/notes/notices", test_notices);
  g_test_add_func ("/format/notes/notice-kinds", test_notice_kinds);
  g_test_add_func ("/format/notes/builtin-notices", test_builtin_notices);
  return g_test_run ();
}
