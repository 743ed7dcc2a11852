/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-fields.h"

/*
 * The container that holds the values of a caller, each by its key and of its key's type.
 */

typedef struct
{
  gboolean present;
  union
  {
    char *string;
    char **strv;
    gint64 number;
    gboolean boolean;
  };
} Value;

struct _GnomonFields
{
  GnomonKind kind;
  const GnomonKey *keys;
  gsize n_values;
  Value values[];
};

G_DEFINE_BOXED_TYPE (GnomonFields, gnomon_fields, gnomon_fields_copy, gnomon_fields_free)

static gboolean
is_key_of_type (const GnomonFields *self,
                int                 key,
                GnomonValueType     type)
{
  return self != NULL && key >= 0 && (gsize) key < self->n_values &&
         self->keys[key].type == type;
}

static gboolean
is_number_key (const GnomonFields *self,
               int                 key)
{
  return is_key_of_type (self, key, GNOMON_VALUE_INT) ||
         is_key_of_type (self, key, GNOMON_VALUE_INT64);
}

/**
 * gnomon_fields_new:
 * @kind: what the fields belong to
 *
 * Returns: (transfer full): fields, all of them absent
 */
GnomonFields *
gnomon_fields_new (GnomonKind kind)
{
  const GnomonKey *keys;
  GnomonFields *self;
  gsize n_values;

  keys = gnomon_kind_get_keys (kind, &n_values);
  g_return_val_if_fail (keys != NULL, NULL);

  self = g_malloc0 (sizeof (GnomonFields) + n_values * sizeof (Value));
  self->kind = kind;
  self->keys = keys;
  self->n_values = n_values;

  return self;
}

/**
 * gnomon_fields_copy:
 * @self: fields
 *
 * Returns: (transfer full): a deep copy
 */
GnomonFields *
gnomon_fields_copy (const GnomonFields *self)
{
  GnomonFields *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = gnomon_fields_new (self->kind);
  for (gsize i = 0; i < self->n_values; i++)
    {
      if (!self->values[i].present)
        continue;

      copy->values[i] = self->values[i];
      if (self->keys[i].type == GNOMON_VALUE_STRING)
        copy->values[i].string = g_strdup (self->values[i].string);
      else if (self->keys[i].type == GNOMON_VALUE_STRV)
        copy->values[i].strv = g_strdupv (self->values[i].strv);
    }

  return copy;
}

/**
 * gnomon_fields_free:
 * @self: (transfer full) (nullable): fields
 */
void
gnomon_fields_free (GnomonFields *self)
{
  if (self == NULL)
    return;

  for (gsize i = 0; i < self->n_values; i++)
    gnomon_fields_unset (self, (int) i);
  g_free (self);
}

/**
 * gnomon_fields_get_kind:
 * @self: fields
 *
 * Returns: what the fields belong to
 */
GnomonKind
gnomon_fields_get_kind (const GnomonFields *self)
{
  g_return_val_if_fail (self != NULL, GNOMON_KIND_EVENT);

  return self->kind;
}

/**
 * gnomon_fields_set_string:
 * @self: fields
 * @key: a key of strings
 * @value: (nullable): what it shall have; %NULL makes it absent, which an empty string does not
 */
void
gnomon_fields_set_string (GnomonFields *self,
                          int           key,
                          const char   *value)
{
  char *copy;

  g_return_if_fail (is_key_of_type (self, key, GNOMON_VALUE_STRING));

  copy = g_strdup (value);
  gnomon_fields_unset (self, key);
  self->values[key].string = copy;
  self->values[key].present = copy != NULL;
}

/**
 * gnomon_fields_set_boolean:
 * @self: fields
 * @key: a key of booleans
 * @value: what it shall have
 */
void
gnomon_fields_set_boolean (GnomonFields *self,
                           int           key,
                           gboolean      value)
{
  g_return_if_fail (is_key_of_type (self, key, GNOMON_VALUE_BOOLEAN));

  self->values[key].boolean = !!value;
  self->values[key].present = TRUE;
}

/**
 * gnomon_fields_set_int:
 * @self: fields
 * @key: a key of integers, of 32 or 64 bits
 * @value: what it shall have; the caller sees to it that it fits
 */
void
gnomon_fields_set_int (GnomonFields *self,
                       int           key,
                       gint64        value)
{
  g_return_if_fail (is_number_key (self, key));

  self->values[key].number = value;
  self->values[key].present = TRUE;
}

/**
 * gnomon_fields_set_strv:
 * @self: fields
 * @key: a key of string lists
 * @value: (nullable): what it shall have; %NULL makes it absent, which an empty list does not
 */
void
gnomon_fields_set_strv (GnomonFields       *self,
                        int                 key,
                        const char * const *value)
{
  char **copy;

  g_return_if_fail (is_key_of_type (self, key, GNOMON_VALUE_STRV));

  copy = g_strdupv ((char **) value);
  gnomon_fields_unset (self, key);
  self->values[key].strv = copy;
  self->values[key].present = copy != NULL;
}

/**
 * gnomon_fields_unset:
 * @self: fields
 * @key: a key of any type, which becomes absent
 */
void
gnomon_fields_unset (GnomonFields *self,
                     int           key)
{
  Value *value;

  g_return_if_fail (self != NULL);
  g_return_if_fail (key >= 0 && (gsize) key < self->n_values);

  value = &self->values[key];
  if (!value->present)
    return;

  if (self->keys[key].type == GNOMON_VALUE_STRING)
    g_free (value->string);
  else if (self->keys[key].type == GNOMON_VALUE_STRV)
    g_strfreev (value->strv);
  *value = (Value) { .present = FALSE };
}

/**
 * gnomon_fields_has:
 * @self: fields
 * @key: a key
 *
 * Returns: whether a value was given for @key, be it empty
 */
gboolean
gnomon_fields_has (const GnomonFields *self,
                   int                 key)
{
  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (key >= 0 && (gsize) key < self->n_values, FALSE);

  return self->values[key].present;
}

/**
 * gnomon_fields_get_string:
 * @self: fields
 * @key: a key of strings
 *
 * Returns: (transfer none) (nullable): its value; %NULL where it is absent
 */
const char *
gnomon_fields_get_string (const GnomonFields *self,
                          int                 key)
{
  g_return_val_if_fail (is_key_of_type (self, key, GNOMON_VALUE_STRING), NULL);

  return self->values[key].present ? self->values[key].string : NULL;
}

/**
 * gnomon_fields_get_boolean:
 * @self: fields
 * @key: a key of booleans
 * @fallback: what to answer where it is absent
 *
 * Returns: its value
 */
gboolean
gnomon_fields_get_boolean (const GnomonFields *self,
                           int                 key,
                           gboolean            fallback)
{
  g_return_val_if_fail (is_key_of_type (self, key, GNOMON_VALUE_BOOLEAN), fallback);

  return self->values[key].present ? self->values[key].boolean : fallback;
}

/**
 * gnomon_fields_get_int:
 * @self: fields
 * @key: a key of integers
 * @fallback: what to answer where it is absent
 *
 * Returns: its value
 */
gint64
gnomon_fields_get_int (const GnomonFields *self,
                       int                 key,
                       gint64              fallback)
{
  g_return_val_if_fail (is_number_key (self, key), fallback);

  return self->values[key].present ? self->values[key].number : fallback;
}

/**
 * gnomon_fields_get_strv:
 * @self: fields
 * @key: a key of string lists
 *
 * Returns: (transfer none) (nullable): its value; %NULL where it is absent
 */
const char * const *
gnomon_fields_get_strv (const GnomonFields *self,
                        int                 key)
{
  g_return_val_if_fail (is_key_of_type (self, key, GNOMON_VALUE_STRV), NULL);

  return self->values[key].present ? (const char * const *) self->values[key].strv : NULL;
}
