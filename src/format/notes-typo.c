/* Which large provider a mistyped domain probably meant. See notes.h.
 *
 * A domain is its first label, the name, and the suffix after it. Near is one slip of the finger:
 * a letter wrong, missing, too many, or two swapped (optimal string alignment, which is
 * Damerau-Levenshtein where no piece is edited twice). One slip in a short name leads to another
 * real name as often as not, so the shorter a name, the less is taken for a slip; and a suffix that
 * exists is only doubted after a name that stands for one provider's mail under any suffix. */
#include "format/notes-private.h"

#include <string.h>

#include <libpsl.h>

#define LONGEST 63 /* a label (RFC 1035 §2.3.4); the known suffixes are far shorter */

/* Number of slips between two texts of at most LONGEST bytes. */
static guint
slips (const char *a, gsize n_a, const char *b, gsize n_b)
{
  guint rows[3][LONGEST + 1];
  guint *before = rows[0], *last = rows[1], *row = rows[2];

  for (gsize j = 0; j <= n_b; j++)
    last[j] = (guint) j;
  for (gsize i = 1; i <= n_a; i++)
    {
      guint *oldest = before;

      row[0] = (guint) i;
      for (gsize j = 1; j <= n_b; j++)
        {
          guint cost = a[i - 1] == b[j - 1] ? 0 : 1;

          row[j] = MIN (MIN (last[j], row[j - 1]) + 1, last[j - 1] + cost);
          if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
            row[j] = MIN (row[j], before[j - 2] + 1);
        }
      before = last;
      last = row;
      row = oldest;
    }
  return last[n_b];
}

static gboolean
is_near (const char *a, gsize n_a, const char *b, gsize n_b)
{
  gsize gap = n_a > n_b ? n_a - n_b : n_b - n_a;

  return gap <= 1 && MAX (n_a, n_b) <= LONGEST && slips (a, n_a, b, n_b) <= 1;
}

/* Two letters swapped, one doubled, or one of a pair missing: slips that hardly ever make another
 * word. */
static gboolean
is_stumble (const char *typed, gsize n, const char *meant, gsize n_meant)
{
  const char *longer = n > n_meant ? typed : meant;
  const char *shorter = n > n_meant ? meant : typed;
  gsize at = 0;

  if (n == n_meant)
    {
      while (at < n && typed[at] == meant[at])
        at++;
      return at + 1 < n && typed[at] == meant[at + 1] && typed[at + 1] == meant[at]
             && memcmp (typed + at + 2, meant + at + 2, n - at - 2) == 0;
    }
  while (at < MIN (n, n_meant) && longer[at] == shorter[at])
    at++;
  return at > 0 && longer[at] == longer[at - 1]
         && memcmp (longer + at + 1, shorter + at, MIN (n, n_meant) - at) == 0;
}

/* How long the part is that tells a name from others: "mail" at its end does not, nor does what
 * follows a hyphen. */
static gsize
telling_length (const char *name, gsize n)
{
  const char *hyphen = memchr (name, '-', n);

  if (hyphen != NULL)
    return (gsize) (hyphen - name);
  return n > 4 && memcmp (name + n - 4, "mail", 4) == 0 ? n - 4 : n;
}

static gboolean
is_name_slip (const WpTypoTarget *target, const char *name, gsize n)
{
  const char *meant = target->domain;
  gsize n_meant = target->name_length;
  gboolean has_same_start = n > 0 && name[0] == meant[0];

  if (n > LONGEST || n_meant < 5)
    return FALSE;
  if (n_meant >= 8 && has_same_start && telling_length (meant, n_meant) >= 6
      && slips (name, n, meant, n_meant) <= 2)
    return TRUE;
  if (!is_near (name, n, meant, n_meant))
    return FALSE;
  if (n_meant >= 7)
    return has_same_start || target->is_brand;
  return has_same_start && (target->is_brand || is_stumble (name, n, meant, n_meant));
}

/* A suffix under which people really register names; what browsers treat as one only for privacy
 * ("github.io") is somebody's domain. */
static gboolean
is_real_suffix (const char *suffix)
{
  return psl_is_public_suffix2 (psl_builtin (), suffix, PSL_TYPE_ICANN | PSL_TYPE_NO_STAR_RULE)
         != 0;
}

typedef struct
{
  const char *name, *suffix, *last; /* of what was typed; `last` is its top-level domain */
  gsize n_name;
  gboolean is_suffix_real, is_last_real;
} Typed;

/* How well the suffix fits: 0 the same; 1 a real one under the same top ("br" for "com.br"), 2 one
 * slip, 3 another real one, or a top
 * level that is none; 4 not to be doubted. */
static guint
judge_suffix (const Typed *typed, const WpTypoTarget *target)
{
  const char *top = strrchr (target->suffix, '.');

  if (g_str_equal (typed->suffix, target->suffix))
    return 0;
  if (typed->is_last_real && !target->is_brand)
    return 4;
  if (typed->is_suffix_real && g_str_equal (top == NULL ? target->suffix : top + 1, typed->last))
    return 1;
  if (is_near (typed->suffix, strlen (typed->suffix), target->suffix, strlen (target->suffix)))
    return 2;
  if (!target->is_brand)
    return 4;
  return typed->is_suffix_real || (!typed->is_last_real && typed->suffix == typed->last) ? 3 : 4;
}

/* 0 is not reached, since that would be the domain itself; G_MAXUINT is not meant. */
static guint
judge (const Typed *typed, const WpTypoTarget *target)
{
  gboolean has_name = typed->n_name == target->name_length
                      && memcmp (typed->name, target->domain, typed->n_name) == 0;
  guint suffix = judge_suffix (typed, target);

  if (suffix > 3)
    return G_MAXUINT;
  if (has_name)
    return suffix;
  if (suffix > (target->is_brand ? 2 : 0) || !is_name_slip (target, typed->name, typed->n_name))
    return G_MAXUINT;
  return 10 * slips (typed->name, typed->n_name, target->domain, target->name_length) + suffix;
}

static char *
find_missing_dot (const WpNotes *notes, const char *typed)
{
  for (guint i = 0; i < notes->targets->len; i++)
    {
      const WpTypoTarget *target = &g_array_index (notes->targets, WpTypoTarget, i);

      if (strncmp (typed, target->domain, target->name_length) == 0
          && g_str_equal (typed + target->name_length, target->suffix))
        return g_strdup (target->domain);
    }
  return NULL;
}

char *
wp_notes_typo (const WpNotes *notes, const char *domain)
{
  g_autofree char *lower = g_ascii_strdown (domain, -1);
  const char *dot = strchr (lower, '.');
  const WpTypoTarget *best = NULL;
  guint best_score = G_MAXUINT;
  const char *last;
  Typed typed;

  if (g_hash_table_contains (notes->by_domain, lower)
      || g_hash_table_contains (notes->not_typos, lower))
    return NULL;
  if (dot == NULL)
    return find_missing_dot (notes, lower);
  if (dot == lower || g_str_has_suffix (lower, "."))
    return NULL;
  last = strrchr (lower, '.');
  typed = (Typed){
    .name = lower,
    .suffix = dot + 1,
    .last = last + 1,
    .n_name = (gsize) (dot - lower),
    .is_suffix_real = is_real_suffix (dot + 1),
    .is_last_real = is_real_suffix (last + 1),
  };
  for (guint i = 0; i < notes->targets->len; i++)
    {
      const WpTypoTarget *target = &g_array_index (notes->targets, WpTypoTarget, i);
      guint score = judge (&typed, target);

      if (score < best_score)
        {
          best = target;
          best_score = score;
        }
    }
  return best == NULL ? NULL : g_strdup (best->domain);
}
