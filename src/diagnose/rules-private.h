/* The shape of the tables in rules.c, for the engine that reads them and the tests. */
#pragma once

#include "diagnose/view-private.h"

/* What makes two findings of one id the same finding. */
typedef enum
{
  WP_SCOPE_RUN,     /* this network, this computer: once */
  WP_SCOPE_HOST,
  WP_SCOPE_PORT,    /* host and port */
  WP_SCOPE_ACCOUNT, /* user name */
} WpScope;

typedef void (*WpFill) (const WpView *view, WpFields *params);

/* A row fits where everything that it names holds. The first that fits speaks; with `goes_on` the
 * rows after it are read, too (a certificate has several faults at once). */
typedef struct
{
  guint verbs;         /* 1 << WpVerb */
  guint64 outcomes;    /* 1 << WpOutcome */
  const char *reply;   /* a prefix of the reply code: "53"; NULL: any */
  const char *code;    /* response code up to its first word's end */
  const char *enhanced;
  const char *text;    /* in the server's words, lower case */
  const char *tls;     /* in the alert or OpenSSL's reason, lower case */
  guint fault;         /* WpFaults */
  gboolean (*sees) (const WpView *view);
  const char *finding; /* NULL: nothing to say */
  WpConfidence confidence;
  WpScope scope;
  WpFill fill;
  const char *ruled_out[2];
  gboolean goes_on;
} WpRule;

/* Sources speak less: a page that fails is no fault of the mail servers. */
typedef struct
{
  guint statuses;      /* 1 << WpSourceStatus */
  guint64 outcomes;
  gboolean (*sees) (const WpReport *report, const WpSource *source);
  const char *finding;
} WpSourceRule;

const WpRule       *wp_rules (guint *count);
const WpSourceRule *wp_source_rules (guint *count);
gboolean            wp_rule_fits (const WpRule *rule, const WpView *view);

/* params.c */
void wp_params_fill (const WpView *view, WpFields *params); /* what every finding has */
void wp_fill_certificate (const WpView *view, WpFields *params);
void wp_fill_name (const WpView *view, WpFields *params);
void wp_fill_login (const WpView *view, WpFields *params);
/* And the option to leave out, where a person chose the mechanism. */
void wp_fill_forced_login (const WpView *view, WpFields *params);
void wp_fill_accepted_login (const WpView *view, WpFields *params);
void wp_fill_peer (const WpView *view, WpFields *params);
void wp_fill_sender (const WpView *view, WpFields *params);
void wp_fill_tls_port (const WpView *view, WpFields *params);
/* Adds a word to a list of params once. */
void wp_params_add (WpFields *params, const char *key, const char *word);
