/* Steps → findings. What a failure *means* is decided here and nowhere else: a const table from
 * outcomes and evidence to finding ids, and rules that look at several steps. Pure. */
#pragma once

#include <glib.h>

#include "model/report.h"

/* The text of a finding: msgids (N_) with {placeholders} named like the keys of its params. */
typedef struct
{
  const char *id;    /* "tls.cert.expired" */
  WpSeverity severity;
  WpWho who;
  const char *brief; /* a few words for lists, without placeholders: "certificate expired" */
  const char *title; /* one line */
  const char *cause; /* why, a sentence or two */
  const char *remedy_user;
  const char *remedy_desk;
  const char *help;  /* help page id */
} WpFindingText;

const WpFindingText *wp_catalogue_find (const char *id);
/* All, ordered by id; for `waypost explain --list` and the tests. */
const WpFindingText *wp_catalogue_all (guint *count);

/* A way in which a finding is told, from the steps of a run or from what a source answered: all
 * that it names must hold. */
typedef struct
{
  guint verbs;         /* 1 << WpVerb; 0: of a source */
  guint statuses;      /* 1 << WpSourceStatus; 0: of a step */
  guint64 outcomes;    /* 1 << WpOutcome; 0: any */
  guint fault;         /* of WpFaults; 0: any */
  const char *reply;   /* what the reply code begins with; NULL here and below: any */
  const char *code;    /* the response code */
  const char *enhanced;
  const char *text;    /* a piece of the server's words, in small letters */
  const char *tls;     /* a piece of the alert or the reason */
  gboolean needs_more; /* other steps of the run must fit, too */
  WpConfidence confidence; /* of a step */
} WpSeenAs;
/* Of WpSeenAs, in the order in which they are tried; the caller's. Empty where a finding is told by
 * the run as a whole. */
GArray *wp_catalogue_seen (const char *id);

/* The text of this very finding: where the provider is known to demand something, it speaks of the
 * provider. NULL for an unknown id. */
const WpFindingText *wp_finding_text (const WpFinding *finding);

typedef enum
{
  WP_PART_CAUSE,
  WP_PART_USER, /* what the person can do */
  WP_PART_DESK,
} WpFindingPart;

/* The n-th sentence that follows this part of its text, because the finding knows more; a msgid
 * with placeholders, or NULL: no more. */
const char *wp_finding_sentence (const WpFinding *finding, WpFindingPart part, guint n);

/* What only a person can decide, as a sentence that ends in a question, and what saying yes
 * means. */
typedef struct
{
  const char *id; /* "foreign" */
  const char *text;
  const char *yes; /* "Send the password there" */
} WpQuestionText;

const WpQuestionText *wp_questions_find (const char *id);
/* From 0; NULL: there are no more. */
const WpQuestionText *wp_questions_nth (guint n);

/* A second question to the network that would split two causes. */
typedef enum
{
  WP_PROBE_TLS_ON_SAME_PORT,   /* a silent STARTTLS port may be a TLS port */
  WP_PROBE_PLAIN_ON_SAME_PORT, /* a TLS port without TLS: read the greeting */
} WpProbe;

/* The probe that the last step of one candidate calls for, or FALSE. Not one that was done
 * already. */
gboolean   wp_diagnose_probe (const WpReport *report, guint candidate, WpProbe *probe,
                              guint *parent_step);

/* The findings of the whole report, most important first; the caller adds them. Array of WpFinding,
 * owned by the caller. */
GPtrArray *wp_diagnose (const WpReport *report);
/* What a person should know before a password is typed: that the domain looks mistyped, and what
 * the provider demands for the services that wait for it. Of WpFinding, owned by the caller. */
GPtrArray *wp_diagnose_before_login (const WpReport *report);
/* The static id of the finding that explains why this service does not work or was not tested; NULL
 * if it works, or nothing is wrong. */
const char *wp_diagnose_why (const WpReport *report, const GPtrArray *findings,
                             const WpService *service);
/* Everything up to the login went well: reached, verified, greeted. */
gboolean    wp_diagnose_looks_fine (const WpReport *report, const WpService *service);
/* The chosen candidate; where none was, the best one that was looked at; NULL: none. */
const WpCandidate *wp_diagnose_candidate (const WpReport *report, const WpService *service);
/* 0, 1, 2, 3 or 4 (contract: of several the first of 4, 1, 3, 2, 0). */
int        wp_diagnose_exit (const WpReport *report, gboolean is_strict);
