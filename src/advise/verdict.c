/* From facts to an outcome: contradictions, gates, points, vetoes, the order of each family. The
 * inner loop of everything else here – what would change the answer and what to ask next are this
 * run again with one fact changed – so it allocates nothing and knows no texts. */
#include "advise/advise-private.h"

#define BIT(outcome) (1u << (outcome))
#define IMAP_OUTCOMES (BIT (WP_ADVICE_IMAP) | BIT (WP_ADVICE_IMAP_ARCHIVE) | BIT (WP_ADVICE_BOTH))
#define POP_OUTCOMES (BIT (WP_ADVICE_POP_KEEP) | BIT (WP_ADVICE_POP_DELETE) | BIT (WP_ADVICE_BOTH))
#define ENOUGH_FOR_ARCHIVE 3

static gint32
value_of (const WpSituation *situation, WpFact fact)
{
  return situation->values[fact];
}

static gboolean
is_yes (const WpSituation *situation, WpFact fact)
{
  return value_of (situation, fact) == 1;
}

gboolean
wp_is_full (const WpSituation *situation)
{
  return value_of (situation, WP_FACT_QUOTA) >= 95 && is_yes (situation, WP_FACT_QUOTA_FIXED);
}

gboolean
wp_program_has (const WpSituation *situation, WpFact protocol, gboolean by_sign_in)
{
  gint32 client = value_of (situation, WP_FACT_CLIENT);
  guint count;
  const WpMailProgram *program = wp_mail_programs (&count) + MAX (client, 0);

  if (protocol == WP_FACT_IMAP)
    return program->has_imap && (!by_sign_in || program->signs_in_imap);
  return program->has_pop && (!by_sign_in || program->signs_in_pop);
}

gboolean
wp_access_is_usable (const WpSituation *situation, WpFact protocol)
{
  gint32 access = value_of (situation, protocol);

  return access <= WP_ACCESS_OAUTH
         && wp_program_has (situation, protocol, access == WP_ACCESS_OAUTH);
}

gboolean
wp_outcome_is_usable (const WpSituation *situation, WpAdviceOutcome outcome)
{
  return ((BIT (outcome) & IMAP_OUTCOMES) == 0 || wp_access_is_usable (situation, WP_FACT_IMAP))
         && ((BIT (outcome) & POP_OUTCOMES) == 0 || wp_access_is_usable (situation, WP_FACT_POP));
}

/* Vetoes */

static const struct
{
  WpVeto veto;
  guint outcomes;
  WpCondition when;
} vetoes[] = {
  { WP_VETO_ALSO_READ, BIT (WP_ADVICE_POP_DELETE), { WP_FACT_DEVICES, 2, 3 } },
  { WP_VETO_ALSO_READ, BIT (WP_ADVICE_POP_DELETE), { WP_FACT_POP_DEVICES, 2, G_MAXINT32 } },
  { WP_VETO_ALSO_READ, BIT (WP_ADVICE_POP_DELETE), { WP_FACT_PEOPLE, 1, 1 } },
  { WP_VETO_ALSO_READ, BIT (WP_ADVICE_POP_DELETE), { WP_FACT_WEBMAIL, 1, 2 } },
  { WP_VETO_MUST_KEEP, BIT (WP_ADVICE_POP_DELETE), { WP_FACT_KEEP_ALL, 1, 1 } },
  { WP_VETO_MUST_KEEP, BIT (WP_ADVICE_POP_DELETE), { WP_FACT_LEGAL, 1, 1 } },
  { WP_VETO_ONLY_COPY, BIT (WP_ADVICE_POP_DELETE), { WP_FACT_BACKUP, WP_UNKNOWN, 0 } },
  { WP_VETO_CANNOT_STAY,
    BIT (WP_ADVICE_POP_KEEP) | BIT (WP_ADVICE_BOTH),
    { WP_FACT_EXPIRE, 0, 0 } },
  { WP_VETO_CANNOT_STAY, BIT (WP_ADVICE_POP_KEEP) | BIT (WP_ADVICE_BOTH), { WP_FACT_UIDL, 0, 0 } },
  { WP_VETO_REMOVE, BIT (WP_ADVICE_BOTH), { WP_FACT_REMOVE, 1, 1 } },
};

static guint
vetoes_on (const WpSituation *situation, WpAdviceOutcome outcome)
{
  guint against = 0;

  for (guint i = 0; i < G_N_ELEMENTS (vetoes); i++)
    if ((vetoes[i].outcomes & BIT (outcome)) != 0
        && wp_condition_holds (&vetoes[i].when, situation))
      against |= 1u << vetoes[i].veto;
  return against;
}

/* V0 and V6: what speaks against POP3 as a whole, where IMAP can be used. */
static guint
vetoes_on_pop (const WpSituation *situation)
{
  guint against = 0;

  if (value_of (situation, WP_FACT_DEVICES) >= 2 || value_of (situation, WP_FACT_POP_DEVICES) >= 2
      || value_of (situation, WP_FACT_PEOPLE) == WP_PEOPLE_SEVERAL)
    against |= 1u << WP_VETO_SHARED;
  if (value_of (situation, WP_FACT_BACKUP) == WP_BACKUP_NONE && !is_yes (situation, WP_FACT_REMOVE)
      && !wp_is_full (situation))
    against |= 1u << WP_VETO_NO_BACKUP;
  return against;
}

guint
wp_vetoes_against (const WpSituation *situation, WpAdviceOutcome outcome)
{
  guint against = vetoes_on (situation, outcome);

  if (wp_advice_is_pop (outcome) && wp_access_is_usable (situation, WP_FACT_IMAP))
    against |= vetoes_on_pop (situation);
  return against;
}

/* The order within a family: best first, WP_ADVICE_UNCLEAR ends. */

typedef WpAdviceOutcome Order[5];

static void
order_imap (const WpSituation *situation, int archive, Order order)
{
  guint n = 0;

  if (!is_yes (situation, WP_FACT_REMOVE) && is_yes (situation, WP_FACT_KEEP_ALL))
    order[n++] = WP_ADVICE_BOTH;
  if (is_yes (situation, WP_FACT_REMOVE) || is_yes (situation, WP_FACT_KEEP_ALL)
      || archive >= ENOUGH_FOR_ARCHIVE)
    order[n++] = WP_ADVICE_IMAP_ARCHIVE;
  order[n++] = WP_ADVICE_IMAP;
  order[n] = WP_ADVICE_UNCLEAR;
}

static void
order_pop (const WpSituation *situation, int archive, Order order)
{
  gboolean wants_out = is_yes (situation, WP_FACT_REMOVE);
  guint n = 0;

  if (wants_out || wp_is_full (situation))
    order[n++] = WP_ADVICE_POP_DELETE;
  order[n++] = WP_ADVICE_POP_KEEP;
  order[n++] = wants_out || archive >= ENOUGH_FOR_ARCHIVE ? WP_ADVICE_IMAP_ARCHIVE : WP_ADVICE_IMAP;
  order[n++] = WP_ADVICE_POP_DELETE;
  order[n] = WP_ADVICE_UNCLEAR;
}

/* The first that can be used and is not vetoed; what took better ones away goes to `taken`. */
static WpAdviceOutcome
first_of (const WpSituation *situation, const Order order, guint off, guint *taken)
{
  for (guint i = 0; order[i] != WP_ADVICE_UNCLEAR; i++)
    {
      guint against;

      if (!wp_outcome_is_usable (situation, order[i]))
        continue;
      against = vetoes_on (situation, order[i]) & ~off;
      if (against == 0)
        return order[i];
      *taken |= against;
    }
  return WP_ADVICE_UNCLEAR;
}

WpAdviceOutcome
wp_family_best (const WpSituation *situation, gboolean is_pop, int archive)
{
  WpAdviceOutcome best;
  guint taken = 0;
  Order order;

  (is_pop ? order_pop : order_imap) (situation, archive, order);
  best = first_of (situation, order, 0, &taken);
  if (is_pop && (BIT (best) & IMAP_OUTCOMES) != 0)
    return WP_ADVICE_UNCLEAR;
  return best;
}

static gboolean
is_only_blocked (const WpSituation *situation, WpFact protocol)
{
  return value_of (situation, protocol) == WP_ACCESS_BLOCKED
         && wp_program_has (situation, protocol, FALSE);
}

/* Gates. A protocol that this network blocks is not one that cannot be used: nothing is known of
 * it. So where nothing else can be used, one that is blocked is enough for G1. */
static WpGate
find_gate (const WpSituation *situation)
{
  gboolean imap = wp_access_is_usable (situation, WP_FACT_IMAP);
  gboolean pop = wp_access_is_usable (situation, WP_FACT_POP);

  if (is_yes (situation, WP_FACT_PUBLIC_PC))
    return WP_GATE_PUBLIC;
  if (imap && pop)
    return WP_GATE_OPEN;
  if (imap)
    return WP_GATE_ONLY_IMAP;
  if (pop)
    return vetoes_on (situation, WP_ADVICE_POP_KEEP) != 0 ? WP_GATE_DELETES : WP_GATE_ONLY_POP;
  return is_only_blocked (situation, WP_FACT_IMAP) || is_only_blocked (situation, WP_FACT_POP)
             ? WP_GATE_BLOCKED
             : WP_GATE_NEITHER;
}

gboolean
wp_gate_is_of_this_network (const WpSituation *situation, WpGate gate)
{
  switch (gate)
    {
    case WP_GATE_ONLY_IMAP:
      return is_only_blocked (situation, WP_FACT_POP);
    case WP_GATE_ONLY_POP:
    case WP_GATE_DELETES:
      return is_only_blocked (situation, WP_FACT_IMAP);
    default:
      return FALSE;
    }
}

static void
decide (const WpSituation *situation, guint off, WpVerdict *verdict)
{
  gboolean is_pop = verdict->gate == WP_GATE_ONLY_POP
                    || (verdict->gate == WP_GATE_OPEN && verdict->server < 0);
  guint against = 0;
  Order order;

  if (is_pop && verdict->gate == WP_GATE_OPEN)
    against = vetoes_on_pop (situation) & ~off;
  if (against != 0)
    is_pop = FALSE;
  verdict->vetoes = against;
  (is_pop ? order_pop : order_imap) (situation, verdict->archive, order);
  verdict->outcome = first_of (situation, order, off, &verdict->vetoes);
}

void
wp_verdict_on_points (
    const WpSituation *situation, int server, int archive, guint off, WpVerdict *verdict)
{
  static const WpAdviceOutcome fixed[] = {
    [WP_GATE_PUBLIC] = WP_ADVICE_WEBMAIL,
    [WP_GATE_BLOCKED] = WP_ADVICE_NEED_TEST,
    [WP_GATE_NEITHER] = WP_ADVICE_NONE,
    [WP_GATE_DELETES] = WP_ADVICE_POP_DELETE,
  };

  *verdict = (WpVerdict){
    .outcome = WP_ADVICE_UNCLEAR, .gate = WP_GATE_OPEN, .server = server, .archive = archive
  };
  if (wp_conflict_find (situation) != NULL)
    return;
  verdict->gate = find_gate (situation);
  if (verdict->gate <= WP_GATE_NEITHER || verdict->gate == WP_GATE_DELETES)
    verdict->outcome = fixed[verdict->gate];
  else
    decide (situation, off, verdict);
}

void
wp_verdict (const WpSituation *situation, guint off, WpVerdict *verdict)
{
  int server = 0, archive = 0;

  wp_rules_add_up (situation, &server, &archive);
  wp_verdict_on_points (situation, server, archive, off, verdict);
}

gboolean
wp_would_either_work (const WpSituation *situation, const WpVerdict *verdict)
{
  WpAdviceOutcome other;

  if ((BIT (verdict->outcome) & IMAP_OUTCOMES) == 0)
    return TRUE;
  other = wp_family_best (situation, TRUE, verdict->archive);
  return other != WP_ADVICE_UNCLEAR && wp_vetoes_against (situation, other) == 0;
}

static gboolean
is_anything_open (const WpSituation *situation)
{
  static const WpFact wanted[] = { WP_FACT_DEVICES, WP_FACT_BACKUP, WP_FACT_IMAP, WP_FACT_POP };

  for (guint i = 0; i < G_N_ELEMENTS (wanted); i++)
    if (value_of (situation, wanted[i]) == WP_UNKNOWN)
      return TRUE;
  return FALSE;
}

/* A gate leaves nothing to doubt, unless it stands there only because this network blocks the other
 * protocol. Where a veto overruled the points they speak for the opposite, so they cannot say how
 * sure the answer is. Points that are few and on the veto's side are not in doubt, as the other
 * family is forbidden anyway. */
WpSure
wp_verdict_sure (const WpSituation *situation, const WpVerdict *verdict)
{
  int points = ABS (verdict->server);
  gboolean is_overruled = verdict->server < 0 && (BIT (verdict->outcome) & IMAP_OUTCOMES) != 0;
  WpSure sure = points >= 4 && !is_overruled  ? WP_SURE_HIGH
                : points >= 2 || is_overruled ? WP_SURE_MEDIUM
                                              : WP_SURE_LOW;

  if (verdict->gate != WP_GATE_OPEN)
    return wp_gate_is_of_this_network (situation, verdict->gate) ? WP_SURE_MEDIUM : WP_SURE_HIGH;
  if (verdict->outcome == WP_ADVICE_UNCLEAR)
    return WP_SURE_LOW;
  if (is_anything_open (situation))
    sure = MIN (sure + 1, WP_SURE_LOW);
  return sure == WP_SURE_LOW && !is_overruled && !wp_would_either_work (situation, verdict)
             ? WP_SURE_MEDIUM
             : sure;
}

guint
wp_days_on_server (const WpSituation *situation)
{
  gint32 quota = value_of (situation, WP_FACT_QUOTA);
  gint32 expire = value_of (situation, WP_FACT_EXPIRE);
  gint32 days = 14;

  if (value_of (situation, WP_FACT_WEBMAIL) > WP_WEBMAIL_NEVER
      || value_of (situation, WP_FACT_PEOPLE) == WP_PEOPLE_SEVERAL
      || value_of (situation, WP_FACT_DEVICES) >= 2
      || value_of (situation, WP_FACT_POP_DEVICES) >= 2
      || value_of (situation, WP_FACT_BACKUP) != WP_BACKUP_REGULAR)
    days = 30;
  if (is_yes (situation, WP_FACT_REMOVE))
    days = MIN (days, 7);
  if (quota >= 80)
    days = MIN (days, quota >= 95 ? 3 : 7);
  /* The program removes it a day before the server would. One day is the least: 0 would mean for
   * ever to most programs. */
  if (expire > 0)
    days = MIN (days, MAX (expire - 1, 1));
  return (guint) days;
}
