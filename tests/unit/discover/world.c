/* See world.h. Defines the functions of net/resolver.h and net/fetch.h, so that the real ones are
 * not linked. */
#include "world.h"

#include <stdlib.h>
#include <string.h>

#include "model/keys.h"

struct _WpResolver
{
  int unused;
};

struct _WpFetcher
{
  int unused;
};

static struct
{
  GPtrArray *lines; /* of GStrv */
  const char *const *documents;
  GHashTable *asked;
  GString *posted;
  guint pending;
  WpResolver resolver;
  WpFetcher fetcher;
} world;

void
world_set (const char *script, const char *const *documents)
{
  g_auto (GStrv) lines = g_strsplit (script, "\n", -1);

  world.lines = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  world.documents = documents;
  world.posted = g_string_new (NULL);
  world.asked = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (char **line = lines; *line != NULL; line++)
    g_ptr_array_add (world.lines, g_strsplit (g_strstrip (*line), " ", -1));
}

void
world_clear (void)
{
  g_clear_pointer (&world.lines, g_ptr_array_unref);
  g_clear_pointer (&world.asked, g_hash_table_unref);
  g_string_free (world.posted, TRUE);
}

guint
world_pending (void)
{
  return world.pending;
}

WpResolver *
world_resolver (void)
{
  return &world.resolver;
}

WpFetcher *
world_fetcher (void)
{
  return &world.fetcher;
}

guint
world_asked (const char *question)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (world.asked, question));
}

const char *
world_posted (void)
{
  return world.posted->str;
}

static void
count (const char *question)
{
  g_hash_table_replace (world.asked, g_strdup (question),
                        GUINT_TO_POINTER (world_asked (question) + 1));
}

static char **
line (guint n, const char *first, const char *second)
{
  char **words = world.lines->pdata[n];

  if (g_strcmp0 (words[0], first) != 0 || words[0] == NULL || words[1] == NULL)
    return NULL;
  return second == NULL || g_str_equal (words[1], second) ? words : NULL;
}

static gboolean
is_trusted (void)
{
  for (guint i = 0; i < world.lines->len; i++)
    if (g_strcmp0 (((char **) world.lines->pdata[i])[0], "ad") == 0)
      return TRUE;
  return FALSE;
}

/* An answer is given after its time, from the main loop. */

static gboolean
on_time (gpointer data)
{
  GTask *task = data;
  gpointer result = g_task_get_task_data (task);

  world.pending--;
  g_task_set_task_data (task, NULL, NULL);
  g_task_return_pointer (task, result, NULL);
  g_object_unref (task);
  return G_SOURCE_REMOVE;
}

static void
answer_after (GTask *task, gpointer result, guint ms)
{
  world.pending++;
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, result, NULL);
  g_timeout_add (ms, on_time, task);
}

/* net/resolver.h */

static const char *
type_name (WpDnsType type)
{
  return type == WP_DNS_A     ? "A"
         : type == WP_DNS_MX  ? "MX"
         : type == WP_DNS_SRV ? "SRV"
         : type == WP_DNS_TXT ? "TXT"
                              : "?";
}

static void
record_free (gpointer data)
{
  g_free (((WpDnsRecord *) data)->target);
  g_free (((WpDnsRecord *) data)->text);
  g_free (data);
}

/* Reads outcome, delay and records of a name and type into the three; absent is NXDOMAIN or
 * NO_DATA. */
static WpOutcome
look_up (const char *name, const char *type, guint *ms, GPtrArray *words_out)
{
  WpOutcome outcome = WP_OUTCOME_NXDOMAIN;

  for (guint i = 0; i < world.lines->len; i++)
    {
      char **words = line (i, name, NULL);

      if (words == NULL)
        continue;
      if (!g_str_equal (words[1], type))
        {
          if (outcome == WP_OUTCOME_NXDOMAIN)
            outcome = WP_OUTCOME_NO_DATA;
        }
      else if (*words[2] == '~')
        *ms = (guint) atoi (words[2] + 1);
      else if (*words[2] == '!')
        {
          g_assert_true (wp_outcome_from_id (words[2] + 1, &outcome));
          return outcome;
        }
      else
        {
          g_ptr_array_add (words_out, words);
          outcome = WP_OUTCOME_OK;
        }
    }
  return outcome;
}

static WpDnsRecord *
record_of (WpDnsType type, char **words)
{
  WpDnsRecord *record = g_new0 (WpDnsRecord, 1);
  const char *target;

  record->type = type;
  if (type == WP_DNS_TXT)
    {
      record->text = g_strjoinv (" ", words + 2);
      return record;
    }
  target = words[type == WP_DNS_SRV ? 5 : 3];
  record->priority = (guint16) atoi (words[2]);
  if (type == WP_DNS_SRV)
    {
      record->weight = (guint16) atoi (words[3]);
      record->port = (guint16) atoi (words[4]);
    }
  record->target = g_strdup (g_str_equal (target, ".") ? "" : target);
  return record;
}

void
wp_resolver_query_async (WpResolver *resolver G_GNUC_UNUSED,
                         const char *name,
                         WpDnsType type,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, data);
  WpDnsAnswer *answer = g_new0 (WpDnsAnswer, 1);
  g_autoptr (GPtrArray) found = g_ptr_array_new ();
  g_autofree char *question = g_strdup_printf ("%s %s", name, type_name (type));
  guint ms = 0;

  count (question);
  g_atomic_ref_count_init (&answer->refs);
  answer->name = g_strdup (name);
  answer->type = type;
  answer->records = g_ptr_array_new_with_free_func (record_free);
  answer->evidence = wp_fields_new ();
  wp_fields_set_text (answer->evidence, WP_KEY_NAME, name);
  answer->outcome = look_up (name, type_name (type), &ms, found);
  answer->is_authenticated = is_trusted ();
  for (guint i = 0; i < found->len; i++)
    g_ptr_array_add (answer->records, record_of (type, found->pdata[i]));
  answer_after (task, answer, ms);
}

WpDnsAnswer *
wp_resolver_query_finish (WpResolver *resolver G_GNUC_UNUSED, GAsyncResult *result)
{
  return g_task_propagate_pointer (G_TASK (result), NULL);
}

void
wp_dns_answer_unref (WpDnsAnswer *answer)
{
  if (!g_atomic_ref_count_dec (&answer->refs))
    return;
  g_free (answer->name);
  g_ptr_array_unref (answer->records);
  wp_fields_free (answer->evidence);
  g_free (answer);
}

static GArray *
addresses_of (const char *host, guint *ms, WpOutcome *outcome)
{
  GArray *addresses = g_array_new (FALSE, FALSE, sizeof (WpInet));
  g_autoptr (GPtrArray) found = g_ptr_array_new ();

  *outcome = look_up (host, "A", ms, found);
  if (found->len == 0 && g_str_has_prefix (host, "wp-"))
    {
      g_autofree char *wildcard = g_strconcat ("*", strchr (host, '.'), NULL);

      *outcome = look_up (wildcard, "A", ms, found);
    }
  for (guint i = 0; i < found->len; i++)
    for (char **word = (char **) found->pdata[i] + 2; *word != NULL; word++)
      {
        WpInet inet;

        g_assert_true (wp_inet_parse (*word, &inet));
        g_array_append_val (addresses, inet);
      }
  return addresses;
}

void
wp_resolver_lookup_async (WpResolver *resolver G_GNUC_UNUSED,
                          const char *name,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, data);
  WpDnsHost *host = g_new0 (WpDnsHost, 1);
  g_autofree char *question = g_strdup_printf ("%s A", name);
  guint ms = 0;

  count (question);
  g_atomic_ref_count_init (&host->refs);
  host->host = g_strdup (name);
  host->evidence = wp_fields_new ();
  wp_fields_set_text (host->evidence, WP_KEY_NAME, name);
  host->addresses = addresses_of (name, &ms, &host->outcome);
  answer_after (task, host, ms);
}

WpDnsHost *
wp_resolver_lookup_finish (WpResolver *resolver G_GNUC_UNUSED, GAsyncResult *result)
{
  return g_task_propagate_pointer (G_TASK (result), NULL);
}

void
wp_dns_host_unref (WpDnsHost *host)
{
  if (!g_atomic_ref_count_dec (&host->refs))
    return;
  g_free (host->host);
  g_array_unref (host->addresses);
  wp_fields_free (host->evidence);
  g_free (host);
}

WpResolver *
wp_resolver_ref (WpResolver *resolver)
{
  return resolver;
}

void
wp_resolver_unref (WpResolver *resolver G_GNUC_UNUSED)
{
}

gboolean
wp_resolver_is_trusted (const WpResolver *resolver G_GNUC_UNUSED)
{
  return is_trusted ();
}

/* net/fetch.h */

static const char *
document (const char *name)
{
  for (guint i = 0; world.documents[i] != NULL; i += 2)
    if (g_str_equal (world.documents[i], name))
      return world.documents[i + 1];
  g_assert_not_reached ();
}

static WpOutcome
judge (const WpFetchRequest *request, const char *url, guint hop)
{
  g_autoptr (GUri) uri = g_uri_parse (url, G_URI_FLAGS_NONE, NULL);
  g_autoptr (GArray) addresses = NULL;
  WpOutcome outcome;
  guint ms = 0;

  addresses = addresses_of (g_uri_get_host (uri), &ms, &outcome);
  if (outcome != WP_OUTCOME_OK)
    return outcome;
  return request->judge (url, g_uri_get_host (uri),
                         (guint16) (g_uri_get_port (uri) >= 0          ? g_uri_get_port (uri)
                                    : g_str_has_prefix (url, "https:") ? 443
                                                                       : 80),
                         hop, addresses, request->judge_data);
}

static WpOutcome
answer_of (WpFetchResult *result, char **words)
{
  WpOutcome outcome;

  if (*words[1] == '!')
    {
      g_assert_true (wp_outcome_from_id (words[1] + 1, &outcome));
      return outcome;
    }
  result->status = atoi (words[1]);
  if (result->status != 200)
    return result->status == 404 ? WP_OUTCOME_NOT_FOUND : WP_OUTCOME_HTTP_ERROR;
  result->body = g_bytes_new_static (document (words[2]), strlen (document (words[2])));
  return WP_OUTCOME_OK;
}

/* One hop; the URL of the next, or NULL. */
static const char *
hop (const WpFetchRequest *request, WpFetchResult *result, const char *url, guint number, guint *ms)
{
  const char *next = NULL;

  result->is_https &= g_str_has_prefix (url, "https:");
  result->outcome = judge (request, url, number);
  if (result->outcome != WP_OUTCOME_OK)
    return NULL;
  result->outcome = WP_OUTCOME_NOT_FOUND;
  for (guint i = 0; i < world.lines->len; i++)
    {
      char **words = line (i, url, NULL);

      if (words == NULL)
        continue;
      if (*words[1] == '~')
        *ms += (guint) atoi (words[1] + 1);
      else if (g_str_equal (words[1], "->"))
        next = words[2];
      else
        result->outcome = answer_of (result, words);
    }
  return next;
}

void
wp_fetch_async (WpFetcher *fetcher G_GNUC_UNUSED,
                const WpFetchRequest *request,
                GCancellable *cancellable,
                GAsyncReadyCallback callback,
                gpointer data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, data);
  WpFetchResult *result = g_new0 (WpFetchResult, 1);
  const char *url = request->url;
  guint ms = 0, number = 0;

  count (url);
  if (request->post_body != NULL)
    world.posted = g_string_append (world.posted, request->post_body);
  result->redirects = g_ptr_array_new_with_free_func (g_free);
  result->is_https = TRUE;
  while ((url = hop (request, result, url, number++, &ms)) != NULL)
    g_ptr_array_add (result->redirects, g_strdup (url));
  answer_after (task, result, ms);
}

WpFetchResult *
wp_fetch_finish (WpFetcher *fetcher G_GNUC_UNUSED, GAsyncResult *result)
{
  return g_task_propagate_pointer (G_TASK (result), NULL);
}

void
wp_fetch_result_free (WpFetchResult *result)
{
  g_clear_pointer (&result->body, g_bytes_unref);
  g_ptr_array_unref (result->redirects);
  g_free (result);
}
