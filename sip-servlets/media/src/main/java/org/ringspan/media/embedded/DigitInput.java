package org.ringspan.media.embedded;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.ringspan.media.EndpointId;
import org.ringspan.media.MediaEvent;
import org.ringspan.media.digit.CollectionOutcome;
import org.ringspan.media.digit.DigitCollection;
import org.ringspan.media.digit.DigitRequest;
import org.ringspan.media.digit.DigitSignal;
import org.ringspan.media.digit.TelephoneEventReceiver;
import org.ringspan.media.digit.ToneDetector;
import org.ringspan.media.rtp.RtpPacket;

/** The digits that come from an endpoint, and their collection. */
final class DigitInput {

  /** What digits do to the rest of the endpoint. */
  interface Effects {
    /** A digit barges in: the prompt stops. */
    void bargeIn();

    /** A digit that isn't collected is over. */
    void passed(DigitSignal.Ended digit);
  }

  private final EndpointId id;
  private final EventDelivery events;
  private final Effects effects;
  private final TelephoneEventReceiver receiver = new TelephoneEventReceiver();
  private final Consumer<DigitSignal> signals = this::signalled;
  private @Nullable ToneDetector detector;
  private @Nullable DigitCollection collection;
  private boolean keeping;
  private boolean swallowing;
  private int swallowed;
  private long now;

  DigitInput(EndpointId id, EventDelivery events, Effects effects) {
    this.id = id;
    this.events = events;
    this.effects = effects;
  }

  /** Says whether digits are tones. */
  void tones(boolean wanted) {
    if (!wanted) {
      detector = null;
    } else if (detector == null) {
      detector = new ToneDetector();
    }
  }

  boolean hearsTones() {
    return detector != null;
  }

  /** Takes decoded sound; only while {@link #hearsTones()}. */
  void heard(short[] samples, int count, long time) {
    now = time;
    ToneDetector listening = detector;
    if (listening != null) {
      listening.heard(samples, count, signals);
    }
  }

  /** The source of the packets has changed: its timestamps say nothing about those before. */
  void restart(long time) {
    now = time;
    swallowing = false;
    receiver.restart(signals);
  }

  /**
   * Takes a telephone event.
   *
   * @return how long it has lasted, ticks; -1 when it must not pass to the peer
   */
  int event(RtpPacket packet, long time) {
    now = time;
    // The repeated ends of a digit that has completed a collection belong to it as well.
    boolean collected = collection != null || swallowing && packet.timestamp() == swallowed;
    if (collected) {
      swallowing = true;
      swallowed = packet.timestamp();
    }
    int lasted =
        receiver.received(
            packet.buffer(),
            packet.payloadAt(),
            packet.payloadLength(),
            packet.timestamp(),
            time,
            signals);
    return collected || keeping ? -1 : lasted;
  }

  void beat(long time) {
    now = time;
    receiver.passed(time, signals);
    DigitCollection collecting = collection;
    if (collecting != null) {
      finish(collecting.passed(time));
    }
  }

  private void signalled(DigitSignal signal) {
    DigitCollection collecting = collection;
    switch (signal) {
      case DigitSignal.Started started -> {
        if (collecting != null && collecting.keyDown(now)) {
          effects.bargeIn();
        }
      }
      case DigitSignal.Ended ended -> {
        events.emit(new MediaEvent.DigitReceived(id, ended.digit(), ended.duration()));
        if (collecting == null) {
          if (!keeping) {
            effects.passed(ended);
          }
        } else {
          finish(collecting.keyUp(ended.digit(), now));
        }
      }
    }
  }

  /** Says whether digits that aren't collected pass to the peer. */
  void pass(boolean pass) {
    keeping = !pass;
  }

  void collect(DigitRequest request, boolean prompting, long time) {
    stop();
    collection = new DigitCollection(request, prompting, time);
  }

  void stop() {
    finish(collection == null ? null : CollectionOutcome.CANCELLED);
  }

  void promptEnded(long time) {
    DigitCollection collecting = collection;
    if (collecting != null) {
      collecting.promptEnded(time);
    }
  }

  private void finish(@Nullable CollectionOutcome outcome) {
    DigitCollection ended = collection;
    if (outcome != null && ended != null) {
      collection = null;
      events.emit(new MediaEvent.DigitsCollected(id, ended.digits(), outcome));
    }
  }
}
