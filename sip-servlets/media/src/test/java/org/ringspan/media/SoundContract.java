package org.ringspan.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ringspan.media.MediaEvent.PlaybackEnd;
import org.ringspan.media.audio.Audio;
import org.ringspan.media.audio.Codec;
import org.ringspan.media.audio.SampleSink;
import org.ringspan.media.audio.Sines;
import org.ringspan.media.audio.WavReader;

/** What is heard: relay, prompts, music, conferences and recordings. */
abstract class SoundContract extends MediaEngineContract {

  @Test
  @DisplayName("two endpoints that are connected hear each other, whichever law each has")
  void relay() throws IOException {
    Phone caller = phone(CALLER, Codec.PCMU, EVENTS);
    Phone mobile = phone(MOBILE, Codec.PCMA, EVENTS);
    MediaEndpoint a = endpoint("caller", caller);
    MediaEndpoint b = endpoint("mobile", mobile);
    caller.says(400, a);
    mobile.says(1100, b);
    call.connect(a, b);
    hears(caller, 1100);
    hears(mobile, 400);
    assertThat(caller.packets().getLast().type()).isEqualTo(0);
    assertThat(mobile.packets().getLast().type()).isEqualTo(8);
    isContinuous(caller);
    isContinuous(mobile);
    call.separate(a);
    hears(caller);
    hears(mobile);
    isContinuous(caller);
  }

  @Test
  @DisplayName("G.722 passes as it is to another G.722, and becomes G.711 for who has that")
  void wideband() throws IOException {
    Phone caller = phone(CALLER, Codec.G722, EVENTS);
    Phone mobile = phone(MOBILE, Codec.G722, EVENTS);
    MediaEndpoint a = endpoint("caller", caller);
    MediaEndpoint b = endpoint("mobile", mobile);
    caller.says(400, a);
    mobile.says(1100, b);
    call.connect(a, b);
    hears(caller, 1100);
    hears(mobile, 400);
    assertThat(mobile.packets().getLast().type()).isEqualTo(9);
    // A frame that nobody could make but the sender of octets that were never decoded.
    byte[] frame = new byte[160];
    new Random(722).nextBytes(frame);
    Eventually.holds(
        "the same octets",
        () -> {
          caller.sayOctets(frame);
          return mobile.packets().stream().anyMatch(each -> Arrays.equals(each.payload(), frame));
        });
    b.hold(MUSIC);
    hears(mobile, 500);
    b.resume();
    Phone desk = phone(THIRD, Codec.PCMA, EVENTS);
    MediaEndpoint c = endpoint("desk", desk);
    desk.says(1300, c);
    call.connect(a, c);
    hears(caller, 1300);
    hears(desk, 400);
    assertThat(desk.packets().getLast().type()).isEqualTo(8);
    isContinuous(desk);
    isContinuous(caller);
    call.confer(List.of(a, b, c));
    hears(caller, 1100, 1300);
    hears(mobile, 400, 1300);
    hears(desk, 400, 1100);
    Path file = directory.resolve("wide.wav");
    call.record(file, Duration.ofSeconds(2));
    awaited(MediaEvent.RecordingFinished.class);
    short[] samples = new short[16_000];
    assertThat(WavReader.read(file).copy(0, samples)).isEqualTo(16_000);
    assertThat(Sines.amplitude(samples, 8000, 12_000, 400)).isGreaterThan(4000);
    assertThat(Sines.amplitude(samples, 8000, 12_000, 1300)).isGreaterThan(4000);
  }

  @Test
  @DisplayName(
      "the caller hears music while the mobile hears the prompt, then they hear each other")
  void promptAndMusic() throws IOException {
    Phone caller = phone(CALLER, Codec.PCMU, EVENTS);
    Phone mobile = phone(MOBILE, Codec.PCMU, EVENTS);
    MediaEndpoint a = endpoint("caller", caller);
    MediaEndpoint b = endpoint("mobile", mobile);
    caller.says(400, a);
    mobile.says(1100, b);
    call.connect(a, b);
    hears(caller, 1100);
    a.hold(MUSIC);
    hears(caller, 500);
    // Who is on hold isn't heard.
    hears(mobile);
    PlaybackId playback = b.play(PROMPT);
    hears(mobile, 900);
    assertThat(caller.hears(500)).isTrue();
    assertThat(awaited(MediaEvent.PlaybackFinished.class))
        .isEqualTo(
            new MediaEvent.PlaybackFinished(
                new EndpointId("mobile"), playback, PlaybackEnd.PLAYED));
    a.resume();
    hears(caller, 1100);
    hears(mobile, 400);
    isContinuous(caller);
    isContinuous(mobile);
  }

  @Test
  @DisplayName("who hears a prompt is still heard; a second prompt replaces the first")
  void prompts() throws IOException {
    Phone caller = phone(CALLER, Codec.PCMU, EVENTS);
    Phone mobile = phone(MOBILE, Codec.PCMU, EVENTS);
    MediaEndpoint a = endpoint("caller", caller);
    MediaEndpoint b = endpoint("mobile", mobile);
    mobile.says(1100, b);
    call.connect(a, b);
    PlaybackId first = b.play(LONG_PROMPT);
    hears(mobile, 900);
    hears(caller, 1100);
    PlaybackId second = b.play(MUSIC);
    hears(mobile, 500);
    b.stopPlaying();
    Eventually.holds("both ended", () -> all(MediaEvent.PlaybackFinished.class).size() >= 2);
    b.play(LONG_PROMPT);
    b.release();
    Eventually.holds("three ended", () -> all(MediaEvent.PlaybackFinished.class).size() == 3);
    assertThat(all(MediaEvent.PlaybackFinished.class))
        .extracting(MediaEvent.PlaybackFinished::end)
        .first()
        .isEqualTo(PlaybackEnd.REPLACED);
    assertThat(all(MediaEvent.PlaybackFinished.class).getLast().end())
        .isEqualTo(PlaybackEnd.STOPPED);
    assertThat(all(MediaEvent.PlaybackFinished.class))
        .extracting(MediaEvent.PlaybackFinished::playback)
        .startsWith(first, second);
  }

  @Test
  @DisplayName("nothing is sent or heard where nothing was negotiated, or just one way")
  void directions() throws IOException {
    Phone caller = phone(CALLER, Codec.PCMU, EVENTS);
    Phone mobile = phone(MOBILE, Codec.PCMU, EVENTS);
    MediaEndpoint a = call.add(new EndpointId("caller"));
    MediaEndpoint b = endpoint("mobile", mobile);
    caller.says(400, a);
    mobile.says(1100, b);
    call.connect(a, b);
    Eventually.holds("refused", () -> dropped(DropReason.NOT_NEGOTIATED) >= 10);
    assertThat(caller.packets()).isEmpty();
    a.negotiated(caller.media().with(Direction.RECEIVE_ONLY));
    hears(mobile, 400);
    assertThat(caller.packets()).isEmpty();
    a.negotiated(caller.media().with(Direction.SEND_ONLY));
    hears(caller, 1100);
    hears(mobile);
  }

  @Test
  @DisplayName("in a conference everybody hears all others and not itself; hold works there, too")
  void conference() throws IOException {
    Phone one = phone(CALLER, Codec.PCMU, EVENTS);
    Phone two = phone(MOBILE, Codec.PCMA, EVENTS);
    Phone three = phone(THIRD, Codec.PCMU, EVENTS);
    MediaEndpoint a = endpoint("one", one);
    MediaEndpoint b = endpoint("two", two);
    MediaEndpoint c = endpoint("three", three);
    one.says(400, a);
    two.says(1100, b);
    three.says(1300, c);
    call.confer(List.of(a, b, c));
    hears(one, 1100, 1300);
    hears(two, 400, 1300);
    hears(three, 400, 1100);
    c.hold(MUSIC);
    hears(three, 500);
    hears(one, 1100);
    c.resume();
    hears(one, 1100, 1300);
    call.confer(List.of(a, b));
    hears(one, 1100);
    hears(three);
    isContinuous(one);
    isContinuous(two);
    isContinuous(three);
  }

  @Test
  @DisplayName("a recording has what both sides said")
  void recording() throws IOException {
    Phone caller = phone(CALLER, Codec.PCMU, EVENTS);
    Phone mobile = phone(MOBILE, Codec.PCMA, EVENTS);
    MediaEndpoint a = endpoint("caller", caller);
    MediaEndpoint b = endpoint("mobile", mobile);
    caller.says(400, a);
    mobile.says(1100, b);
    call.connect(a, b);
    hears(caller, 1100);
    Path file = directory.resolve("call.wav");
    call.record(file, Duration.ofSeconds(2));
    MediaEvent.RecordingFinished finished = awaited(MediaEvent.RecordingFinished.class);
    assertThat(finished.file()).isEqualTo(file);
    assertThat(finished.failure()).isEmpty();
    assertThat(finished.length()).isEqualTo(Duration.ofSeconds(2));
    Audio audio = WavReader.read(file);
    assertThat(audio.duration()).isEqualTo(Duration.ofSeconds(2));
    short[] samples = new short[audio.length()];
    audio.copy(0, samples);
    // In shorter parts, since a phone may have been late once.
    double caller400 = 0;
    double mobile1100 = 0;
    for (int from = 1600; from + 800 <= samples.length; from += 800) {
      caller400 = Math.max(caller400, Sines.amplitude(samples, from, from + 800, 400));
      mobile1100 = Math.max(mobile1100, Sines.amplitude(samples, from, from + 800, 1100));
    }
    assertThat(caller400).isGreaterThan(6000);
    assertThat(mobile1100).isGreaterThan(6000);
    assertThatThrownBy(() -> call.record(file, Duration.ofSeconds(2)))
        .isInstanceOfSatisfying(
            MediaException.class,
            e -> assertThat(e.reason()).isEqualTo(MediaException.Reason.NO_FILE));
  }

  /** Takes so many samples. */
  private static final class Counting implements SampleSink {
    private final int most;
    private final AtomicInteger samples = new AtomicInteger();
    private final CountDownLatch closed = new CountDownLatch(1);

    Counting(int most) {
      this.most = most;
    }

    @Override
    public boolean write(ByteBuffer little) {
      return samples.addAndGet(little.remaining() / 2) < most;
    }

    @Override
    public int samples() {
      return samples.get();
    }

    @Override
    public void close() {
      closed.countDown();
    }
  }

  @Test
  @DisplayName(
      "a recording to a place of the asker's ends when that is full, is stopped, or the call")
  void recordingToSink() throws Exception {
    MediaEndpoint a = endpoint("caller", phone(CALLER, Codec.PCMU, EVENTS));
    a.hold(MUSIC);
    Counting full = new Counting(8000);
    call.record(full);
    assertThat(full.closed.await(10, TimeUnit.SECONDS)).isTrue();
    assertThat(full.samples()).isBetween(8000, 12_000);
    Counting stopped = new Counting(Integer.MAX_VALUE);
    call.record(stopped);
    call.stopRecording();
    assertThat(stopped.closed.await(10, TimeUnit.SECONDS)).isTrue();
    Counting left = new Counting(Integer.MAX_VALUE);
    call.record(left);
    call.release();
    assertThat(left.closed.await(10, TimeUnit.SECONDS)).isTrue();
    assertThat(all(MediaEvent.RecordingFinished.class)).isEmpty();
  }

  @Test
  @DisplayName("a recording that is stopped, or whose call ends, is complete")
  void recordingStopped() throws IOException {
    MediaEndpoint a = endpoint("caller", phone(CALLER, Codec.PCMU, EVENTS));
    a.hold(MUSIC);
    call.record(directory.resolve("a.wav"), Duration.ofHours(1));
    call.stopRecording();
    call.record(directory.resolve("b.wav"), Duration.ofHours(1));
    call.release();
    Eventually.holds("two ended", () -> all(MediaEvent.RecordingFinished.class).size() == 2);
    assertThat(all(MediaEvent.RecordingFinished.class))
        .allSatisfy(finished -> assertThat(finished.failure()).isEmpty());
    assertThat(directory.resolve("a.wav")).exists();
    assertThat(directory.resolve("b.wav")).exists();
  }
}
