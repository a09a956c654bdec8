/* The whole answer: the verdict, why, how sure, and what would change it. See advise.h. */
#include "advise/advise-private.h"

#include <string.h>

/* Facts that are tried with another value, those a person can tell first. Of a fact that has the
 * value already nothing is learnt, so both directions stand here. */
static const struct
{
  WpFact fact;
  gint32 value;
} flips[] = {
  { WP_FACT_DEVICES, 1 },
  { WP_FACT_DEVICES, 2 },
  { WP_FACT_WEBMAIL, WP_WEBMAIL_NEVER },
  { WP_FACT_WEBMAIL, WP_WEBMAIL_OFTEN },
  { WP_FACT_PEOPLE, WP_PEOPLE_ONE },
  { WP_FACT_PEOPLE, WP_PEOPLE_SEVERAL },
  { WP_FACT_BACKUP, WP_BACKUP_NONE },
  { WP_FACT_BACKUP, WP_BACKUP_REGULAR },
  { WP_FACT_ARCHIVE, 0 },
  { WP_FACT_ARCHIVE, 1 },
  { WP_FACT_KEEP_ALL, 0 },
  { WP_FACT_KEEP_ALL, 1 },
  { WP_FACT_REMOVE, 0 },
  { WP_FACT_REMOVE, 1 },
  { WP_FACT_MOVING, 0 },
  { WP_FACT_MOVING, 1 },
  { WP_FACT_PUBLIC_PC, 0 },
  { WP_FACT_CLIENT, 0 },
  { WP_FACT_IMAP, WP_ACCESS_OK },
  { WP_FACT_IMAP, WP_ACCESS_FAIL },
  { WP_FACT_POP, WP_ACCESS_OK },
  { WP_FACT_POP, WP_ACCESS_FAIL },
  { WP_FACT_QUOTA, 50 },
  { WP_FACT_QUOTA, 97 },
  { WP_FACT_EXPIRE, 0 },
  { WP_FACT_EXPIRE, WP_EXPIRE_NEVER },
};

static guint
find_modifiers (const WpSituation *situation, WpAdviceOutcome outcome)
{
  const gint32 *values = situation->values;
  guint modifiers = 0;

  /* One of the three: who else can read the copy comes before comfort, and of a large mailbox or
   * on a slow line a full copy is not kept, however often its reader is offline. */
  if (wp_advice_has_imap (outcome) && values[WP_FACT_FAMILY_PC] == 1)
    modifiers |= WP_MODIFIER_NO_OFFLINE_COPY;
  else if (wp_advice_has_imap (outcome)
           && (values[WP_FACT_LINK] > WP_LINK_NORMAL
               || values[WP_FACT_MAILBOX_GB] > WP_LARGE_MAILBOX))
    modifiers |= WP_MODIFIER_RECENT_ONLY;
  else if (wp_advice_has_imap (outcome) && values[WP_FACT_OFFLINE] == WP_OFFLINE_OFTEN)
    modifiers |= WP_MODIFIER_FULL_OFFLINE_COPY;
  if ((wp_advice_has_imap (outcome) || outcome == WP_ADVICE_POP_KEEP)
      && values[WP_FACT_QUOTA] >= 95)
    modifiers |= WP_MODIFIER_MAKE_ROOM_FIRST;
  if (wp_advice_has_pop (outcome) && values[WP_FACT_LOGIN_DELAY] > 0)
    modifiers |= WP_MODIFIER_CHECK_INTERVAL;
  return modifiers;
}

static guint
days_of (const WpSituation *situation, WpAdviceOutcome outcome)
{
  return outcome == WP_ADVICE_POP_KEEP ? wp_days_on_server (situation) : 0;
}

static void
fill_card (const WpSituation *situation, const WpVerdict *verdict, WpAdvice *advice)
{
  memset (advice, 0, sizeof *advice);
  advice->outcome = verdict->outcome;
  advice->days = days_of (situation, verdict->outcome);
  advice->server_points = verdict->server;
  advice->archive_points = verdict->archive;
  advice->n_reasons = wp_rules_that_hold (situation, advice->reasons, WP_MOST_REASONS);
  advice->modifiers = find_modifiers (situation, verdict->outcome);
}

static void
add_vetoes (WpAdvice *advice, guint vetoes)
{
  for (guint i = 0; i < WP_N_VETOES; i++)
    if ((vetoes & (1u << i)) != 0)
      advice->vetoes[advice->n_vetoes++] = *wp_veto_reason ((WpVeto) i);
}

/* Those of the family count only if without them the answer would be another: a POP3 that is out
 * for another reason was not lost to them. */
static void
find_vetoes (const WpSituation *situation, const WpVerdict *verdict, WpAdvice *advice)
{
  guint vetoes = verdict->vetoes;
  WpVerdict without;

  if (verdict->gate != WP_GATE_OPEN)
    advice->vetoes[advice->n_vetoes++] = *wp_gate_reason (
        verdict->gate, wp_gate_is_of_this_network (situation, verdict->gate));
  if ((vetoes & WP_FAMILY_VETOES) != 0)
    {
      wp_verdict (situation, WP_FAMILY_VETOES, &without);
      if (without.outcome == verdict->outcome)
        vetoes &= ~WP_FAMILY_VETOES;
    }
  add_vetoes (advice, vetoes);
}

typedef struct
{
  WpAdviceChange changes[G_N_ELEMENTS (flips)];
  guint count;
} Changes;

static gboolean
is_listed (const Changes *changes, WpFact fact, WpAdviceOutcome outcome)
{
  for (guint i = 0; i < changes->count; i++)
    if (changes->changes[i].fact == fact && changes->changes[i].outcome == outcome)
      return TRUE;
  return FALSE;
}

static void
try_all (const WpSituation *situation, WpAdviceOutcome answer, Changes *changes)
{
  WpSituation other = *situation;
  WpVerdict verdict;

  changes->count = 0;
  for (guint i = 0; i < G_N_ELEMENTS (flips); i++)
    {
      WpFact fact = flips[i].fact;

      if (situation->values[fact] == flips[i].value)
        continue;
      other.values[fact] = flips[i].value;
      wp_verdict (&other, 0, &verdict);
      if (verdict.outcome != answer && verdict.outcome != WP_ADVICE_UNCLEAR
          && !is_listed (changes, fact, verdict.outcome))
        changes->changes[changes->count++] = (WpAdviceChange){ fact, flips[i].value,
                                                               verdict.outcome,
                                                               days_of (&other, verdict.outcome) };
      other.values[fact] = situation->values[fact];
    }
}

/* At most four: one for each other answer that can be reached, then what comes first. They stay in
 * the order of the table. */
static void
choose_changes (const Changes *changes, WpAdvice *advice)
{
  guint64 chosen = 0;
  guint outcomes = 0, n = 0;

  for (guint i = 0; i < changes->count && n < WP_MOST_CHANGES; i++)
    if ((outcomes & (1u << changes->changes[i].outcome)) == 0)
      {
        outcomes |= 1u << changes->changes[i].outcome;
        chosen |= G_GUINT64_CONSTANT (1) << i;
        n++;
      }
  for (guint i = 0; i < changes->count && n < WP_MOST_CHANGES; i++)
    if ((chosen & (G_GUINT64_CONSTANT (1) << i)) == 0)
      {
        chosen |= G_GUINT64_CONSTANT (1) << i;
        n++;
      }
  for (guint i = 0; i < changes->count; i++)
    if ((chosen & (G_GUINT64_CONSTANT (1) << i)) != 0)
      advice->changes[advice->n_changes++] = changes->changes[i];
}

void
wp_advise (const WpSituation *situation, WpAdvice *advice)
{
  const WpConflict *conflict = wp_conflict_find (situation);
  WpVerdict verdict;
  Changes changes;

  wp_verdict (situation, 0, &verdict);
  fill_card (situation, &verdict, advice);
  advice->sure = wp_verdict_sure (situation, &verdict);
  if (conflict != NULL)
    {
      advice->conflict[0] = conflict->one.fact;
      advice->conflict[1] = conflict->other.fact;
      return;
    }
  advice->is_forced = verdict.gate != WP_GATE_OPEN;
  advice->gate = advice->is_forced ? wp_gate_reason (verdict.gate, FALSE)->rule : NULL;
  find_vetoes (situation, &verdict, advice);
  try_all (situation, verdict.outcome, &changes);
  choose_changes (&changes, advice);
}

/* A card that nobody recommends is not sure of itself: where either works it says so, else medium,
 * and the warnings say the rest. */
gboolean
wp_advise_instead (const WpSituation *situation, WpAdviceOutcome outcome, WpAdvice *advice)
{
  WpVerdict verdict;
  gboolean is_either, is_chosen;

  if (!(wp_advice_has_imap (outcome) || wp_advice_is_pop (outcome))
      || !wp_outcome_is_usable (situation, outcome))
    return FALSE;
  wp_verdict (situation, 0, &verdict);
  is_either = wp_verdict_sure (situation, &verdict) == WP_SURE_LOW
              && wp_would_either_work (situation, &verdict);
  is_chosen = verdict.outcome != outcome;
  verdict.outcome = outcome;
  fill_card (situation, &verdict, advice);
  advice->is_chosen = is_chosen;
  advice->sure = is_either ? WP_SURE_LOW : WP_SURE_MEDIUM;
  add_vetoes (advice, wp_vetoes_against (situation, outcome));
  return TRUE;
}

WpAdviceOutcome
wp_advise_other (const WpSituation *situation, const WpAdvice *advice)
{
  if (!wp_advice_has_imap (advice->outcome) && !wp_advice_is_pop (advice->outcome))
    return WP_ADVICE_UNCLEAR;
  return wp_family_best (situation, wp_advice_has_imap (advice->outcome), advice->archive_points);
}
