/* See picture.h. Two scenes are kept, and how far the way from one to the other is; what is in both
 * glides, what is in one fades. */
#include "gtk/widgets/picture.h"

#include <math.h>

#include "gtk/widgets/envelope.h"
#include "gtk/widgets/picture-draw.h"
#include "gtk/widgets/scale.h"

#define GLIDE_US 250000
#define LEAST_SHARE 0.5 /* of the usual size, where there is no room */
#define OUT_OF_REACH 0.3
#define IN_TRASH 0.55

struct _WpPicture
{
  GtkDrawingArea parent;

  WpScene from, to;
  gboolean has_scene;
  double way; /* 0 … 1 */
  gint64 began_us;
  guint tick;
};

G_DEFINE_FINAL_TYPE (WpPicture, wp_picture, GTK_TYPE_DRAWING_AREA)

/* Between two scenes */

static double
between (double from, double to, double way)
{
  return from + (to - from) * way;
}

static WpSceneBox
box_between (const WpSceneBox *from, const WpSceneBox *to, double way)
{
  return (WpSceneBox){ between (from->x, to->x, way), between (from->y, to->y, way),
                       between (from->width, to->width, way),
                       between (from->height, to->height, way) };
}

/* The same mail on the same body; one that went to the trash there is still the same. */
static const WpSceneMail *
find_mail (const WpScene *scene, const WpSceneMail *mail)
{
  const WpSceneMail *found = NULL;

  for (guint i = 0; i < scene->n_mails; i++)
    {
      const WpSceneMail *other = &scene->mails[i];

      if (other->mail != mail->mail || other->body != mail->body)
        continue;
      if (other->shelf == mail->shelf)
        return other;
      if (other->shelf == WP_SHELF_TRASH || mail->shelf == WP_SHELF_TRASH)
        found = other;
    }
  return found;
}

static gboolean
is_out_of_reach (const WpScene *scene, WpBodyKind kind)
{
  const WpSceneBody *body = wp_scene_body (scene, kind);

  return body != NULL && (body->mark == WP_MARK_NO_LINE || body->mark == WP_MARK_LOCKED);
}

/* Drawing */

typedef struct
{
  GtkWidget *widget;
  cairo_t *cr;
  double scale; /* of `cr` */
} Sheet;

static void
begin_faint (const Sheet *sheet, double alpha)
{
  cairo_save (sheet->cr);
  if (alpha < 1)
    cairo_push_group (sheet->cr);
}

static void
end_faint (const Sheet *sheet, double alpha)
{
  if (alpha < 1)
    {
      cairo_pop_group_to_source (sheet->cr);
      cairo_paint_with_alpha (sheet->cr, alpha);
    }
  cairo_restore (sheet->cr);
}

static void
draw_body (const Sheet *sheet, const WpScene *scene, const WpSceneBody *body, double alpha)
{
  if (alpha <= 0)
    return;
  begin_faint (sheet, alpha);
  wp_draw_body (sheet->widget, sheet->cr, body);
  wp_draw_name (sheet->widget, sheet->cr, scene, body, sheet->scale);
  end_faint (sheet, alpha);
}

static void
draw_bodies (const Sheet *sheet, const WpScene *from, const WpScene *to, double way)
{
  for (guint i = 0; i < from->n_bodies; i++)
    if (wp_scene_body (to, from->bodies[i].kind) == NULL)
      draw_body (sheet, from, &from->bodies[i], 1 - way);
  for (guint i = 0; i < to->n_bodies; i++)
    {
      const WpSceneBody *before = wp_scene_body (from, to->bodies[i].kind);
      WpSceneBody now = to->bodies[i];

      if (before != NULL)
        now.box = box_between (&before->box, &now.box, way);
      draw_body (sheet, to, &now, before != NULL ? 1 : way);
    }
}

static void
draw_mail (const Sheet *sheet, const WpSceneMail *mail, double alpha)
{
  if (alpha <= 0)
    return;
  begin_faint (sheet, alpha);
  wp_envelope_draw (sheet->widget, sheet->cr, &mail->box, mail->kind);
  end_faint (sheet, alpha);
}

static double
strength (const WpScene *scene, const WpSceneMail *mail)
{
  if (mail->shelf == WP_SHELF_TRASH)
    return IN_TRASH;
  return is_out_of_reach (scene, mail->body) ? OUT_OF_REACH : 1;
}

/* A mail that becomes something else fades from one look to the other. */
static void
draw_gliding (
    const Sheet *sheet, const WpSceneMail *before, WpSceneMail *now, double way, double alpha)
{
  now->box = box_between (&before->box, &now->box, way);
  if (before->kind != now->kind)
    {
      WpSceneMail fading = *now;

      fading.kind = before->kind;
      draw_mail (sheet, &fading, (1 - way) * alpha);
      alpha *= way;
    }
  draw_mail (sheet, now, alpha);
}

static void
draw_mails (const Sheet *sheet, const WpScene *from, const WpScene *to, double way)
{
  for (guint i = 0; i < from->n_mails; i++)
    if (find_mail (to, &from->mails[i]) == NULL)
      draw_mail (sheet, &from->mails[i], (1 - way) * strength (from, &from->mails[i]));
  for (guint i = 0; i < to->n_mails; i++)
    {
      WpSceneMail now = to->mails[i];
      const WpSceneMail *before = find_mail (from, &now);
      double alpha = strength (to, &now);

      if (before == NULL)
        draw_mail (sheet, &now, way * alpha);
      else
        draw_gliding (sheet, before, &now, way, between (strength (from, before), alpha, way));
    }
}

static void
draw_wires (const Sheet *sheet, const WpScene *scene, double alpha)
{
  if (alpha <= 0)
    return;
  begin_faint (sheet, alpha);
  for (guint i = 0; i < scene->n_wires; i++)
    wp_draw_wire (sheet->widget, sheet->cr, &scene->wires[i]);
  end_faint (sheet, alpha);
}

static void
draw_trash (const Sheet *sheet, const WpScene *scene, double alpha)
{
  if (alpha <= 0 || scene->trash.width <= 0)
    return;
  begin_faint (sheet, alpha);
  wp_draw_trash (sheet->widget, sheet->cr, scene, sheet->scale);
  end_faint (sheet, alpha);
}

static void
draw_scenes (const Sheet *sheet, const WpScene *from, const WpScene *to, double way)
{
  draw_wires (sheet, from, 1 - way);
  draw_wires (sheet, to, way);
  draw_bodies (sheet, from, to, way);
  draw_trash (sheet, from, 1 - way);
  draw_trash (sheet, to, way);
  draw_mails (sheet, from, to, way);
}

static gboolean
wp_picture_draw (GtkWidget *widget, cairo_t *cr)
{
  WpPicture *self = WP_PICTURE (widget);
  double width = gtk_widget_get_allocated_width (widget);
  double height = gtk_widget_get_allocated_height (widget);
  WpScene from = self->from, to = self->to;
  Sheet sheet = { widget, cr, wp_scale_of (widget) };

  if (!self->has_scene)
    return FALSE;
  sheet.scale = MIN (sheet.scale, width / to.width);
  if (gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL)
    {
      wp_scene_mirror (&from);
      wp_scene_mirror (&to);
    }
  cairo_translate (cr, floor ((width - to.width * sheet.scale) / 2),
                   floor (MAX (height - to.height * sheet.scale, 0) / 2));
  cairo_scale (cr, sheet.scale, sheet.scale);
  draw_scenes (&sheet, &from, &to, self->way);
  return FALSE;
}

/* Motion */

static gboolean
on_tick (GtkWidget *widget, GdkFrameClock *clock, gpointer data G_GNUC_UNUSED)
{
  WpPicture *self = WP_PICTURE (widget);
  gint64 now_us = gdk_frame_clock_get_frame_time (clock);
  double share;

  if (self->began_us == 0)
    self->began_us = now_us;
  share = MIN ((now_us - self->began_us) / (double) GLIDE_US, 1);
  self->way = 1 - pow (1 - share, 3);
  gtk_widget_queue_draw (widget);
  if (share < 1)
    return G_SOURCE_CONTINUE;
  self->way = 1;
  self->tick = 0;
  return G_SOURCE_REMOVE;
}

static gboolean
may_move (WpPicture *self)
{
  gboolean is_on;

  g_object_get (gtk_widget_get_settings (GTK_WIDGET (self)), "gtk-enable-animations", &is_on, NULL);
  return is_on && self->has_scene && gtk_widget_get_mapped (GTK_WIDGET (self));
}

static void
stand_still (WpPicture *self)
{
  if (self->tick != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->tick);
  self->tick = 0;
  self->way = 1;
}

static gboolean
is_same (const WpScene *a, const WpScene *b)
{
  if (a->n_bodies != b->n_bodies || a->n_mails != b->n_mails || a->n_wires != b->n_wires
      || a->has_webmail != b->has_webmail || a->height != b->height
      || a->trash.width != b->trash.width)
    return FALSE;
  for (guint i = 0; i < a->n_bodies; i++)
    if (a->bodies[i].kind != b->bodies[i].kind || a->bodies[i].mark != b->bodies[i].mark
        || a->bodies[i].box.x != b->bodies[i].box.x)
      return FALSE;
  for (guint i = 0; i < a->n_mails; i++)
    if (a->mails[i].mail != b->mails[i].mail || a->mails[i].kind != b->mails[i].kind
        || a->mails[i].body != b->mails[i].body || a->mails[i].shelf != b->mails[i].shelf)
      return FALSE;
  for (guint i = 0; i < a->n_wires; i++)
    if (a->wires[i].is_dashed != b->wires[i].is_dashed
        || a->wires[i].has_head_first != b->wires[i].has_head_first)
      return FALSE;
  return TRUE;
}

void
wp_picture_set (WpPicture *self, const WpScene *scene, const char *name, const char *sentence)
{
  AtkObject *accessible = gtk_widget_get_accessible (GTK_WIDGET (self));
  gboolean is_resized = !self->has_scene || self->to.height != scene->height;

  atk_object_set_name (accessible, name);
  atk_object_set_description (accessible, sentence);
  if (self->has_scene && is_same (&self->to, scene))
    return;
  stand_still (self);
  self->from = self->has_scene ? self->to : *scene;
  self->to = *scene;
  if (may_move (self))
    {
      self->way = 0;
      self->began_us = 0;
      self->tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), on_tick, NULL, NULL);
    }
  self->has_scene = TRUE;
  if (is_resized)
    gtk_widget_queue_resize (GTK_WIDGET (self));
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* Size */

static GtkSizeRequestMode
wp_picture_get_request_mode (GtkWidget *widget G_GNUC_UNUSED)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
wp_picture_get_preferred_width (GtkWidget *widget, gint *least, gint *natural)
{
  const WpScene *scene = &WP_PICTURE (widget)->to;
  double scale = wp_scale_of (widget);

  *least = (int) ceil (scene->width * MIN (scale, 1) * LEAST_SHARE);
  *natural = (int) ceil (scene->width * scale);
}

static void
wp_picture_get_preferred_height_for_width (GtkWidget *widget,
                                           gint width,
                                           gint *least,
                                           gint *natural)
{
  const WpScene *scene = &WP_PICTURE (widget)->to;
  double scale = wp_scale_of (widget);

  if (scene->width > 0)
    scale = MIN (scale, width / scene->width);
  *least = *natural = (int) ceil (scene->height * scale);
}

static void
wp_picture_get_preferred_height (GtkWidget *widget, gint *least, gint *natural)
{
  *least = *natural = (int) ceil (WP_PICTURE (widget)->to.height * wp_scale_of (widget));
}

static void
wp_picture_class_init (WpPictureClass *class)
{
  GtkWidgetClass *widget = GTK_WIDGET_CLASS (class);

  widget->draw = wp_picture_draw;
  widget->get_request_mode = wp_picture_get_request_mode;
  widget->get_preferred_width = wp_picture_get_preferred_width;
  widget->get_preferred_height = wp_picture_get_preferred_height;
  widget->get_preferred_height_for_width = wp_picture_get_preferred_height_for_width;
}

static void
on_style (GtkWidget *widget, gpointer data G_GNUC_UNUSED)
{
  gtk_widget_queue_resize (widget);
}

static void
wp_picture_init (WpPicture *self)
{
  self->way = 1;
  atk_object_set_role (gtk_widget_get_accessible (GTK_WIDGET (self)), ATK_ROLE_IMAGE);
  g_signal_connect (self, "style-updated", G_CALLBACK (on_style), NULL);
}

GtkWidget *
wp_picture_new (void)
{
  return g_object_new (WP_TYPE_PICTURE, NULL);
}
