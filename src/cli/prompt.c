/* See prompt.h. */
#include "cli/prompt.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include <glib-unix.h>
#include <openssl/crypto.h>

#include "base/limits.h"

struct _WpPrompt
{
  int fd;
  guint source;
  gboolean is_secret;
  struct termios before;
  WpPromptFunc func;
  gpointer data;
};

gboolean
wp_prompt_is_possible (void)
{
  int fd;

  if (!isatty (STDIN_FILENO) && !isatty (STDERR_FILENO))
    return FALSE;
  fd = open ("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY);
  if (fd < 0)
    return FALSE;
  close (fd);
  return TRUE;
}

/* Where the person's own line end was not shown, or did not come. */
static gboolean
end_line (const WpPrompt *prompt)
{
  return write (prompt->fd, "\n", 1) == 1;
}

void
wp_prompt_free (WpPrompt *prompt)
{
  if (prompt == NULL)
    return;
  if (prompt->source != 0)
    {
      g_source_remove (prompt->source);
      end_line (prompt);
    }
  if (prompt->is_secret)
    tcsetattr (prompt->fd, TCSAFLUSH, &prompt->before);
  close (prompt->fd);
  g_free (prompt);
}

/* The terminal is in its line mode, so one read is one line. */
static gboolean
on_input (int fd, GIOCondition condition G_GNUC_UNUSED, gpointer data)
{
  WpPrompt *prompt = data;
  WpPromptFunc func = prompt->func;
  gpointer func_data = prompt->data;
  char line[WP_LIMIT_SECRET_BYTES];
  gssize count = read (fd, line, sizeof line);
  gboolean is_end;

  if (count < 0 && (errno == EINTR || errno == EAGAIN))
    return G_SOURCE_CONTINUE;
  if ((prompt->is_secret || count <= 0) && !end_line (prompt))
    count = 0;
  prompt->source = 0;
  wp_prompt_free (prompt);
  is_end = count <= 0;
  while (count > 0 && (line[count - 1] == '\n' || line[count - 1] == '\r'))
    count--;
  func (is_end ? NULL : line, is_end ? 0 : (gsize) count, func_data);
  OPENSSL_cleanse (line, sizeof line);
  return G_SOURCE_REMOVE;
}

WpPrompt *
wp_prompt_new (const char *text, gboolean is_secret, WpPromptFunc func, gpointer data)
{
  int fd = open ("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY);
  WpPrompt *prompt;

  if (fd < 0)
    return NULL;
  prompt = g_new0 (WpPrompt, 1);
  prompt->fd = fd;
  prompt->func = func;
  prompt->data = data;
  if (is_secret && tcgetattr (fd, &prompt->before) == 0)
    {
      struct termios silent = prompt->before;

      /* Nor can it be suspended here: whoever brings it back would type with the echo on. */
      silent.c_lflag &= ~(tcflag_t) (ECHO | ECHONL);
      silent.c_cc[VSUSP] = _POSIX_VDISABLE;
      silent.c_cc[VQUIT] = _POSIX_VDISABLE;
      prompt->is_secret = tcsetattr (fd, TCSAFLUSH, &silent) == 0;
    }
  if (is_secret && !prompt->is_secret)
    {
      /* A secret that would be shown is not asked for. */
      wp_prompt_free (prompt);
      return NULL;
    }
  if (write (fd, text, strlen (text)) < 0)
    {
      wp_prompt_free (prompt);
      return NULL;
    }
  prompt->source = g_unix_fd_add (fd, G_IO_IN | G_IO_HUP | G_IO_ERR, on_input, prompt);
  return prompt;
}
