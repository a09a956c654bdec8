/* What the parts of render/ share: words in columns, and values in words. */
#pragma once

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

/* layout.c */
guint wp_layout_columns (const WpRenderStyle *style);
/* Columns that a text takes on a terminal: wide characters two, combining ones none. */
guint wp_layout_width (const char *text);
/* Appends `text` broken at blanks; a word wider than a line is cut, unless it is a pin to be
 * copied. `used` columns of the present
 * line are taken; further lines begin with `indent` blanks. Ends without a line feed. */
void  wp_layout_wrap (GString *out, const char *text, guint used, guint indent, guint columns);
void  wp_layout_pad (GString *out, guint count);
/* Cuts to at most `columns`, "…" last. The caller owns it. */
char *wp_layout_cut (const char *text, guint columns);
/* The sign and a blank: two columns. Colour only here. */
void  wp_layout_sign (GString *out, WpSign sign, const WpRenderStyle *style);
/* Typographic signs become ASCII where the terminal has no UTF-8; frees `text`, the caller owns the
 * result. */
char *wp_layout_finish (GString *text, const WpRenderStyle *style);

/* fill.c */
const char *wp_render_tr (const char *msgid, const WpRenderStyle *style);
/* "IMAP"; "HTTP" of "http". Lent, static; the id itself where there is none. */
const char *wp_render_protocol (const char *id);
/* A field in words; the caller owns it. */
char       *wp_render_value (const WpField *field);
/* wp_render_fill with values that are no fields: pairs of name and value, NULL at the end. */
char       *wp_render_fill_pairs (const char *msgid, const WpRenderStyle *style, ...)
  G_GNUC_NULL_TERMINATED;
/* "18 204", with no-break blanks. */
char       *wp_render_count (gint64 number);
/* "4.1 GB" */
char       *wp_render_bytes (gint64 bytes);
/* "2026-11-22 06:30:12 UTC" */
char       *wp_render_time (gint64 unix_us);
/* "imap.example.org:993", brackets around an IPv6 literal. */
char       *wp_render_place (const WpEndpoint *endpoint);
/* "TLS 1.3" of "TLSv1.3"; the caller owns it. */
char       *wp_render_tls_version (const char *version);

/* finding.c */
/* What the person can do, with the option to leave out where one stands in the way; the caller owns
 * it. */
char *wp_render_remedy (const WpFinding *finding, const WpRenderStyle *style);
void wp_render_finding (GString *out, const WpReport *report, const WpFinding *finding,
                        const WpRenderStyle *style);
/* One like an earlier one, about another server: what differs, and "the same as above". */
void wp_render_finding_again (GString *out, const WpReport *report, const WpFinding *finding,
                              const WpFinding *earlier, const WpRenderStyle *style);
/* headline.c */
void wp_render_headline (GString *out, const WpReport *report, const WpRenderStyle *style);
const char *wp_render_service_name (WpProtocol protocol);
/* A person answered no to the question that this service waited for. */
gboolean wp_render_was_declined (const WpReport *report, const WpService *service);
/* Nobody gave one, so nothing could log in. */
gboolean wp_render_lacks_password (const WpReport *report);
/* next.c */
void wp_render_next (GString *out, const WpReport *report, const WpRenderStyle *style);
/* timeline.c */
void wp_render_timeline (GString *out, const WpReport *report, const WpRenderStyle *style);
