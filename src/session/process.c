/* See process.h. */
#include "session/process.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <openssl/crypto.h>

#include "model/exit.h"

/* The leak check of a sanitized build needs ptrace. */
static void
protect_memory (void)
{
  const struct rlimit none = { 0, 0 };

  setrlimit (RLIMIT_CORE, &none);
#ifndef __SANITIZE_ADDRESS__
  prctl (PR_SET_DUMPABLE, 0);
#endif
}

/* Opened the wrong way round, a stream fails as a closed one does. */
static void
protect_streams (void)
{
  for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
    if (fcntl (fd, F_GETFD) < 0
        && open ("/dev/null", fd == STDIN_FILENO ? O_WRONLY : O_RDONLY) != fd)
      _exit (WP_EXIT_BUG);
  signal (SIGPIPE, SIG_IGN);
}

void
wp_process_protect (void)
{
  protect_streams ();
  protect_memory ();
  /* A thread that loads authorities or derives a key may still be at it when the program ends. */
  OPENSSL_init_crypto (OPENSSL_INIT_NO_ATEXIT, NULL);
}
