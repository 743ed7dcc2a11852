/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-bus-error.h"
#include "gnomon-calendar-object-private.h"

/* What people write: ParseText. */

static GVariant *
encode_spans (const GArray *spans)
{
  const GnomonKey *keys = gnomon_kind_get_keys (GNOMON_KIND_EVENT, NULL);
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a(uus)"));
  for (guint i = 0; i < spans->len; i++)
    {
      const GnomonTextSpan *span = &g_array_index (spans, GnomonTextSpan, i);

      g_variant_builder_add (&builder, "(uus)", span->start, span->length, keys[span->key].name);
    }
  return g_variant_builder_end (&builder);
}

static gboolean
handle_parse_text (GnomonCalendar1       *object,
                   GDBusMethodInvocation *invocation,
                   const char            *arg_text)
{
  GnomonStore *store = gnomon_calendar_object_get_store (GNOMON_CALENDAR_OBJECT (object));
  g_autoptr (GnomonParsedText) parsed = NULL;
  g_autoptr (GVariant) fields = NULL;
  g_autoptr (GError) error = NULL;
  GnomonParseContext context;
  GVariantDict answer;

  gnomon_store_init_parse_context (store, &context);
  parsed = gnomon_parse_text (arg_text, &context, &error);
  if (parsed == NULL)
    {
      gnomon_bus_error_answer (invocation, error);
      return G_DBUS_METHOD_INVOCATION_HANDLED;
    }

  fields = g_variant_ref_sink (gnomon_fields_to_variant (parsed->fields));
  g_variant_dict_init (&answer, fields);
  g_variant_dict_insert_value (&answer, "spans", encode_spans (parsed->spans));
  gnomon_calendar1_complete_parse_text (object, invocation, g_variant_dict_end (&answer));
  return G_DBUS_METHOD_INVOCATION_HANDLED;
}

void
gnomon_calendar_object_init_text (GnomonCalendar1Iface *iface)
{
  iface->handle_parse_text = handle_parse_text;
}
