/* Runs a program and appends its greatest resident set, in KiB, to a file.
 *
 * A process counts what its parent had when it was forked as its own, even after exec. So the
 * parent has to be a small one: this one, which links nothing but libc.
 *
 *   usage: bench-peak FILE PROGRAM ARGUMENTS... */
#include <stdio.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

int
main (int argc, char **argv)
{
  struct rusage usage;
  FILE *file;
  pid_t pid;
  int status;

  if (argc < 3)
    return 64;
  pid = fork ();
  if (pid == 0)
    {
      execv (argv[2], argv + 2);
      perror (argv[2]);
      _exit (127);
    }
  if (pid < 0 || wait4 (pid, &status, 0, &usage) != pid || !WIFEXITED (status))
    return 70;
  file = fopen (argv[1], "a");
  if (file == NULL || fprintf (file, "%ld\n", usage.ru_maxrss) < 0 || fclose (file) != 0)
    return 74;
  return WEXITSTATUS (status);
}
