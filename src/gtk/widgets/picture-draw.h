/* The parts of a picture, each at its place in the units of `cr`. */
#pragma once

#include <gtk/gtk.h>

#include "gtk/flow/scenes.h"

void wp_draw_body (GtkWidget *widget, cairo_t *cr, const WpSceneBody *body);
void wp_draw_wire (GtkWidget *widget, cairo_t *cr, const WpSceneWire *wire);
/* Names below the bodies; what befell them in a word. `scale` is that of `cr`. */
void wp_draw_name (GtkWidget *widget, cairo_t *cr, const WpScene *scene, const WpSceneBody *body,
                   double scale);
void wp_draw_trash (GtkWidget *widget, cairo_t *cr, const WpScene *scene, double scale);
