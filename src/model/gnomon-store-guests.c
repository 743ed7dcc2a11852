/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "gnomon-fold.h"
#include "gnomon-store-private.h"

/*
 * Who is meant by a name, or by its beginning: from the guests of earlier events. They are read
 * once, and again after a change, so that they can be looked up at each key that is typed.
 */

/* The latest guests; older ones are not expected to be called by their first name. */
#define MAX_GUESTS 5000

/* In the place of the address: the name is that of several. */
static char several[] = "";

typedef struct
{
  GnomonAttendee *guest;
  char *folded;           /* the name */
} KnownGuest;

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

static void
known_guest_free (gpointer data)
{
  KnownGuest *known = data;

  g_object_unref (known->guest);
  g_free (known->folded);
  g_free (known);
}

/* Takes @folded: the name. The latest row of an address stands for all of them. */
static void
add_known (GPtrArray  *guests,
           GHashTable *keys,
           const char *email,
           const char *key,
           const char *name,
           char       *folded)
{
  KnownGuest *known;

  if (!g_hash_table_add (keys, g_strdup (key)))
    {
      g_free (folded);
      return;
    }

  known = g_new0 (KnownGuest, 1);
  known->guest = gnomon_attendee_new (0, 0, email, name, GNOMON_ATTENDEE_PENDING, 0);
  known->folded = folded;
  g_ptr_array_add (guests, known);
}

static void
read_guests (GnomonStore *self)
{
  GHashTable *names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_email);
  GPtrArray *guests = g_ptr_array_new_with_free_func (known_guest_free);
  g_autoptr (GHashTable) keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
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
      add_known (guests, keys, email, key, gnomon_statement_get_text (row, 2), g_strdup (name));
      if (blank != NULL)
        add_name (names, g_strndup (name, (gsize) (blank - name)), key, email);
      add_name (names, g_steal_pointer (&name), key, email);
    }

  gnomon_store_forget_guests (self);
  self->names = names;
  self->known_guests = guests;
  self->names_token = self->token;
}

static void
ensure_guests (GnomonStore *self)
{
  if (self->names == NULL || self->names_token != self->token)
    read_guests (self);
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

  ensure_guests (self);
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

/* Whether a word of a folded text begins so. */
static gboolean
has_word (const char *text,
          const char *begin)
{
  gsize length = strlen (begin);

  for (const char *word = text; word != NULL;)
    {
      if (strncmp (word, begin, length) == 0)
        return TRUE;
      word = strchr (word, ' ');
      if (word != NULL)
        word++;
    }
  return FALSE;
}

/**
 * gnomon_store_find_guests:
 * @self: a store
 * @text: the beginning of an address or of a word of a name, in any case; empty: nobody's
 * @limit: how many at most
 *
 * Finds who may be meant, among the guests of earlier events that are not the user: who was
 * invited last comes first.
 *
 * Returns: (transfer full) (element-type GnomonAttendee): the guests, each address once, with id 0
 */
GPtrArray *
gnomon_store_find_guests (GnomonStore *self,
                          const char  *text,
                          guint        limit)
{
  GPtrArray *found = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *begin = NULL;

  g_return_val_if_fail (GNOMON_IS_STORE (self), NULL);
  g_return_val_if_fail (text != NULL, NULL);

  begin = gnomon_fold (text);
  g_strstrip (begin);
  if (*begin == '\0')
    return found;

  ensure_guests (self);
  for (guint i = 0; i < self->known_guests->len && found->len < limit; i++)
    {
      const KnownGuest *known = g_ptr_array_index (self->known_guests, i);
      g_autofree char *key = gnomon_attendee_fold_email (gnomon_attendee_get_email (known->guest));

      if (g_str_has_prefix (key, begin) || has_word (known->folded, begin))
        g_ptr_array_add (found, g_object_ref (known->guest));
    }
  return found;
}

/* Forgets who was a guest. */
void
gnomon_store_forget_guests (GnomonStore *self)
{
  g_clear_pointer (&self->names, g_hash_table_unref);
  g_clear_pointer (&self->known_guests, g_ptr_array_unref);
}
