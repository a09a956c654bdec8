/* What the parts of render/ share: words in columns, and values in words. */
#pragma once

#include "diagnose/diagnose.h"
#include "render/render.h"

#define WP_FEWEST_COLUMNS 20

typedef enum
{
  WP_SIGN_GOOD,
  WP_SIGN_WARN,
  WP_SIGN_BAD,
  WP_SIGN_NONE,
  WP_SIGN_NOTE,
} WpSign;

typedef gboolean (*WpFindingFilter) (const WpFinding *finding);

/* layout.c */
guint wp_layout_columns (const WpRenderStyle *style);
/* Columns that a text takes on a terminal: wide characters two, combining ones none. */
guint wp_layout_width (const char *text);
/* Those that the present line of `out` takes, colour not counted. */
guint wp_layout_used (const GString *out);
/* Appends `text` broken at blanks; a word wider than a line is cut, unless it is there to be
 * copied: a URL, a host, an address or a pin then has a line of its own. `used` columns of the
 * present line are taken; further lines begin with `indent` blanks. Ends without a line feed. */
void  wp_layout_wrap (GString *out, const char *text, guint used, guint indent, guint columns);
/* The same for one word that is never cut. */
void  wp_layout_name (GString *out, const char *name, guint used, guint indent, guint columns);
void  wp_layout_pad (GString *out, guint count);
/* Cuts to at most `columns`, "…" last. The caller owns it. */
char *wp_layout_cut (const char *text, guint columns);
/* A title that begins in the third column, and an id at the right edge or, where it does not fit,
 * below. Ends with a line feed. */
void  wp_layout_title (GString *out, const char *title, const char *id,
                       const WpRenderStyle *style);
/* The sign and a blank: two columns. Colour only here. */
void  wp_layout_sign (GString *out, WpSign sign, const WpRenderStyle *style);
/* Typographic signs become ASCII where the terminal has no UTF-8; frees `text`, the caller owns the
 * result. */
char *wp_layout_finish (GString *text, const WpRenderStyle *style);

/* fill.c */
/* What a person sets up first comes first: IMAP, SMTP, POP3. */
extern const WpProtocol wp_render_order[WP_N_PROTOCOLS];
const char *wp_render_tr (const char *msgid, const WpRenderStyle *style);
/* "IMAP"; "HTTP" of "http". Lent, static; the id itself where there is none. */
const char *wp_render_protocol (const char *id);
/* A field in words; the caller owns it. */
char       *wp_render_value (const WpField *field, const WpRenderStyle *style);
/* wp_render_fill with values that are no fields: pairs of name and value, NULL at the end. */
char       *wp_render_fill_pairs (const char *msgid, const WpRenderStyle *style, ...)
  G_GNUC_NULL_TERMINATED;
/* "imap.example.org, smtp.example.org", of char*. */
char       *wp_render_joined (const GPtrArray *texts);
/* "18 204", with no-break blanks. */
char       *wp_render_count (gint64 number);
/* "4.1 GB" */
char       *wp_render_bytes (gint64 bytes, const WpRenderStyle *style);
/* "2026-11-22 06:30:12 UTC" */
char       *wp_render_time (gint64 unix_us);
/* "imap.example.org:993", brackets around an IPv6 literal. */
char       *wp_render_place (const WpEndpoint *endpoint);
/* "TLS 1.3" of "TLSv1.3"; the caller owns it. */
char       *wp_render_tls_version (const char *version);

/* explain.c */
/* With what the texts of a finding are filled where there is no report; the caller owns them. */
WpFields *wp_render_examples (const char *finding);

/* conflict.c */
/* Who names other servers than the chosen ones, and what to do; nothing where all agree. */
void wp_render_conflicts (GString *out, const WpReport *report, const WpRenderStyle *style);

/* origin.c */
/* Of the sources that name it the one believed most; `beside` (NULL: none): of another kind. */
const WpSource *wp_render_best_source (const WpReport *report, const WpCandidate *candidate,
                                       const WpSource *beside);
/* "autoconfig.example.org (from the provider, HTTPS), PACC (…)"; the caller owns it. */
char       *wp_render_who_says (const WpReport *report, const WpCandidate *candidate,
                                const WpRenderStyle *style);
/* The domain of the address as it is read, and as it stands in the settings; the caller owns it. */
char       *wp_render_domain (const WpReport *report, const WpRenderStyle *style);
/* "from example.org's own web site (autoconfig, HTTPS)"; the caller owns it. */
char       *wp_render_from (WpSourceKind kind, const char *domain, const WpRenderStyle *style);
/* "autoconfig", "DNS (SRV)" */
const char *wp_render_brief (WpSourceKind kind, const WpRenderStyle *style);
/* "from the provider, HTTPS", "could be forged here": what a source earns. */
const char *wp_render_trust (WpTrust trust, WpSourceKind kind, const WpRenderStyle *style);
/* A sentence. */
const char *wp_render_why_chosen (WpTrust trust, const WpRenderStyle *style);

/* sources.c */
/* What was asked, a line each, in the order in which they answered. */
void  wp_render_sources (GString *out, const WpReport *report, const WpRenderStyle *style);
/* source-name.c: "autoconfig.example.org", "DNS service records"; the caller owns it. */
char *wp_render_source_name (const WpReport *report, const WpSource *source,
                             const WpRenderStyle *style);

/* as-client.c */
void  wp_render_clients (GString *out, const WpReport *report, const WpRenderStyle *style);
/* A remark in words; the caller owns it. */
char *wp_render_remark (const WpClientRemark *remark, const WpRenderStyle *style);

/* known.c: what the sources say beside servers, and what is known of the provider. */
void  wp_render_offers (GString *out, const WpReport *report, const WpRenderStyle *style);
void  wp_render_pages (GString *out, const WpReport *report, const WpRenderStyle *style);
void  wp_render_provider (GString *out, const WpReport *report, const WpRenderStyle *style);
/* A text on lines of its own, made printable; NULL: nothing. */
void  wp_render_paragraph (GString *out, const char *text, guint indent,
                           const WpRenderStyle *style);
/* "IMAP, SMTP" of bits, 1u << WpProtocol; the caller owns it. */
char *wp_render_protocol_list (guint protocols);

/* notices.c */
/* The two notices that matter most and say more than a demand does; of a report with a provider.
 * FALSE: there was none. */
gboolean wp_render_beside_demands (GString *out, const WpReport *report,
                                   const WpRenderStyle *style);

/* settings.c */
/* A line for each server that was chosen, or that another program finds. */
typedef struct
{
  const WpEndpoint *endpoint;
  WpSign sign;
  gboolean has_sign;
  const char *note; /* lent; NULL: none */
} WpSettingsLine;
/* The registrable domain of a host that is not in the domain of the address; NULL: it is. The
 * caller owns it. */
char *wp_render_foreign (const WpReport *report, const char *host);
/* "STARTTLS", "no encryption" */
const char *wp_render_encryption (const WpEndpoint *endpoint, const WpRenderStyle *style);
void  wp_render_settings (GString *out, const WpReport *report, const WpSettingsLine *lines,
                          guint n_lines, const WpRenderStyle *style);

/* progress.c */
/* What a person has to decide before this goes on, each with its option, below a blank line; those
 * that differ in the server alone are told once. Above a password stands what to know of it, but
 * not what the result says already: it shows the findings that `is_shown` takes; NULL: none. */
void wp_render_open_questions (GString *out, const WpReport *report, WpFindingFilter is_shown,
                               const WpRenderStyle *style);
/* finding.c */
/* Those that `is_shown` takes, each below a blank line. The same fault of several servers is told
 * once, with all of them; where the advice differs, what is the same stands in the first one. */
void wp_render_findings (GString *out, const WpReport *report,
                         WpFindingFilter is_shown,
                         const WpRenderStyle *style);
/* headline.c */
void wp_render_headline (GString *out, const WpReport *report, const WpRenderStyle *style);
/* The headline where a slip of the fingers is why nothing was found; NULL: it is not. The caller
 * owns it. */
char *wp_render_typo (const WpReport *report, const WpRenderStyle *style);
const char *wp_render_service_name (WpProtocol protocol);
/* Nobody gave one, so nothing could log in. */
gboolean wp_render_lacks_password (const WpReport *report);
/* next.c */
void wp_render_next (GString *out, const WpReport *report, const WpRenderStyle *style);
typedef struct
{
  const char *command; /* "check" */
  const char *address; /* or a domain */
  const char *options; /* to be added; NULL */
  const char *note;    /* msgid: what that does */
} WpSuggestion;
/* "Next: waypost COMMAND ADDRESS", the options of this run that found what was found, `options`,
 * and the note. */
void wp_render_suggest (GString *out, const WpReport *report, const WpSuggestion *suggestion,
                        const WpRenderStyle *style);
/* A blank and the word, quoted where a shell takes it for more than a word. */
void wp_render_word (GString *command, const char *word);
/* "Next: COMMAND   note"; further ones stand below the first. `note` is a text. */
void wp_render_command (GString *out, const char *command, const char *note, gboolean is_first,
                        const WpRenderStyle *style);
/* The command without what only that run could read: a password from standard input. `remark`: what
 * to know of it then (msgid); NULL: it is the same. NULL stays NULL; the caller owns it. */
char *wp_render_repeatable (const char *command, const char **remark);
/* "NOTE; REMARK", or the note alone; the caller owns it. */
char *wp_render_remark_on (const char *note, const char *remark, const WpRenderStyle *style);
/* timeline.c */
void wp_render_timeline (GString *out, const WpReport *report, const WpRenderStyle *style);
