package org.ringspan.trace.boundary;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Traces: all SIP messages of the calls that somebody asks for, without passwords, keys and dialled
 * digits. Each is limited in time and size and deleted some days later. They live on the server
 * that took them.
 */
public interface TraceService {
  /** A trace stops by itself after this. */
  Duration LONGEST = Duration.ofHours(24);

  /** So many run at a time. */
  int MOST_RUNNING = 5;

  /** What a trace is about. */
  sealed interface Subject {
    /** Calls and registrations of a user: of all devices, lines and destinations of now. */
    record OfUser(String user) implements Subject {}

    /** Calls from or to a number, however it is written. */
    record OfNumber(String number) implements Subject {}

    /** The call to which the dialog with this Call-ID belongs. */
    record OfCall(String callId) implements Subject {}
  }

  /**
   * One trace.
   *
   * @param id its name, of digits, letters and hyphens
   * @param about in words
   * @param began when
   * @param running whether messages are still added
   * @param octets how large it is
   */
  record Trace(String id, String about, Instant began, boolean running, long octets) {}

  /**
   * Begins a trace.
   *
   * @param longest one second to {@link #LONGEST}, after which it stops
   * @return its id
   * @throws IllegalArgumentException when the subject isn't there or can't be meant, or the time is
   *     out of its range
   * @throws IllegalStateException when {@link #MOST_RUNNING} run already, or the disk refuses
   */
  String start(Subject subject, Duration longest);

  /** Adds no more to a trace; does nothing when it has stopped, or isn't there. */
  void stop(String id);

  /** Stops and deletes a trace; returns whether it was there. */
  boolean delete(String id);

  /** All traces that are kept, the newest first. */
  List<Trace> traces();

  /** What is in a trace: text of this server's and, line by line, from the wire. */
  Optional<String> read(String id);
}
