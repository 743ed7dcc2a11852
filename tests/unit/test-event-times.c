/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "test-event-common.h"

/*
 * What the dates, times, lengths and zones that are given make of an event: of a new one where
 * `before` is NULL, else of one that was made of `before`.
 */

static const struct
{
  const char *zone;
  const char *before;
  const char *given;
  const char *start;     /* event_date start_time timezone */
  const char *end;       /* end_date end_time end_timezone */
  int duration;
  const char *error;
} rows[] = {
  /* What is required, and its form. */
  { "Europe/Berlin", NULL, "{}", NULL, NULL, 0, "event_date: is required" },
  { "Europe/Berlin", NULL, "{'date': <''>, 'start': <'09:00'>}", NULL, NULL, 0,
    "event_date: is required" },
  { "Europe/Berlin", NULL, "{'date': <'2026-11-23'>}", NULL, NULL, 0, "start_time: is required" },
  { "Europe/Berlin", NULL, "{'date': <'2026-11-23'>, 'start': <''>}", NULL, NULL, 0,
    "start_time: is required" },
  { "Europe/Berlin", NULL, "{'date': <'2026-02-30'>, 'start': <'09:00'>}", NULL, NULL, 0,
    "event_date: must be a date, YYYY-MM-DD" },
  { "Europe/Berlin", NULL, "{'date': <'0000-01-01'>, 'start': <'09:00'>}", NULL, NULL, 0,
    "event_date: must be a date, YYYY-MM-DD" },
  { "Europe/Berlin", NULL, "{'date': <'2026-11-23'>, 'start': <'9:00'>}", NULL, NULL, 0,
    "start_time: must be a time, HH:MM" },
  { "Europe/Berlin", NULL, "{'date': <'2026-11-23'>, 'start': <'24:00'>}", NULL, NULL, 0,
    "start_time: must be a time, HH:MM" },
  { "Europe/Berlin", NULL, "{'date': <'2026-11-23'>, 'start': <'09:00'>, 'end': <'x'>}", NULL, NULL,
    0, "end_time: must be a time, HH:MM" },
  { "Europe/Berlin", NULL, "{'date': <'2026-11-23'>, 'start': <'09:00'>, 'end_date': <'x'>}", NULL,
    NULL, 0, "end_date: must be a date, YYYY-MM-DD" },

  /* The end, by time, by date, by length. */
  { "Europe/Berlin", NULL, "{'date': <'2026-11-23'>, 'start': <'09:00'>}",
    "2026-11-23 09:00 Europe/Berlin", "2026-11-23 10:00 Europe/Berlin", 60, NULL },
  { "Europe/Berlin", NULL, "{'date': <'2026-11-23'>, 'start': <'09:00:30'>}",
    "2026-11-23 09:00:30 Europe/Berlin", "2026-11-23 10:00:30 Europe/Berlin", 60, NULL },
  { "Europe/Berlin", NULL, "{'date': <'2026-11-23'>, 'start': <'09:00:30'>, 'end': <'09:01'>}",
    "2026-11-23 09:00:30 Europe/Berlin", "2026-11-23 09:01 Europe/Berlin", 0, NULL },
  { "Europe/Berlin", NULL, "{'date': <'2026-11-23'>, 'start': <'09:00'>, 'end': <'09:05'>}",
    "2026-11-23 09:00 Europe/Berlin", "2026-11-23 09:05 Europe/Berlin", 5, NULL },
  { "Europe/Berlin", NULL,
    "{'date': <'2026-11-23'>, 'start': <'09:00'>, 'end': <'10:30'>, 'duration_minutes': <15>}",
    "2026-11-23 09:00 Europe/Berlin", "2026-11-23 10:30 Europe/Berlin", 90, NULL },
  { "Europe/Berlin", NULL,
    "{'date': <'2026-11-23'>, 'start': <'09:00'>, 'end': <'10:30'>, 'duration_minutes': <0>}",
    "2026-11-23 09:00 Europe/Berlin", "2026-11-23 10:30 Europe/Berlin", 90, NULL },
  { "Europe/Berlin", NULL, "{'date': <'2026-11-23'>, 'start': <'09:00'>, 'duration_minutes': <15>}",
    "2026-11-23 09:00 Europe/Berlin", "2026-11-23 09:15 Europe/Berlin", 15, NULL },
  { "Europe/Berlin", NULL, "{'date': <'2026-11-23'>, 'start': <'09:00'>, 'duration_minutes': <14>}",
    NULL, NULL, 0, "duration_minutes: must be at least 15" },
  { "Europe/Berlin", NULL,
    "{'date': <'2026-11-23'>, 'start': <'09:00'>, 'duration_minutes': <-60>}", NULL, NULL, 0,
    "duration_minutes: must be at least 15" },
  { "Europe/Berlin", NULL, "{'date': <'2026-11-23'>, 'start': <'23:30'>}",
    "2026-11-23 23:30 Europe/Berlin", "2026-11-24 00:30 Europe/Berlin", 60, NULL },
  { "Europe/Berlin", NULL,
    "{'date': <'2026-11-23'>, 'start': <'09:00'>, 'duration_minutes': <2880>}",
    "2026-11-23 09:00 Europe/Berlin", "2026-11-25 09:00 Europe/Berlin", 2880, NULL },
  { "Europe/Berlin", NULL, "{'date': <'2026-11-23'>, 'start': <'23:00'>, 'end': <'01:00'>}", NULL,
    NULL, 0, "end_time: must be after start_time" },
  { "Europe/Berlin", NULL, "{'date': <'2026-11-23'>, 'start': <'09:00'>, 'end': <'09:00'>}", NULL,
    NULL, 0, "end_time: must be after start_time" },
  { "Europe/Berlin", NULL, "{'date': <'2026-11-23'>, 'start': <'09:00'>, 'end': <'08:59:59'>}",
    NULL, NULL, 0, "end_time: must be after start_time" },
  { "Europe/Berlin", NULL,
    "{'date': <'2026-11-23'>, 'start': <'23:00'>, 'end_date': <'2026-11-24'>, 'end': <'01:00'>}",
    "2026-11-23 23:00 Europe/Berlin", "2026-11-24 01:00 Europe/Berlin", 120, NULL },
  { "Europe/Berlin", NULL,
    "{'date': <'2026-11-23'>, 'start': <'09:00'>, 'end_date': <'2026-11-22'>, 'end': <'10:00'>}",
    NULL, NULL, 0, "end_date: must not be before event_date" },
  { "Europe/Berlin", NULL,
    "{'date': <'2026-11-23'>, 'start': <'09:00'>, 'end_date': <'2026-11-25'>}",
    "2026-11-23 09:00 Europe/Berlin", "2026-11-25 10:00 Europe/Berlin", 2940, NULL },
  { "Europe/Berlin", NULL,
    "{'date': <'2026-11-23'>, 'start': <'09:00'>, 'end_date': <'2026-11-25'>, "
    "'duration_minutes': <30>}",
    "2026-11-23 09:00 Europe/Berlin", "2026-11-25 09:30 Europe/Berlin", 2910, NULL },
  { "Europe/Berlin", NULL,
    "{'date': <'2026-11-23'>, 'start': <'09:00'>, 'end_date': <''>, 'end': <''>}",
    "2026-11-23 09:00 Europe/Berlin", "2026-11-23 10:00 Europe/Berlin", 60, NULL },
  { "Europe/Berlin", NULL, "{'date': <'9999-12-31'>, 'start': <'22:00'>}",
    "9999-12-31 22:00 Europe/Berlin", "9999-12-31 23:00 Europe/Berlin", 60, NULL },
  { "Europe/Berlin", NULL, "{'date': <'9999-12-31'>, 'start': <'23:30'>}", NULL, NULL, 0,
    "end_date: must not be after 9999-12-31" },
  { "Europe/Berlin", NULL,
    "{'date': <'2026-11-23'>, 'start': <'09:00'>, 'duration_minutes': <2147483647>}",
    "2026-11-23 09:00 Europe/Berlin", "6109-12-16 11:07 Europe/Berlin", 2147483647, NULL },
  { "Europe/Berlin", NULL, "{'date': <'0001-01-01'>, 'start': <'00:00'>}",
    "0001-01-01 00:00 Europe/Berlin", "0001-01-01 01:00 Europe/Berlin", 60, NULL },
  { "Europe/Berlin", NULL,
    "{'date': <'0001-01-01'>, 'start': <'00:00'>, 'end_timezone': <'Pacific/Honolulu'>}",
    NULL, NULL, 0, "end_date: must not be before 0001-01-01" },

  /* Zones. */
  { "Europe/Berlin", NULL,
    "{'date': <'2026-11-23'>, 'start': <'09:00'>, 'timezone': <'Asia/Tokyo'>}",
    "2026-11-23 09:00 Asia/Tokyo", "2026-11-23 10:00 Asia/Tokyo", 60, NULL },
  { "Asia/Kolkata", NULL, "{'date': <'2026-11-23'>, 'start': <'09:00'>, 'timezone': <''>}",
    "2026-11-23 09:00 Asia/Kolkata", "2026-11-23 10:00 Asia/Kolkata", 60, NULL },
  { "Europe/Berlin", NULL,
    "{'date': <'2026-11-23'>, 'start': <'09:00'>, 'timezone': <'Mars/Base'>}", NULL, NULL, 0,
    "timezone: unknown time zone “Mars/Base”" },
  { "Europe/Berlin", NULL,
    "{'date': <'2026-11-23'>, 'start': <'09:00'>, 'end_timezone': <'../etc/passwd'>}", NULL, NULL,
    0, "end_timezone: unknown time zone “../etc/passwd”" },
  { "Europe/Berlin", NULL, "{'date': <'2026-11-23'>, 'start': <'09:00'>, 'timezone': <'Floating'>}",
    NULL, NULL, 0, "timezone: unknown time zone “Floating”" },
  { "Europe/Berlin", NULL, "{'date': <'2026-11-23'>, 'start': <'09:00'>, 'timezone': <'floating'>}",
    "2026-11-23 09:00 floating", "2026-11-23 10:00 floating", 60, NULL },
  { "Europe/Berlin", NULL, "{'date': <'2026-11-23'>, 'start': <'09:00'>, 'timezone': <'floating'>, "
    "'end_timezone': <'Europe/Berlin'>}",
    NULL, NULL, 0, "end_timezone: must be floating where timezone is, and only there" },
  { "Europe/Berlin", NULL,
    "{'date': <'2026-11-23'>, 'start': <'09:00'>, 'end_timezone': <'floating'>}",
    NULL, NULL, 0, "end_timezone: must be floating where timezone is, and only there" },
  { "Europe/Berlin", NULL,
    "{'date': <'2026-11-23'>, 'start': <'09:00'>, 'timezone': <'UTC'>, 'end': <'09:30'>}",
    "2026-11-23 09:00 UTC", "2026-11-23 09:30 UTC", 30, NULL },
  /* A flight: it lands by the clock before it has left. */
  { "Europe/Berlin", NULL,
    "{'date': <'2026-11-23'>, 'start': <'18:00'>, 'end': <'10:00'>, 'timezone': <'Asia/Tokyo'>, "
    "'end_timezone': <'America/Los_Angeles'>}",
    "2026-11-23 18:00 Asia/Tokyo", "2026-11-23 10:00 America/Los_Angeles", 540, NULL },
  { "Europe/Berlin", NULL,
    "{'date': <'2026-11-23'>, 'start': <'08:00'>, 'end_date': <'2026-11-22'>, 'end': <'22:00'>, "
    "'timezone': <'Pacific/Auckland'>, 'end_timezone': <'Pacific/Honolulu'>}",
    "2026-11-23 08:00 Pacific/Auckland", "2026-11-22 22:00 Pacific/Honolulu", 780, NULL },
  { "Europe/Berlin", NULL, "{'date': <'2026-11-23'>, 'start': <'09:00'>, 'end': <'10:00'>, "
    "'timezone': <'America/New_York'>, 'end_timezone': <'Europe/Berlin'>}",
    NULL, NULL, 0, "end_time: must be after start_time" },
  { "Europe/Berlin", NULL, "{'date': <'2026-11-23'>, 'start': <'09:00'>, 'duration_minutes': <90>, "
    "'timezone': <'Europe/Berlin'>, 'end_timezone': <'Europe/London'>}",
    "2026-11-23 09:00 Europe/Berlin", "2026-11-23 09:30 Europe/London", 90, NULL },

  /* The nights on which clocks change. */
  { "Europe/Berlin", NULL, "{'date': <'2026-03-29'>, 'start': <'01:30'>}",
    "2026-03-29 01:30 Europe/Berlin", "2026-03-29 03:30 Europe/Berlin", 60, NULL },
  { "Europe/Berlin", NULL, "{'date': <'2026-03-29'>, 'start': <'02:30'>}",
    "2026-03-29 02:30 Europe/Berlin", "2026-03-29 04:30 Europe/Berlin", 60, NULL },
  { "Europe/Berlin", NULL, "{'date': <'2026-03-29'>, 'start': <'02:30'>, 'end': <'03:15'>}", NULL,
    NULL, 0, "end_time: must be after start_time" },
  { "Europe/Berlin", NULL, "{'date': <'2026-03-29'>, 'start': <'01:00'>, 'end': <'04:00'>}",
    "2026-03-29 01:00 Europe/Berlin", "2026-03-29 04:00 Europe/Berlin", 120, NULL },
  { "Europe/Berlin", NULL, "{'date': <'2026-10-25'>, 'start': <'01:00'>, 'end': <'04:00'>}",
    "2026-10-25 01:00 Europe/Berlin", "2026-10-25 04:00 Europe/Berlin", 240, NULL },
  { "Europe/Berlin", NULL, "{'date': <'2026-10-25'>, 'start': <'01:30'>}",
    "2026-10-25 01:30 Europe/Berlin", "2026-10-25 02:30 Europe/Berlin", 60, NULL },
  /* An hour later it is 02:30 again, which only another clock can tell. */
  { "Europe/Berlin", NULL, "{'date': <'2026-10-25'>, 'start': <'02:30'>}",
    "2026-10-25 02:30 Europe/Berlin", "2026-10-25 01:30 UTC", 60, NULL },
  { "Europe/Berlin", NULL,
    "{'date': <'2026-10-25'>, 'start': <'01:30'>, 'duration_minutes': <120>}",
    "2026-10-25 01:30 Europe/Berlin", "2026-10-25 01:30 UTC", 120, NULL },
  { "Europe/Berlin", NULL,
    "{'date': <'2026-10-25'>, 'start': <'01:30'>, 'duration_minutes': <180>}",
    "2026-10-25 01:30 Europe/Berlin", "2026-10-25 03:30 Europe/Berlin", 180, NULL },
  { "Europe/Berlin", NULL, "{'date': <'2026-10-25'>, 'start': <'00:45'>, 'timezone': <'UTC'>, "
    "'end_timezone': <'Europe/Berlin'>}",
    "2026-10-25 00:45 UTC", "2026-10-25 01:45 UTC", 60, NULL },
  { "Europe/Berlin", NULL, "{'date': <'2026-10-25'>, 'start': <'02:30'>, 'timezone': <'floating'>}",
    "2026-10-25 02:30 floating", "2026-10-25 03:30 floating", 120, NULL },
  { "Europe/Berlin", NULL,
    "{'date': <'2026-03-29'>, 'start': <'02:30'>, 'end': <'03:15'>, 'timezone': <'floating'>}",
    "2026-03-29 02:30 floating", "2026-03-29 03:15 floating", 0, NULL },
  { "Australia/Lord_Howe", NULL, "{'date': <'2026-10-04'>, 'start': <'01:30'>}",
    "2026-10-04 01:30 Australia/Lord_Howe", "2026-10-04 03:00 Australia/Lord_Howe", 60, NULL },

  /* All-day: the last day counts. */
  { "Europe/Berlin", NULL, "{'date': <'2026-11-23'>, 'all_day': <true>}",
    "2026-11-23  Europe/Berlin", "2026-11-23  Europe/Berlin", 1440, NULL },
  { "Europe/Berlin", NULL,
    "{'date': <'2026-11-23'>, 'end_date': <'2026-11-25'>, 'all_day': <true>}",
    "2026-11-23  Europe/Berlin", "2026-11-25  Europe/Berlin", 4320, NULL },
  { "Europe/Berlin", NULL,
    "{'date': <'2026-11-23'>, 'end_date': <'2026-11-22'>, 'all_day': <true>}", NULL, NULL, 0,
    "end_date: must not be before event_date" },
  { "Europe/Berlin", NULL,
    "{'date': <'2026-11-23'>, 'start': <'09:00'>, 'end': <'08:00'>, 'all_day': <true>}",
    "2026-11-23  Europe/Berlin", "2026-11-23  Europe/Berlin", 1440, NULL },
  { "Europe/Berlin", NULL, "{'date': <'2026-11-23'>, 'start': <'x'>, 'all_day': <true>}", NULL,
    NULL, 0, "start_time: must be a time, HH:MM" },
  { "Europe/Berlin", NULL,
    "{'date': <'2026-11-23'>, 'start': <''>, 'end': <''>, 'all_day': <true>, "
    "'duration_minutes': <1440>}",
    "2026-11-23  Europe/Berlin", "2026-11-23  Europe/Berlin", 1440, NULL },
  { "Europe/Berlin", NULL,
    "{'date': <'2026-11-23'>, 'all_day': <true>, 'duration_minutes': <1441>}",
    "2026-11-23  Europe/Berlin", "2026-11-24  Europe/Berlin", 2880, NULL },
  { "Europe/Berlin", NULL, "{'date': <'2026-11-23'>, 'all_day': <true>, 'duration_minutes': <60>}",
    "2026-11-23  Europe/Berlin", "2026-11-23  Europe/Berlin", 1440, NULL },
  { "Europe/Berlin", NULL, "{'date': <'2026-11-23'>, 'all_day': <true>, 'duration_minutes': <5>}",
    NULL, NULL, 0, "duration_minutes: must be at least 15" },
  { "Europe/Berlin", NULL,
    "{'date': <'2026-11-23'>, 'end_date': <'2026-11-23'>, 'all_day': <true>, "
    "'duration_minutes': <5>}",
    "2026-11-23  Europe/Berlin", "2026-11-23  Europe/Berlin", 1440, NULL },
  { "Europe/Berlin", NULL, "{'date': <'2026-03-29'>, 'all_day': <true>}",
    "2026-03-29  Europe/Berlin", "2026-03-29  Europe/Berlin", 1380, NULL },
  { "Europe/Berlin", NULL, "{'date': <'2026-10-25'>, 'all_day': <true>}",
    "2026-10-25  Europe/Berlin", "2026-10-25  Europe/Berlin", 1500, NULL },
  { "Europe/Berlin", NULL, "{'date': <'9999-12-31'>, 'all_day': <true>}",
    "9999-12-31  Europe/Berlin", "9999-12-31  Europe/Berlin", 1440, NULL },
  { "Europe/Berlin", NULL,
    "{'date': <'9999-12-31'>, 'all_day': <true>, 'duration_minutes': <2880>}", NULL, NULL, 0,
    "end_date: must not be after 9999-12-31" },
  { "Europe/Berlin", NULL, "{'date': <'2026-11-23'>, 'all_day': <true>, 'timezone': <'floating'>}",
    "2026-11-23  floating", "2026-11-23  floating", 1440, NULL },

#define ONE "{'date': <'2026-11-23'>, 'start': <'09:00'>, 'end': <'10:30'>}"
#define NIGHT "{'date': <'2026-11-23'>, 'start': <'22:00'>, " \
              "'end_date': <'2026-11-24'>, 'end': <'02:00'>}"
#define SECOND_RUN "{'date': <'2026-10-25'>, 'start': <'02:30'>, 'duration_minutes': <60>}"
#define FLIGHT "{'date': <'2026-11-23'>, 'start': <'18:00'>, 'end': <'10:00'>, " \
               "'timezone': <'Asia/Tokyo'>, 'end_timezone': <'America/Los_Angeles'>}"
#define DAYS "{'date': <'2026-11-23'>, 'end_date': <'2026-11-25'>, 'all_day': <true>}"
#define FLOATING "{'date': <'2026-11-23'>, 'start': <'09:00'>, 'timezone': <'floating'>}"
  /* Moving. */
  { "Europe/Berlin", ONE, "{}",
    "2026-11-23 09:00 Europe/Berlin", "2026-11-23 10:30 Europe/Berlin", 90, NULL },
  { "Europe/Berlin", ONE, "{'event_date': <'2026-12-01'>}",
    "2026-12-01 09:00 Europe/Berlin", "2026-12-01 10:30 Europe/Berlin", 90, NULL },
  { "Europe/Berlin", ONE, "{'event_date': <''>}", NULL, NULL, 0, "event_date: is required" },
  { "Europe/Berlin", ONE, "{'start_time': <''>}", NULL, NULL, 0, "start_time: is required" },
  { "Europe/Berlin", NIGHT, "{'event_date': <'2026-12-01'>}",
    "2026-12-01 22:00 Europe/Berlin", "2026-12-02 02:00 Europe/Berlin", 240, NULL },
  { "Europe/Berlin", NIGHT, "{'event_date': <'2026-03-28'>}",
    "2026-03-28 22:00 Europe/Berlin", "2026-03-29 02:00 Europe/Berlin", 240, NULL },
  { "Europe/Berlin", NIGHT, "{'event_date': <'9999-12-31'>}", NULL, NULL, 0,
    "end_date: must not be after 9999-12-31" },
  { "Europe/Berlin", ONE, "{'start_time': <'08:00'>}",
    "2026-11-23 08:00 Europe/Berlin", "2026-11-23 10:30 Europe/Berlin", 150, NULL },
  { "Europe/Berlin", ONE, "{'start_time': <'10:30'>}", NULL, NULL, 0,
    "end_time: must be after start_time" },
  { "Europe/Berlin", ONE, "{'start_time': <'11:00'>}", NULL, NULL, 0,
    "end_time: must be after start_time" },
  { "Europe/Berlin", ONE, "{'start_time': <'11:00'>, 'end_time': <'11:45'>}",
    "2026-11-23 11:00 Europe/Berlin", "2026-11-23 11:45 Europe/Berlin", 45, NULL },
  { "Europe/Berlin", ONE, "{'event_date': <'2026-12-01'>, 'start_time': <'11:00'>}", NULL, NULL, 0,
    "end_time: must be after start_time" },
  { "Europe/Berlin", ONE, "{'end_time': <'11:00'>}",
    "2026-11-23 09:00 Europe/Berlin", "2026-11-23 11:00 Europe/Berlin", 120, NULL },
  { "Europe/Berlin", ONE, "{'end_time': <'09:00'>}", NULL, NULL, 0,
    "end_time: must be after start_time" },
  /* What ends in the second run of the hour keeps its length. */
  { "Europe/Berlin", SECOND_RUN, "{'title': <'Night watch'>}",
    "2026-10-25 02:30 Europe/Berlin", "2026-10-25 01:30 UTC", 60, NULL },
  { "Europe/Berlin", SECOND_RUN, "{'event_date': <'2026-11-26'>}",
    "2026-11-26 02:30 Europe/Berlin", "2026-11-26 03:30 Europe/Berlin", 60, NULL },
  { "Europe/Berlin", SECOND_RUN, "{'start_time': <'01:00'>}",
    "2026-10-25 01:00 Europe/Berlin", "2026-10-25 02:00 Europe/Berlin", 60, NULL },
  { "Europe/Berlin", SECOND_RUN, "{'duration_minutes': <120>}",
    "2026-10-25 02:30 Europe/Berlin", "2026-10-25 03:30 Europe/Berlin", 120, NULL },
  { "Europe/Berlin", SECOND_RUN, "{'end_time': <'04:00'>}",
    "2026-10-25 02:30 Europe/Berlin", "2026-10-25 04:00 Europe/Berlin", 150, NULL },
  { "Europe/Berlin", NIGHT, "{'end_time': <'03:00'>}",
    "2026-11-23 22:00 Europe/Berlin", "2026-11-24 03:00 Europe/Berlin", 300, NULL },
  { "Europe/Berlin", NIGHT, "{'end_date': <''>}", NULL, NULL, 0,
    "end_time: must be after start_time" },
  { "Europe/Berlin", NIGHT, "{'end_date': <''>, 'end_time': <'23:00'>}",
    "2026-11-23 22:00 Europe/Berlin", "2026-11-23 23:00 Europe/Berlin", 60, NULL },
  { "Europe/Berlin", ONE, "{'end_date': <'2026-11-24'>}",
    "2026-11-23 09:00 Europe/Berlin", "2026-11-24 10:30 Europe/Berlin", 1530, NULL },
  { "Europe/Berlin", ONE, "{'end_date': <'2026-11-22'>}", NULL, NULL, 0,
    "end_date: must not be before event_date" },
  { "Europe/Berlin", ONE, "{'duration_minutes': <30>}",
    "2026-11-23 09:00 Europe/Berlin", "2026-11-23 09:30 Europe/Berlin", 30, NULL },
  { "Europe/Berlin", ONE, "{'duration_minutes': <10>}", NULL, NULL, 0,
    "duration_minutes: must be at least 15" },
  { "Europe/Berlin", ONE, "{'duration_minutes': <10>, 'end_time': <'09:10'>}",
    "2026-11-23 09:00 Europe/Berlin", "2026-11-23 09:10 Europe/Berlin", 10, NULL },
  { "Europe/Berlin", ONE, "{'start_time': <'14:00'>, 'duration_minutes': <30>}",
    "2026-11-23 14:00 Europe/Berlin", "2026-11-23 14:30 Europe/Berlin", 30, NULL },
  { "Europe/Berlin", ONE, "{'end_date': <'2026-11-24'>, 'duration_minutes': <30>}",
    "2026-11-23 09:00 Europe/Berlin", "2026-11-24 09:30 Europe/Berlin", 1470, NULL },
  { "Europe/Berlin", NIGHT, "{'duration_minutes': <60>}",
    "2026-11-23 22:00 Europe/Berlin", "2026-11-23 23:00 Europe/Berlin", 60, NULL },
  /* A cleared end keeps the length. */
  { "Europe/Berlin", ONE, "{'start_time': <'23:00'>, 'end_time': <''>}",
    "2026-11-23 23:00 Europe/Berlin", "2026-11-24 00:30 Europe/Berlin", 90, NULL },
  { "Europe/Berlin", FLOATING, "{'start_time': <'23:30'>, 'end_time': <''>}",
    "2026-11-23 23:30 floating", "2026-11-24 00:30 floating", 60, NULL },

  /* Zones of what is there. */
  { "Europe/Berlin", ONE, "{'timezone': <'America/New_York'>}",
    "2026-11-23 09:00 America/New_York", "2026-11-23 10:30 America/New_York", 90, NULL },
  { "Asia/Tokyo", FLIGHT, "{'timezone': <''>}",
    "2026-11-23 18:00 Asia/Tokyo", "2026-11-23 10:00 America/Los_Angeles", 540, NULL },
  { "Europe/Berlin", FLIGHT, "{'timezone': <'Europe/Berlin'>}",
    "2026-11-23 18:00 Europe/Berlin", "2026-11-23 10:00 America/Los_Angeles", 60, NULL },
  { "Europe/Berlin", FLIGHT, "{'end_timezone': <''>}", NULL, NULL, 0,
    "end_time: must be after start_time" },
  { "Europe/Berlin", FLIGHT, "{'end_timezone': <''>, 'end_time': <'19:00'>}",
    "2026-11-23 18:00 Asia/Tokyo", "2026-11-23 19:00 Asia/Tokyo", 60, NULL },
  { "Europe/Berlin", FLIGHT, "{'timezone': <'floating'>, 'end_time': <'19:00'>}",
    "2026-11-23 18:00 floating", "2026-11-23 19:00 floating", 60, NULL },
  { "Europe/Berlin", FLIGHT, "{'event_date': <'2026-12-31'>}",
    "2026-12-31 18:00 Asia/Tokyo", "2026-12-31 10:00 America/Los_Angeles", 540, NULL },
  { "Europe/Berlin", FLOATING, "{'timezone': <'Europe/Berlin'>}",
    "2026-11-23 09:00 Europe/Berlin", "2026-11-23 10:00 Europe/Berlin", 60, NULL },
  { "Europe/Berlin", FLOATING, "{'end_timezone': <'Europe/Berlin'>}",
    NULL, NULL, 0, "end_timezone: must be floating where timezone is, and only there" },
  { "Europe/Berlin", ONE, "{'timezone': <'Nowhere'>}", NULL, NULL, 0,
    "timezone: unknown time zone “Nowhere”" },

  /* Days of what is there. */
  { "Europe/Berlin", DAYS, "{'event_date': <'2026-12-30'>}",
    "2026-12-30  Europe/Berlin", "2027-01-01  Europe/Berlin", 4320, NULL },
  { "Europe/Berlin", DAYS, "{'end_date': <'2026-11-23'>}",
    "2026-11-23  Europe/Berlin", "2026-11-23  Europe/Berlin", 1440, NULL },
  { "Europe/Berlin", DAYS, "{'end_date': <''>}",
    "2026-11-23  Europe/Berlin", "2026-11-23  Europe/Berlin", 1440, NULL },
  { "Europe/Berlin", DAYS, "{'end_date': <'2026-11-22'>}", NULL, NULL, 0,
    "end_date: must not be before event_date" },
  { "Europe/Berlin", DAYS, "{'event_date': <'2026-11-30'>, 'end_date': <'2026-11-29'>}", NULL, NULL,
    0, "end_date: must not be before event_date" },
  { "Europe/Berlin", DAYS, "{'duration_minutes': <2880>}",
    "2026-11-23  Europe/Berlin", "2026-11-24  Europe/Berlin", 2880, NULL },
  { "Europe/Berlin", DAYS, "{'start_time': <'09:00'>}",
    "2026-11-23  Europe/Berlin", "2026-11-25  Europe/Berlin", 4320, NULL },
  { "Europe/Berlin", DAYS, "{'start_time': <''>, 'end_time': <''>}",
    "2026-11-23  Europe/Berlin", "2026-11-25  Europe/Berlin", 4320, NULL },

  /* To days, and from days. */
  { "Europe/Berlin", ONE, "{'all_day': <true>}",
    "2026-11-23  Europe/Berlin", "2026-11-23  Europe/Berlin", 1440, NULL },
  { "Europe/Berlin", NIGHT, "{'all_day': <true>}",
    "2026-11-23  Europe/Berlin", "2026-11-24  Europe/Berlin", 2880, NULL },
  { "Europe/Berlin", NIGHT, "{'all_day': <true>, 'event_date': <'2026-12-01'>}",
    "2026-12-01  Europe/Berlin", "2026-12-02  Europe/Berlin", 2880, NULL },
  { "Europe/Berlin", "{'date': <'2026-11-23'>, 'start': <'22:00'>, 'duration_minutes': <120>}",
    "{'all_day': <true>}",
    "2026-11-23  Europe/Berlin", "2026-11-23  Europe/Berlin", 1440, NULL },
  { "Europe/Berlin",
    "{'date': <'2026-11-23'>, 'start': <'08:00'>, 'end_date': <'2026-11-22'>, 'end': <'22:00'>, "
    "'timezone': <'Pacific/Auckland'>, 'end_timezone': <'Pacific/Honolulu'>}",
    "{'all_day': <true>}",
    "2026-11-23  Pacific/Auckland", "2026-11-23  Pacific/Honolulu", 1440, NULL },
  { "Europe/Berlin", DAYS, "{'all_day': <false>}", NULL, NULL, 0, "start_time: is required" },
  { "Europe/Berlin", DAYS, "{'all_day': <false>, 'start_time': <'09:00'>}",
    "2026-11-23 09:00 Europe/Berlin", "2026-11-25 10:00 Europe/Berlin", 2940, NULL },
  { "Europe/Berlin", DAYS, "{'all_day': <false>, 'start_time': <'09:00'>, 'end_time': <'17:00'>}",
    "2026-11-23 09:00 Europe/Berlin", "2026-11-25 17:00 Europe/Berlin", 3360, NULL },
  { "Europe/Berlin", DAYS, "{'all_day': <false>, 'start_time': <'09:00'>, 'end_date': <''>}",
    "2026-11-23 09:00 Europe/Berlin", "2026-11-23 10:00 Europe/Berlin", 60, NULL },
  { "Europe/Berlin", DAYS,
    "{'all_day': <false>, 'start_time': <'09:00'>, 'duration_minutes': <30>}",
    "2026-11-23 09:00 Europe/Berlin", "2026-11-23 09:30 Europe/Berlin", 30, NULL },
  { "Europe/Berlin", "{'date': <'2026-11-23'>, 'all_day': <true>}",
    "{'all_day': <false>, 'start_time': <'23:30'>}",
    "2026-11-23 23:30 Europe/Berlin", "2026-11-24 00:30 Europe/Berlin", 60, NULL },
#undef ONE
#undef NIGHT
#undef FLIGHT
#undef DAYS
#undef FLOATING
};

static char *
join (GVariant   *dict,
      const char *date_key,
      const char *time_key,
      const char *zone_key)
{
  const char *date, *time, *zone;

  g_assert_true (g_variant_lookup (dict, date_key, "&s", &date));
  g_assert_true (g_variant_lookup (dict, time_key, "&s", &time));
  g_assert_true (g_variant_lookup (dict, zone_key, "&s", &zone));

  return g_strjoin (" ", date, time, zone, NULL);
}

static void
check_row (gsize i)
{
  g_autoptr (GVariant) title = test_parse_dict ("{'title': <'Review'>}");
  g_autoptr (GVariant) given = NULL;
  g_autoptr (GVariant) output = NULL;
  g_autoptr (GVariant) again = NULL;
  g_autoptr (GnomonEvent) before = NULL;
  g_autoptr (GnomonEvent) event = NULL;
  g_autoptr (GnomonEvent) same = NULL;
  g_autofree char *start = NULL;
  g_autofree char *end = NULL;
  g_autoptr (GError) error = NULL;
  GnomonEventContext context;
  g_autoptr (GTimeZone) viewer = NULL;
  int duration;

  g_test_message ("%s + %s", rows[i].before, rows[i].given);
  test_context_init (&context, rows[i].zone);
  viewer = context.viewer;

  if (rows[i].before != NULL)
    {
      g_autoptr (GVariant) base = test_merge_dicts (title, rows[i].before);

      before = test_event_apply (TEST_CREATE, NULL, base, &context, &error);
      g_assert_no_error (error);
      given = test_parse_dict (rows[i].given);
    }
  else
    {
      given = test_merge_dicts (title, rows[i].given);
    }

  event = test_event_apply (before != NULL ? TEST_UPDATE : TEST_CREATE, before, given, &context,
                            &error);
  if (rows[i].error != NULL)
    {
      g_assert_null (event);
      g_assert_error (error, GNOMON_ERROR, GNOMON_ERROR_INVALID_ARGUMENT);
      g_assert_cmpstr (error->message, ==, rows[i].error);
      return;
    }

  g_assert_no_error (error);
  output = test_event_to_dict (event, viewer);
  start = join (output, "event_date", "start_time", "timezone");
  end = join (output, "end_date", "end_time", "end_timezone");
  g_assert_cmpstr (start, ==, rows[i].start);
  g_assert_cmpstr (end, ==, rows[i].end);
  g_assert_true (g_variant_lookup (output, "duration_minutes", "i", &duration));
  g_assert_cmpint (duration, ==, rows[i].duration);

  /* What came out makes the same event. */
  same = test_event_apply (TEST_CREATE, NULL, output, &context, &error);
  g_assert_no_error (error);
  again = test_event_to_dict (same, viewer);
  g_assert_cmpvariant (output, again);
}

static void
test_rows (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    check_row (i);
}

static void
test_kinds (void)
{
  static const struct { const char *zones; GnomonTimeKind kind; } kinds[] = {
    { "{'timezone': <'Europe/Berlin'>}", GNOMON_TIME_ZONED },
    { "{'timezone': <'UTC'>}", GNOMON_TIME_UTC },
    { "{'timezone': <'Etc/UTC'>}", GNOMON_TIME_UTC },
    { "{'timezone': <'UTC'>, 'end_timezone': <'Europe/Berlin'>, 'end_time': <'18:00'>}",
      GNOMON_TIME_ZONED },
    { "{'timezone': <'floating'>}", GNOMON_TIME_FLOATING },
    { "{'timezone': <'floating'>, 'all_day': <true>}", GNOMON_TIME_DATE },
    { "{'timezone': <'UTC'>, 'all_day': <true>}", GNOMON_TIME_DATE },
  };
  g_autoptr (GVariant) base = test_parse_dict ("{'title': <'Review'>, 'date': <'2026-11-23'>, "
                                               "'start': <'09:00'>}");
  GnomonEventContext context;

  test_context_init (&context, "Asia/Tokyo");
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autoptr (GVariant) given = test_merge_dicts (base, kinds[i].zones);
      g_autoptr (GError) error = NULL;
      g_autoptr (GnomonEvent) event = test_event_apply (TEST_CREATE, NULL, given, &context, &error);

      g_assert_no_error (error);
      g_assert_cmpint (gnomon_event_get_time_kind (event), ==, kinds[i].kind);
    }
  g_time_zone_unref (context.viewer);
}

/* Floating and all-day events stand in the zone of whoever looks. */
static void
test_viewers (void)
{
  static const struct { const char *zones; const char *berlin; const char *tokyo; } viewers[] = {
    { "{'timezone': <'Europe/Berlin'>}", "2026-11-23T08:00:00Z", "2026-11-23T08:00:00Z" },
    { "{'timezone': <'UTC'>}", "2026-11-23T09:00:00Z", "2026-11-23T09:00:00Z" },
    { "{'timezone': <'floating'>}", "2026-11-23T08:00:00Z", "2026-11-23T00:00:00Z" },
    { "{'timezone': <'Europe/Berlin'>, 'all_day': <true>}", "2026-11-22T23:00:00Z",
      "2026-11-22T15:00:00Z" },
  };
  g_autoptr (GVariant) base = test_parse_dict ("{'title': <'Review'>, 'date': <'2026-11-23'>, "
                                               "'start': <'09:00'>}");
  g_autoptr (GTimeZone) tokyo = gnomon_zone_lookup ("Asia/Tokyo");
  GnomonEventContext context;

  test_context_init (&context, "Europe/Berlin");
  for (gsize i = 0; i < G_N_ELEMENTS (viewers); i++)
    {
      g_autoptr (GVariant) given = test_merge_dicts (base, viewers[i].zones);
      g_autoptr (GnomonEvent) event = test_event_apply (TEST_CREATE, NULL, given, &context, NULL);
      gint64 starts_at = gnomon_event_get_starts_at (event, context.viewer);
      g_autofree char *in_berlin = gnomon_civil_format_instant (starts_at);
      g_autofree char *in_tokyo =
        gnomon_civil_format_instant (gnomon_event_get_starts_at (event, tokyo));

      g_assert_cmpstr (in_berlin, ==, viewers[i].berlin);
      g_assert_cmpstr (in_tokyo, ==, viewers[i].tokyo);
      g_assert_true (gnomon_event_is_upcoming (event, context.viewer, starts_at - 1));
      g_assert_false (gnomon_event_is_upcoming (event, context.viewer, starts_at));
    }
  g_time_zone_unref (context.viewer);
}

/* The system may forget a zone that it knew when the event was made. */
static void
test_forgotten_zone (void)
{
  g_autoptr (GVariant) dict = test_parse_dict ("{'title': <'Review'>, 'date': <'2026-11-23'>, "
                                               "'start': <'09:00'>}");
  g_autoptr (GVariant) title = test_parse_dict ("{'title': <'Other'>}");
  g_autoptr (GVariant) time = test_parse_dict ("{'start_time': <'08:00'>}");
  g_autoptr (GnomonEvent) event = NULL;
  g_autoptr (GnomonEvent) renamed = NULL;
  g_autoptr (GError) error = NULL;
  GnomonEventContext context;

  test_context_init (&context, "Europe/Berlin");
  event = test_event_apply (TEST_CREATE, NULL, dict, &context, NULL);
  g_free (event->timezone);
  event->timezone = g_strdup ("Atlantis/Center");
  g_assert_cmpint (gnomon_event_get_starts_at (event, context.viewer), ==,
                   gnomon_zone_to_instant (context.viewer, event->start_wall));

  /* It can be renamed, but not moved without a zone that is known. */
  renamed = test_event_apply (TEST_UPDATE, event, title, &context, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (gnomon_event_get_timezone (renamed), ==, "Atlantis/Center");
  g_assert_null (test_event_apply (TEST_UPDATE, event, time, &context, &error));
  g_assert_cmpstr (error->message, ==, "timezone: unknown time zone “Atlantis/Center”");
  g_time_zone_unref (context.viewer);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/event-times/rows", test_rows);
  g_test_add_func ("/event-times/kinds", test_kinds);
  g_test_add_func ("/event-times/viewers", test_viewers);
  g_test_add_func ("/event-times/forgotten-zone", test_forgotten_zone);

  return g_test_run ();
}
