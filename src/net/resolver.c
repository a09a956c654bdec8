/* See resolver.h: configuration, the run's questions, and one question as a GTask. How a question
 * is asked is dns-question.c, how a host becomes addresses dns-lookup.c. */
#include "net/resolver.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "base/file.h"
#include "base/subst.h"
#include "net/cancel.h"
#include "net/resolver-private.h"

#define RESOLV_CONF_BYTES 65536
#define HOSTS_BYTES (8 * 1024 * 1024)

struct _WpResolver
{
  gatomicrefcount refs;
  WpDnsServers servers;
  GHashTable *questions; /* "TYPE name" → WpDnsQuestion */
  char *hosts;           /* in lower case; NULL: none */
  gsize hosts_bytes;
  gboolean no_ipv4;
  gboolean no_ipv6;
};

/* Values */

WpDnsAnswer *
wp_dns_answer_ref (WpDnsAnswer *answer)
{
  g_atomic_ref_count_inc (&answer->refs);
  return answer;
}

void
wp_dns_answer_unref (WpDnsAnswer *answer)
{
  if (answer == NULL || !g_atomic_ref_count_dec (&answer->refs))
    return;
  g_free (answer->name);
  g_free (answer->canonical_name);
  g_ptr_array_unref (answer->records);
  wp_fields_free (answer->evidence);
  g_free (answer);
}

char *
wp_resolver_normal_name (const char *name)
{
  char *normal = g_ascii_strdown (name, -1);
  gsize length = strlen (normal);

  if (length > 0 && normal[length - 1] == '.')
    normal[length - 1] = '\0';
  return normal;
}

/* Configuration */

static gboolean
fail (GError **error, const char *sentence, const char *server)
{
  g_autofree char *text = wp_subst_pairs (_ (sentence), "server", server, "limit",
                                          G_STRINGIFY (WP_LIMIT_DNS_SERVERS), NULL);

  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, text);
  return FALSE;
}

static gboolean
read_servers (char **texts, WpResolvConf *conf, GError **error)
{
  for (char **text = texts; *text != NULL; text++)
    {
      if (conf->n_servers == WP_LIMIT_DNS_SERVERS)
        return fail (error, N_ ("At most {limit} name servers can be given. Leave some out."),
                     NULL);
      if (!wp_dns_server_parse (*text, &conf->servers[conf->n_servers]))
        return fail (
            error,
            N_ ("“{server}” is not the address of a name server. Give an IP address, with a "
                "port if it is not 53: 192.0.2.1, 192.0.2.1:5353 or [2001:db8::1]:5353."),
            *text);
      conf->n_servers++;
    }
  return TRUE;
}

static gboolean
configure (WpResolver *self, const WpResolverOptions *options, GError **error)
{
  WpResolvConf *conf = &self->servers.conf;
  const char *path = options->resolv_conf != NULL ? options->resolv_conf : "/etc/resolv.conf";
  g_autofree char *text = NULL;

  if (options->servers != NULL && options->servers[0] != NULL)
    {
      if (!read_servers (options->servers, conf, error))
        return FALSE;
    }
  else
    {
      text = wp_file_read (path, RESOLV_CONF_BYTES, NULL, NULL);
      wp_resolv_conf_parse (text != NULL ? text : "", conf);
    }
  self->servers.is_trusted = options->trust_ad || conf->trust_ad
                             || wp_resolv_conf_is_loopback (conf);
  return TRUE;
}

static void
read_hosts (WpResolver *self, const char *path)
{
  gsize count = 0;
  char *text = wp_file_read (path != NULL ? path : "/etc/hosts", HOSTS_BYTES, &count, NULL);

  for (gsize i = 0; text != NULL && i < count; i++)
    text[i] = g_ascii_tolower (text[i]);
  self->hosts = text;
  self->hosts_bytes = count;
}

WpResolver *
wp_resolver_new (WpLoop *loop, const WpResolverOptions *options, GError **error)
{
  g_autoptr (WpResolver) self = g_new0 (WpResolver, 1);

  g_atomic_ref_count_init (&self->refs);
  self->servers.loop = wp_loop_ref (loop);
  self->questions = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                           (GDestroyNotify) wp_dns_question_free);
  self->no_ipv4 = options->no_ipv4;
  self->no_ipv6 = options->no_ipv6;
  if (!configure (self, options, error))
    return NULL;
  read_hosts (self, options->hosts_file);
  for (guint i = 0; i < self->servers.conf.n_servers; i++)
    {
      self->servers.channels[i] = wp_dns_channel_new (loop, &self->servers.conf.servers[i]);
      if (self->servers.channels[i] == NULL)
        {
          g_autofree char *server = wp_dns_server_format (&self->servers.conf.servers[i]);

          fail (error, N_ ("The name server {server} cannot be used on this computer."), server);
          return NULL;
        }
    }
  return g_steal_pointer (&self);
}

WpResolver *
wp_resolver_ref (WpResolver *resolver)
{
  g_atomic_ref_count_inc (&resolver->refs);
  return resolver;
}

void
wp_resolver_unref (WpResolver *resolver)
{
  if (resolver == NULL || !g_atomic_ref_count_dec (&resolver->refs))
    return;
  g_hash_table_unref (resolver->questions); /* before the channels that they asked */
  for (guint i = 0; i < resolver->servers.conf.n_servers; i++)
    wp_dns_channel_free (resolver->servers.channels[i]);
  wp_loop_unref (resolver->servers.loop);
  g_free (resolver->hosts);
  g_free (resolver);
}

gboolean
wp_resolver_is_trusted (const WpResolver *resolver)
{
  return resolver->servers.is_trusted;
}

WpLoop *
wp_resolver_loop (WpResolver *resolver)
{
  return resolver->servers.loop;
}

gboolean
wp_resolver_uses_family (const WpResolver *resolver, guint8 family)
{
  return family == 4 ? !resolver->no_ipv4 : !resolver->no_ipv6;
}

gboolean
wp_resolver_find_in_hosts (const WpResolver *resolver, const char *host, GArray *addresses)
{
  return resolver->hosts != NULL
         && wp_hosts_find (resolver->hosts, resolver->hosts_bytes, host, addresses);
}

WpDnsWaiter *
wp_resolver_wait (
    WpResolver *resolver, const char *name, WpDnsType type, WpDnsWaiterFunc func, gpointer data)
{
  g_autofree char *normal = wp_resolver_normal_name (name);
  char *key = g_strdup_printf ("%d %s", (int) type, normal);
  WpDnsQuestion *question = g_hash_table_lookup (resolver->questions, key);

  if (question == NULL)
    {
      question = wp_dns_question_new (&resolver->servers, normal, type);
      g_hash_table_insert (resolver->questions, key, question);
    }
  else
    g_free (key);
  return wp_dns_question_wait (question, func, data);
}

/* One question as a GTask */

typedef struct
{
  WpResolver *resolver;
  GTask *task;
  char *name;
  WpDnsType type;
  gint64 start_us;
  WpDnsWaiter *waiter;
  WpCancel cancel;
} Query;

static void
query_end (Query *query, WpDnsAnswer *answer_taken)
{
  GTask *task = query->task;

  wp_cancel_clear (&query->cancel);
  wp_dns_waiter_remove (query->waiter);
  g_task_return_pointer (task, answer_taken, (GDestroyNotify) wp_dns_answer_unref);
  g_object_unref (task);
  wp_resolver_unref (query->resolver);
  g_free (query->name);
  g_free (query);
}

static void
on_answer (WpDnsAnswer *answer, gpointer data)
{
  Query *query = data;

  query->waiter = NULL;
  query_end (query, wp_dns_answer_ref (answer));
}

static void
on_cancelled (gpointer data)
{
  Query *query = data;
  WpDnsAnswer *answer = g_new0 (WpDnsAnswer, 1);

  g_atomic_ref_count_init (&answer->refs);
  answer->name = g_steal_pointer (&query->name);
  answer->type = query->type;
  answer->outcome = WP_OUTCOME_CANCELLED;
  answer->start_us = query->start_us;
  answer->end_us = wp_loop_now_us (query->resolver->servers.loop);
  answer->records = g_ptr_array_new ();
  answer->evidence = wp_fields_new ();
  query_end (query, answer);
}

void
wp_resolver_query_async (WpResolver *resolver,
                         const char *name,
                         WpDnsType type,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer data)
{
  WpLoop *loop = resolver->servers.loop;
  Query *query = g_new0 (Query, 1);

  /* Without the cancellable: cancelled is an outcome, not an error. */
  query->task = g_task_new (NULL, NULL, callback, data);
  g_task_set_source_tag (query->task, wp_resolver_query_async);
  query->resolver = wp_resolver_ref (resolver);
  query->name = wp_resolver_normal_name (name);
  query->type = type;
  query->start_us = wp_loop_now_us (loop);
  wp_cancel_init (&query->cancel, loop, cancellable, on_cancelled, query);
  query->waiter = wp_resolver_wait (resolver, name, type, on_answer, query);
}

WpDnsAnswer *
wp_resolver_query_finish (WpResolver *resolver G_GNUC_UNUSED, GAsyncResult *result)
{
  return g_task_propagate_pointer (G_TASK (result), NULL);
}
