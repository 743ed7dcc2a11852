/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gnomon-alarm-clock.h"

#include <errno.h>
#include <glib-unix.h>
#include <sys/timerfd.h>
#include <unistd.h>

/*
 * GLib's timeouts count on the monotonic clock, which stands still in suspend and does not know
 * when the user sets the time. A timerfd on CLOCK_REALTIME with an absolute time knows both.
 */

struct _GnomonAlarmClock
{
  GObject parent_instance;

  GnomonClock *clock;
  gint64 time;              /* what is waited for, in Unix seconds; 0: nothing */
  int fd;                   /* -1 with a frozen clock: it has nothing to wait for */
  GSource *fd_source;
  GSource *idle_source;     /* a signal that is to be emitted from the main loop */
};

enum
{
  DUE,
  JUMPED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GnomonAlarmClock, gnomon_alarm_clock, G_TYPE_OBJECT)

static void
clear_source (GSource **source)
{
  if (*source != NULL)
    g_source_destroy (*source);
  g_clear_pointer (source, g_source_unref);
}

/* Replaces the idle source. A signal never comes from inside gnomon_alarm_clock_set(), so that the
 * handler of one may set the next time. */
static void
call_soon (GnomonAlarmClock *self,
           GSourceFunc       callback)
{
  clear_source (&self->idle_source);
  self->idle_source = g_idle_source_new ();
  g_source_set_priority (self->idle_source, G_PRIORITY_DEFAULT);
  g_source_set_callback (self->idle_source, callback, self, NULL);
  g_source_attach (self->idle_source, g_main_context_get_thread_default ());
}

static gboolean
frozen_due_cb (gpointer user_data)
{
  GnomonAlarmClock *self = user_data;

  clear_source (&self->idle_source);
  self->time = 0;
  g_signal_emit (self, signals[DUE], 0);

  return G_SOURCE_REMOVE;
}

static gboolean
jumped_cb (gpointer user_data)
{
  GnomonAlarmClock *self = user_data;

  clear_source (&self->idle_source);
  g_signal_emit (self, signals[JUMPED], 0);

  return G_SOURCE_REMOVE;
}

/* A clock that stands still waits for nothing but to be set. */
static void
look_at_frozen_clock (GnomonAlarmClock *self,
                      GSourceFunc       otherwise)
{
  clear_source (&self->idle_source);
  if (self->time != 0 && self->time <= gnomon_clock_get_now (self->clock))
    call_soon (self, frozen_due_cb);
  else if (otherwise != NULL)
    call_soon (self, otherwise);
}

static void
frozen_clock_set_cb (GnomonAlarmClock *self)
{
  look_at_frozen_clock (self, jumped_cb);
}

static void
arm (GnomonAlarmClock *self)
{
  struct itimerspec spec = { 0 };

  /* Zero would disarm; an instant in the past fires at once. */
  if (self->time != 0)
    spec.it_value.tv_sec = MAX (self->time, 1);

  if (timerfd_settime (self->fd, TFD_TIMER_ABSTIME | TFD_TIMER_CANCEL_ON_SET, &spec, NULL) == 0)
    return;

  /* The clock was set since the last read: the timer is armed all the same, but the cancellation
   * has been told here and will not be told again by read(). */
  if (errno == ECANCELED)
    call_soon (self, jumped_cb);
  else
    g_warning ("Could not set the timer for reminders: %s", g_strerror (errno));
}

static gboolean
timer_cb (int          fd,
          GIOCondition condition,
          gpointer     user_data)
{
  g_autoptr (GnomonAlarmClock) self = g_object_ref (user_data);
  guint64 n_expired;

  if (read (fd, &n_expired, sizeof n_expired) == sizeof n_expired)
    {
      self->time = 0;
      g_signal_emit (self, signals[DUE], 0);
    }
  else if (errno == ECANCELED)
    {
      arm (self);
      g_signal_emit (self, signals[JUMPED], 0);
    }

  return G_SOURCE_CONTINUE;
}

static void
gnomon_alarm_clock_dispose (GObject *object)
{
  GnomonAlarmClock *self = GNOMON_ALARM_CLOCK (object);

  clear_source (&self->idle_source);
  clear_source (&self->fd_source);
  g_clear_object (&self->clock);

  G_OBJECT_CLASS (gnomon_alarm_clock_parent_class)->dispose (object);
}

static void
gnomon_alarm_clock_finalize (GObject *object)
{
  GnomonAlarmClock *self = GNOMON_ALARM_CLOCK (object);

  if (self->fd >= 0)
    close (self->fd);

  G_OBJECT_CLASS (gnomon_alarm_clock_parent_class)->finalize (object);
}

static void
gnomon_alarm_clock_class_init (GnomonAlarmClockClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = gnomon_alarm_clock_dispose;
  object_class->finalize = gnomon_alarm_clock_finalize;

  signals[DUE] = g_signal_new ("due", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                               0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[JUMPED] = g_signal_new ("jumped", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                  0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
gnomon_alarm_clock_init (GnomonAlarmClock *self)
{
  self->fd = -1;
}

/**
 * gnomon_alarm_clock_new:
 * @clock: what the time is
 *
 * Makes a timer that waits for nothing yet. Where @clock is frozen it never waits: an instant
 * that is not after the frozen one is due at once, any other when the clock is set to it.
 *
 * Returns: (transfer full): an alarm clock
 */
GnomonAlarmClock *
gnomon_alarm_clock_new (GnomonClock *clock)
{
  GnomonAlarmClock *self;

  g_return_val_if_fail (GNOMON_IS_CLOCK (clock), NULL);

  self = g_object_new (GNOMON_TYPE_ALARM_CLOCK, NULL);
  self->clock = g_object_ref (clock);
  if (gnomon_clock_is_frozen (clock))
    {
      g_signal_connect_object (clock, "set", G_CALLBACK (frozen_clock_set_cb), self,
                               G_CONNECT_SWAPPED);
      return self;
    }

  self->fd = timerfd_create (CLOCK_REALTIME, TFD_CLOEXEC | TFD_NONBLOCK);
  if (self->fd < 0)
    {
      g_warning ("Could not make the timer for reminders: %s", g_strerror (errno));
      return self;
    }

  self->fd_source = g_unix_fd_source_new (self->fd, G_IO_IN);
  g_source_set_callback (self->fd_source, G_SOURCE_FUNC (timer_cb), self, NULL);
  g_source_attach (self->fd_source, g_main_context_get_thread_default ());

  return self;
}

/**
 * gnomon_alarm_clock_set:
 * @self: an alarm clock
 * @unix_seconds: the instant to wait for; 0: none
 *
 * Waits for @unix_seconds in place of what was waited for. An instant that has passed is due at
 * once; in any case "due" comes from the main loop, never from within this call.
 */
void
gnomon_alarm_clock_set (GnomonAlarmClock *self,
                        gint64            unix_seconds)
{
  g_return_if_fail (GNOMON_IS_ALARM_CLOCK (self));

  self->time = unix_seconds;

  if (self->fd >= 0)
    arm (self);
  else
    look_at_frozen_clock (self, NULL);
}

/**
 * gnomon_alarm_clock_get_time:
 * @self: an alarm clock
 *
 * Returns: the instant waited for, in Unix seconds; 0: none
 */
gint64
gnomon_alarm_clock_get_time (GnomonAlarmClock *self)
{
  g_return_val_if_fail (GNOMON_IS_ALARM_CLOCK (self), 0);

  return self->time;
}
