package org.ringspan.media.embedded;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.ringspan.media.EndpointId;
import org.ringspan.media.EndpointStatistics;
import org.ringspan.media.MediaEndpoint;
import org.ringspan.media.MediaException;
import org.ringspan.media.MediaException.Reason;
import org.ringspan.media.MediaSecurity;
import org.ringspan.media.PlaybackId;
import org.ringspan.media.RemoteMedia;
import org.ringspan.media.audio.Audio;
import org.ringspan.media.digit.Digit;
import org.ringspan.media.digit.DigitRequest;
import org.ringspan.media.digit.TelephoneEventSender;

/** The port's view of an endpoint. */
final class EmbeddedEndpoint implements MediaEndpoint {

  private final EmbeddedCall call;
  private final EndpointId id;
  private final EndpointMedia media;
  private final Supplier<Passage> again;
  private volatile Passage passage;
  private final AtomicBoolean released = new AtomicBoolean();

  /**
   * @param again opens another way when this one is lost
   */
  EmbeddedEndpoint(
      EmbeddedCall call,
      EndpointId id,
      Passage passage,
      EndpointMedia media,
      Supplier<Passage> again) {
    this.call = call;
    this.id = id;
    this.passage = passage;
    this.media = media;
    this.again = again;
  }

  boolean isOf(EmbeddedCall other) {
    return call == other;
  }

  EndpointMedia media() {
    return media;
  }

  @Override
  public EndpointId id() {
    return id;
  }

  @Override
  public InetSocketAddress rtpAddress() {
    return passage.rtpAddress();
  }

  @Override
  public InetSocketAddress rtcpAddress() {
    return passage.rtcpAddress();
  }

  @Override
  public MediaSecurity security() {
    return passage.security();
  }

  @Override
  public void reopen() {
    requireNotReleased();
    Passage next = again.get();
    boolean kept = false;
    try {
      ask(() -> media.goBy(next));
      passage = next;
      kept = true;
    } finally {
      if (!kept) {
        next.close();
      }
    }
  }

  private void ask(Runnable command) {
    requireNotReleased();
    call.ask(command);
  }

  void requireNotReleased() {
    if (released.get()) {
      throw new MediaException(Reason.RELEASED, id + " has been released");
    }
  }

  @Override
  public void negotiated(RemoteMedia remote) {
    requireNotReleased();
    RemoteMedia near = passage.negotiated(remote);
    ask(() -> media.negotiated(near, System.nanoTime()));
  }

  @Override
  public PlaybackId play(Audio prompt) {
    PlaybackId playback = call.engine().nextPlayback();
    ask(() -> media.play(new Playback(playback, prompt), System.nanoTime()));
    return playback;
  }

  @Override
  public void stopPlaying() {
    ask(() -> media.stopPlaying(System.nanoTime()));
  }

  @Override
  public void hold(Audio music) {
    ask(() -> media.hold(music));
  }

  @Override
  public void resume() {
    ask(() -> media.hold(null));
  }

  @Override
  public void collect(DigitRequest request) {
    ask(() -> media.collect(request, System.nanoTime()));
  }

  @Override
  public void passDigits(boolean pass) {
    ask(() -> media.passDigits(pass));
  }

  @Override
  public void stopCollecting() {
    ask(media::stopCollecting);
  }

  @Override
  public void send(Digit digit, Duration duration) {
    TelephoneEventSender.requireSendable(duration);
    ask(() -> media.send(digit, duration));
  }

  @Override
  public EndpointStatistics statistics() {
    return media.statistics();
  }

  @Override
  public void release() {
    if (released.compareAndSet(false, true)) {
      call.remove(this);
    }
  }
}
