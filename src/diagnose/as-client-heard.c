/* What the report knows of a question that another program would ask. Pure look-ups: where Waypost
 * did not ask, or refused to listen, the answer is "not known". */
#include "diagnose/as-client-private.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "base/domain.h"
#include "model/keys.h"

void
wp_heard_clear (WpHeard *heard)
{
  g_clear_pointer (&heard->host, g_free);
}

/* "autoconfig.example.org" of "https://autoconfig.example.org/mail/…". */
static char *
host_of_url (const char *url)
{
  const char *start = url == NULL ? NULL : strstr (url, "://");

  return start == NULL ? NULL : g_strndup (start + 3, strcspn (start + 3, "/:?#"));
}

static gboolean
has_address (const WpSource *source)
{
  return source->target != NULL && strchr (source->target, '?') != NULL;
}

static gboolean
was_heard (const WpSource *source)
{
  return source->status != WP_SOURCE_STATUS_SKIPPED && source->outcome != WP_OUTCOME_CANCELLED;
}

static gboolean
is_missing_name (const WpSource *source)
{
  return source->outcome == WP_OUTCOME_NXDOMAIN || source->outcome == WP_OUTCOME_NO_DATA;
}

/* The page at `host` (NULL: any), asked with the address or without. */
static const WpSource *
find_page (const WpReport *report, WpSourceKind kind, const char *host, gboolean with_address)
{
  for (guint i = 0; i < report->sources->len; i++)
    {
      const WpSource *source = report->sources->pdata[i];
      g_autofree char *own = host_of_url (source->target);

      if (source->kind == kind && has_address (source) == with_address
          && (host == NULL || own == NULL || g_ascii_strcasecmp (own, host) == 0))
        return source;
    }
  return NULL;
}

static WpHeard
heard (WpHearing hearing, const WpSource *source, const char *text, const char *host)
{
  return (WpHeard){ hearing, source, text, g_strdup (host) };
}

static const char not_asked[] = N_ ("What {host} says is not known, because it was not asked.");

static gboolean
may_want_address (const WpSource *source)
{
  return (source->flaws & (WP_FLAW_NEEDS_ADDRESS | WP_FLAW_EMPTY)) != 0
         || (source->http_status != 0 && source->http_status != 200 && source->http_status != 404
             && source->http_status != 410);
}

/* Why a page that gave Waypost nothing may give something to others; NULL: it would not. */
static const char *
why_unknown (const WpSource *source, const WpClientRules *rules, gboolean would_send_address)
{
  switch (source->outcome)
    {
    case WP_OUTCOME_REDIRECT_REFUSED:
    case WP_OUTCOME_FENCED:
      return N_ ("What lies behind {host} is not known: it leads to a place where Waypost refuses "
                 "to go, and this program may not.");
    case WP_OUTCOME_UNTRUSTED:
      return rules->ignores_cert_name
                 ? N_ ("What {host} says is not known: its certificate is not good, so Waypost did "
                       "not listen; this program does not check whose name it bears.")
                 : NULL;
    case WP_OUTCOME_CANCELLED:
      return not_asked;
    default:
      break;
    }
  if (would_send_address && may_want_address (source))
    return N_ ("What {host} answers to a question with the address in it is not known: Waypost "
               "sends the address only with --allow send-address.");
  return NULL;
}

static WpHeard
judge (const WpSource *source, const WpClientRules *rules, gboolean may_send, const char *host)
{
  const char *text;

  if (source->status == WP_SOURCE_STATUS_FOUND)
    return heard (WP_HEARD_SETTINGS, source, NULL, NULL);
  text = why_unknown (source, rules, may_send && !has_address (source));
  return heard (text == NULL ? WP_HEARD_NOTHING : WP_HEARD_UNKNOWN, NULL, text, host);
}

static char *
page_host (const WpReport *report, const WpAsk *ask)
{
  return ask->kind == WP_ASK_WELLKNOWN
             ? g_strdup (report->account->domain_ascii)
             : g_strconcat ("autoconfig.", report->account->domain_ascii, NULL);
}

static WpSourceKind
page_kind (const WpAsk *ask)
{
  if (ask->is_http)
    return WP_SOURCE_AUTOCONFIG_HTTP;
  return ask->kind == WP_ASK_WELLKNOWN ? WP_SOURCE_AUTOCONFIG_WELLKNOWN
                                       : WP_SOURCE_AUTOCONFIG_SUBDOMAIN;
}

/* The same host over HTTPS has no address, so it has none without encryption either. */
static gboolean
has_no_host (const WpReport *report, const WpAsk *ask)
{
  WpAsk secure = { ask->kind, FALSE, FALSE };
  const WpSource *twin = find_page (report, page_kind (&secure), NULL, FALSE);

  return twin != NULL && was_heard (twin) && is_missing_name (twin);
}

static WpHeard
hear_page (const WpReport *report, const WpClientRules *rules, const WpAsk *ask)
{
  g_autofree char *host = page_host (report, ask);
  const WpSource *source = NULL;

  if (ask->sends_address)
    source = find_page (report, page_kind (ask), host, TRUE);
  if (source == NULL || !was_heard (source))
    source = find_page (report, page_kind (ask), host, FALSE);
  if (source != NULL && was_heard (source))
    return judge (source, rules, ask->sends_address, host);
  if (ask->is_http && has_no_host (report, ask))
    return heard (WP_HEARD_NOTHING, NULL, NULL, NULL);
  return heard (WP_HEARD_UNKNOWN, NULL,
                ask->is_http ? N_ ("What http://{host} says is not known: Waypost asks a page "
                                   "without encryption only with --allow http.")
                             : not_asked,
                host);
}

gboolean
wp_heard_needs_address (const WpReport *report, const WpAsk *ask)
{
  const WpSource *with, *without;

  if ((ask->kind != WP_ASK_SUBDOMAIN && ask->kind != WP_ASK_WELLKNOWN) || ask->sends_address)
    return FALSE;
  with = find_page (report, page_kind (ask), NULL, TRUE);
  without = find_page (report, page_kind (ask), NULL, FALSE);
  return with != NULL && with->status == WP_SOURCE_STATUS_FOUND
         && (without == NULL || without->status != WP_SOURCE_STATUS_FOUND);
}

static const char own_page[] = N_ (
    "What https://{host}/.well-known/mail-v1.xml says is not known: only this program asks there.");

static WpHeard
hear_own_page (const WpReport *report, const WpAsk *ask)
{
  WpAsk plain = { WP_ASK_SUBDOMAIN, FALSE, FALSE };
  g_autofree char *host = page_host (report, ask);

  if (has_no_host (report, &plain))
    return heard (WP_HEARD_NOTHING, NULL, NULL, NULL);
  return heard (WP_HEARD_UNKNOWN, NULL, own_page, host);
}

static WpHeard
hear_database (const WpReport *report, const WpClientRules *rules)
{
  const WpSource *source = find_page (report, WP_SOURCE_DATABASE, NULL, FALSE);

  if (source == NULL || !was_heard (source))
    return heard (WP_HEARD_UNKNOWN, NULL,
                  N_ ("What the public database says is not known, because it was not asked."),
                  NULL);
  return judge (source, rules, FALSE, NULL);
}

/* The JSON of version 2 names no server to log in to. */
static gboolean
is_v2 (const WpSource *source)
{
  return source->target != NULL && strstr (source->target, ".json") != NULL;
}

/* Several addresses are asked; any that knows will do. */
static WpHeard
hear_autodiscover (const WpReport *report)
{
  gboolean is_asked = FALSE, wants_login = FALSE;

  for (guint i = 0; i < report->sources->len; i++)
    {
      const WpSource *source = report->sources->pdata[i];

      if (source->kind != WP_SOURCE_AUTODISCOVER || !was_heard (source) || is_v2 (source))
        continue;
      if (source->status == WP_SOURCE_STATUS_FOUND && source->says->len > 0)
        return heard (WP_HEARD_SETTINGS, source, NULL, NULL);
      is_asked = TRUE;
      wants_login = wants_login || source->http_status == 401 || source->http_status == 403;
    }
  if (wants_login)
    return heard (WP_HEARD_UNKNOWN, NULL,
                  N_ ("What Autodiscover says is not known: it wants a login first, and Waypost "
                      "gives no password away while it searches."),
                  NULL);
  if (!is_asked)
    return heard (WP_HEARD_UNKNOWN, NULL,
                  N_ ("What Autodiscover says is not known, because it was not asked."), NULL);
  return heard (WP_HEARD_NOTHING, NULL, NULL, NULL);
}

static WpHeard
hear_srv (const WpReport *report)
{
  const WpSource *found = NULL;
  gboolean is_asked = FALSE;

  for (guint i = 0; i < report->sources->len && found == NULL; i++)
    {
      const WpSource *source = report->sources->pdata[i];

      if (source->kind != WP_SOURCE_SRV || !was_heard (source))
        continue;
      is_asked = TRUE;
      if (source->status == WP_SOURCE_STATUS_FOUND)
        found = source;
    }
  if (found != NULL)
    return heard (WP_HEARD_SETTINGS, found, NULL, NULL);
  if (is_asked)
    return heard (WP_HEARD_NOTHING, NULL, NULL, NULL);
  return heard (WP_HEARD_UNKNOWN, NULL,
                N_ ("What the SRV records say is not known, because they were not asked for."),
                NULL);
}

WpHeard
wp_heard_ask (const WpReport *report, const WpClientRules *rules, const WpAsk *ask)
{
  switch (ask->kind)
    {
    case WP_ASK_SUBDOMAIN:
    case WP_ASK_WELLKNOWN:
      return hear_page (report, rules, ask);
    case WP_ASK_OWN_PAGE:
      return hear_own_page (report, ask);
    case WP_ASK_DATABASE:
      return hear_database (report, rules);
    case WP_ASK_AUTODISCOVER:
      return hear_autodiscover (report);
    case WP_ASK_SRV:
      return hear_srv (report);
    default:
      return heard (WP_HEARD_NOTHING, NULL, NULL, NULL);
    }
}

/* From "300 MX 10 mx.example.net." */
char *
wp_heard_exchanger (const WpReport *report)
{
  char *best = NULL;
  guint64 lowest = G_MAXUINT64;

  for (guint i = 0; i < report->steps->len; i++)
    {
      const WpStep *step = report->steps->pdata[i];
      const char *const *records = wp_fields_list (step->evidence, WP_KEY_RECORDS);

      if (step->verb != WP_VERB_RESOLVE
          || g_strcmp0 (wp_fields_text (step->evidence, WP_KEY_TYPE), "MX") != 0)
        continue;
      for (; records != NULL && *records != NULL; records++)
        {
          g_auto (GStrv) words = g_strsplit (*records, " ", 4);
          guint64 preference = 0;

          if (g_strv_length (words) != 4 || !g_str_equal (words[1], "MX")
              || !g_ascii_string_to_unsigned (words[2], 10, 0, 65535, &preference, NULL)
              || preference >= lowest)
            continue;
          lowest = preference;
          g_free (best);
          best = g_ascii_strdown (words[3], -1);
          if (g_str_has_suffix (best, "."))
            best[strlen (best) - 1] = '\0';
        }
    }
  return best;
}

static void
add_name (GPtrArray *names, const WpReport *report, const char *name)
{
  if (name != NULL && *name != '\0' && !g_str_equal (name, report->account->domain_ascii)
      && !g_ptr_array_find_with_equal_func (names, name, g_str_equal, NULL))
    g_ptr_array_add (names, g_strdup (name));
}

static void
whittle (GPtrArray *names,
         const WpReport *report,
         const char *exchanger,
         const char *base,
         gboolean has_list,
         char **suffix)
{
  for (const char *dot = strchr (exchanger, '.'); dot != NULL; dot = strchr (dot + 1, '.'))
    {
      const char *name = dot + 1;

      if (strchr (name, '.') == NULL
          || (has_list && (base == NULL || strlen (name) < strlen (base))))
        break;
      if (wp_domain_is_public_suffix (name))
        {
          *suffix = g_strdup (name);
          break;
        }
      add_name (names, report, name);
    }
}

GPtrArray *
wp_heard_mx_names (const WpReport *report, const WpClientRules *rules, char **suffix)
{
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *exchanger = wp_heard_exchanger (report);
  g_autofree char *base = exchanger == NULL ? NULL : wp_domain_registrable (exchanger);
  const char *dot = exchanger == NULL ? NULL : strchr (exchanger, '.');

  *suffix = NULL;
  if (dot == NULL)
    return names;
  if ((rules->mx & WP_MX_FULL) != 0)
    add_name (names, report, exchanger);
  if ((rules->mx & WP_MX_STRIPPED) != 0 && base != NULL && strlen (dot + 1) >= strlen (base))
    add_name (names, report, dot + 1);
  if ((rules->mx & WP_MX_WHITTLED) != 0)
    whittle (names, report, exchanger, base, (rules->mx & WP_MX_NO_LIST) == 0, suffix);
  if ((rules->mx & WP_MX_BASE) != 0)
    add_name (names, report, base);
  return names;
}

/* The address of a page in the database ends in the name it is asked for. */
static const WpSource *
find_in_database (const WpReport *report, const char *name)
{
  g_autofree char *tail = g_strconcat ("/", name, NULL);

  for (guint i = 0; i < report->sources->len; i++)
    {
      const WpSource *source = report->sources->pdata[i];

      if (source->kind == WP_SOURCE_MX_DATABASE && source->target != NULL
          && g_str_has_suffix (source->target, tail))
        return source;
    }
  return NULL;
}

WpHeard
wp_heard_mx (const WpReport *report, const char *name, WpMxPlace place)
{
  static const WpClientRules strict = { 0 };
  static const char *const unknown[] = {
    [WP_MX_PAGE] = N_ ("What {host} says, a name made from that of the mail exchanger, is not "
                       "known."),
    [WP_MX_OWN_PAGE] = own_page,
    [WP_MX_DATABASE] = N_ ("What the public database says of {host}, a name made from that of the "
                           "mail exchanger, is not known."),
  };
  g_autofree char *host = g_strconcat ("autoconfig.", name, NULL);
  const WpSource *source = place == WP_MX_DATABASE
                               ? find_in_database (report, name)
                               : find_page (report, WP_SOURCE_MX_AUTOCONFIG, host, FALSE);
  gboolean was_asked = source != NULL && was_heard (source);

  if (was_asked && place != WP_MX_OWN_PAGE)
    return judge (source, &strict, FALSE, host);
  if (was_asked && is_missing_name (source))
    return heard (WP_HEARD_NOTHING, NULL, NULL, NULL);
  return heard (WP_HEARD_UNKNOWN, NULL, unknown[place], place == WP_MX_DATABASE ? name : host);
}
