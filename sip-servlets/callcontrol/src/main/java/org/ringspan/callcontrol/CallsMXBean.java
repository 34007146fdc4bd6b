package org.ringspan.callcontrol;

/**
 * The figures of call control, registered as {@code org.ringspan:type=Calls}. Counters start at
 * zero with the application.
 */
public interface CallsMXBean {
  /** Calls that are not released yet. */
  int getLiveCalls();

  /** Calls begun. */
  long getCallsStarted();

  /** Calls released. */
  long getCallsEnded();

  /** Calls of which a party is connected with the media engine, or was. */
  int getMediaCalls();

  /** Programs before the media engine that answer: rtpengines; 0 when there is to be none. */
  int getMediaRelays();

  /** Timers of calls that run now. */
  int getRunningTimers();

  /** Milliseconds for which the timer that is due first has been waiting; 0 when it is on time. */
  long getTimersOverdueMillis();

  /** Events that met a state in which they change nothing; some are races, many may be a defect. */
  long getEventsIgnored();
}
