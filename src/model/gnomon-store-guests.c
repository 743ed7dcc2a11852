/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "gnomon-fold.h"
#include "gnomon-store-private.h"

/*
 * Who is meant by a name: from the guests of earlier events. The names are read once, and again
 * after a change, so that a phrase can be read at each key that is typed.
 */

/* The latest guests; older ones are not expected to be called by their first name. */
#define MAX_GUESTS 5000

/* In the place of the address: the name is that of several. */
static char several[] = "";

static void
free_email (gpointer data)
{
  if (data != several)
    g_free (data);
}

static gboolean
is_own (GnomonStore *self,
        const char  *key)
{
  for (guint i = 0; self->own_addresses != NULL && self->own_addresses[i] != NULL; i++)
    {
      g_autofree char *own = gnomon_attendee_fold_email (self->own_addresses[i]);

      if (g_str_equal (own, key))
        return TRUE;
    }
  return FALSE;
}

/* Takes @name, folded. */
static void
add_name (GHashTable *names,
          char       *name,
          const char *key,
          const char *email)
{
  const char *known = g_hash_table_lookup (names, name);
  g_autofree char *known_key = known != NULL ? gnomon_attendee_fold_email (known) : NULL;

  if (known == NULL)
    g_hash_table_insert (names, name, g_strdup (email));
  else if (known == several || g_str_equal (known_key, key))
    g_free (name);
  else
    g_hash_table_insert (names, name, several);
}

static GHashTable *
read_names (GnomonStore *self)
{
  GHashTable *names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_email);
  g_autoptr (GnomonStatement) row = gnomon_db_query (self->reader, GNOMON_SQL_ATTENDEE_LATEST);

  gnomon_statement_bind_int (row, 1, MAX_GUESTS);
  while (gnomon_statement_step (row, NULL) == GNOMON_STEP_ROW)
    {
      const char *email = gnomon_statement_get_text (row, 0);
      const char *key = gnomon_statement_get_text (row, 1);
      g_autofree char *name = gnomon_fold (gnomon_statement_get_text (row, 2));
      const char *blank = strchr (name, ' ');

      if (is_own (self, key))
        continue;
      if (blank != NULL)
        add_name (names, g_strndup (name, (gsize) (blank - name)), key, email);
      add_name (names, g_steal_pointer (&name), key, email);
    }
  return names;
}

/* GnomonNameFunc: the whole name of a guest, or the first one, whatever its case. */
static gboolean
find_name (const char  *name,
           char       **email,
           gpointer     user_data)
{
  GnomonStore *self = user_data;
  g_autofree char *folded = gnomon_fold (name);
  const char *known;

  if (self->names == NULL || self->names_token != self->token)
    {
      g_clear_pointer (&self->names, g_hash_table_unref);
      self->names = read_names (self);
      self->names_token = self->token;
    }

  known = g_hash_table_lookup (self->names, folded);
  if (known == NULL || known == several)
    return FALSE;
  *email = g_strdup (known);
  return TRUE;
}

/**
 * gnomon_store_init_parse_context:
 * @self: a store
 * @context: (out caller-allocates): what a phrase is read by; it borrows from @self
 *
 * Sets the locale of the process, the time of the store's clock, the viewer's zone, and the guests
 * that are known by their names.
 */
void
gnomon_store_init_parse_context (GnomonStore        *self,
                                 GnomonParseContext *context)
{
  g_return_if_fail (GNOMON_IS_STORE (self));
  g_return_if_fail (context != NULL);

  gnomon_parse_context_init_locale (context);
  context->now = gnomon_clock_get_now (self->clock);
  context->viewer = self->viewer;
  context->find_name = find_name;
  context->find_name_data = self;
}
