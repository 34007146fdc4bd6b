package org.ringspan.record;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What was planned for one leg of a call, or one attempt of it, and what became of it. Times are
 * milliseconds after the call's INVITE arrived.
 *
 * @param leg which leg: the lines of the plan from 1, those of forwards after them
 * @param attempt which of the routes to it, from 0
 * @param forwarded whether the call came to it by being forwarded
 * @param kind what it rings
 * @param target the device name, or the number that was called
 * @param name what a destination is called by its user; empty when it has no name
 * @param delayMillis after which it was to ring; absent when it wasn't to ring
 * @param silent why it wasn't to ring; absent when it was
 * @param detail facts behind {@code silent} in words, such as the schedule, and for which member of
 *     a hunt group it rings; empty when there are none
 * @param tooSoonMillis within which an answer is a mailbox's; absent when any answer counts
 * @param tooLateMillis after which it is cleared; absent when it may ring on
 * @param trunk through which trunk it left; absent for devices and legs that weren't invited
 * @param routed the number as that trunk was sent it
 * @param invited when our INVITE was sent
 * @param ringing when its first 180 or 183 came
 * @param answered when its 2xx came
 * @param cleared when it was over: its refusal came, we cleared it, or it left
 * @param status its final response; absent when there was none
 * @param ending why we cleared it, or who left, in words of ours; empty when it refused by itself
 */
public record LegCourse(
    int leg,
    int attempt,
    boolean forwarded,
    Kind kind,
    String target,
    String name,
    OptionalLong delayMillis,
    Optional<String> silent,
    String detail,
    OptionalLong tooSoonMillis,
    OptionalLong tooLateMillis,
    Optional<String> trunk,
    Optional<String> routed,
    OptionalLong invited,
    OptionalLong ringing,
    OptionalLong answered,
    OptionalLong cleared,
    OptionalInt status,
    String ending) {

  /** What a leg rings. */
  public enum Kind {
    /** A phone of the line. */
    DEVICE,
    /** A remote destination. */
    DESTINATION,
    /** A number in the telephone network. */
    OUTSIDE,
    /** The mailbox. */
    MAILBOX
  }
}
