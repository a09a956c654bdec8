/* What the files of advise/ share: the rule table and the bare answer. */
#pragma once

#include "advise/advise.h"

/* A fact within bounds; WP_UNKNOWN is a value like the others, and below them. */
typedef struct
{
  WpFact fact;
  gint32 least, most;
} WpCondition;

/* Of a condition that always holds. */
#define WP_ANYWAY ((WpFact) WP_N_FACTS)
#define WP_LARGE_MAILBOX 25000 /* millions of bytes: beyond, it is slow to synchronise */

static inline gboolean
wp_condition_holds (const WpCondition *condition, const WpSituation *situation)
{
  return condition->fact == WP_ANYWAY
         || (situation->values[condition->fact] >= condition->least
             && situation->values[condition->fact] <= condition->most);
}

/* Several devices collect by POP, each for itself. The only device cannot be several. */
static inline gboolean
wp_has_collectors (const WpSituation *situation)
{
  return situation->values[WP_FACT_POP_DEVICES] >= 2 && situation->values[WP_FACT_DEVICES] != 1;
}

/* Adds up the rules that hold. */
void wp_rules_add_up (const WpSituation *situation, int *server, int *archive);
/* Those that hold, in the table's order; answers how many. */
guint wp_rules_that_hold (const WpSituation *situation, WpAdviceReason *reasons, guint most);

/* Bits of WpVerdict.vetoes, in the order in which they are shown. */
typedef enum
{
  WP_VETO_SHARED,     /* V0: several devices or people need one state */
  WP_VETO_ALSO_READ,  /* V1 */
  WP_VETO_MUST_KEEP,  /* V2 */
  WP_VETO_ONLY_COPY,  /* V3 */
  WP_VETO_CANNOT_STAY, /* V4 */
  WP_VETO_REMOVE,     /* V5 */
  WP_VETO_NO_BACKUP,  /* V6 */
} WpVeto;
#define WP_N_VETOES (WP_VETO_NO_BACKUP + 1)
#define WP_FAMILY_VETOES ((1u << WP_VETO_SHARED) | (1u << WP_VETO_NO_BACKUP))

typedef enum
{
  WP_GATE_PUBLIC,    /* G0 */
  WP_GATE_BLOCKED,   /* G1 */
  WP_GATE_NEITHER,   /* G2 */
  WP_GATE_ONLY_IMAP, /* G3 */
  WP_GATE_ONLY_POP,  /* G4 */
  WP_GATE_DELETES,   /* G5: only POP3, and mail cannot stay */
  WP_GATE_OPEN,      /* the points decide */
} WpGate;

typedef struct
{
  WpAdviceOutcome outcome;
  WpGate gate;
  int server, archive;
  guint vetoes; /* bits 1u << WpVeto: those that took something better away */
} WpVerdict;

/* The bare answer; vetoes in `off` are not heard. No allocation, no texts. */
void wp_verdict (const WpSituation *situation, guint off, WpVerdict *verdict);
/* The same for who knows the points already. */
void wp_verdict_on_points (const WpSituation *situation, int server, int archive, guint off,
                           WpVerdict *verdict);
/* All vetoes against this outcome, the family's, too. */
guint wp_vetoes_against (const WpSituation *situation, WpAdviceOutcome outcome);
/* Whether the protocols of this outcome can be used by the mail program. */
gboolean wp_outcome_is_usable (const WpSituation *situation, WpAdviceOutcome outcome);
/* The best that is not vetoed of one family; UNCLEAR: none. */
WpAdviceOutcome wp_family_best (const WpSituation *situation, gboolean is_pop, int archive);
gboolean wp_access_is_usable (const WpSituation *situation, WpFact protocol);
/* Whether the mail program could use it, if the server let it. */
gboolean wp_program_has (const WpSituation *situation, WpFact protocol, gboolean by_sign_in);
/* The gate stands only because this network blocks a protocol that could else be used. */
gboolean wp_gate_is_of_this_network (const WpSituation *situation, WpGate gate);
/* How long the server keeps what one computer collected. */
guint wp_days_on_server (const WpSituation *situation);
/* Nothing forbids the other family's best, so neither choice is wrong. */
gboolean wp_would_either_work (const WpSituation *situation, const WpVerdict *verdict);
/* How sure the verdict is. */
WpSure wp_verdict_sure (const WpSituation *situation, const WpVerdict *verdict);
/* The quota is (nearly) used up, and nobody will enlarge it. */
gboolean wp_is_full (const WpSituation *situation);

typedef struct
{
  WpCondition one, other;
  const char *text; /* msgid */
} WpConflict;
/* The first pair of facts that exclude each other; NULL: none do. */
const WpConflict *wp_conflict_find (const WpSituation *situation);
/* The sentence for a pair that it found. */
const char *wp_conflict_text (const WpFact facts[2]);

/* For showing: "V3" and its sentence. */
const WpAdviceReason *wp_veto_reason (WpVeto veto);
/* `is_of_network`: as wp_gate_is_of_this_network answers. */
const WpAdviceReason *wp_gate_reason (WpGate gate, gboolean is_of_network);
