/* What holds in every situation, tried in 300,000 of them and in some that are new each time (their
 * seed is printed; --seed repeats it). The properties are written here from the reference, not from
 * the program: what is usable, what excludes each other, who shares a mailbox. */
#include <string.h>

#include "advise/advise-private.h"
#include "facts.h"

#define FIXED 300000
#define FRESH 20000

#define V(fact) (s->values[WP_FACT_##fact])

static gint32
random_value (GRand *rand, WpFact fact)
{
  static const gint32 quotas[] = { 0, 50, 79, 80, 94, 95, 97, 100, 1000 };
  static const gint32 expires[] = { 0, 0, 1, 2, 3, 7, 8, 14, 15, 30, 31, 365, WP_EXPIRE_NEVER };
  static const gint32 sizes[] = { 0, 24999, 25000, 25001, 90000 };
  static const gint32 folders[] = { 0, 100000, 100001, 2000000 };
  static const gint32 delays[] = { 0, 1, 60, 601, 3600, 86401, 2592000 };
  static const gint32 collectors[] = { 0, 0, 1, 1, 2, 3, 99 };
  gint32 first, last;

#define PICK(list) list[g_rand_int_range (rand, 0, G_N_ELEMENTS (list))]
  if (wp_fact_choices (fact, &first, &last))
    return g_rand_int_range (rand, first, last + 1);
  switch (fact)
    {
    case WP_FACT_QUOTA:
      return PICK (quotas);
    case WP_FACT_EXPIRE:
      return PICK (expires);
    case WP_FACT_MAILBOX_GB:
      return PICK (sizes);
    case WP_FACT_LARGEST_FOLDER:
      return PICK (folders);
    case WP_FACT_LOGIN_DELAY:
      return PICK (delays);
    case WP_FACT_POP_DEVICES:
      return PICK (collectors);
    default:
      g_assert_not_reached ();
    }
}

/* Few facts are known, or most; what closes a gate is rarer, so that points are heard, too. */
static void
random_situation (GRand *rand, WpSituation *s)
{
  double known = g_rand_double (rand);

  wp_situation_init (s);
  for (guint i = 0; i < WP_N_FACTS; i++)
    {
      WpFact fact = (WpFact) i;
      gboolean is_gate = fact == WP_FACT_PUBLIC_PC || fact == WP_FACT_CLIENT || fact == WP_FACT_IMAP
                         || fact == WP_FACT_POP;

      if (g_rand_double (rand) < (is_gate ? known / 3 : known))
        wp_situation_set (s, fact, random_value (rand, fact), WP_ORIGIN_GIVEN);
    }
}

static gboolean
excludes_itself (const WpSituation *s)
{
  return (V (DEVICES) == 1 && V (POP_DEVICES) >= 2) || (V (DEVICES) == 2 && V (POP_DEVICES) >= 3)
         || (V (MIGRATING) == WP_MIGRATING_POP && V (POP_DEVICES) == 0);
}

static gboolean
can (const WpSituation *s, WpFact protocol)
{
  guint count;
  const WpMailProgram *program = &wp_mail_programs (&count)[MAX (V (CLIENT), 0)];
  gboolean is_imap = protocol == WP_FACT_IMAP;

  switch (s->values[protocol])
    {
    case WP_UNKNOWN:
    case WP_ACCESS_OK:
      return is_imap ? program->has_imap : program->has_pop;
    case WP_ACCESS_OAUTH:
      return is_imap ? program->signs_in_imap : program->signs_in_pop;
    default:
      return FALSE;
    }
}

static gboolean
is_imap (WpAdviceOutcome outcome)
{
  return outcome == WP_ADVICE_IMAP || outcome == WP_ADVICE_IMAP_ARCHIVE
         || outcome == WP_ADVICE_BOTH;
}

static gboolean
is_pop (WpAdviceOutcome outcome)
{
  return outcome == WP_ADVICE_POP_KEEP || outcome == WP_ADVICE_POP_DELETE;
}

static gboolean
is_shared (const WpSituation *s)
{
  return V (DEVICES) >= 2 || V (PEOPLE) == WP_PEOPLE_SEVERAL;
}

static gboolean
is_full_and_fixed (const WpSituation *s)
{
  return V (QUOTA) >= 95 && V (QUOTA_FIXED) == 1;
}

#define FIRST(condition)                                                                           \
  if (!(condition))                                                                                \
  return #condition

/* NULL: all is as it must be. */
static const char *
broken_outcome (const WpSituation *s, const WpAdvice *a)
{
  gboolean collects = is_pop (a->outcome) || a->outcome == WP_ADVICE_BOTH;
  gboolean cannot_stay = V (EXPIRE) == 0 || V (UIDL) == 0;
  gboolean is_g5 = g_strcmp0 (a->gate, "G5") == 0;
  gboolean is_alone = !is_shared (s) && V (WEBMAIL) <= 0 && V (KEEP_ALL) != 1 && V (LEGAL) != 1
                      && V (BACKUP) == WP_BACKUP_REGULAR;

  FIRST (excludes_itself (s) == (a->outcome == WP_ADVICE_UNCLEAR));
  if (a->outcome == WP_ADVICE_UNCLEAR)
    return NULL;
  FIRST ((V (PUBLIC_PC) == 1) == (a->outcome == WP_ADVICE_WEBMAIL));
  FIRST (!is_imap (a->outcome) || can (s, WP_FACT_IMAP));
  FIRST (!collects || can (s, WP_FACT_POP));
  FIRST (!(a->outcome == WP_ADVICE_NONE || a->outcome == WP_ADVICE_NEED_TEST)
         || (!can (s, WP_FACT_IMAP) && !can (s, WP_FACT_POP)));
  FIRST (a->outcome != WP_ADVICE_POP_DELETE || is_g5 || is_alone);
  FIRST (a->outcome != WP_ADVICE_POP_DELETE || !can (s, WP_FACT_IMAP) || V (REMOVE) == 1
         || is_full_and_fixed (s));
  FIRST (!is_g5 || (cannot_stay && !can (s, WP_FACT_IMAP)));
  FIRST (!cannot_stay || (a->outcome != WP_ADVICE_BOTH && a->outcome != WP_ADVICE_POP_KEEP));
  FIRST (a->outcome != WP_ADVICE_BOTH || V (REMOVE) != 1);
  FIRST (!is_pop (a->outcome) || !is_shared (s) || !can (s, WP_FACT_IMAP));
  FIRST (!is_pop (a->outcome) || V (BACKUP) != WP_BACKUP_NONE || !can (s, WP_FACT_IMAP)
         || V (REMOVE) == 1 || is_full_and_fixed (s));
  return NULL;
}

static const char *
broken_card (const WpSituation *s, const WpAdvice *a)
{
  const WpAdviceText *text = wp_advise_text (a->outcome);
  int server = 0, archive = 0;

  FIRST ((a->days > 0) == (a->outcome == WP_ADVICE_POP_KEEP));
  FIRST (a->days <= 30);
  FIRST (a->days == 0 || V (EXPIRE) <= 0 || (gint32) a->days <= MAX (V (EXPIRE) - 1, 1));
  FIRST (a->days <= 7 || (V (REMOVE) != 1 && V (QUOTA) < 80));
  FIRST (a->is_forced == (a->gate != NULL));
  FIRST (!a->is_forced || (a->n_vetoes > 0 && g_str_equal (a->vetoes[0].rule, a->gate)));
  FIRST (a->n_reasons >= 1 && g_str_equal (a->reasons[0].rule, "U0"));
  for (guint i = 0; i < a->n_reasons; i++)
    {
      server += a->reasons[i].server;
      archive += a->reasons[i].archive;
      FIRST (a->reasons[i].text != NULL);
    }
  FIRST (server == a->server_points && archive == a->archive_points);
  for (guint i = 0; i < a->n_vetoes; i++)
    FIRST (a->vetoes[i].text != NULL);
  FIRST (text->title && text->either && text->meaning && text->where && text->who_deletes
         && text->second_copy);
  FIRST ((wp_advise_reason_text (s, a) != NULL)
         == (a->outcome == WP_ADVICE_NONE || a->outcome == WP_ADVICE_NEED_TEST
             || (V (ROLE) == WP_ROLE_ALIAS && a->outcome != WP_ADVICE_UNCLEAR)));
  FIRST ((wp_advise_conflict_text (a) != NULL) == (a->outcome == WP_ADVICE_UNCLEAR));
  return NULL;
}

/* Those that are shown changed the answer: without them it is another. */
static const char *
broken_vetoes (const WpSituation *s, const WpAdvice *a)
{
  WpVerdict without;
  guint off = 0;

  for (guint i = 0; i < a->n_vetoes; i++)
    if (a->vetoes[i].rule[0] == 'V')
      off |= 1u << (a->vetoes[i].rule[1] - '0');
  wp_verdict (s, off, &without);
  FIRST (off == 0 || without.outcome != a->outcome);
  return NULL;
}

/* Only this network takes the other protocol away, which the program has. */
static gboolean
is_of_network (const WpSituation *s)
{
  guint count;
  const WpMailProgram *program = &wp_mail_programs (&count)[MAX (V (CLIENT), 0)];

  return (can (s, WP_FACT_IMAP) && V (POP) == WP_ACCESS_BLOCKED && program->has_pop)
         || (can (s, WP_FACT_POP) && V (IMAP) == WP_ACCESS_BLOCKED && program->has_imap);
}

static gboolean
would_change (const WpSituation *s, const WpAdvice *a, WpFact protocol)
{
  WpSituation other = *s;
  WpAdvice then;

  other.values[protocol] = WP_ACCESS_OK;
  wp_advise (&other, &then);
  return then.outcome != a->outcome && then.outcome != WP_ADVICE_UNCLEAR;
}

/* Each says what it says: the same facts, but for one. What another network may bring is among
 * them, wherever it brings another answer. */
static const char *
broken_changes (const WpSituation *s, const WpAdvice *a)
{
  WpFact blocked = V (IMAP) == WP_ACCESS_BLOCKED ? WP_FACT_IMAP : WP_FACT_POP;
  gboolean is_measured = FALSE, has_network = FALSE;

  FIRST (a->n_changes <= WP_MOST_CHANGES);
  for (guint i = 0; i < a->n_changes; i++)
    {
      const WpAdviceChange *change = &a->changes[i];
      WpSituation other = *s;
      WpAdvice then;

      FIRST (change->outcome != a->outcome);
      FIRST (change->value != s->values[change->fact]);
      FIRST (wp_advise_change_text (change->fact, change->value) != NULL);
      FIRST (!is_measured || !wp_fact_is_asked (change->fact));
      is_measured = !wp_fact_is_asked (change->fact);
      for (guint j = 0; j < i; j++)
        FIRST (a->changes[j].fact != change->fact || a->changes[j].outcome != change->outcome);
      other.values[change->fact] = change->value;
      wp_advise (&other, &then);
      FIRST (then.outcome == change->outcome && then.days == change->days);
      has_network |= change->fact == blocked && change->value == WP_ACCESS_OK;
    }
  FIRST (has_network || !is_of_network (s) || !a->is_forced || V (PUBLIC_PC) == 1
         || !would_change (s, a, blocked));
  return NULL;
}

static const char *
broken_use (const WpSituation *s, const WpAdvice *a)
{
  gboolean has_servers = is_imap (a->outcome) || is_pop (a->outcome);
  gboolean is_only_imap = is_imap (a->outcome) && a->outcome != WP_ADVICE_BOTH;
  WpMailUse use;

  wp_advise_use (s, a, &use);
  FIRST (use.outcome == a->outcome);
  FIRST (has_servers == (use.leave_on_server >= 0));
  FIRST (has_servers == (use.delete_with_local >= 0));
  FIRST (has_servers == (use.check_minutes > 0));
  FIRST (has_servers == (use.pop_check_minutes > 0));
  FIRST (!has_servers || use.pop_check_minutes == 1440
         || use.pop_check_minutes * 60 >= V (LOGIN_DELAY));
  FIRST (use.pop_check_minutes <= 1440);
  FIRST (!has_servers || is_only_imap || use.check_minutes == use.pop_check_minutes);
  FIRST (!is_only_imap || use.check_minutes == (V (LINK) == WP_LINK_METERED ? 30 : 10));
  FIRST (a->outcome != WP_ADVICE_BOTH || use.check_minutes <= 15 || V (LOGIN_DELAY) > 900);
  FIRST (is_imap (a->outcome) == (use.instant >= 0));
  FIRST (use.instant != 1 || (V (INSTANT) == 1 && V (IDLE) == 1));
  FIRST (is_imap (a->outcome) == (use.offline_copy >= 0));
  FIRST ((use.offline_copy == 2) == (use.offline_days > 0));
  FIRST ((a->outcome == WP_ADVICE_IMAP_ARCHIVE) == (use.archive_after_days >= 0));
  FIRST (a->outcome != WP_ADVICE_IMAP_ARCHIVE
         || (use.archive_after_days == 0) == (V (MOVING) == 1 || V (LOCK_FEAR) == 1));
  FIRST (use.leave_on_server != 0 || a->outcome == WP_ADVICE_POP_DELETE);
  FIRST ((use.days_on_server == 0) == is_imap (a->outcome));
  FIRST (a->outcome != WP_ADVICE_POP_KEEP || use.days_on_server == (int) a->days);
  FIRST (use.delete_with_local != 1
         || (a->outcome == WP_ADVICE_POP_KEEP && V (DEVICES) == 1 && !is_shared (s)
             && V (WEBMAIL) == WP_WEBMAIL_NEVER && V (KEEP_ALL) != 1));
  return NULL;
}

static gboolean
works (const WpSituation *s, WpFact protocol)
{
  return s->values[protocol] == WP_ACCESS_OK || s->values[protocol] == WP_ACCESS_OAUTH;
}

/* What the reference has of it: high from four points on, medium from two, and a step down where
 * something is not known. A gate is high, unless it is of this network; what overrules the points
 * is medium. Low alone is floored where the other one is forbidden and the points agree. */
static const char *
broken_sure (const WpSituation *s, const WpAdvice *a)
{
  gboolean is_open = V (DEVICES) == WP_UNKNOWN || V (BACKUP) == WP_UNKNOWN || V (IMAP) == WP_UNKNOWN
                     || V (POP) == WP_UNKNOWN;
  gboolean is_overruled = a->server_points < 0 && is_imap (a->outcome);
  int points = ABS (a->server_points);
  int steps = points >= 4 ? 0 : points >= 2 ? 1 : 2;
  WpAdvice card;
  WpAdviceOutcome other = wp_advise_other (s, a);
  gboolean is_free = other != WP_ADVICE_UNCLEAR && wp_advise_instead (s, other, &card)
                     && card.n_vetoes == 0;
  const char *title = wp_advise_title (s, a);

  FIRST (g_str_has_prefix (title, "Both work")
         <= (works (s, WP_FACT_IMAP) && works (s, WP_FACT_POP)));
  FIRST (wp_advise_is_tested (s) == (works (s, WP_FACT_IMAP) || works (s, WP_FACT_POP)));
  FIRST (!(g_str_has_prefix (title, "Both work") || g_str_has_prefix (title, "Either would"))
         || (a->sure == WP_SURE_LOW && is_free));
  FIRST ((strstr (title, "only way") != NULL)
         == (a->is_forced && (is_imap (a->outcome) || is_pop (a->outcome))));
  FIRST (!a->is_chosen && strstr (title, "chosen") == NULL);
  if (a->outcome == WP_ADVICE_UNCLEAR)
    return a->sure == WP_SURE_LOW ? NULL : "UNCLEAR is low";
  if (a->is_forced)
    {
      FIRST (a->sure == (is_of_network (s) && V (PUBLIC_PC) != 1 ? WP_SURE_MEDIUM : WP_SURE_HIGH)
             || a->outcome == WP_ADVICE_NEED_TEST);
      return NULL;
    }
  if (is_overruled)
    steps = 1;
  if (is_open)
    steps = MIN (steps + 1, 2);
  if (steps == 2 && !is_overruled && !is_free && is_imap (a->outcome))
    steps = 1;
  FIRST ((int) a->sure == steps);
  return NULL;
}

/* The reference's list, by final outcome. */
static const char *
broken_modifiers (const WpSituation *s, const WpAdvice *a)
{
  gboolean is_heavy = V (LINK) == WP_LINK_SLOW || V (LINK) == WP_LINK_METERED
                      || V (MAILBOX_GB) > 25000;
  gboolean has_imap = is_imap (a->outcome);
  gboolean collects = is_pop (a->outcome) || a->outcome == WP_ADVICE_BOTH;
  guint expected = 0;

  if (has_imap && V (FAMILY_PC) == 1)
    expected |= WP_MODIFIER_NO_OFFLINE_COPY;
  if (has_imap && V (FAMILY_PC) != 1 && is_heavy)
    expected |= WP_MODIFIER_RECENT_ONLY;
  if (has_imap && V (FAMILY_PC) != 1 && !is_heavy && V (OFFLINE) == WP_OFFLINE_OFTEN)
    expected |= WP_MODIFIER_FULL_OFFLINE_COPY;
  if (V (QUOTA) >= 95 && (has_imap || a->outcome == WP_ADVICE_POP_KEEP))
    expected |= WP_MODIFIER_MAKE_ROOM_FIRST;
  if (collects && V (LOGIN_DELAY) > 0)
    expected |= WP_MODIFIER_CHECK_INTERVAL;
  FIRST (a->modifiers == expected);
  return NULL;
}

/* What would be lost is said in every situation. */
static const char *
broken_warnings (const WpSituation *s, const WpAdvice *a)
{
  const char *texts[WP_MOST_WARNINGS + 1];
  guint count = wp_advise_warnings (s, a, texts, G_N_ELEMENTS (texts));
  gboolean is_answer = a->outcome <= WP_ADVICE_WEBMAIL;
  gboolean has_backup = FALSE, has_law = FALSE, has_network = FALSE;

  FIRST (count <= WP_MOST_WARNINGS);
  for (guint i = 0; i < count; i++)
    {
      has_backup |= strstr (texts[i], "backup") != NULL || strstr (texts[i], "backed up") != NULL;
      has_law |= strstr (texts[i], "sense of the law") != NULL;
      has_network |= strstr (texts[i], "Try another network") != NULL;
      FIRST (a->days != 1 || strstr (texts[i], "{days}") == NULL);
      for (guint j = 0; j < i; j++)
        FIRST (texts[i] != texts[j]);
    }
  FIRST (has_law == (is_answer && V (LEGAL) == 1));
  FIRST (V (BACKUP) == WP_BACKUP_REGULAR || has_backup
         || !(is_pop (a->outcome) || a->outcome == WP_ADVICE_IMAP_ARCHIVE));
  FIRST (has_network == (is_answer && a->is_forced && is_of_network (s) && V (PUBLIC_PC) != 1));
  FIRST (!is_answer || V (ROLE) != WP_ROLE_ALIAS || strstr (texts[0], "alias") != NULL);
  return NULL;
}

/* A backup that is not made is no second copy; and what no copy is kept of has none. */
static const char *
broken_copies (const WpSituation *s, const WpAdvice *a)
{
  const char *second = wp_advise_second_copy (s, a);

  FIRST (V (BACKUP) == WP_BACKUP_REGULAR
         || (strstr (second, "The backup") == NULL && strstr (second, "the backup of") == NULL));
  FIRST (a->outcome != WP_ADVICE_IMAP || V (FAMILY_PC) != 1
         || g_str_has_prefix (second, "There is none"));
  FIRST (wp_advise_meaning (s, a) != NULL && wp_advise_where (s, a) != NULL
         && wp_advise_who_deletes (s, a) != NULL);
  return NULL;
}

/* "Either works" is honest: the other one is there, and nothing forbids it. A low answer that
 * overruled the points does not say so. */
static const char *
broken_other (const WpSituation *s, const WpAdvice *a)
{
  WpAdviceOutcome other = wp_advise_other (s, a);
  const char *texts[WP_MOST_WARNINGS];
  WpAdvice card;

  FIRST (other == WP_ADVICE_UNCLEAR || is_imap (other) != is_imap (a->outcome));
  FIRST (other == WP_ADVICE_UNCLEAR || is_imap (other) || is_pop (other));
  if (a->sure == WP_SURE_LOW && a->outcome != WP_ADVICE_UNCLEAR
      && !(a->server_points < 0 && is_imap (a->outcome)))
    {
      FIRST (other != WP_ADVICE_UNCLEAR);
      FIRST (wp_advise_instead (s, other, &card) && card.n_vetoes == 0);
    }
  if (other == WP_ADVICE_UNCLEAR)
    return NULL;
  FIRST (wp_advise_instead (s, other, &card));
  FIRST (card.outcome == other && !card.is_forced && card.n_changes == 0);
  FIRST (card.server_points == a->server_points);
  FIRST (other != WP_ADVICE_POP_DELETE || card.n_vetoes == 0 || is_shared (s)
         || V (BACKUP) == WP_BACKUP_NONE);
  FIRST (card.n_vetoes == 0 || wp_advise_warnings (s, &card, texts, WP_MOST_WARNINGS) >= 1);
  return NULL;
}

static gboolean
moves (const WpSituation *s, const WpAdvice *a, WpFact fact, gint32 value, gboolean from_imap)
{
  WpSituation other = *s;
  WpAdvice then;

  other.values[fact] = value;
  if (a->outcome == WP_ADVICE_UNCLEAR || excludes_itself (&other))
    return FALSE;
  wp_advise (&other, &then);
  return from_imap ? is_imap (a->outcome) && is_pop (then.outcome)
                   : is_pop (a->outcome) && is_imap (then.outcome);
}

static const char *
broken_direction (const WpSituation *s, const WpAdvice *a)
{
  if (V (DEVICES) == 1 || V (DEVICES) == 2)
    FIRST (!moves (s, a, WP_FACT_DEVICES, V (DEVICES) + 1, TRUE));
  if (V (WEBMAIL) < WP_WEBMAIL_OFTEN)
    FIRST (!moves (s, a, WP_FACT_WEBMAIL, MAX (V (WEBMAIL), 0) + 1, TRUE));
  if (V (REMOVE) != 1)
    FIRST (!moves (s, a, WP_FACT_REMOVE, 1, FALSE));
  if (V (BACKUP) != WP_BACKUP_REGULAR)
    FIRST (!moves (s, a, WP_FACT_BACKUP, WP_BACKUP_REGULAR, FALSE));
  return NULL;
}

static const struct
{
  const char *name;
  const char *(*broken) (const WpSituation *s, const WpAdvice *a);
  guint every; /* of so many situations one: it runs the engine several times */
} properties[] = {
  { "outcome", broken_outcome, 1 },
  { "card", broken_card, 1 },
  { "use", broken_use, 1 },
  { "direction", broken_direction, 1 },
  { "vetoes", broken_vetoes, 1 },
  { "changes", broken_changes, 4 },
  { "other", broken_other, 2 },
  { "sure", broken_sure, 4 },
  { "modifiers", broken_modifiers, 1 },
  { "warnings", broken_warnings, 2 },
  { "copies", broken_copies, 2 },
};

static void
complain (const WpSituation *s, const char *name, const char *what)
{
  g_autoptr (GString) facts = g_string_new (NULL);

  for (guint i = 0; i < WP_N_FACTS; i++)
    if (s->values[i] != WP_UNKNOWN)
      {
        g_autofree char *value = wp_fact_value_id ((WpFact) i, s->values[i]);

        g_string_append_printf (facts, " %s=%s", wp_fact_id ((WpFact) i), value);
      }
  g_error ("%s: not so: %s. In:%s", name, what, facts->str);
}

static void
try_many (guint32 seed, guint count)
{
  GRand *rand = g_rand_new_with_seed (seed);
  guint outcomes[WP_N_ADVICE] = { 0 };

  for (guint n = 0; n < count; n++)
    {
      WpSituation situation;
      WpAdvice advice;

      random_situation (rand, &situation);
      wp_advise (&situation, &advice);
      outcomes[advice.outcome]++;
      for (guint i = 0; i < G_N_ELEMENTS (properties); i++)
        if (n % properties[i].every == 0)
          {
            const char *what = properties[i].broken (&situation, &advice);

            if (what != NULL)
              complain (&situation, properties[i].name, what);
          }
    }
  g_rand_free (rand);
  for (guint i = 0; i < WP_N_ADVICE; i++)
    {
      g_test_message ("%s: %u", wp_advice_id ((WpAdviceOutcome) i), outcomes[i]);
      g_assert_cmpuint (outcomes[i], >=, count / 500); /* each was really looked at */
    }
}

static void
test_fixed (void)
{
  try_many (20261122, FIXED);
}

static void
test_fresh (void)
{
  try_many ((guint32) g_test_rand_int (), FRESH);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/advise/property/fixed", test_fixed);
  g_test_add_func ("/advise/property/fresh", test_fresh);
  return g_test_run ();
}
