/* How a timeline is laid out and drawn; lengths are those at the usual font size, and grow with it.
 * Right to left everything is mirrored, the axis, too. */
#pragma once

#include "gtk/widgets/timeline.h"

typedef struct
{
  GtkWidget *widget;
  const WpTimelineData *data;
  guint row_height;
  gboolean has_lane_names;
  int selected; /* -1: none */
  int hovered;
  double top; /* what is above is scrolled out of sight */
  /* filled in by wp_timeline_measure */
  double scale;
  double width;
  double x0, x1; /* of the axis */
  gint64 span_us;
  gboolean has_name_rows; /* no room beside the bars: lanes are named above them */
} WpTimelinePicture;

/* At this width; the widget's, or one that it is asked about. */
void wp_timeline_measure (WpTimelinePicture *picture, double width);
/* Of one that was measured. */
int  wp_timeline_height (const WpTimelinePicture *picture);
/* Of a bar, in the widget, mirrored where that is due; FALSE: there is none. */
gboolean wp_timeline_area (const WpTimelinePicture *picture, guint bar, GdkRectangle *area);
/* The bar whose row is there, or -1. */
int  wp_timeline_bar_at (const WpTimelinePicture *picture, double y);
void wp_timeline_draw (const WpTimelinePicture *picture, cairo_t *cr);
/* A bar of this kind alone, for a legend: as wide as the widget, in the middle of its height. */
void wp_timeline_draw_swatch (GtkWidget *widget, cairo_t *cr, WpBarKind kind);
