/* What the benchmarks share. */
#pragma once

#include <glib.h>

/* Sorts them. */
double bench_median (double *values, gsize count);
/* Raises the limit of open descriptors. FALSE: there cannot be so many, so the benchmark has to be
 * skipped; that is said on stdout. */
gboolean bench_may_open (guint descriptors);

#define BENCH_SKIPPED 77
