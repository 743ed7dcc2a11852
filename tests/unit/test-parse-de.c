/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "test-parse-common.h"

/* Phrases of German. */

static const ParseRow rows[] = {
  { "Mittagessen mit Ann morgen 12:30 bei Luigi",
    "Mittagessen mit Ann | 2026-11-19 12:30 @Luigi <[{'email':'ann@example.org','name':'Ann'}]>" },
  { "Sitzung am Dienstag von 10 bis 12 Uhr in Raum 4", "Sitzung | 2026-11-24 10:00-12:00 @Raum 4" },
  { "Kaffee um halb drei", "Kaffee | 2026-11-18 14:30" },
  { "Kaffee um halb drei morgen", "Kaffee | 2026-11-19 14:30" },
  { "Kaffee um viertel nach vier", "Kaffee | 2026-11-18 16:15" },
  { "Kaffee viertel vor fünf", "Kaffee | 2026-11-18 16:45" },
  { "Kaffee dreiviertel fünf", "Kaffee | 2026-11-18 16:45" },
  { "Kaffee um 3", "Kaffee | 2026-11-18 15:00" },
  { "Zug um 6 Uhr 30", "Zug | 2026-11-19 06:30" },
  { "Zug 6:30 Uhr", "Zug | 2026-11-19 06:30" },
  { "Zug um 3 Uhr", "Zug | 2026-11-19 03:00" },
  { "Kaffee 15.30 Uhr", "Kaffee | 2026-11-18 15:30" },
  { "Kaffee 15h30", "Kaffee | 2026-11-18 15:30" },
  { "Zahnarzt morgen", "Zahnarzt | 2026-11-19" },
  { "Zahnarzt übermorgen um 9", "Zahnarzt | 2026-11-20 09:00" },
  { "Zahnarzt uebermorgen", "Zahnarzt | 2026-11-20" },
  { "Zahnarzt heute Abend", "Zahnarzt | 2026-11-18 19:00" },
  { "Zahnarzt morgen früh", "Zahnarzt | 2026-11-19 09:00" },
  { "Zahnarzt morgen Vormittag", "Zahnarzt | 2026-11-19 10:00" },
  { "Zahnarzt Freitag 14 Uhr", "Zahnarzt | 2026-11-20 14:00" },
  { "Zahnarzt nächsten Freitag", "Zahnarzt | 2026-11-20" },
  { "Zahnarzt Freitag nächster Woche", "Zahnarzt | 2026-11-27" },
  { "Zahnarzt nächste Woche Dienstag 10:00", "Zahnarzt | 2026-11-24 10:00" },
  { "Zahnarzt Mi 14:00", "Zahnarzt | 2026-11-18 14:00" },
  { "Zahnarzt am Mi um 14 Uhr", "Zahnarzt | 2026-11-18 14:00" },
  { "Zahnarzt in 3 Tagen", "Zahnarzt | 2026-11-21" },
  { "Zahnarzt in einer Woche", "Zahnarzt | 2026-11-25" },
  { "Anruf in 30 Minuten", "Anruf | 2026-11-18 11:12" },
  { "Anruf in einer Stunde", "Anruf | 2026-11-18 11:42" },
  { "Weihnachten 24.12.", "Weihnachten | 2026-12-24" },
  { "Weihnachten am 24. Dezember", "Weihnachten | 2026-12-24" },
  { "Weihnachten 24. Dez. 2027", "Weihnachten | 2027-12-24" },
  { "Weihnachten Do, 24.12.2026", "Weihnachten | 2026-12-24" },
  { "Weihnachten 24.12", "Weihnachten | 2026-12-24" },
  { "Messe 3. bis 5. Mai", "Messe | 2027-05-03..2027-05-05" },
  { "Messe vom 3. bis 5. Mai", "Messe | 2027-05-03..2027-05-05" },
  { "Messe vom 30.11. bis 2.12.", "Messe | 2026-11-30..2026-12-02" },
  { "Messe Mo-Mi", "Messe | 2026-11-23..2026-11-25" },
  { "Messe Montag bis Mittwoch", "Messe | 2026-11-23..2026-11-25" },
  { "Urlaub vom 24.12. bis zum 2.1.", "Urlaub | 2026-12-24..2027-01-02" },
  { "Urlaub bis Freitag", "Urlaub | 2026-11-18..2026-11-20" },
  { "Besprechung 10-12 Uhr", "Besprechung | 2026-11-19 10:00-12:00" },
  { "Besprechung 10:00-11:30", "Besprechung | 2026-11-19 10:00-11:30" },
  { "Besprechung Freitag 10-12", "Besprechung | 2026-11-20 10:00-12:00" },
  { "Besprechung von 14 bis 15:30 Uhr", "Besprechung | 2026-11-18 14:00-15:30" },
  { "Besprechung zwischen 2 und 4", "Besprechung | 2026-11-18 14:00-16:00" },
  { "Workshop morgen 9:00 für 2 Stunden", "Workshop | 2026-11-19 09:00+120" },
  { "Workshop morgen 9 Uhr 90 Minuten", "Workshop | 2026-11-19 09:00+90" },
  { "Workshop morgen 9 Uhr, eineinhalb Stunden", "Workshop | 2026-11-19 09:00+90" },
  { "Workshop um 9 eine halbe Stunde", "Workshop | 2026-11-19 09:00+30" },
  { "Workshop morgen 9 Uhr 2h", "Workshop | 2026-11-19 09:00+120" },
  { "Konferenz morgen für 3 Tage", "Konferenz | 2026-11-19..2026-11-21" },
  { "Betriebsausflug morgen ganztägig", "Betriebsausflug | 2026-11-19" },
  { "Essen im Restaurant Adler um 19 Uhr", "Essen | 2026-11-18 19:00 @Restaurant Adler" },
  { "Essen bei Oma Sonntag 12 Uhr", "Essen | 2026-11-22 12:00 @Oma" },
  { "Essen @Luigi 19:00", "Essen | 2026-11-18 19:00 @Luigi" },
  { "Treffen in Berlin am Montag", "Treffen | 2026-11-23 @Berlin" },
  { "Treffen im Büro morgen 10 Uhr", "Treffen | 2026-11-19 10:00 @Büro" },
  { "Gespräch mit jonas@example.org und Zoë am Freitag",
    "Gespräch mit Zoë | 2026-11-20"
    " <[{'email':'jonas@example.org'},{'email':'zoe@example.org','name':'Zoë'}]>" },
  { "Jour fixe jeden Montag um 10", "Jour fixe | 2026-11-23 10:00 {FREQ=WEEKLY;BYDAY=MO}" },
  { "Training jeden zweiten Dienstag bis 3. Juni",
    "Training | 2026-11-24 {FREQ=WEEKLY;INTERVAL=2;BYDAY=TU;UNTIL=20270603}" },
  { "Training jeden Dienstag und Donnerstag 18 Uhr",
    "Training | 2026-11-19 18:00 {FREQ=WEEKLY;BYDAY=TU,TH}" },
  { "Training montags 18 Uhr", "Training | 2026-11-23 18:00 {FREQ=WEEKLY;BYDAY=MO}" },
  { "Training alle 2 Wochen", "Training | 2026-11-18 {FREQ=WEEKLY;INTERVAL=2}" },
  { "Training alle 3 Tage 5 mal", "Training | 2026-11-18 {FREQ=DAILY;INTERVAL=3;COUNT=5}" },
  { "Miete monatlich am 1.", "Miete | 2026-12-01 {FREQ=MONTHLY;BYMONTHDAY=1}" },
  { "Miete jeden Monat am 1.", "Miete | 2026-12-01 {FREQ=MONTHLY;BYMONTHDAY=1}" },
  { "Vorstand am ersten Montag im Monat 10 Uhr",
    "Vorstand | 2026-12-07 10:00 {FREQ=MONTHLY;BYDAY=1MO}" },
  { "Vorstand jeden letzten Freitag im Monat", "Vorstand | 2026-11-27 {FREQ=MONTHLY;BYDAY=-1FR}" },
  { "Tabletten täglich um 8 Uhr", "Tabletten | 2026-11-19 08:00 {FREQ=DAILY}" },
  { "Tabletten werktags 8 Uhr", "Tabletten | 2026-11-19 08:00 {FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR}" },
  { "Geburtstag Papa jährlich 24. November", "Geburtstag Papa | 2026-11-24 {FREQ=YEARLY}" },
  { "Yoga jeden Dienstag ab 1. Dezember", "Yoga | 2026-12-01 {FREQ=WEEKLY;BYDAY=TU}" },
  { "Erinnere mich an Müll morgen 7 Uhr", "Müll | 2026-11-19 07:00 =reminder" },
  { "Erinnerung: Steuern Freitag", "Steuern | 2026-11-20 =reminder" },
  { "Anruf 15 Uhr Erinnerung 10 min vorher", "Anruf | 2026-11-18 15:00 !10" },
  { "Anruf 15 Uhr ohne Erinnerung", "Anruf | 2026-11-18 15:00 !-1" },
  { "Mai", "Mai | 2026-11-18 11:00" },
  { "So wird das gemacht", "So wird das gemacht | 2026-11-18 11:00" },
  { "Die Verwandlung", "Die Verwandlung | 2026-11-18 11:00" },
  { "3 Äpfel kaufen", "3 Äpfel kaufen | 2026-11-18 11:00" },
  { "Flug LH 117", "Flug LH 117 | 2026-11-18 11:00" },
  { "1:1 mit Jonas morgen 14:00",
    "1:1 mit Jonas | 2026-11-19 14:00 <[{'email':'jonas@example.org','name':'Jonas'}]>" },
  { "Arzt morgen Nachmittag um 4", "Arzt | 2026-11-19 16:00" },
  { "Urlaub in Italien 3.5.-10.5.", "Urlaub | 2027-05-03..2027-05-10 @Italien" },
  { "Urlaub 3.5. - 10.5. in Italien", "Urlaub | 2027-05-03..2027-05-10 @Italien" },
  { "Fest 24.12. 18:00", "Fest | 2026-12-24 18:00" },
  { "Termin 31.2. um 10", "Termin 31.2. | 2026-11-19 10:00" },
  { "Abgabe bis Freitag 12 Uhr", "Abgabe | 2026-11-20 12:00" },
  { "Elternabend Donnerstag 19.30 Uhr in der Schule", "Elternabend | 2026-11-19 19:30 @Schule" },
  { "Lunch with Ann tomorrow 12:30 at Luigi's",
    "Lunch with Ann | 2026-11-19 12:30 @Luigi's <[{'email':'ann@example.org','name':'Ann'}]>" },
  { "Kino am Samstag um acht", "Kino | 2026-11-21 08:00" },
  { "Version 2.10 testen", "Version 2.10 testen | 2026-11-18 11:00" },
  { "Treffen 24.12.2026 10:00-12:00", "Treffen | 2026-12-24 10:00-12:00" },
  { "Training jeden Dienstag 18:00 bis 3. Juni",
    "Training | 2026-11-24 18:00 {FREQ=WEEKLY;BYDAY=TU;UNTIL=20270603T215959Z}" },
};

static void
test_rows (void)
{
  check_parse_rows (rows, G_N_ELEMENTS (rows), "de_DE.UTF-8");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/parse/german", test_rows);

  return g_test_run ();
}
