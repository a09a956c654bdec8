/* A session that does what a test says: the same interface as src/session/session.h, without a
 * network. Linked in its place. */
#pragma once

#include "session/session.h"

/* The one that was begun last, and has not been freed; NULL: none. */
WpSession *scripted_session (void);
/* How many were begun so far. */
guint      scripted_count (void);
/* Its report, to be filled in. Adding to it emits "grew". */
WpReport  *scripted_report (void);
/* Adds a question, as the check does. */
void       scripted_ask (const char *static_id, const char *allow);
/* A service of this protocol, on a server of this host. */
WpService *scripted_service (WpProtocol protocol, const char *host, WpWorks works);
void       scripted_progress (guint folders, guint all);
/* Ends the run with this exit code. */
void       scripted_end (int code);
/* What the last answer to the password question was; NULL: none, or it was left open. */
const char *scripted_password (void);
/* The same of the last login for sending; NULL: none, or it was the same. */
const char *scripted_sending_username (void);
const char *scripted_sending_password (void);
gboolean    scripted_was_cancelled (void);
/* What the last session was told. */
const WpTask           *scripted_task (void);
const WpSessionOptions *scripted_options (void);
/* The next _start or _set_sending fails with this sentence; NULL: it does not. */
void       scripted_fail_next (const char *sentence);
