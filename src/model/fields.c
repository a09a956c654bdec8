/* See fields.h. */
#include "model/fields.h"

struct _WpFields
{
  GArray *array; /* of WpField */
};

static void
field_clear (gpointer data)
{
  WpField *field = data;

  g_free (field->text);
  g_strfreev (field->list);
}

WpFields *
wp_fields_new (void)
{
  WpFields *fields = g_new0 (WpFields, 1);

  fields->array = g_array_new (FALSE, TRUE, sizeof (WpField));
  g_array_set_clear_func (fields->array, field_clear);
  return fields;
}

void
wp_fields_free (WpFields *fields)
{
  if (fields == NULL)
    return;
  g_array_unref (fields->array);
  g_free (fields);
}

static void
set (WpFields *fields, WpField field)
{
  for (guint i = 0; i < fields->array->len; i++)
    {
      WpField *old = &g_array_index (fields->array, WpField, i);

      if (g_str_equal (old->key, field.key))
        {
          field_clear (old);
          *old = field;
          return;
        }
    }
  g_array_append_val (fields->array, field);
}

WpFields *
wp_fields_dup (const WpFields *fields)
{
  WpFields *copy = wp_fields_new ();

  for (guint i = 0; i < wp_fields_count (fields); i++)
    {
      WpField field = *wp_fields_nth (fields, i);

      field.text = g_strdup (field.text);
      field.list = g_strdupv (field.list);
      g_array_append_val (copy->array, field);
    }
  return copy;
}

void
wp_fields_set_text (WpFields *fields, const char *key, const char *text)
{
  if (text != NULL)
    set (fields, (WpField){ .key = key, .kind = WP_FIELD_TEXT, .text = g_strdup (text) });
}

void
wp_fields_set_number (WpFields *fields, const char *key, gint64 number)
{
  set (fields, (WpField){ .key = key, .kind = WP_FIELD_NUMBER, .number = number });
}

void
wp_fields_set_flag (WpFields *fields, const char *key, gboolean flag)
{
  set (fields, (WpField){ .key = key, .kind = WP_FIELD_FLAG, .number = flag != FALSE });
}

void
wp_fields_set_list (WpFields *fields, const char *key, const char *const *list)
{
  if (list != NULL)
    set (fields,
         (WpField){ .key = key, .kind = WP_FIELD_LIST, .list = g_strdupv ((char **) list) });
}

void
wp_fields_set_map (WpFields *fields, const char *key, const char *const *pairs)
{
  if (pairs == NULL)
    return;
  g_return_if_fail (g_strv_length ((char **) pairs) % 2 == 0);
  set (fields, (WpField){ .key = key, .kind = WP_FIELD_MAP, .list = g_strdupv ((char **) pairs) });
}

void
wp_fields_remove (WpFields *fields, const char *key)
{
  for (guint i = 0; i < fields->array->len; i++)
    if (g_str_equal (g_array_index (fields->array, WpField, i).key, key))
      {
        g_array_remove_index (fields->array, i);
        return;
      }
}

guint
wp_fields_count (const WpFields *fields)
{
  return fields == NULL ? 0 : fields->array->len;
}

const WpField *
wp_fields_nth (const WpFields *fields, guint n)
{
  return n < wp_fields_count (fields) ? &g_array_index (fields->array, WpField, n) : NULL;
}

const WpField *
wp_fields_find (const WpFields *fields, const char *key)
{
  for (guint i = 0; i < wp_fields_count (fields); i++)
    if (g_str_equal (wp_fields_nth (fields, i)->key, key))
      return wp_fields_nth (fields, i);
  return NULL;
}

static const WpField *
find_kind (const WpFields *fields, const char *key, WpFieldKind kind)
{
  const WpField *field = wp_fields_find (fields, key);

  return field != NULL && field->kind == kind ? field : NULL;
}

const char *
wp_fields_text (const WpFields *fields, const char *key)
{
  const WpField *field = find_kind (fields, key, WP_FIELD_TEXT);

  return field == NULL ? NULL : field->text;
}

gint64
wp_fields_number (const WpFields *fields, const char *key)
{
  const WpField *field = find_kind (fields, key, WP_FIELD_NUMBER);

  return field == NULL ? -1 : field->number;
}

gboolean
wp_fields_flag (const WpFields *fields, const char *key)
{
  const WpField *field = find_kind (fields, key, WP_FIELD_FLAG);

  return field != NULL && field->number != 0;
}

const char *const *
wp_fields_list (const WpFields *fields, const char *key)
{
  const WpField *field = find_kind (fields, key, WP_FIELD_LIST);

  return field == NULL ? NULL : (const char *const *) field->list;
}

gboolean
wp_fields_list_has (const WpFields *fields, const char *key, const char *word)
{
  const char *const *list = wp_fields_list (fields, key);

  return list != NULL && g_strv_contains (list, word);
}

const char *const *
wp_fields_map (const WpFields *fields, const char *key)
{
  const WpField *field = find_kind (fields, key, WP_FIELD_MAP);

  return field == NULL ? NULL : (const char *const *) field->list;
}

const char *
wp_fields_map_text (const WpFields *fields, const char *key, const char *name)
{
  const char *const *pairs = wp_fields_map (fields, key);

  for (; pairs != NULL && *pairs != NULL; pairs += 2)
    if (g_str_equal (pairs[0], name))
      return pairs[1];
  return NULL;
}
