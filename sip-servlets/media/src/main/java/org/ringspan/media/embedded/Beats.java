package org.ringspan.media.embedded;

import java.util.ArrayList;
import java.util.List;

/**
 * When the calls of a thread beat: each every 20 ms, but not all at once. What five hundred parties
 * of conferences are sent takes milliseconds, and packets that come meanwhile would wait for all of
 * it. So the 20 ms are divided into {@value #PLACES} places; a call comes to the one that has
 * fewest and stays there. Pure; not thread safe.
 */
final class Beats {

  /** Between two beats of a call, ns. */
  static final long BEAT = 20_000_000;

  static final int PLACES = 10;

  /** Between two places, ns. */
  static final long STEP = BEAT / PLACES;

  private final List<List<CallMedia>> places = new ArrayList<>(PLACES);
  private int next;
  private long due;

  Beats() {
    for (int i = 0; i < PLACES; i++) {
      places.add(new ArrayList<>());
    }
  }

  void begin(long now) {
    due = now + STEP;
  }

  void add(CallMedia call) {
    List<CallMedia> fewest = places.getFirst();
    for (List<CallMedia> place : places) {
      if (place.size() < fewest.size()) {
        fewest = place;
      }
    }
    fewest.add(call);
  }

  /** Forgets a call; false when it isn't there. */
  boolean remove(CallMedia call) {
    for (List<CallMedia> place : places) {
      if (place.remove(call)) {
        return true;
      }
    }
    return false;
  }

  List<CallMedia> all() {
    return places.stream().flatMap(List::stream).toList();
  }

  /**
   * How long until a call beats, ns: 0 or less when one should have; with no call at all less than
   * a beat.
   */
  long untilNext(long now) {
    int ahead = 0;
    while (ahead < PLACES - 1 && places.get((next + ahead) % PLACES).isEmpty()) {
      ahead++;
    }
    return due + ahead * STEP - now;
  }

  /**
   * The calls of the next place whose time has come, none when no time has: what comes in is to be
   * heard before the place after it, which may be late as well.
   */
  List<CallMedia> due(long now) {
    while (now - due >= 0) {
      List<CallMedia> place = places.get(next);
      next = (next + 1) % PLACES;
      due += STEP;
      if (!place.isEmpty()) {
        return place;
      }
    }
    return List.of();
  }

  /** Whether more than a whole beat was missed; the beats go on from now then. */
  boolean missed(long now) {
    if (now - due <= BEAT) {
      return false;
    }
    due = now;
    return true;
  }
}
