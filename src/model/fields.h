/* A small ordered set of named values: the evidence of a step, the parameters of a finding, the
 * facts of a report. Keys are compile-time constants (model/keys.h), lower_snake, with the unit in
 * the name. Texts in it are already printable. Setting a key again replaces its value. */
#pragma once

#include <glib.h>

typedef enum
{
  WP_FIELD_TEXT,
  WP_FIELD_NUMBER,
  WP_FIELD_FLAG,
  WP_FIELD_LIST, /* of texts */
  WP_FIELD_MAP,  /* from names to texts */
} WpFieldKind;

typedef struct
{
  const char *key; /* static */
  WpFieldKind kind;
  char *text;
  gint64 number; /* also the flag */
  char **list; /* of a map: name, text, name, text … */
} WpField;

typedef struct _WpFields WpFields;

WpFields      *wp_fields_new (void);
void           wp_fields_free (WpFields *fields);
WpFields      *wp_fields_dup (const WpFields *fields);

/* NULL texts and lists are not set. `key` must be static. */
void           wp_fields_set_text (WpFields *fields, const char *key, const char *text);
void           wp_fields_set_number (WpFields *fields, const char *key, gint64 number);
void           wp_fields_set_flag (WpFields *fields, const char *key, gboolean flag);
void           wp_fields_set_list (WpFields *fields, const char *key, const char *const *list);
/* `pairs`: name, text, name, text …, NULL. */
void           wp_fields_set_map (WpFields *fields, const char *key, const char *const *pairs);
/* Forgets the key, if it is there. */
void           wp_fields_remove (WpFields *fields, const char *key);

guint          wp_fields_count (const WpFields *fields);
const WpField *wp_fields_nth (const WpFields *fields, guint n);
const WpField *wp_fields_find (const WpFields *fields, const char *key);
/* NULL, -1 and FALSE where the key is absent or of another kind. */
const char    *wp_fields_text (const WpFields *fields, const char *key);
gint64         wp_fields_number (const WpFields *fields, const char *key);
gboolean       wp_fields_flag (const WpFields *fields, const char *key);
const char *const *wp_fields_list (const WpFields *fields, const char *key);
gboolean       wp_fields_list_has (const WpFields *fields, const char *key, const char *word);
/* Name, text, name, text …, NULL; lent. */
const char *const *wp_fields_map (const WpFields *fields, const char *key);
/* The text of one name, or NULL. */
const char    *wp_fields_map_text (const WpFields *fields, const char *key, const char *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WpFields, wp_fields_free)
