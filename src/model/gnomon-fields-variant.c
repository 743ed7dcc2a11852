/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>
#include <string.h>

#include "gnomon-fields-variant.h"

/*
 * Loose values, as callers send them, to fields.
 */

/* The variant inside of any `v` around it. (transfer full) */
static GVariant *
unbox (GVariant *value)
{
  g_variant_ref (value);
  while (g_variant_is_of_type (value, G_VARIANT_TYPE_VARIANT))
    {
      GVariant *inner = g_variant_get_variant (value);

      g_variant_unref (value);
      value = inner;
    }

  return value;
}

static gboolean
fail_type (const GnomonKey  *key,
           const char       *wanted,
           GVariant         *value,
           GError          **error)
{
  g_set_error (error, GNOMON_ERROR, GNOMON_ERROR_INVALID_ARGUMENT,
               "%s: must be %s, not of type “%.32s”", key->name, wanted,
               g_variant_get_type_string (value));
  return FALSE;
}

static gboolean
fail_range (const GnomonKey  *key,
            GError          **error)
{
  g_set_error (error, GNOMON_ERROR, GNOMON_ERROR_INVALID_ARGUMENT, "%s: out of range", key->name);
  return FALSE;
}

/* Any integer type, or a double without a fraction, where the value fits the key's type. */
static gboolean
read_number (const GnomonKey  *key,
             GVariant         *value,
             gint64           *number,
             GError          **error)
{
  switch (g_variant_classify (value))
    {
    case G_VARIANT_CLASS_BYTE:
      *number = g_variant_get_byte (value);
      break;

    case G_VARIANT_CLASS_INT16:
      *number = g_variant_get_int16 (value);
      break;

    case G_VARIANT_CLASS_UINT16:
      *number = g_variant_get_uint16 (value);
      break;

    case G_VARIANT_CLASS_INT32:
      *number = g_variant_get_int32 (value);
      break;

    case G_VARIANT_CLASS_UINT32:
      *number = g_variant_get_uint32 (value);
      break;

    case G_VARIANT_CLASS_INT64:
      *number = g_variant_get_int64 (value);
      break;

    case G_VARIANT_CLASS_UINT64:
      if (g_variant_get_uint64 (value) > G_MAXINT64)
        return fail_range (key, error);
      *number = (gint64) g_variant_get_uint64 (value);
      break;

    case G_VARIANT_CLASS_DOUBLE:
      {
        double real = g_variant_get_double (value);

        /* 2^63 has a double of its own, the greatest gint64 has none. */
        if (!isfinite (real) || real < -9223372036854775808.0 || real >= 9223372036854775808.0)
          return fail_range (key, error);
        if (real != (double) (gint64) real)
          {
            g_set_error (error, GNOMON_ERROR, GNOMON_ERROR_INVALID_ARGUMENT,
                         "%s: must be a whole number", key->name);
            return FALSE;
          }
        *number = (gint64) real;
        break;
      }

    case G_VARIANT_CLASS_BOOLEAN:
    case G_VARIANT_CLASS_HANDLE:
    case G_VARIANT_CLASS_STRING:
    case G_VARIANT_CLASS_OBJECT_PATH:
    case G_VARIANT_CLASS_SIGNATURE:
    case G_VARIANT_CLASS_VARIANT:
    case G_VARIANT_CLASS_MAYBE:
    case G_VARIANT_CLASS_ARRAY:
    case G_VARIANT_CLASS_TUPLE:
    case G_VARIANT_CLASS_DICT_ENTRY:
    default:
      return fail_type (key, "a whole number", value, error);
    }

  if (key->type == GNOMON_VALUE_INT && (*number < G_MININT32 || *number > G_MAXINT32))
    return fail_range (key, error);

  return TRUE;
}

/* `as`, or `av` of strings. */
static char **
read_strv (const GnomonKey  *key,
           GVariant         *value,
           GError          **error)
{
  g_autoptr (GPtrArray) strings = NULL;
  gsize n_items;

  if (g_variant_is_of_type (value, G_VARIANT_TYPE_STRING_ARRAY))
    return g_variant_dup_strv (value, NULL);

  if (!g_variant_is_of_type (value, G_VARIANT_TYPE ("av")))
    {
      fail_type (key, "a list of strings", value, error);
      return NULL;
    }

  n_items = g_variant_n_children (value);
  strings = g_ptr_array_new_full (n_items + 1, g_free);
  for (gsize i = 0; i < n_items; i++)
    {
      g_autoptr (GVariant) child = g_variant_get_child_value (value, i);
      g_autoptr (GVariant) item = unbox (child);

      if (!g_variant_is_of_type (item, G_VARIANT_TYPE_STRING))
        {
          fail_type (key, "a list of strings", item, error);
          return NULL;
        }
      g_ptr_array_add (strings, g_variant_dup_string (item, NULL));
    }
  g_ptr_array_add (strings, NULL);

  return (char **) g_ptr_array_free (g_steal_pointer (&strings), FALSE);
}

static gboolean
take_value (GnomonFields  *self,
            int            index,
            GVariant      *boxed,
            GError       **error)
{
  GnomonKind kind = gnomon_fields_get_kind (self);
  const GnomonKey *key = &gnomon_kind_get_keys (kind, NULL)[index];
  g_autoptr (GVariant) value = unbox (boxed);

  switch (key->type)
    {
    case GNOMON_VALUE_STRING:
      if (!g_variant_is_of_type (value, G_VARIANT_TYPE_STRING))
        return fail_type (key, "a string", value, error);
      gnomon_fields_set_string (self, index, g_variant_get_string (value, NULL));
      return TRUE;

    case GNOMON_VALUE_BOOLEAN:
      if (!g_variant_is_of_type (value, G_VARIANT_TYPE_BOOLEAN))
        return fail_type (key, "true or false", value, error);
      gnomon_fields_set_boolean (self, index, g_variant_get_boolean (value));
      return TRUE;

    case GNOMON_VALUE_INT:
    case GNOMON_VALUE_INT64:
      {
        gint64 number = 0;

        if (!read_number (key, value, &number, error))
          return FALSE;
        gnomon_fields_set_int (self, index, number);
        return TRUE;
      }

    case GNOMON_VALUE_STRV:
      {
        g_auto (GStrv) strv = read_strv (key, value, error);

        if (strv == NULL)
          return FALSE;
        gnomon_fields_set_strv (self, index, (const char * const *) strv);
        return TRUE;
      }

    case GNOMON_VALUE_RECORDS:
    default:
      g_return_val_if_reached (FALSE);
    }
}

/**
 * gnomon_fields_read_number:
 * @kind: what the key belongs to
 * @index: a key whose value is a whole number
 * @boxed: a value, also with `v` around it
 * @number: (out): the number
 * @error: return location for a #GError
 *
 * Takes one number as gnomon_fields_new_from_variant() does, also of a key of the output.
 *
 * Errors: %GNOMON_ERROR_INVALID_ARGUMENT for a wrong type and a value out of the type's range.
 *
 * Returns: whether it is one
 */
gboolean
gnomon_fields_read_number (GnomonKind   kind,
                           int          index,
                           GVariant    *boxed,
                           gint64      *number,
                           GError     **error)
{
  g_autoptr (GVariant) value = NULL;

  g_return_val_if_fail (boxed != NULL, FALSE);
  g_return_val_if_fail (number != NULL, FALSE);

  value = unbox (boxed);
  return read_number (&gnomon_kind_get_keys (kind, NULL)[index], value, number, error);
}

/**
 * gnomon_fields_new_from_variant:
 * @kind: what the fields belong to
 * @dict: a dictionary of type `a{sv}`
 * @error: return location for a #GError
 *
 * Takes loose values by the table of @kind, as the contract says: aliases, any integer type and
 * doubles without a fraction where the value fits, `av` of strings for `as`. Keys that are of the
 * output only are passed over, whatever their type. No rule but the type is applied to a value.
 *
 * Errors: %GNOMON_ERROR_INVALID_ARGUMENT for an unknown key, a wrong type, a value out of the
 * type's range, and a key that is given twice.
 *
 * Returns: (transfer full) (nullable): the fields
 */
GnomonFields *
gnomon_fields_new_from_variant (GnomonKind   kind,
                                GVariant    *dict,
                                GError     **error)
{
  g_autoptr (GnomonFields) self = NULL;
  GVariantIter iter;
  const char *name;
  GVariant *item;

  g_return_val_if_fail (dict != NULL, NULL);

  if (!g_variant_is_of_type (dict, G_VARIANT_TYPE_VARDICT))
    {
      g_set_error (error, GNOMON_ERROR, GNOMON_ERROR_INVALID_ARGUMENT,
                   "%s: must be a dictionary", gnomon_kind_get_noun (kind));
      return NULL;
    }

  self = gnomon_fields_new (kind);
  g_variant_iter_init (&iter, dict);
  while (g_variant_iter_next (&iter, "{&sv}", &name, &item))
    {
      g_autoptr (GVariant) value = item;
      int index = gnomon_kind_find_key (kind, name, NULL);
      const GnomonKey *key;

      if (index < 0)
        {
          g_autofree char *shown = g_utf8_make_valid (name, MIN (strlen (name), 64));

          g_set_error (error, GNOMON_ERROR, GNOMON_ERROR_INVALID_ARGUMENT,
                       "%s: unknown key (%s)", shown, gnomon_kind_get_noun (kind));
          return NULL;
        }

      key = &gnomon_kind_get_keys (kind, NULL)[index];
      if (!(key->flags & GNOMON_KEY_IN))
        continue;

      if (gnomon_fields_has (self, index))
        {
          if (key->alias != NULL)
            g_set_error (error, GNOMON_ERROR, GNOMON_ERROR_INVALID_ARGUMENT,
                         "%s: given twice; “%s” stands for it too", key->name, key->alias);
          else
            g_set_error (error, GNOMON_ERROR, GNOMON_ERROR_INVALID_ARGUMENT,
                         "%s: given twice", key->name);
          return NULL;
        }

      if (!take_value (self, index, value, error))
        return NULL;
    }

  return g_steal_pointer (&self);
}

static GVariant *
make_value (const GnomonFields *self,
            const GnomonKey    *key,
            int                 index)
{
  switch (key->type)
    {
    case GNOMON_VALUE_STRING:
      return g_variant_new_string (gnomon_fields_get_string (self, index));
    case GNOMON_VALUE_BOOLEAN:
      return g_variant_new_boolean (gnomon_fields_get_boolean (self, index, FALSE));
    case GNOMON_VALUE_INT:
      return g_variant_new_int32 ((gint32) gnomon_fields_get_int (self, index, 0));
    case GNOMON_VALUE_INT64:
      return g_variant_new_int64 (gnomon_fields_get_int (self, index, 0));
    case GNOMON_VALUE_STRV:
      return g_variant_new_strv (gnomon_fields_get_strv (self, index), -1);
    case GNOMON_VALUE_RECORDS:
    default:
      g_return_val_if_reached (NULL);
    }
}

/**
 * gnomon_fields_to_variant:
 * @self: fields
 *
 * The way back of gnomon_fields_new_from_variant().
 *
 * Returns: (transfer floating): a dictionary of type `a{sv}`: what is there, by canonical names
 */
GVariant *
gnomon_fields_to_variant (const GnomonFields *self)
{
  gsize n_keys;
  const GnomonKey *keys;
  GVariantBuilder builder;

  g_return_val_if_fail (self != NULL, NULL);

  keys = gnomon_kind_get_keys (gnomon_fields_get_kind (self), &n_keys);
  g_variant_builder_init (&builder, G_VARIANT_TYPE_VARDICT);
  for (gsize i = 0; i < n_keys; i++)
    if (gnomon_fields_has (self, (int) i))
      g_variant_builder_add (&builder, "{sv}", keys[i].name, make_value (self, &keys[i], (int) i));

  return g_variant_builder_end (&builder);
}
