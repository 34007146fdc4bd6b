package org.ringspan.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringspan.media.MediaEvent.PlaybackEnd;
import org.ringspan.media.audio.Audio;
import org.ringspan.media.audio.Codec;
import org.ringspan.media.audio.Sines;
import org.ringspan.media.audio.WavReader;
import org.ringspan.media.digit.CollectionOutcome;
import org.ringspan.media.digit.Digit;
import org.ringspan.media.digit.DigitRequest;
import org.ringspan.media.digit.DigitSignal;
import org.ringspan.media.digit.TelephoneEventReceiver;
import org.ringspan.media.digit.ToneDetector;

/** What every media engine does, over real sockets on the loopback network. */
abstract class MediaEngineContract {

  private static final String CALLER = "127.0.30.2";
  private static final String MOBILE = "127.0.30.3";
  private static final String THIRD = "127.0.30.4";
  private static final Duration TIMEOUT = Duration.ofMillis(400);
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final OptionalInt EVENTS = OptionalInt.of(101);
  private static final OptionalInt OTHER_EVENTS = OptionalInt.of(96);
  private static final OptionalInt TONES = OptionalInt.empty();

  /** A whole number of periods each. */
  private static final Audio MUSIC = Audio.of(Sines.tone(500, 8000, 4000));

  private static final Audio PROMPT = Audio.of(Sines.tone(900, 8000, 16_000));
  private static final Audio LONG_PROMPT = Audio.of(Sines.tone(900, 8000, 800_000));

  @TempDir Path directory;

  private final List<Phone> phones = new ArrayList<>();
  private final List<MediaEvent> events = new CopyOnWriteArrayList<>();
  private MediaEngine engine;
  private MediaCall call;

  /**
   * An engine on 127.0.30.1.
   *
   * @param pairs how many endpoints it has ports for
   * @param silenceTimeout after which {@link MediaEvent.MediaSilent} is told
   */
  abstract MediaEngine engine(int pairs, Duration silenceTimeout);

  @BeforeEach
  void open() {
    engine = engine(4, TIMEOUT);
    call = engine.open(events::add);
  }

  @AfterEach
  void close() {
    engine.close();
    phones.forEach(Phone::close);
  }

  private Phone phone(String host, Codec codec, OptionalInt telephoneEvent) throws IOException {
    Phone phone = new Phone(host, codec, telephoneEvent);
    phones.add(phone);
    return phone;
  }

  private MediaEndpoint endpoint(String name, Phone phone) {
    MediaEndpoint endpoint = call.add(new EndpointId(name));
    endpoint.negotiated(phone.media());
    return endpoint;
  }

  private <E extends MediaEvent> E awaited(Class<E> type) {
    return Eventually.found(
        type.getSimpleName(),
        () -> events.stream().filter(type::isInstance).map(type::cast).findFirst().orElse(null));
  }

  private <E extends MediaEvent> List<E> all(Class<E> type) {
    return events.stream().filter(type::isInstance).map(type::cast).toList();
  }

  private static void hears(Phone phone, double... tones) {
    Eventually.holds("tones heard", () -> phone.hears(tones));
  }

  /**
   * One source, no number twice, and neither numbers nor time run backwards or jump. What a busy
   * machine loses leaves a gap.
   */
  private static void isContinuous(Phone phone) {
    List<Phone.Packet> packets = List.copyOf(phone.packets());
    for (int i = 1; i < packets.size(); i++) {
      Phone.Packet before = packets.get(i - 1);
      Phone.Packet next = packets.get(i);
      assertThat(next.ssrc()).isEqualTo(before.ssrc());
      assertThat(next.sequence() - before.sequence() & 0xFFFF).isBetween(1, 100);
      assertThat(next.timestamp() - before.timestamp()).isBetween(0, 16_000);
    }
  }

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
  @DisplayName("a digit passes the relay as an event of the other side's type, once, and is told")
  void digitAcrossRelay() throws IOException {
    Phone caller = phone(CALLER, Codec.PCMU, EVENTS);
    Phone mobile = phone(MOBILE, Codec.PCMU, OTHER_EVENTS);
    MediaEndpoint a = endpoint("caller", caller);
    MediaEndpoint b = endpoint("mobile", mobile);
    caller.says(400, a);
    call.connect(a, b);
    hears(mobile, 400);
    caller.press(Digit.FIVE);
    caller.press(Digit.POUND);
    Eventually.holds("digits", () -> endedDigits(mobile, 96).equals("5#"));
    Eventually.holds("told", () -> all(MediaEvent.DigitReceived.class).size() == 2);
    assertThat(all(MediaEvent.DigitReceived.class).getFirst())
        .isEqualTo(
            new MediaEvent.DigitReceived(
                new EndpointId("caller"), Digit.FIVE, Duration.ofMillis(100)));
    isContinuous(mobile);
  }

  private static String endedDigits(Phone phone, int type) {
    StringBuilder digits = new StringBuilder();
    TelephoneEventReceiver receiver = new TelephoneEventReceiver();
    for (Phone.Packet packet : phone.packets()) {
      if (packet.type() == type) {
        receiver.received(
            ByteBuffer.wrap(packet.payload()),
            0,
            packet.payload().length,
            packet.timestamp(),
            0,
            signal -> append(digits, signal));
      }
    }
    return digits.toString();
  }

  private static void append(StringBuilder digits, DigitSignal signal) {
    if (signal instanceof DigitSignal.Ended) {
      digits.append(signal.digit().symbol());
    }
  }

  private static String tones(Phone phone) {
    StringBuilder digits = new StringBuilder();
    ToneDetector detector = new ToneDetector();
    short[] frame = new short[160];
    for (Phone.Packet packet : phone.packets()) {
      if (Codec.isAudio(packet.type())) {
        Codec.of(packet.type()).decode(ByteBuffer.wrap(packet.payload()), 0, 160, frame);
        detector.heard(frame, 160, signal -> append(digits, signal));
      }
    }
    return digits.toString();
  }

  @Test
  @DisplayName("an event becomes tones for a side without events, whose tones are told as digits")
  void eventsAndTones() throws IOException {
    Phone caller = phone(CALLER, Codec.PCMU, EVENTS);
    Phone trunk = phone(MOBILE, Codec.PCMA, TONES);
    MediaEndpoint a = endpoint("caller", caller);
    MediaEndpoint b = endpoint("trunk", trunk);
    caller.says(400, a);
    trunk.says(0, b);
    call.connect(a, b);
    hears(trunk, 400);
    caller.press(Digit.SEVEN);
    Eventually.holds("tones", () -> tones(trunk).equals("7"));
    trunk.press(Digit.STAR);
    Eventually.holds("tones pass", () -> tones(caller).equals("*"));
    Eventually.holds("told", () -> all(MediaEvent.DigitReceived.class).size() == 2);
    assertThat(all(MediaEvent.DigitReceived.class))
        .extracting(MediaEvent.DigitReceived::digit)
        .containsExactly(Digit.SEVEN, Digit.STAR);
    isContinuous(trunk);
  }

  @Test
  @DisplayName("a digit barges in, is collected, and doesn't reach the other side")
  void bargeIn() throws IOException {
    Phone caller = phone(CALLER, Codec.PCMU, EVENTS);
    Phone mobile = phone(MOBILE, Codec.PCMU, EVENTS);
    MediaEndpoint a = endpoint("caller", caller);
    MediaEndpoint b = endpoint("mobile", mobile);
    mobile.says(1100, b);
    call.connect(a, b);
    b.play(LONG_PROMPT);
    b.collect(
        new DigitRequest(
            3,
            Set.of(Digit.POUND),
            Duration.ofMinutes(1),
            Duration.ofMinutes(1),
            Duration.ofMinutes(1),
            true));
    hears(mobile, 900);
    mobile.press(Digit.ONE);
    assertThat(awaited(MediaEvent.PlaybackFinished.class).end()).isEqualTo(PlaybackEnd.BARGED_IN);
    mobile.press(Digit.TWO);
    mobile.press(Digit.POUND);
    assertThat(awaited(MediaEvent.DigitsCollected.class))
        .isEqualTo(
            new MediaEvent.DigitsCollected(
                new EndpointId("mobile"), "12", CollectionOutcome.TERMINATED));
    mobile.press(Digit.NINE);
    Eventually.holds("passes again", () -> endedDigits(caller, 101).equals("9"));
  }

  @Test
  @DisplayName(
      "who presses nothing, or talks for too long, is told, and so is a cancelled collection")
  void timeouts() throws IOException {
    MediaEndpoint a = endpoint("caller", phone(CALLER, Codec.PCMU, EVENTS));
    Duration minute = Duration.ofMinutes(1);
    a.collect(new DigitRequest(1, Set.of(), TIMEOUT, minute, minute, true));
    Eventually.holds("one", () -> all(MediaEvent.DigitsCollected.class).size() == 1);
    a.play(LONG_PROMPT);
    a.collect(new DigitRequest(1, Set.of(), minute, minute, TIMEOUT, true));
    Eventually.holds("two", () -> all(MediaEvent.DigitsCollected.class).size() == 2);
    a.collect(DigitRequest.one(minute, minute));
    a.stopCollecting();
    a.collect(DigitRequest.one(minute, minute));
    a.release();
    Eventually.holds("four", () -> all(MediaEvent.DigitsCollected.class).size() == 4);
    assertThat(all(MediaEvent.DigitsCollected.class))
        .extracting(MediaEvent.DigitsCollected::outcome)
        .containsExactly(
            CollectionOutcome.NO_DIGIT,
            CollectionOutcome.TALK_TOO_LONG,
            CollectionOutcome.CANCELLED,
            CollectionOutcome.CANCELLED);
  }

  @Test
  @DisplayName("a digit is sent as an event with three ends, or as a tone")
  void sentDigits() throws IOException {
    Phone mobile = phone(MOBILE, Codec.PCMU, EVENTS);
    Phone trunk = phone(THIRD, Codec.PCMA, TONES);
    MediaEndpoint a = endpoint("mobile", mobile);
    MediaEndpoint b = endpoint("trunk", trunk);
    for (MediaEndpoint endpoint : List.of(a, b)) {
      endpoint.send(Digit.EIGHT, Duration.ofMillis(80));
      endpoint.send(Digit.EIGHT, Duration.ofMillis(80));
    }
    Eventually.holds("events", () -> endedDigits(mobile, 101).equals("88"));
    Eventually.holds("tones", () -> tones(trunk).equals("88"));
    Eventually.holds(
        "six ends",
        () ->
            mobile.packets().stream()
                    .filter(packet -> packet.type() == 101 && packet.payload()[1] < 0)
                    .count()
                == 6);
    isContinuous(mobile);
    isContinuous(trunk);
    assertThatThrownBy(() -> a.send(Digit.ONE, Duration.ofMillis(5)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  @DisplayName("a phone that sends from another address than it has signalled gets its media there")
  void behindNat() throws IOException {
    Phone caller = phone(CALLER, Codec.PCMU, EVENTS);
    Phone signalled = phone(THIRD, Codec.PCMU, EVENTS);
    MediaEndpoint a = endpoint("caller", signalled);
    a.hold(MUSIC);
    hears(signalled, 500);
    caller.says(400, a);
    hears(caller, 500);
  }

  @Test
  @DisplayName("once a source is heard no other can take its place or be heard")
  void hijack() throws IOException {
    Phone caller = phone(CALLER, Codec.PCMU, EVENTS);
    Phone mobile = phone(MOBILE, Codec.PCMU, EVENTS);
    Phone thief = phone(THIRD, Codec.PCMU, EVENTS);
    MediaEndpoint a = endpoint("caller", caller);
    MediaEndpoint b = endpoint("mobile", mobile);
    caller.says(400, a);
    mobile.says(1100, b);
    call.connect(a, b);
    hears(mobile, 400);
    hears(caller, 1100);
    thief.says(1300, a);
    thief.press(Digit.STAR);
    Eventually.holds(
        "fifty were refused",
        () -> engine.statistics().dropped().getOrDefault(DropReason.FOREIGN_SOURCE, 0L) >= 50);
    assertThat(mobile.hears(400)).isTrue();
    assertThat(caller.hears(1100)).isTrue();
    assertThat(thief.packets()).isEmpty();
    assertThat(all(MediaEvent.DigitReceived.class)).isEmpty();
    isContinuous(mobile);
  }

  @Test
  @DisplayName("rubbish on its ports doesn't disturb a call")
  void rubbish() throws IOException {
    Phone caller = phone(CALLER, Codec.PCMU, EVENTS);
    Phone mobile = phone(MOBILE, Codec.PCMU, EVENTS);
    MediaEndpoint a = endpoint("caller", caller);
    MediaEndpoint b = endpoint("mobile", mobile);
    caller.says(400, a);
    call.connect(a, b);
    hears(mobile, 400);
    Random random = new Random(30);
    for (int i = 0; i < 2000; i++) {
      byte[] datagram = new byte[random.nextInt(1800)];
      random.nextBytes(datagram);
      if (datagram.length > 12 && random.nextBoolean()) {
        // The caller's own source, but numbers and payloads of chance.
        ByteBuffer.wrap(datagram).put((byte) 0x80).put((byte) 101).putInt(8, caller.ssrc());
      }
      caller.send(datagram, random.nextBoolean() ? a.rtpAddress() : a.rtcpAddress());
    }
    int before = mobile.packets().size();
    Eventually.holds("goes on", () -> mobile.packets().size() > before + 100);
    hears(mobile, 400);
    assertThat(engine.statistics().dropped()).doesNotContainKey(DropReason.FAILED);
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

  @Test
  @DisplayName("an endpoint that falls silent is told once, and when it is heard again")
  void silence() throws IOException {
    Phone caller = phone(CALLER, Codec.PCMU, EVENTS);
    MediaEndpoint a = endpoint("caller", caller);
    assertThat(awaited(MediaEvent.MediaSilent.class).silence()).isGreaterThanOrEqualTo(TIMEOUT);
    caller.says(400, a);
    awaited(MediaEvent.MediaResumed.class);
    assertThat(all(MediaEvent.MediaSilent.class)).hasSize(1);
    caller.isQuiet();
    Eventually.holds("silent again", () -> all(MediaEvent.MediaSilent.class).size() == 2);
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

  private long dropped(DropReason reason) {
    return engine.statistics().dropped().getOrDefault(reason, 0L);
  }

  @Test
  @DisplayName("the remote side gets reports with a name, and its BYE is told once")
  void reports() throws IOException {
    Phone caller = phone(CALLER, Codec.PCMU, EVENTS);
    MediaEndpoint a = endpoint("caller", caller);
    caller.says(400, a);
    a.hold(MUSIC);
    byte[] report =
        Eventually.found("a report", () -> caller.reportsHeard().stream().findFirst().orElse(null));
    assertThat(report[1] & 0xFF).isEqualTo(200);
    assertThat(ByteBuffer.wrap(report).getInt(4)).isEqualTo(caller.packets().getFirst().ssrc());
    assertThat(ByteBuffer.wrap(report).getInt(28)).isEqualTo(caller.ssrc());
    assertThat(report[53] & 0xFF).isEqualTo(202);
    // The remote side says that it has lost three packets, and answers the report at once.
    ByteBuffer answer = ByteBuffer.allocate(32);
    answer.putInt(0x81C90007).putInt(caller.ssrc()).putInt(ByteBuffer.wrap(report).getInt(4));
    answer.putInt(3).putInt(0).putInt(0).putInt(ByteBuffer.wrap(report).getInt(10)).putInt(0);
    caller.report(answer.array(), a.rtcpAddress());
    Eventually.holds("loss is known", () -> a.statistics().remoteLost() == 3);
    assertThat(a.statistics().roundTrip())
        .hasValueSatisfying(time -> assertThat(time).isBetween(Duration.ZERO, PATIENCE));
    ByteBuffer bye = ByteBuffer.allocate(16);
    bye.putInt(0x80C90001).putInt(caller.ssrc()).putInt(0x81CB0001).putInt(caller.ssrc());
    caller.report(bye.array(), a.rtcpAddress());
    caller.report(bye.array(), a.rtcpAddress());
    assertThat(awaited(MediaEvent.RemoteLeft.class).endpoint()).isEqualTo(a.id());
    Eventually.holds("statistics", () -> a.statistics().packetsReceived() > 0);
    assertThat(all(MediaEvent.RemoteLeft.class)).hasSize(1);
    a.release();
    Eventually.holds(
        "BYE",
        () ->
            ByteBuffer.wrap(caller.reportsHeard().getLast()).getInt(0) != 0
                && hasBye(caller.reportsHeard().getLast()));
  }

  private static boolean hasBye(byte[] report) {
    return (report[report.length - 7] & 0xFF) == 203;
  }

  @Test
  @DisplayName("release frees the ports, is idempotent, and nothing can be asked for afterwards")
  void release() throws IOException {
    MediaEndpoint a = endpoint("caller", phone(CALLER, Codec.PCMU, EVENTS));
    MediaEndpoint b = endpoint("mobile", phone(MOBILE, Codec.PCMU, EVENTS));
    call.connect(a, b);
    assertThat(engine.statistics().portsInUse()).isEqualTo(2);
    assertThat(isFree(a.rtpAddress())).isFalse();
    b.release();
    b.release();
    Eventually.holds("b is free", () -> isFree(b.rtpAddress()) && isFree(b.rtcpAddress()));
    refused(MediaException.Reason.RELEASED, () -> b.play(MUSIC));
    refused(MediaException.Reason.RELEASED, () -> call.connect(a, b));
    call.release();
    call.release();
    a.release();
    Eventually.holds("a is free", () -> isFree(a.rtpAddress()) && isFree(a.rtcpAddress()));
    Eventually.holds("none", () -> engine.statistics().portsInUse() == 0);
    assertThat(engine.statistics().calls()).isZero();
    refused(MediaException.Reason.RELEASED, () -> a.play(MUSIC));
    refused(MediaException.Reason.RELEASED, () -> call.add(new EndpointId("new")));
    refused(MediaException.Reason.RELEASED, () -> call.confer(List.of()));
  }

  private static boolean isFree(InetSocketAddress address) {
    try (DatagramSocket socket = new DatagramSocket(address)) {
      return socket.isBound();
    } catch (IOException e) {
      return false;
    }
  }

  private static void refused(MediaException.Reason reason, Runnable question) {
    assertThatThrownBy(question::run)
        .isInstanceOfSatisfying(
            MediaException.class, e -> assertThat(e.reason()).isEqualTo(reason));
  }

  @Test
  @DisplayName("endpoints have an even port and the next; without a free pair the refusal says so")
  void ports() {
    List<MediaEndpoint> endpoints = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      MediaEndpoint endpoint = call.add(new EndpointId("e" + i));
      assertThat(endpoint.rtpAddress().getPort() % 2).isZero();
      assertThat(endpoint.rtcpAddress().getPort()).isEqualTo(endpoint.rtpAddress().getPort() + 1);
      endpoints.add(endpoint);
    }
    refused(MediaException.Reason.NO_PORT, () -> call.add(new EndpointId("e4")));
    endpoints.getFirst().release();
    Eventually.holds("a pair is free", () -> engine.statistics().portsInUse() == 3);
    assertThat(call.add(new EndpointId("e0")).rtpAddress())
        .isEqualTo(endpoints.getFirst().rtpAddress());
    endpoints.get(1).release();
    Eventually.holds("a pair is free", () -> engine.statistics().portsInUse() == 3);
    refused(MediaException.Reason.WRONG_ENDPOINT, () -> call.add(new EndpointId("e2")));
    assertThat(engine.statistics().portsInUse()).isEqualTo(3);
  }

  @Test
  @DisplayName("calls can't be mixed up, and an endpoint isn't its own peer")
  void wrongEndpoints() {
    MediaEndpoint mine = call.add(new EndpointId("mine"));
    MediaEndpoint other = engine.open(events::add).add(new EndpointId("other"));
    refused(MediaException.Reason.WRONG_ENDPOINT, () -> call.connect(mine, other));
    refused(MediaException.Reason.WRONG_ENDPOINT, () -> call.connect(mine, mine));
    refused(MediaException.Reason.WRONG_ENDPOINT, () -> call.confer(List.of(other)));
  }

  @Test
  @DisplayName("closing the engine tells its calls, frees the ports at once and refuses new calls")
  void closed() throws IOException {
    MediaEndpoint a = endpoint("caller", phone(CALLER, Codec.PCMU, EVENTS));
    a.play(LONG_PROMPT);
    engine.close();
    assertThat(isFree(a.rtpAddress())).isTrue();
    assertThat(engine.statistics().portsInUse()).isZero();
    awaited(MediaEvent.CallLost.class);
    assertThat(awaited(MediaEvent.PlaybackFinished.class).end()).isEqualTo(PlaybackEnd.STOPPED);
    refused(MediaException.Reason.CLOSED, () -> engine.open(events::add));
    refused(MediaException.Reason.CLOSED, () -> a.play(MUSIC));
    call.release();
    engine.close();
  }

  @Test
  @DisplayName(
      "whatever several threads ask for in whatever order, all is answered and nothing is left")
  void anyOrder() throws Exception {
    engine.close();
    engine = engine(12, TIMEOUT);
    AtomicInteger prompts = new AtomicInteger();
    AtomicInteger collections = new AtomicInteger();
    List<Throwable> failures = new CopyOnWriteArrayList<>();
    List<MediaCall> calls = new CopyOnWriteArrayList<>();
    List<MediaEndpoint> endpoints = new CopyOnWriteArrayList<>();
    RemoteMedia remote = phone(CALLER, Codec.PCMU, EVENTS).media();
    List<Thread> askers = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      Random random = new Random(i);
      askers.add(
          Thread.ofPlatform()
              .uncaughtExceptionHandler((thread, failure) -> failures.add(failure))
              .start(
                  () -> {
                    for (int k = 0; k < 3000; k++) {
                      try {
                        ask(random, calls, endpoints, remote, prompts, collections);
                      } catch (MediaException e) {
                        assertThat(e.reason())
                            .isNotIn(
                                MediaException.Reason.CLOSED, MediaException.Reason.OVERLOADED);
                      }
                    }
                  }));
    }
    for (Thread asker : askers) {
      asker.join();
    }
    calls.forEach(MediaCall::release);
    assertThat(failures).isEmpty();
    Eventually.holds("all ended", () -> engine.statistics().calls() == 0);
    Eventually.holds("all is free", () -> engine.statistics().portsInUse() == 0);
    Eventually.holds(
        "prompts ended", () -> all(MediaEvent.PlaybackFinished.class).size() == prompts.get());
    Eventually.holds(
        "collections ended",
        () -> all(MediaEvent.DigitsCollected.class).size() == collections.get());
    assertThat(engine.statistics().dropped()).doesNotContainKey(DropReason.FAILED);
  }

  private void ask(
      Random random,
      List<MediaCall> calls,
      List<MediaEndpoint> endpoints,
      RemoteMedia remote,
      AtomicInteger prompts,
      AtomicInteger collections) {
    int what = random.nextInt(12);
    if (what == 0 || calls.isEmpty()) {
      calls.add(engine.open(events::add));
      return;
    }
    MediaCall some = calls.get(random.nextInt(calls.size()));
    if (what <= 3 || endpoints.isEmpty()) {
      endpoints.add(some.add(new EndpointId("e" + random.nextInt(8))));
      return;
    }
    MediaEndpoint one = endpoints.get(random.nextInt(endpoints.size()));
    MediaEndpoint other = endpoints.get(random.nextInt(endpoints.size()));
    switch (what) {
      case 4 -> one.negotiated(remote);
      case 5 -> {
        one.play(MUSIC);
        prompts.incrementAndGet();
      }
      case 6 -> {
        one.collect(DigitRequest.one(TIMEOUT, TIMEOUT));
        collections.incrementAndGet();
      }
      case 7 -> some.connect(one, other);
      case 8 -> some.confer(List.of(one, other));
      case 9 -> one.release();
      case 10 -> {
        if (random.nextInt(8) == 0) {
          some.release();
        }
      }
      default -> one.hold(MUSIC);
    }
  }

  static InetAddress loopback() {
    return new InetSocketAddress("127.0.30.1", 1).getAddress();
  }
}
