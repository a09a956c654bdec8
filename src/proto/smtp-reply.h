/* SMTP replies (RFC 5321 §4.2): one or more lines with the same code, the last without a hyphen.
 * Lines go in one at a time; the enhanced code (RFC 2034) is taken out of each. */
#pragma once

#include <glib.h>

#define WP_SMTP_ENHANCED_SIZE 16

typedef struct
{
  guint code;      /* 0: no line yet */
  char status[4];
  char enhanced[WP_SMTP_ENHANCED_SIZE]; /* "5.7.8" of the first line that has one; "" if none */
  GPtrArray *lines; /* of GString*: texts without codes, those beyond the limit are counted only */
  guint n_lines;
} WpSmtpReply;

void     wp_smtp_reply_init (WpSmtpReply *reply);
void     wp_smtp_reply_clear (WpSmtpReply *reply);
void     wp_smtp_reply_reset (WpSmtpReply *reply);
/* 1: the reply is complete; 0: more lines follow; -1: not a reply, or another code than before. */
int      wp_smtp_reply_add (WpSmtpReply *reply, const guint8 *line, gsize count);
/* All lines as one text. The caller owns it. */
GString *wp_smtp_reply_text (const WpSmtpReply *reply);
