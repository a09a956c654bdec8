/* What every program with a password in it does before anything else. */
#pragma once

/* No core file, no other process of this user that looks in; no standard stream that is closed,
 * since the next socket would take its number and what is printed would go to a server; a reader
 * that went away is an error of writing, not the end. Ends the process where that cannot be had. */
void wp_process_protect (void);
