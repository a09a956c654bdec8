/* How the windows have texts rendered: translated, whole (nothing is wrapped), in UTF-8. */
#pragma once

#include "render/render.h"

const WpRenderStyle *wp_words (void);
/* What the person can do. The options of a terminal, which texts name in parentheses, are left out;
 * the caller owns it. Of a finding whose id has a text. */
char *wp_words_remedy (const WpFinding *finding);
/* "0.9 s" above a second, "310 ms" below; the caller owns it. */
char *wp_words_duration (gint64 us);
/* The same to be read out: "310 milliseconds", "0.9 seconds". The caller owns it. */
char *wp_words_duration_spoken (gint64 us);
/* The day as the person's country writes it, or like 2026-01-31 where none is set; with the time of
 * the day, or not. In the local zone; "" for a time out of range. The caller owns it. */
char *wp_words_day (gint64 unix_us, gboolean has_time);
/* "Receiving by IMAP", "Receiving by POP", "Sending"; translated, lent. */
const char *wp_words_service (WpProtocol protocol);
/* In which services are shown: receiving, then sending. */
extern const WpProtocol wp_words_order[WP_N_PROTOCOLS];
/* "IMAP", "POP", "SMTP" */
const char *wp_words_protocol (WpProtocol protocol);
/* "Port 993, encrypted"; the caller owns it. */
char *wp_words_server (const WpEndpoint *endpoint);
