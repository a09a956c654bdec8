/* A cable with a delay, for kernels without sch_netem.
 *
 * Carries Ethernet frames between two tap devices and holds each one back for a fixed time.
 * The devices are opened by the caller, each in its own network namespace; this program sees
 * two descriptors and knows nothing of namespaces. When the queue is full it stops reading and
 * the kernel's own device queue drops, as a real line would.
 *
 *   usage: delaylink FD-A FD-B ONE-WAY-MICROSECONDS
 *   build: cc -O2 -o delaylink delaylink.c
 */
#define _GNU_SOURCE
#include <poll.h>
#include <sched.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

enum
{
  FRAMES = 4096,
  FRAME_BYTES = 2048,
  BURST = 64
};

typedef struct
{
  long long due_us;
  ssize_t length;
  unsigned char bytes[FRAME_BYTES];
} Frame;

/* One direction: a ring of frames in the order they came, which is also the order they leave. */
typedef struct
{
  Frame frames[FRAMES];
  unsigned first, end;
  int from, to;
} Direction;

static long long
now_us (void)
{
  struct timespec now;
  clock_gettime (CLOCK_MONOTONIC, &now);
  return now.tv_sec * 1000000LL + now.tv_nsec / 1000;
}

static void
take_in (Direction *line, long long delay_us)
{
  for (int i = 0; i < BURST && line->end - line->first < FRAMES; i++)
    {
      Frame *frame = &line->frames[line->end % FRAMES];
      frame->length = read (line->from, frame->bytes, FRAME_BYTES);
      if (frame->length <= 0)
        return;
      frame->due_us = now_us () + delay_us;
      line->end++;
    }
}

/* Returns when the next frame is due, or -1 if none waits. */
static long long
let_out (Direction *line)
{
  for (; line->first != line->end; line->first++)
    {
      Frame *frame = &line->frames[line->first % FRAMES];
      if (frame->due_us > now_us ())
        return frame->due_us;
      if (write (line->to, frame->bytes, (size_t) frame->length) < 0)
        continue; /* the device is down or full: the frame is lost */
    }
  return -1;
}

int
main (int argc, char **argv)
{
  if (argc != 4)
    {
      fputs ("usage: delaylink FD-A FD-B ONE-WAY-MICROSECONDS\n", stderr);
      return 64;
    }
  static Direction lines[2];
  lines[0].from = lines[1].to = atoi (argv[1]);
  lines[1].from = lines[0].to = atoi (argv[2]);
  const long long delay_us = atoll (argv[3]);

  /* Without real-time priority a busy machine adds its own delay; it works without, too. */
  const struct sched_param priority = { .sched_priority = 1 };
  (void) sched_setscheduler (0, SCHED_RR, &priority);

  for (;;)
    {
      long long next_us = -1;
      for (int i = 0; i < 2; i++)
        {
          const long long due_us = let_out (&lines[i]);
          if (due_us >= 0 && (next_us < 0 || due_us < next_us))
            next_us = due_us;
        }

      struct timespec wait = { 0, 0 };
      if (next_us >= 0)
        {
          long long left_us = next_us - now_us ();
          if (left_us < 0)
            left_us = 0;
          wait.tv_sec = left_us / 1000000;
          wait.tv_nsec = left_us % 1000000 * 1000;
        }
      struct pollfd ends[2];
      for (int i = 0; i < 2; i++)
        {
          const bool has_room = lines[i].end - lines[i].first < FRAMES;
          ends[i] = (struct pollfd){ lines[i].from, has_room ? POLLIN : 0, 0 };
        }
      if (ppoll (ends, 2, next_us >= 0 ? &wait : NULL, NULL) > 0)
        for (int i = 0; i < 2; i++)
          take_in (&lines[i], delay_us);
    }
}
