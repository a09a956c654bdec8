/* The rules: what each fact says for the server (IMAP, above 0) or for one computer (POP3, below
 * 0), how much it asks for a copy of one's own, and the sentence that a person reads. The weights
 * are a judgement, not a measurement; they stand here and nowhere else, so that they can be argued
 * about. Rows with the same id exclude each other. */
#include "advise/advise-private.h"

#include <glib/gi18n-lib.h>

#define MORE G_MAXINT32

typedef struct
{
  WpCondition when, and;
  WpAdviceReason reason;
} Rule;

#define ALWAYS                                                                                     \
  {                                                                                                \
    WP_ANYWAY, 0, 0                                                                                \
  }

/* Translators: every sentence is shown alone, as a reason for or against IMAP or POP3. */
static const Rule rules[] = {
  { ALWAYS,
    ALWAYS,
    { "U0", 2, 0, N_ ("Choosing IMAP deletes nothing, and it can be changed later.") } },
  { { WP_FACT_DEVICES, 1, 1 },
    ALWAYS,
    { "U1", -2, 0, N_ ("A single device has nothing to be kept in step with.") } },
  { { WP_FACT_DEVICES, 2, 2 },
    ALWAYS,
    { "U1", 4, 0,
      N_ ("Two devices should show the same mail: what is read or deleted on one looks the same on "
          "the other.") } },
  { { WP_FACT_DEVICES, 3, 3 },
    ALWAYS,
    { "U1", 5, 0,
      N_ ("Several devices should show the same mail: what is read or deleted on one looks the "
          "same on the others.") } },
  { { WP_FACT_PEOPLE, WP_PEOPLE_SEVERAL, WP_PEOPLE_SEVERAL },
    ALWAYS,
    { "U2", 5, 0,
      N_ ("Several people need the same folders, and to see what another has read already.") } },
  { { WP_FACT_WEBMAIL, WP_WEBMAIL_SOMETIMES, WP_WEBMAIL_SOMETIMES },
    ALWAYS,
    { "U3", 2, 0, N_ ("Webmail shows only what is still on the server.") } },
  { { WP_FACT_WEBMAIL, WP_WEBMAIL_OFTEN, WP_WEBMAIL_OFTEN },
    ALWAYS,
    { "U3", 3, 0, N_ ("Webmail shows only what is still on the server, and it is used often.") } },
  { { WP_FACT_FOLDERS, 1, 1 },
    ALWAYS,
    { "U4", 2, 0,
      N_ ("POP sees the inbox only: no other folder on the server, no junk folder.") } },
  { { WP_FACT_INSTANT, 1, 1 },
    { WP_FACT_IDLE, 1, 1 },
    { "U5", 1, 0, N_ ("This server can announce new mail at once to a program that uses IMAP.") } },
  { { WP_FACT_LINK, WP_LINK_METERED, WP_LINK_METERED },
    ALWAYS,
    { "U6", 1, 0,
      N_ ("Where data is paid for, IMAP can fetch the headers first and leave large attachments "
          "out.") } },
  { { WP_FACT_LINK, WP_LINK_SLOW, WP_LINK_SLOW },
    ALWAYS,
    { "U6", -1, 0, N_ ("On a slow line POP fetches everything once and is done with it.") } },
  { { WP_FACT_OFFLINE, WP_OFFLINE_OFTEN, WP_OFFLINE_OFTEN },
    ALWAYS,
    { "U7", -1, 0,
      N_ ("Offline, POP has whole messages always; IMAP has them where the program keeps a "
          "copy.") } },
  { { WP_FACT_BACKUP, WP_BACKUP_NONE, WP_BACKUP_NONE },
    ALWAYS,
    { "U8", 2, 1, N_ ("Without a backup, what is on the server is the only second copy.") } },
  { { WP_FACT_ARCHIVE, 1, 1 },
    ALWAYS,
    { "U9", -2, 3,
      N_ ("Files on a computer of one's own can be kept for as long as one likes.") } },
  { { WP_FACT_KEEP_ALL, 1, 1 },
    ALWAYS,
    { "U10", 0, 4,
      N_ ("Everything received is to be kept: a deletion elsewhere must not reach this copy.") } },
  { { WP_FACT_LEGAL, 1, 1 },
    ALWAYS,
    { "U11", 0, 4, N_ ("The law wants mail kept in a copy that its readers cannot delete.") } },
  { { WP_FACT_REMOVE, 1, 1 },
    ALWAYS,
    { "U12", -5, 0,
      N_ ("Mail that stays at the provider can be read by the provider, and by whoever gets into "
          "the account.") } },
  { { WP_FACT_POP_ARCHIVE, 1, 1 },
    ALWAYS,
    { "U13", -1, 2, N_ ("Folders with old mail are on the computer already, and stay there.") } },
  { { WP_FACT_POP_DEVICES, 2, MORE },
    ALWAYS,
    { "U14", 3, 0,
      N_ ("Two devices that collect by POP get in each other's way: duplicates, and "
          "a mailbox that is in use.") } },
  { { WP_FACT_MOVING, 1, 1 },
    ALWAYS,
    { "U15", 1, 3,
      N_ ("Before a change of provider: folders on the server can be copied over, and a copy of "
          "one's own covers the gap.") } },
  { { WP_FACT_LOCK_FEAR, 1, 1 },
    ALWAYS,
    { "U16", 0, 3, N_ ("A copy on the computer is still there when the account is locked.") } },
  { { WP_FACT_FAMILY_PC, 1, 1 },
    ALWAYS,
    { "U17", 2, 0, N_ ("Mail kept on a computer that others use can be read by them.") } },
  { { WP_FACT_MIGRATING, WP_MIGRATING_IMAP, WP_MIGRATING_IMAP },
    ALWAYS,
    { "U18", 3, 0,
      N_ ("The servers change today and IMAP is in use: keep to IMAP until the new servers work, "
          "and change one thing at a time.") } },
  { { WP_FACT_MIGRATING, WP_MIGRATING_POP, WP_MIGRATING_POP },
    ALWAYS,
    { "U18", -3, 0,
      N_ ("The servers change today and POP is in use: keep to POP until the new servers work, "
          "and change one thing at a time.") } },
  { { WP_FACT_QUOTA, 80, 94 },
    { WP_FACT_QUOTA_FIXED, WP_UNKNOWN, 0 },
    { "M1", 0, 3, N_ ("The mailbox is filling up.") } },
  { { WP_FACT_QUOTA, 80, 94 },
    { WP_FACT_QUOTA_FIXED, 1, 1 },
    { "M1", -1, 3, N_ ("The mailbox is filling up, and it cannot be enlarged.") } },
  { { WP_FACT_QUOTA, 95, 99 },
    { WP_FACT_QUOTA_FIXED, WP_UNKNOWN, 0 },
    { "M1", -1, 3, N_ ("The mailbox is almost full; soon new mail will be turned away.") } },
  { { WP_FACT_QUOTA, 95, 99 },
    { WP_FACT_QUOTA_FIXED, 1, 1 },
    { "M1", -2, 3,
      N_ ("The mailbox is almost full and cannot be enlarged; soon new mail will be turned "
          "away.") } },
  { { WP_FACT_QUOTA, 100, MORE },
    { WP_FACT_QUOTA_FIXED, WP_UNKNOWN, 0 },
    { "M1", -1, 3, N_ ("The mailbox is full; new mail is turned away.") } },
  { { WP_FACT_QUOTA, 100, MORE },
    { WP_FACT_QUOTA_FIXED, 1, 1 },
    { "M1", -2, 3, N_ ("The mailbox is full and cannot be enlarged; new mail is turned away.") } },
  { { WP_FACT_MAILBOX_GB, WP_LARGE_MAILBOX + 1, MORE },
    ALWAYS,
    { "M2", 0, 2, N_ ("A mailbox of this size takes long to synchronise and to restore.") } },
  { { WP_FACT_LARGEST_FOLDER, 100001, MORE },
    ALWAYS,
    { "M3", 0, 1, N_ ("A folder with so many messages is slow to open and to synchronise.") } },
  { { WP_FACT_EXPIRE, 1, WP_EXPIRE_NEVER - 1 },
    ALWAYS,
    { "M4", 0, 2, N_ ("The server may delete mail after some days of its own accord.") } },
  { { WP_FACT_PREFERS, WP_PREFERS_IMAP, WP_PREFERS_IMAP },
    ALWAYS,
    { "M5", 1, 0, N_ ("The settings found for this provider put IMAP first.") } },
  { { WP_FACT_PREFERS, WP_PREFERS_POP, WP_PREFERS_POP },
    ALWAYS,
    { "M5", -1, 0, N_ ("The settings found for this provider put POP first.") } },
};

G_STATIC_ASSERT (G_N_ELEMENTS (rules) <= WP_MOST_ROWS);

static gboolean
holds (const Rule *rule, const WpSituation *situation)
{
  return wp_condition_holds (&rule->when, situation) && wp_condition_holds (&rule->and, situation);
}

void
wp_rules_add_up (const WpSituation *situation, int *server, int *archive)
{
  for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
    if (holds (&rules[i], situation))
      {
        *server += rules[i].reason.server;
        *archive += rules[i].reason.archive;
      }
}

guint
wp_rules_that_hold (const WpSituation *situation, WpAdviceReason *reasons, guint most)
{
  guint n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (rules) && n < most; i++)
    if (holds (&rules[i], situation))
      reasons[n++] = rules[i].reason;
  return n;
}

static void
add_bounds (WpAdviceRow *row, const WpCondition *condition)
{
  if (condition->fact != WP_ANYWAY)
    row->bounds[row->n_bounds++] = (WpAdviceBounds){ condition->fact, condition->least,
                                                     condition->most };
}

guint
wp_advise_table (const WpSituation *situation, WpAdviceRow *rows)
{
  for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
    {
      rows[i] = (WpAdviceRow){ .reason = rules[i].reason, .holds = holds (&rules[i], situation) };
      add_bounds (&rows[i], &rules[i].when);
      add_bounds (&rows[i], &rules[i].and);
    }
  return G_N_ELEMENTS (rules);
}

/* Vetoes and gates have no points: they decide without. */

const WpAdviceReason *
wp_veto_reason (WpVeto veto)
{
  static const WpAdviceReason reasons[WP_N_VETOES] = {
    [WP_VETO_SHARED] = { "V0", 0, 0,
                         N_ ("Several devices or people read this mailbox, and POP cannot keep "
                             "them in step.") },
    [WP_VETO_ALSO_READ] = { "V1", 0, 0,
                            N_ ("Mail may not leave the server as soon as it is collected while "
                                "another device, another person or webmail still looks for it "
                                "there.") },
    [WP_VETO_MUST_KEEP] = { "V2", 0, 0,
                            N_ ("While mail has to be kept, it may not leave the server as soon as "
                                "it is collected.") },
    [WP_VETO_ONLY_COPY] = { "V3", 0, 0,
                            N_ ("Without a regular backup, emptying the server would leave a "
                                "single copy.") },
    [WP_VETO_CANNOT_STAY] = { "V4", 0, 0,
                              N_ ("On this server mail cannot be left once POP has collected "
                                  "it.") },
    [WP_VETO_REMOVE] = { "V5", 0, 0,
                         N_ ("A collector that never deletes would leave everything at the "
                             "provider.") },
    [WP_VETO_NO_BACKUP] = { "V6", 0, 0,
                            N_ ("Without a backup, POP would leave the only copy on one "
                                "computer.") },
  };

  return &reasons[veto];
}

const WpAdviceReason *
wp_gate_reason (WpGate gate, gboolean is_of_network)
{
  /* Translators: as below, where another network may let the other protocol through. */
  static const WpAdviceReason here[] = {
    [WP_GATE_ONLY_IMAP] = { "G3", 0, 0,
                            N_ ("Of the two, only IMAP can be used from this network.") },
    [WP_GATE_ONLY_POP] = { "G4", 0, 0, N_ ("Of the two, only POP can be used from this network.") },
    [WP_GATE_DELETES] = { "G5", 0, 0,
                          N_ ("Only POP can be used from this network, and on this server mail "
                              "cannot be left once it was collected.") },
  };
  static const WpAdviceReason reasons[] = {
    [WP_GATE_PUBLIC] = { "G0", 0, 0,
                         N_ ("Anybody can use this computer, so no mail may be kept on it.") },
    [WP_GATE_BLOCKED] = { "G1", 0, 0, N_ ("This network lets no mail program through.") },
    [WP_GATE_NEITHER] = { "G2", 0, 0, N_ ("Neither IMAP nor POP can be used here.") },
    [WP_GATE_ONLY_IMAP] = { "G3", 0, 0, N_ ("Of the two, only IMAP can be used here.") },
    [WP_GATE_ONLY_POP] = { "G4", 0, 0, N_ ("Of the two, only POP can be used here.") },
    [WP_GATE_DELETES] = { "G5", 0, 0,
                          N_ ("Only POP can be used here, and on this server mail cannot be left "
                              "once it was collected. A provider with IMAP would be better.") },
  };

  return is_of_network ? &here[gate] : &reasons[gate];
}

G_STATIC_ASSERT (WP_GATE_OPEN + WP_N_VETOES <= WP_MOST_DECIDERS);

guint
wp_advise_deciders (WpAdviceReason *reasons)
{
  guint n = 0;

  for (guint gate = 0; gate < WP_GATE_OPEN; gate++)
    reasons[n++] = *wp_gate_reason ((WpGate) gate, FALSE);
  for (guint veto = 0; veto < WP_N_VETOES; veto++)
    reasons[n++] = *wp_veto_reason ((WpVeto) veto);
  return n;
}
