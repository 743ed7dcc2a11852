/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "gnomon-civil.h"
#include "gnomon-error.h"
#include "gnomon-rule.h"

/* A rule's text read and written; and texts that nobody would write, of which nothing may break. */

#define N_TEXTS 5000

static const struct
{
  const char *text;
  const char *canonical;
} forms[] = {
  { "FREQ=DAILY", "FREQ=DAILY" },
  { "RRULE:freq=weekly;interval=1;wkst=MO", "FREQ=WEEKLY" },
  { "INTERVAL=2;FREQ=WEEKLY;BYDAY=WE,MO,WE;WKST=SU;",
    "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE;WKST=SU" },
  { "FREQ=MONTHLY;BYDAY=+2TU,-1FR,TU", "FREQ=MONTHLY;BYDAY=TU,2TU,-1FR" },
  { "FREQ=MONTHLY;COUNT=007;BYMONTHDAY=31,+1,-1", "FREQ=MONTHLY;COUNT=7;BYMONTHDAY=-1,1,31" },
  { "FREQ=YEARLY;BYSETPOS=366,-366;BYWEEKNO=53,-53;BYYEARDAY=366,-366",
    "FREQ=YEARLY;BYYEARDAY=-366,366;BYWEEKNO=-53,53;BYSETPOS=-366,366" },
  { "FREQ=DAILY;BYSECOND=60,0;BYMINUTE=59,0;BYHOUR=23,0;BYMONTH=12,1",
    "FREQ=DAILY;BYSECOND=0,60;BYMINUTE=0,59;BYHOUR=0,23;BYMONTH=1,12" },
  { "FREQ=DAILY;UNTIL=20261231", "FREQ=DAILY;UNTIL=20261231" },
  { "FREQ=DAILY;UNTIL=20261231T235959", "FREQ=DAILY;UNTIL=20261231T235959" },
  { "UNTIL=00010101T000060Z;FREQ=DAILY", "FREQ=DAILY;UNTIL=00010101T000059Z" },
  { "RSCALE=Gregorian;FREQ=YEARLY;SKIP=OMIT", "FREQ=YEARLY" },
  { "RSCALE=GREGORIAN;FREQ=YEARLY;SKIP=BACKWARD;COUNT=2",
    "FREQ=YEARLY;COUNT=2;RSCALE=GREGORIAN;SKIP=BACKWARD" },
};

static void
test_forms (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (forms); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *text = gnomon_rule_text_normalize (forms[i].text, "rrule", &error);
      g_autofree char *canonical = NULL;
      GnomonRuleParts parts;

      g_assert_no_error (error);
      g_assert_true (gnomon_rule_parts_parse (&parts, text, "rrule", &error));
      canonical = gnomon_rule_parts_format (&parts);
      g_assert_cmpstr (canonical, ==, forms[i].canonical);
    }
}

static void
test_numbers (void)
{
  static const int numbers[] = { -383, -366, -321, -320, -64, -1, 0, 1, 63, 64, 366, 383 };
  GnomonRuleNumbers set = { { 0 } };
  int number = GNOMON_RULE_NUMBERS_BEGIN;

  g_assert_true (gnomon_rule_numbers_is_empty (&set));
  g_assert_false (gnomon_rule_numbers_next (&set, &number));

  for (gsize i = G_N_ELEMENTS (numbers); i-- > 0;)
    gnomon_rule_numbers_add (&set, numbers[i]);

  number = GNOMON_RULE_NUMBERS_BEGIN;
  for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      g_assert_true (gnomon_rule_numbers_next (&set, &number));
      g_assert_cmpint (number, ==, numbers[i]);
      g_assert_true (gnomon_rule_numbers_has (&set, number));
    }
  g_assert_false (gnomon_rule_numbers_next (&set, &number));
  g_assert_false (gnomon_rule_numbers_has (&set, 2));
  g_assert_false (gnomon_rule_numbers_has (&set, 1000));
  g_assert_false (gnomon_rule_numbers_has (&set, -1000));

  for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++)
    gnomon_rule_numbers_remove (&set, numbers[i]);
  g_assert_true (gnomon_rule_numbers_is_empty (&set));
}

/* Pieces of rules, of which the texts are made; then a few bytes of them change. */
static const char * const pieces[] = {
  "FREQ=SECONDLY", "FREQ=MINUTELY", "FREQ=HOURLY", "FREQ=DAILY", "FREQ=WEEKLY", "FREQ=MONTHLY",
  "FREQ=YEARLY", "COUNT=2147483647", "COUNT=3", "COUNT=100000", "UNTIL=99991231T235960Z",
  "UNTIL=00010101", "UNTIL=20270229", "UNTIL=20261231T120000", "INTERVAL=2147483647", "INTERVAL=7",
  "INTERVAL=86399", "INTERVAL=1440", "BYSECOND=60,0,59", "BYMINUTE=0,30,59", "BYHOUR=0,23",
  "BYDAY=MO,TU,WE,TH,FR,SA,SU", "BYDAY=-53MO,53SU,5FR,-5FR", "BYDAY=-1SU", "BYMONTHDAY=31,-31,29",
  "BYMONTHDAY=30", "BYYEARDAY=366,-366", "BYYEARDAY=60", "BYWEEKNO=53,-53", "BYWEEKNO=1,9",
  "BYMONTH=2", "BYMONTH=1,12,6", "BYSETPOS=366", "BYSETPOS=-366,1", "BYSETPOS=2,-1", "WKST=SU",
  "WKST=TH", "=", ";", "BYDAY=", "X-PART=1", "RSCALE=HEBREW", "FREQ=FREQ=DAILY", "BYEASTER=1",
};

static char *
make_text (GRand *rand)
{
  GString *text = g_string_new (pieces[g_rand_int_range (rand, 0, 7)]);

  for (int n = g_rand_int_range (rand, 0, 6); n > 0; n--)
    {
      g_string_append_c (text, ';');
      g_string_append (text, pieces[g_rand_int_range (rand, 7, G_N_ELEMENTS (pieces))]);
    }

  if (g_rand_int_range (rand, 0, 3) == 0)
    for (int n = g_rand_int_range (rand, 1, 4); n > 0; n--)
      text->str[g_rand_int_range (rand, 0, (int) text->len)] = (char) g_rand_int_range (rand, 1,
                                                                                        256);

  return g_string_free (text, FALSE);
}

/* The starts of two rules from the same time on, which must ascend, and be the same. */
static void
compare_rules (GnomonRule *rule,
               GnomonRule *again,
               gint64      from)
{
  GnomonRuleIter iter, iter_again;
  gint64 before = G_MININT64, wall, wall_again;

  gnomon_rule_iter_init (&iter, rule, from);
  gnomon_rule_iter_init (&iter_again, again, from);
  for (int i = 0; i < 20; i++)
    {
      gboolean found = gnomon_rule_iter_next (&iter, &wall);

      g_assert_cmpint (gnomon_rule_iter_next (&iter_again, &wall_again), ==, found);
      if (!found)
        break;

      g_assert_cmpint (wall, ==, wall_again);
      g_assert_cmpint (wall, >=, from);
      g_assert_cmpint (wall, >, before);
      before = wall;
    }
}

/* What is taken keeps its meaning when it is written anew, and neither hangs nor floods. */
static void
check_text (GRand      *rand,
            const char *text,
            guint      *n_taken)
{
  gint64 day = g_rand_int_range (rand, -719162, 2932897);
  gint64 start = day * GNOMON_DAY_SECONDS + g_rand_int_range (rand, 0, 86400);
  gboolean all_day = g_rand_int_range (rand, 0, 4) == 0;
  g_autoptr (GError) error = NULL;
  g_autofree char *rrule = gnomon_rule_text_normalize (text, "rrule", &error);
  g_autofree char *canonical = NULL;
  g_autoptr (GnomonRule) rule = NULL;
  g_autoptr (GnomonRule) again = NULL;
  GnomonRuleParts parts;
  gint64 last, last_again;
  gboolean has_last;

  if (rrule == NULL)
    {
      g_assert_error (error, GNOMON_ERROR, GNOMON_ERROR_INVALID_ARGUMENT);
      g_assert_true (g_str_has_prefix (error->message, "rrule: "));
      return;
    }

  ++*n_taken;
  g_test_message ("%s", rrule);
  g_assert_true (gnomon_rule_parts_parse (&parts, rrule, "rrule", &error));
  canonical = gnomon_rule_parts_format (&parts);
  rule = gnomon_rule_new (rrule, start, all_day, NULL, &error);
  g_assert_no_error (error);
  again = gnomon_rule_new (canonical, start, all_day, NULL, &error);
  g_assert_no_error (error);

  compare_rules (rule, again, G_MININT64);
  compare_rules (rule, again, start + g_rand_int (rand));
  compare_rules (rule, again, G_MAXINT64);

  has_last = gnomon_rule_get_last (rule, &last);
  g_assert_cmpint (gnomon_rule_get_last (again, &last_again), ==, has_last);
  if (has_last)
    g_assert_cmpint (last, ==, last_again);
}

static void
test_texts (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (20261125);
  guint n_taken = 0;

  for (guint i = 0; i < N_TEXTS; i++)
    {
      g_autofree char *text = make_text (rand);

      check_text (rand, text, &n_taken);
    }

  g_assert_cmpuint (n_taken, >, N_TEXTS / 10);
  g_assert_cmpuint (n_taken, <, N_TEXTS);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/rule-parts/forms", test_forms);
  g_test_add_func ("/rule-parts/numbers", test_numbers);
  g_test_add_func ("/rule-parts/hostile-texts", test_texts);

  return g_test_run ();
}
