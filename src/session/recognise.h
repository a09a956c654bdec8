/* Who probably handles the mail of a domain, by what is known before anything is asked: the notes
 * that come with the program. Sends nothing, so it may follow every key. */
#pragma once

#include "model/provider.h"

typedef struct _WpRecogniser WpRecogniser;

/* Reads the notes once, in a thread: they are as long as a whole frame takes. Until `ready` is
 * called, from the main context of the caller, nobody is known. */
WpRecogniser     *wp_recogniser_new (void (*ready) (gpointer data), gpointer data);
/* `ready` is not called any more. */
void              wp_recogniser_free (WpRecogniser *recogniser);
/* Whose addresses end in this domain (A-labels); NULL: nobody known. Lent, as long as the
 * recogniser. */
const WpProvider *wp_recognise (const WpRecogniser *recogniser, const char *domain);
/* The well-known domain that was probably meant, or NULL; a new string. */
char             *wp_recognise_typo (const WpRecogniser *recogniser, const char *domain);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WpRecogniser, wp_recogniser_free)
