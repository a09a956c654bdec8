/* Reads the notes on large providers (data/providers.json, waypost.providers/1). See notes.h.
 * The file comes with the program, yet nothing in it is believed unread: size and nesting are
 * bounded before the JSON library sees it, and every name, port and date is checked after that. */
#include "format/notes-private.h"

#include <stdlib.h>
#include <string.h>

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>

#include "base/domain.h"
#include "base/inet.h"
#include "format/json.h"

#define MOST_BYTES (1024 * 1024)
#define MOST_DEPTH 8
#define MOST_PROVIDERS 1000
#define MOST_NAMES 500 /* of one provider; mail.com sells addresses in about 200 domains */
#define MOST_SERVERS 16
#define MOST_NOTICES 16
#define MOST_TEXT 400 /* bytes */
#define MOST_AMOUNT 1000000

static const char *
text_of (JsonNode *node)
{
  const char *text = NULL;

  if (node != NULL && JSON_NODE_HOLDS_VALUE (node)
      && json_node_get_value_type (node) == G_TYPE_STRING)
    text = json_node_get_string (node);
  return text != NULL && *text != '\0' && strlen (text) <= MOST_TEXT ? text : NULL;
}

static const char *
member_text (JsonObject *object, const char *name)
{
  return text_of (json_object_get_member (object, name));
}

static gint64
member_number (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node)
                 && json_node_get_value_type (node) == G_TYPE_INT64
             ? json_node_get_int (node)
             : -1;
}

/* FALSE where the member is there and is no array, or too long a one. *count is 0 without it. */
static gboolean
member_array (JsonObject *object, const char *name, guint most, JsonArray **array, guint *count)
{
  JsonNode *node = json_object_get_member (object, name);

  *array = NULL;
  *count = 0;
  if (node == NULL)
    return TRUE;
  if (!JSON_NODE_HOLDS_ARRAY (node))
    return FALSE;
  *array = json_node_get_array (node);
  *count = json_array_get_length (*array);
  return *count <= most;
}

static JsonObject *
item_object (JsonArray *array, guint i)
{
  JsonNode *node = json_array_get_element (array, i);

  return JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

/* A whole web address without anything that a terminal or a page could stumble over. */
static gboolean
is_https (const char *url)
{
  if (url == NULL || !g_str_has_prefix (url, "https://") || url[8] == '\0' || url[8] == '/')
    return FALSE;
  for (const char *c = url; *c != '\0'; c++)
    if (!g_ascii_isgraph (*c) || strchr ("\"<>\\^`{|}", *c) != NULL)
      return FALSE;
  return TRUE;
}

/* "2026-11-22" and nothing else, so that dates compare as text. */
static gboolean
is_date (const char *text)
{
  if (text == NULL || strlen (text) != 10)
    return FALSE;
  for (guint i = 0; i < 10; i++)
    if (i == 4 || i == 7 ? text[i] != '-' : !g_ascii_isdigit (text[i]))
      return FALSE;
  return g_date_valid_dmy ((GDateDay) atoi (text + 8), (GDateMonth) atoi (text + 5),
                           (GDateYear) atoi (text));
}

/* A day, or a month where the source names no day: "2026-12". */
static gboolean
is_day_or_month (const char *text)
{
  g_autofree char *first = text == NULL ? NULL : g_strconcat (text, "-01", NULL);

  return is_date (text) || is_date (first);
}

/* A name with a dot, as A-labels in lower case without final dot; no address literal. */
static gboolean
is_domain (const char *text)
{
  g_autofree char *ascii = wp_domain_to_ascii (text, NULL);
  WpInet literal;

  return g_strcmp0 (ascii, text) == 0 && wp_domain_is_host (text)
         && !wp_inet_parse (text, &literal);
}

/* NULL unless every item is text that `is_good` takes; an absent member is an empty list. */
static char **
read_list (JsonObject *object, const char *member, gboolean (*is_good) (const char *text))
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  JsonArray *array;
  guint count;

  if (!member_array (object, member, MOST_NAMES, &array, &count))
    return NULL;
  for (guint i = 0; i < count; i++)
    {
      const char *text = text_of (json_array_get_element (array, i));

      if (text == NULL || !is_good (text))
        return NULL;
      g_strv_builder_add (builder, text);
    }
  return g_strv_builder_end (builder);
}

static gboolean
is_label (const char *text)
{
  return strchr (text, '.') == NULL;
}

static gboolean
read_auth (JsonObject *object, WpEndpoint *endpoint)
{
  JsonArray *array;
  guint count;

  if (!member_array (object, "auth", WP_N_AUTHS, &array, &count))
    return FALSE;
  for (guint i = 0; i < count; i++)
    {
      WpAuth auth;

      if (!wp_auth_from_id (text_of (json_array_get_element (array, i)), &auth))
        return FALSE;
      wp_endpoint_add_auth (endpoint, auth);
    }
  return TRUE;
}

static WpEndpoint *
read_server (JsonObject *object)
{
  g_autoptr (WpEndpoint) endpoint = NULL;
  const char *host, *username;
  WpProtocol protocol;
  WpTlsMode tls;
  gint64 port;

  if (object == NULL || !wp_protocol_from_id (member_text (object, "protocol"), &protocol)
      || !wp_tls_mode_from_id (member_text (object, "tls"), &tls) || tls == WP_TLS_NONE)
    return NULL;
  host = member_text (object, "host");
  port = member_number (object, "port");
  if (host == NULL || !is_domain (host) || port < 1 || port > 65535)
    return NULL;
  endpoint = wp_endpoint_new (protocol, host, (guint16) port, tls);
  username = member_text (object, "username");
  if (json_object_has_member (object, "username")
      && (username == NULL || !g_str_is_ascii (username) || strchr (username, '%') == NULL))
    return NULL;
  endpoint->username = g_strdup (username);
  return read_auth (object, endpoint) ? g_steal_pointer (&endpoint) : NULL;
}

static gboolean
read_servers (JsonObject *object, GPtrArray *servers)
{
  JsonArray *array;
  guint count;

  if (!member_array (object, "servers", MOST_SERVERS, &array, &count))
    return FALSE;
  for (guint i = 0; i < count; i++)
    {
      WpEndpoint *endpoint = read_server (item_object (array, i));

      if (endpoint == NULL)
        return FALSE;
      g_ptr_array_add (servers, endpoint);
    }
  return TRUE;
}

/* Bits, 1u << WpProtocol; 0 where there is none, or a word that is no protocol. */
static guint
read_protocols (JsonObject *object)
{
  guint count, protocols = 0;
  JsonArray *array;

  if (!member_array (object, "protocols", WP_N_PROTOCOLS, &array, &count))
    return 0;
  for (guint i = 0; i < count; i++)
    {
      WpProtocol protocol;

      if (!wp_protocol_from_id (text_of (json_array_get_element (array, i)), &protocol))
        return 0;
      protocols |= 1u << protocol;
    }
  return protocols;
}

static WpDemand *
read_demand (JsonObject *object)
{
  const char *url, *where;
  WpDemandKind kind;
  guint protocols;

  if (object == NULL || !wp_demand_kind_from_id (member_text (object, "kind"), &kind))
    return NULL;
  protocols = read_protocols (object);
  if (protocols == 0)
    return NULL;
  url = member_text (object, "url");
  where = member_text (object, "where");
  if ((url == NULL) == json_object_has_member (object, "url")
      || (where == NULL) == json_object_has_member (object, "where")
      || (url != NULL && !is_https (url)))
    return NULL;
  return wp_demand_new (kind, protocols, where, url);
}

static gboolean
read_demands (JsonObject *object, GPtrArray *demands)
{
  JsonArray *array;
  guint count;

  if (!member_array (object, "demands", WP_N_DEMAND_KINDS * WP_N_PROTOCOLS, &array, &count))
    return FALSE;
  for (guint i = 0; i < count; i++)
    {
      WpDemand *demand = read_demand (item_object (array, i));

      if (demand == NULL)
        return FALSE;
      g_ptr_array_add (demands, demand);
    }
  return TRUE;
}

static gboolean
is_dated_well (const char *source, const char *checked_on, const char *recheck_after)
{
  return is_https (source) && is_date (checked_on) && is_date (recheck_after)
         && strcmp (recheck_after, checked_on) > 0;
}

/* What its text speaks of must be there, and nothing that it does not speak of. */
static WpNotice *
read_notice (JsonObject *object)
{
  g_autoptr (WpNotice) notice = NULL;
  WpNoticeKind kind;
  gboolean has_date, has_amount;

  if (object == NULL || !wp_notice_kind_from_id (member_text (object, "id"), &kind))
    return NULL;
  has_date = wp_notice_kind_has_date (kind);
  has_amount = wp_notice_kind_has_amount (kind);
  notice = wp_notice_new (kind);
  notice->protocols = read_protocols (object);
  notice->source = g_strdup (member_text (object, "source"));
  notice->checked_on = g_strdup (member_text (object, "checked_on"));
  notice->recheck_after = g_strdup (member_text (object, "recheck_after"));
  if (has_date)
    notice->date = g_strdup (member_text (object, "date"));
  if (has_amount)
    notice->amount = member_number (object, "amount");
  if (notice->protocols == 0 || has_date != json_object_has_member (object, "date")
      || has_amount != json_object_has_member (object, "amount")
      || (has_date && !is_day_or_month (notice->date))
      || (has_amount && (notice->amount < 1 || notice->amount > MOST_AMOUNT))
      || !is_dated_well (notice->source, notice->checked_on, notice->recheck_after))
    return NULL;
  return g_steal_pointer (&notice);
}

static gboolean
read_notices (JsonObject *object, GPtrArray *notices)
{
  JsonArray *array;
  guint count;

  if (!member_array (object, "notices", MOST_NOTICES, &array, &count))
    return FALSE;
  for (guint i = 0; i < count; i++)
    {
      WpNotice *notice = read_notice (item_object (array, i));

      if (notice == NULL)
        return FALSE;
      g_ptr_array_add (notices, notice);
    }
  return TRUE;
}

static WpProvider *
read_provider (JsonObject *object)
{
  g_autoptr (WpProvider) provider = g_new0 (WpProvider, 1);

  provider->demands = g_ptr_array_new_with_free_func ((GDestroyNotify) wp_demand_free);
  provider->notices = g_ptr_array_new_with_free_func ((GDestroyNotify) wp_notice_free);
  provider->id = g_strdup (member_text (object, "id"));
  provider->name = g_strdup (member_text (object, "name"));
  provider->source = g_strdup (member_text (object, "source"));
  provider->checked_on = g_strdup (member_text (object, "checked_on"));
  provider->recheck_after = g_strdup (member_text (object, "recheck_after"));
  if (provider->id == NULL || provider->name == NULL
      || !is_dated_well (provider->source, provider->checked_on, provider->recheck_after)
      || !read_demands (object, provider->demands) || !read_notices (object, provider->notices))
    return NULL;
  return g_steal_pointer (&provider);
}

static void
note_free (WpNote *note)
{
  wp_provider_free (note->provider);
  g_strfreev (note->domains);
  g_strfreev (note->mx);
  g_strfreev (note->typo_targets);
  g_strfreev (note->typo_brands);
  g_ptr_array_unref (note->servers);
  g_free (note);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WpNote, note_free)

static WpNote *
read_note (JsonObject *object)
{
  g_autoptr (WpNote) note = g_new0 (WpNote, 1);

  note->servers = g_ptr_array_new_with_free_func ((GDestroyNotify) wp_endpoint_free);
  note->provider = read_provider (object);
  note->domains = read_list (object, "domains", is_domain);
  note->mx = read_list (object, "mx", is_domain);
  note->typo_targets = read_list (object, "typo_targets", is_domain);
  note->typo_brands = read_list (object, "typo_brands", is_label);
  if (note->provider == NULL || note->domains == NULL || note->mx == NULL
      || note->typo_targets == NULL || note->typo_brands == NULL
      || !read_servers (object, note->servers))
    return NULL;
  for (char **target = note->typo_targets; *target != NULL; target++)
    if (!g_strv_contains ((const char *const *) note->domains, *target))
      return NULL;
  /* Nobody would ever meet it. */
  return note->domains[0] == NULL && note->mx[0] == NULL ? NULL : g_steal_pointer (&note);
}

static gboolean
is_free (GHashTable *table, char **names)
{
  for (char **name = names; *name != NULL; name++)
    if (g_hash_table_contains (table, *name))
      return FALSE;
  return TRUE;
}

static void
add_targets (WpNotes *notes, const WpNote *note)
{
  for (char **domain = note->typo_targets; *domain != NULL; domain++)
    {
      const char *dot = strchr (*domain, '.');
      g_autofree char *name = g_strndup (*domain, (gsize) (dot - *domain));
      WpTypoTarget target = {
        .domain = *domain,
        .suffix = dot + 1,
        .name_length = (guint) strlen (name),
        .is_brand = g_strv_contains ((const char *const *) note->typo_brands, name),
      };

      g_array_append_val (notes->targets, target);
    }
}

static gboolean
has_id (const WpNotes *notes, const char *id)
{
  for (guint i = 0; i < notes->notes->len; i++)
    {
      const WpNote *note = notes->notes->pdata[i];

      if (g_str_equal (note->provider->id, id))
        return TRUE;
    }
  return FALSE;
}

/* Takes the note; FALSE, and it is gone, if it claims what an earlier one has. */
static gboolean
add_note (WpNotes *notes, WpNote *note)
{
  if (has_id (notes, note->provider->id) || !is_free (notes->by_domain, note->domains)
      || !is_free (notes->by_mx, note->mx))
    {
      note_free (note);
      return FALSE;
    }
  g_ptr_array_add (notes->notes, note);
  for (char **domain = note->domains; *domain != NULL; domain++)
    g_hash_table_insert (notes->by_domain, *domain, note);
  for (char **name = note->mx; *name != NULL; name++)
    g_hash_table_insert (notes->by_mx, *name, note);
  add_targets (notes, note);
  return TRUE;
}

static void
read_not_typos (WpNotes *notes, JsonObject *root)
{
  g_auto (GStrv) names = read_list (root, "not_typos", is_domain);

  if (names == NULL)
    {
      notes->bad++;
      return;
    }
  for (char **name = names; *name != NULL; name++)
    g_hash_table_add (notes->not_typos, g_strdup (*name));
}

static WpNotes *
notes_new (void)
{
  WpNotes *notes = g_new0 (WpNotes, 1);

  notes->notes = g_ptr_array_new_with_free_func ((GDestroyNotify) note_free);
  notes->by_domain = g_hash_table_new (g_str_hash, g_str_equal);
  notes->by_mx = g_hash_table_new (g_str_hash, g_str_equal);
  notes->not_typos = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  notes->targets = g_array_new (FALSE, FALSE, sizeof (WpTypoTarget));
  return notes;
}

static JsonObject *
read_root (JsonParser *parser, const char *bytes, gsize count)
{
  JsonObject *root;
  JsonNode *node;

  if (count > MOST_BYTES || !wp_json_nests_within (bytes, count, MOST_DEPTH)
      || !g_utf8_validate (bytes, (gssize) count, NULL)
      || !json_parser_load_from_data (parser, bytes, (gssize) count, NULL))
    return NULL;
  node = json_parser_get_root (parser);
  root = node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  return root != NULL && g_strcmp0 (member_text (root, "schema"), "waypost.providers/1") == 0
             ? root
             : NULL;
}

WpNotes *
wp_notes_read (const char *bytes, gsize count, GError **error)
{
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  JsonObject *root = read_root (parser, bytes, count);
  JsonArray *array = NULL;
  guint n_entries = 0;
  WpNotes *notes;

  if (root == NULL || !member_array (root, "providers", MOST_PROVIDERS, &array, &n_entries)
      || array == NULL)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                           _ ("The notes on mail providers cannot be read, so nothing is known "
                              "about yours beforehand. Install Waypost again."));
      return NULL;
    }
  notes = notes_new ();
  for (guint i = 0; i < n_entries; i++)
    {
      JsonObject *object = item_object (array, i);
      WpNote *note = object == NULL ? NULL : read_note (object);

      if (note == NULL || !add_note (notes, note))
        notes->bad++;
    }
  read_not_typos (notes, root);
  return notes;
}
