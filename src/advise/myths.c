/* What is often heard of POP3 and IMAP and is outdated or wrong, and what is so instead. Each
 * answer stands on a standard, on the source of a program as of a date, or on a count; no
 * provider's dates are in it, for those belong to the dated notes. help/C/myths.page has a section
 * for each id. */
#include "advise/advise.h"

#include <glib/gi18n-lib.h>

#define THUNDERBIRD "Thunderbird source (comm-central), 2026-01-15, "
#define PROVIDERS "counted in Thunderbird's provider database (ISPDB), 2026-03-12"

static const WpMyth myths[] = {
  { "imap-needs-internet", N_ ("IMAP mail can only be read with an internet connection."),
    N_ ("Not if the mail program keeps a copy, and desktop programs usually do."),
    N_ ("IMAP was made so that a program can work without a connection and bring its copy up to "
        "date later. Thunderbird keeps a copy of every folder unless it is told not to."),
    "RFC 9051, abstract; RFC 4549; " THUNDERBIRD "mailnews.js: offline_download" },
  { "imap-keeps-no-copy", N_ ("With IMAP nothing is stored on the computer."),
    N_ ("Desktop programs store a copy of all mail by default, phones one of the recent mail."),
    N_ ("That copy can be read, searched and saved elsewhere like any other file. Where it must "
        "not exist, as on a shared computer, it has to be switched off."),
    "RFC 4549, section 1; " THUNDERBIRD "mailnews.js: offline_download, autosync_max_age_days" },
  { "offline-needs-pop", N_ ("Who often works offline needs POP."),
    N_ ("IMAP with a full offline copy does the same, and the mail stays on the server, too."),
    N_ ("POP always stores whole messages; an IMAP program does so once it is told to keep "
        "everything offline. What was marked or deleted offline is carried to the server "
        "afterwards."),
    "RFC 4549, section 3" },
  { "pop-is-faster", N_ ("POP is faster than IMAP."), N_ ("Both fetch only what is new."),
    N_ ("Where mail is left on the server, POP is the slower one: at every check the program has "
        "to go through the list of all messages to see which of them it has."),
    "RFC 1939, section 8; RFC 9051, section 2.3.1.1" },
  { "attachments-open-faster", N_ ("Big attachments open faster with POP."),
    N_ ("Not once the IMAP program keeps a copy: then both open a file on this computer."),
    N_ ("Without a copy IMAP fetches just the attachment that is opened; POP has fetched them "
        "all beforehand, also those that nobody opens."),
    "RFC 9051, section 6.4.5" },
  { "slow-line-needs-pop", N_ ("A slow or expensive line needs POP."),
    N_ ("Often the other way round: IMAP can fetch the headers first and leave big attachments."),
    N_ ("A POP program fetches every message whole. On a flat-rate line that is slow once and "
        "then done; "
        "where each megabyte is paid for, choosing what to fetch saves more."),
    "RFC 1939, section 5 (RETR); RFC 9051, section 6.4.5" },
  { "imap-downloads-everything", N_ ("IMAP downloads the whole mailbox at every check."),
    N_ ("Only new mail and changes; once in full on a new device or after a move of the server."),
    N_ ("Every message has a number that never changes, so a program asks for what lies above "
        "the last one it saw. Only if the server declares its numbers void, it begins anew."),
    "RFC 9051, section 2.3.1.1 (UIDVALIDITY); RFC 7162" },
  { "imap-is-instant", N_ ("With IMAP every change shows on all devices at once."),
    N_ ("Only where the server announces it and the program listens; else at the next check."),
    N_ ("Announcing needs IDLE, which not every server has, and which covers one folder for each "
        "connection. Phones delay further to save power. Waypost measures what the server has."),
    "RFC 2177; RFC 5465" },
  { "crash-loses-pop-mail", N_ ("If the computer crashes, all POP mail is gone."),
    N_ ("A crash deletes nothing. A broken or stolen disk does. Back up."),
    N_ ("A session that breaks off removes nothing from the server, and what was stored stays "
        "stored. But where the server is emptied, this disk has the only copy."),
    "RFC 1939, section 6" },
  { "pop-read-once", N_ ("What POP has fetched cannot be seen on any other device."),
    N_ ("Only if it is deleted after the download, and that is a setting."),
    N_ ("Fetching and deleting are two commands. A program that leaves mail on the server deletes "
        "nothing, or only after some days. A few servers delete by themselves and say so "
        "(EXPIRE 0)."),
    "RFC 1939, section 5 (RETR, DELE); RFC 2449, section 6.7" },
  { "pop-deletes-locally", N_ ("With POP, deleting happens on this computer only."),
    N_ ("Moving does. Deleting may reach the server: it is a setting, and often switched on."),
    N_ ("Thunderbird sets a new POP account up so that what is deleted here, or is older than "
        "14 days, is deleted on the server, too. The server has no trash for it."),
    "RFC 1939, section 5 (DELE); " THUNDERBIRD "AccountConfig" },
  { "leave-on-server-syncs", N_ ("POP that leaves mail on the server keeps devices in step."),
    N_ ("No: each device still has its own read marks, its own folders and its own sent mail."),
    N_ ("POP knows the Inbox and nothing else: no other folder, no marks, no way back to the "
        "server. Each device gets every message once more, unread."),
    "RFC 1939, sections 1 and 5" },
  { "pop-marks-nothing", N_ ("Collecting by POP does not mark mail as read on the server."),
    N_ ("POP has no such mark, but some servers set it: webmail then shows mail as read that "
        "nobody has read there."),
    N_ ("Dovecot, which very many providers run, does so unless it is told not to."),
    "Dovecot documentation, pop3_no_flag_updates (default: no)" },
  { "pop-and-webmail", N_ ("Who uses POP can still find everything in webmail."),
    N_ ("Webmail shows only what POP has not removed yet, and nothing that was sent by the mail "
        "program."),
    N_ ("Leaving mail on the server for some weeks helps, but only for those weeks."),
    "RFC 1939, sections 1 and 6" },
  { "pop-needs-no-space", N_ ("With POP the mailbox on the server cannot fill up."),
    N_ ("Only if something removes the mail. Leaving it for ever fills the mailbox."),
    N_ ("That was foreseen: the standard of POP3 warns of mailboxes that grow without end, and "
        "lets servers limit how long mail stays."),
    "RFC 1939, section 8; RFC 2449, section 6.7" },
  { "mailbox-is-small", N_ ("A mailbox on a server holds only a few megabytes."),
    N_ ("That was so once. The server says how much is used and how much there may be."),
    N_ ("Waypost asks for it and shows it. Only a mailbox that is really filling up speaks for "
        "moving mail off the server."),
    "RFC 9208" },
  { "server-is-backup", N_ ("With IMAP the copy at the provider is a backup."),
    N_ ("A deletion travels to every device. Keep a separate copy of what matters."),
    N_ ("Synchronised copies follow the original, mistakes included. A backup is what stays when "
        "the original is deleted or the account is locked."),
    "RFC 9051, section 6.4.3 (EXPUNGE); RFC 4549, section 4" },
  { "pop-is-private", N_ ("With POP the mail stays private on the computer."),
    N_ ("It was on the server before, and stays there as long as it is set to; on the way both are "
        "encrypted alike."),
    N_ ("Collecting and deleting shortens the time during which the provider has the mail. It "
        "does not undo that it had it."),
    "RFC 1939, section 1; RFC 8314, section 3" },
  { "pop-is-dead", N_ ("Nobody uses POP any more."),
    N_ ("Dozens of providers offer nothing else. It is fine for one computer with a backup."),
    N_ ("In the provider database that Thunderbird uses, 43 of 163 entries name POP and no IMAP."),
    PROVIDERS },
  { "everybody-has-both", N_ ("Every provider offers both POP and IMAP."),
    N_ ("No. Some offer one of them, and some want it to be switched on first."),
    N_ ("In the provider database that Thunderbird uses, 103 of 163 entries name both. Waypost "
        "measures what this mailbox has."),
    PROVIDERS },
  { "pop-excludes-imap", N_ ("A mailbox is used either with POP or with IMAP."),
    N_ ("They can be used at once on the same mailbox; the settings decide who deletes."),
    N_ ("One always-on computer may collect everything by POP without deleting, while all other "
        "devices use IMAP. A POP3 session may lock the mailbox, but only while it lasts."),
    "RFC 1939, section 4; measured with Dovecot 2.3.19" },
  { "imap-is-hard-to-move", N_ ("With IMAP it is harder to move to another provider."),
    N_ ("It is easier: folders and read marks can be copied from one server to the other."),
    N_ ("With POP the old mail is on the computer, but what is still on the server may be "
        "downloaded a second time, because the new server names the messages differently."),
    "RFC 9051, section 6.3.12 (APPEND); RFC 1939, section 7 (UIDL); imapsync FAQ on POP3" },
  { "new-name-loses-mail", N_ ("If the name of the server changes, the mail is lost."),
    N_ ("Mail is not in the name. Change the name in the account, and do not delete the account."),
    N_ ("The copy on this computer stays, and so does the list of what was fetched already. Only "
        "the saved password belongs to the name, so the program asks for it once."),
    THUNDERBIRD "popstate.dat and nsMsgIncomingServer" },
  { "sent-mail-follows", N_ ("With IMAP, sent mail shows on every device by itself."),
    N_ ("Only if each program saves it on the server, and in the same folder."),
    N_ ("The server can say which folder is meant (special use); some programs still make one of "
        "their own, or keep sent mail on the computer."),
    "RFC 6154" },
  { "sending-needs-nothing", N_ ("Sending has nothing to do with setting up an account."),
    N_ ("Every mail program needs a server for sending, too, and a new provider changes both."),
    N_ ("Whether mail is received by POP or by IMAP makes no difference to it. A forgotten "
        "outgoing server is why a program can receive, but not send."),
    "RFC 6409; RFC 8314, section 3.3" },
  { "alias-is-a-mailbox", N_ ("Every address, like info@ or sales@, has a mailbox of its own."),
    N_ ("An alias has none: it passes mail on to other addresses, and nobody can log in to it."),
    N_ ("Whose mailbox the mail ends up in decides what to set up. Ask who manages the domain "
        "whether the address is an alias or a mailbox."),
    "RFC 5321, section 3.9.1" },
};

const WpMyth *
wp_myths (guint *count)
{
  *count = G_N_ELEMENTS (myths);
  return myths;
}

const WpMyth *
wp_myth_beside (const WpAdviceReason *reason)
{
  static const struct
  {
    const char *rule;
    const char *myth;
  } rows[] = {
    { "U1", "leave-on-server-syncs" },
    { "U2", "leave-on-server-syncs" },
    { "U3", "pop-and-webmail" },
    { "U5", "imap-is-instant" },
    { "U6", "slow-line-needs-pop" },
    { "U7", "offline-needs-pop" },
    { "U8", "server-is-backup" },
    { "U12", "pop-is-private" },
    { "U14", "pop-read-once" },
    { "U15", "imap-is-hard-to-move" },
    { "U17", "imap-keeps-no-copy" },
    { "M1", "pop-needs-no-space" },
    { "M2", "imap-downloads-everything" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    for (guint j = 0; g_str_equal (rows[i].rule, reason->rule) && j < G_N_ELEMENTS (myths); j++)
      if (g_str_equal (myths[j].id, rows[i].myth))
        return &myths[j];
  return NULL;
}
