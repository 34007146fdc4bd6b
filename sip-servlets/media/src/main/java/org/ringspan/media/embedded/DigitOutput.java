package org.ringspan.media.embedded;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import org.ringspan.media.audio.SoundEncoder;
import org.ringspan.media.digit.Digit;
import org.ringspan.media.digit.TelephoneEventSender;
import org.ringspan.media.digit.ToneGenerator;
import org.ringspan.media.rtp.OutgoingStream;
import org.ringspan.media.rtp.RtpPacket;

/** The digits that are being sent to an endpoint, one after the other, with pauses in between. */
final class DigitOutput {

  static final int MOST_WAITING = 32;

  /** Three frames, 60 ms: Q.24 asks receivers for 40 at most. */
  private static final int PAUSE_FRAMES = 3;

  private record Waiting(Digit digit, Duration duration) {}

  private final Deque<Waiting> waiting = new ArrayDeque<>();
  private @Nullable TelephoneEventSender event;
  private @Nullable ToneGenerator tone;
  private int pause;

  /** Takes a digit; false when too many are waiting. */
  boolean offer(Digit digit, Duration duration) {
    return waiting.size() < MOST_WAITING && waiting.add(new Waiting(digit, duration));
  }

  boolean isBusy() {
    return event != null || tone != null || pause > 0 || !waiting.isEmpty();
  }

  /**
   * Makes the next packet.
   *
   * @param eventType payload type of telephone events, or -1: tones then
   * @param audioType payload type of tones
   */
  void next(
      ByteBuffer packet,
      short[] frame,
      int eventType,
      int audioType,
      SoundEncoder encoder,
      OutgoingStream stream,
      long now) {
    if (event == null && tone == null && pause == 0) {
      begin(eventType, stream, now);
    }
    TelephoneEventSender sending = event;
    ToneGenerator sounding = tone;
    if (sending != null && eventType >= 0) {
      stream.event(sending.began(), sending.isFirst(), now);
      RtpPacket.begin(packet, eventType, stream);
      if (!sending.next(packet)) {
        end();
      }
      return;
    }
    if (sounding != null) {
      if (!sounding.next(frame)) {
        end();
      }
    } else {
      // The pause after a digit, or what is left of an event whose type was negotiated away.
      Arrays.fill(frame, (short) 0);
      event = null;
      pause = Math.max(0, pause - 1);
    }
    stream.generate(frame.length, now);
    RtpPacket.begin(packet, audioType, stream);
    encoder.encode(frame, frame.length, packet);
  }

  private void begin(int eventType, OutgoingStream stream, long now) {
    Waiting next = waiting.remove();
    if (eventType >= 0) {
      event = new TelephoneEventSender(next.digit, stream.now(now), next.duration);
    } else {
      tone = new ToneGenerator(next.digit, next.duration);
    }
  }

  private void end() {
    event = null;
    tone = null;
    pause = PAUSE_FRAMES;
  }
}
