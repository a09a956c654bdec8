/* Reports for the tests of render/, in the words of tests/unit/diagnose/script.h. */

#define LOOK(n)                                                                                    \
  "step " n " resolve ok address=192.0.2.10\nstep " n " connect ok address=192.0.2.10\n"           \
  "tls " n " ok\nstep " n " greeting ok\nS: * OK ready\n"                                          \
  "step " n " capability ok mechanisms=PLAIN|SCRAM-SHA-256 capabilities=IDLE|UIDPLUS\n"

#define WELL                                                                                       \
  "account anna@example.org\n"                                                                     \
  "candidate imap imap.example.org 993 implicit provider-https\n"                                  \
  "candidate pop3 pop.example.org 995 implicit provider-https\n"                                   \
  "candidate smtp smtp.example.org 465 implicit provider-https\n"                                  \
  "service imap yes 1 asked auth=SCRAM-SHA-256 tls=TLSv1.3 ms=212\n"                               \
  "service pop3 yes 2 asked auth=PLAIN tls=TLSv1.3 ms=198\n"                                       \
  "service smtp yes 3 asked auth=SCRAM-SHA-256 tls=TLSv1.3 ms=240\n" LOOK ("1") LOOK ("2")         \
  LOOK ("3") "sent 3 0\nstep 1 login ok attempt=1 mechanism=SCRAM-SHA-256 server_proof=yes\n"      \
  "C: a AUTHENTICATE SCRAM-SHA-256 \342\200\242\342\200\242\342\200\242\n"                         \
  "step 1 mailbox ok quota_used_kib=4003906 quota_limit_kib=6445312\n"                             \
  "step 2 login ok attempt=2 mechanism=PLAIN\nstep 3 login ok attempt=3 mechanism=PLAIN\n"         \
  "step 3 submit ok sender=anna@example.org\n"                                                     \
  "fact quota_used_kib=4003906\nfact quota_limit_kib=6445312\nfact messages=18204\n"               \
  "fact folders=23\nfact special_use=Sent>Sent|Trash>Bin\nfact idle=yes\nfact uidvalidity=17\n"    \
  "fact smtp_size_limit=52428800\nfact pop_expire=never\n"

#define REFUSED                                                                                    \
  "account anna@example.org\n"                                                                     \
  "candidate imap imap.example.org 993 implicit provider-https\n"                                  \
  "candidate smtp smtp.example.org 465 implicit provider-https\n"                                  \
  "service imap no 1 asked tls=TLSv1.3\nservice pop3 not-offered 0\n"                              \
  "service smtp not-tested 2 asked\n" LOOK ("1") LOOK ("2") "sent 1 1\n"                           \
  "step 1 login login-blocked address=192.0.2.10 attempt=1 mechanism=PLAIN reply_code=NO "         \
  "response_code=ALERT 'alert=Application-specific password required'\n"

/* A peer that tries to move the cursor, to be markup, a format or a placeholder. */
#define HOSTILE                                                                                    \
  "account anna@example.org\n"                                                                     \
  "candidate imap mail.example.org 993 implicit user\nservice imap no 1 asked\n" LOOK ("1")        \
  "tls 1 untrusted faults=name,unknown-issuer names='<b>x</b>\033[31m,%s%n{host}\302\233' "        \
  "chain=2\nstep 1 login login-refused reply_code=NO 'text=\033]0;x\007<a href=y>%s {host}\r"      \
  "\342\200\256evil' username=anna@example.org\nS: \033[2Jgone\n"

#define FOREIGN                                                                                    \
  "account anna@example.org\n"                                                                     \
  "candidate imap imap.hoster.example 993 implicit dns-foreign\n"                                  \
  "service imap not-tested 1 asked ask\n" LOOK ("1")                                               \
  "question foreign foreign:imap.hoster.example host=imap.hoster.example domain=example.org "      \
  "username=anna@example.org protocols=imap| names=imap.hoster.example|\n"

#define LOOK_ONLY                                                                                  \
  "look-only\naccount anna@example.org\n"                                                          \
  "candidate imap imap.example.org 993 implicit provider-https\n"                                  \
  "service imap not-tested 1 asked tls=TLSv1.2\n" LOOK ("1")

#define EXPIRED                                                                                    \
  "account anna@example.org\n"                                                                     \
  "candidate imap mail.example.org 993 implicit user\nservice imap no 1 asked\n"                   \
  "tls 1 untrusted faults=expired\n"

#define NOTHING                                                                                    \
  "account anna@exmaple.org\nstep 0 resolve nxdomain name=exmaple.org type=MX rcode=NXDOMAIN\n"

/* Wide and combining letters, long words, an address literal. */
#define WIDE                                                                                       \
  "account anna@example.org\n"                                                                     \
  "candidate imap "                                                                                \
  "a-very-long-label-of-a-host-name.with-another-long-label.and-a-third-one.example.org 993 "      \
  "implicit user\ncandidate smtp 2001:db8::10 465 implicit user\nservice imap no 1 asked\n"        \
  "service smtp no 2 asked\nstep 1 resolve ok\nstep 1 connect ok address=192.0.2.10\n"             \
  "tls 1 untrusted faults=name "                                                                   \
  "names=\346\227\245\346\234\254\350\252\236\346\227\245\346\234\254\350\252\236\346\227\245"     \
  "\346\234\254\350\252\236\346\227\245\346\234\254\350\252\236\346\227\245\346\234\254\350\252"   \
  "\236\346\227\245\346\234\254\350\252\236,e\314\201e\314\201e\314\201.example.org\n"             \
  "step 1 greeting ok\nstep 2 connect refused\n"

static const struct
{
  const char *name;
  const char *script;
} samples[] = {
  { "empty", "" },           { "nothing-found", NOTHING }, { "well", WELL },
  { "refused", REFUSED },    { "hostile", HOSTILE },       { "foreign", FOREIGN },
  { "look-only", LOOK_ONLY }, { "wide", WIDE },          { "expired", EXPIRED },
};
