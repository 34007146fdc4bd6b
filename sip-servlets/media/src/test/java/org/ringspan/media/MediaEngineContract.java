package org.ringspan.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.ringspan.media.audio.Audio;
import org.ringspan.media.audio.Codec;
import org.ringspan.media.audio.Sines;

/**
 * What every media engine does, over real sockets on the loopback network. An engine passes when it
 * passes the four suites below this class.
 */
abstract class MediaEngineContract {

  static final String CALLER = "127.0.30.2";
  static final String MOBILE = "127.0.30.3";
  static final String THIRD = "127.0.30.4";
  static final Duration TIMEOUT = Duration.ofMillis(400);
  static final Duration PATIENCE = Duration.ofMinutes(1);
  static final OptionalInt EVENTS = OptionalInt.of(101);
  static final OptionalInt OTHER_EVENTS = OptionalInt.of(96);
  static final OptionalInt TONES = OptionalInt.empty();

  /** A whole number of periods each. */
  static final Audio MUSIC = Audio.of(Sines.tone(500, 8000, 4000));

  static final Audio PROMPT = Audio.of(Sines.tone(900, 8000, 16_000));
  static final Audio LONG_PROMPT = Audio.of(Sines.tone(900, 8000, 800_000));

  @TempDir Path directory;

  private final List<Phone> phones = new ArrayList<>();

  final List<MediaEvent> events = new CopyOnWriteArrayList<>();

  MediaEngine engine;
  MediaCall call;

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

  Phone phone(String host, Codec codec, OptionalInt telephoneEvent) throws IOException {
    Phone phone = new Phone(host, codec, telephoneEvent);
    phones.add(phone);
    return phone;
  }

  MediaEndpoint endpoint(String name, Phone phone) {
    MediaEndpoint endpoint = call.add(new EndpointId(name));
    endpoint.negotiated(phone.media());
    return endpoint;
  }

  <E extends MediaEvent> E awaited(Class<E> type) {
    return Eventually.found(
        type.getSimpleName(),
        () -> events.stream().filter(type::isInstance).map(type::cast).findFirst().orElse(null));
  }

  <E extends MediaEvent> List<E> all(Class<E> type) {
    return events.stream().filter(type::isInstance).map(type::cast).toList();
  }

  static void hears(Phone phone, double... tones) {
    Eventually.holds("tones heard", () -> phone.hears(tones));
  }

  /**
   * One source, no number twice, and neither numbers nor time run backwards or jump. What a busy
   * machine loses leaves a gap.
   */
  static void isContinuous(Phone phone) {
    List<Phone.Packet> packets = List.copyOf(phone.packets());
    for (int i = 1; i < packets.size(); i++) {
      Phone.Packet before = packets.get(i - 1);
      Phone.Packet next = packets.get(i);
      assertThat(next.ssrc()).isEqualTo(before.ssrc());
      assertThat(next.sequence() - before.sequence() & 0xFFFF).isBetween(1, 100);
      assertThat(next.timestamp() - before.timestamp()).isBetween(0, 16_000);
    }
  }

  long dropped(DropReason reason) {
    return engine.statistics().dropped().getOrDefault(reason, 0L);
  }

  static void refused(MediaException.Reason reason, Runnable question) {
    assertThatThrownBy(question::run)
        .isInstanceOfSatisfying(
            MediaException.class, e -> assertThat(e.reason()).isEqualTo(reason));
  }

  static InetAddress loopback() {
    return new InetSocketAddress("127.0.30.1", 1).getAddress();
  }
}
