/* See bench.h. */
#include "bench.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>

static int
compare (const void *a, const void *b)
{
  double difference = *(const double *) a - *(const double *) b;

  return difference < 0 ? -1 : difference > 0;
}

double
bench_median (double *values, gsize count)
{
  qsort (values, count, sizeof *values, compare);
  return values[count / 2];
}

gboolean
bench_may_open (guint descriptors)
{
  struct rlimit limit;

  getrlimit (RLIMIT_NOFILE, &limit);
  if (limit.rlim_cur < descriptors)
    {
      limit.rlim_cur = MIN (limit.rlim_max, descriptors);
      setrlimit (RLIMIT_NOFILE, &limit);
    }
  if (limit.rlim_cur >= descriptors)
    return TRUE;
  puts ("skipped: not enough descriptors");
  return FALSE;
}
