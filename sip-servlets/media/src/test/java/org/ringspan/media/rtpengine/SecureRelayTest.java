package org.ringspan.media.rtpengine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ringspan.media.Encryption;
import org.ringspan.media.EndpointId;
import org.ringspan.media.Eventually;
import org.ringspan.media.MediaCall;
import org.ringspan.media.MediaEndpoint;
import org.ringspan.media.MediaEngine;
import org.ringspan.media.MediaEvent;
import org.ringspan.media.MediaException;
import org.ringspan.media.MediaException.Reason;
import org.ringspan.media.MediaSecurity;
import org.ringspan.media.RemoteMedia;
import org.ringspan.media.audio.Audio;
import org.ringspan.media.audio.Codec;
import org.ringspan.media.audio.Sines;
import org.ringspan.media.digit.Digit;
import org.ringspan.media.embedded.EmbeddedMediaEngine;
import org.ringspan.media.embedded.MediaSettings;

/** Encrypted media through a real rtpengine, with SRTP that is written here and not there. */
class SecureRelayTest {

  private static final int FRAME = 160;
  private static final Pattern CRYPTO =
      Pattern.compile("a=crypto:(\\d+) AES_CM_128_HMAC_SHA1_80 inline:(\\S+)");

  private final List<AutoCloseable> closed = new ArrayList<>();
  private final List<MediaEvent> events = new CopyOnWriteArrayList<>();
  private final RtpengineProcess process = process(RtpengineProcess.FAR);
  private final MediaEngine engine = engine(process.member());
  private final MediaCall call = engine.open(events::add);

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable each : closed.reversed()) {
      each.close();
    }
  }

  private RtpengineProcess process(String far) {
    RtpengineProcess started = RtpengineProcess.start(far, 21_000, 21_039);
    closed.add(started);
    return started;
  }

  private MediaEngine engine(String members) {
    MediaEngine started =
        new RtpengineMediaEngine(
            MediaSettings.on(RtpengineProcess.ENGINE).withPorts(22_000, 22_199),
            RtpengineSettings.parse(members, RtpengineProcess.INTERFACES),
            Executors.newVirtualThreadPerTaskExecutor());
    closed.add(started);
    return started;
  }

  private static String key() {
    byte[] random = new byte[30];
    new SecureRandom().nextBytes(random);
    return Base64.getEncoder().encodeToString(random);
  }

  private static String keyOf(MediaEndpoint endpoint) {
    Matcher crypto = CRYPTO.matcher(endpoint.security().attributes().getFirst());
    assertThat(crypto.matches()).isTrue();
    return crypto.group(2);
  }

  /** A telephone that sends what it is told to, encrypted or not. */
  private final class Telephone implements AutoCloseable {
    private final DatagramSocket socket;
    private int sequence = 100;

    Telephone() throws Exception {
      socket = new DatagramSocket(new InetSocketAddress("127.0.30.2", 0));
      socket.setSoTimeout(10_000);
      closed.add(this);
    }

    RemoteMedia media(String key) {
      return RemoteMedia.of(
              (InetSocketAddress) socket.getLocalSocketAddress(), Codec.PCMU, OptionalInt.of(101))
          .secured(
              new MediaSecurity(
                  Encryption.SDES, List.of("a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:" + key)));
    }

    byte[] packet(int type, byte[] payload) {
      sequence++;
      return ByteBuffer.allocate(12 + payload.length)
          .put((byte) 0x80)
          .put((byte) type)
          .putShort((short) sequence)
          .putInt(sequence * FRAME)
          .putInt(7)
          .put(payload)
          .array();
    }

    void send(byte[] datagram, InetSocketAddress to) {
      try {
        socket.send(new DatagramPacket(datagram, datagram.length, to));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    /** The next packet that is authentic; nothing when none comes. */
    Optional<byte[]> hears(Srtp keys) throws Exception {
      DatagramPacket packet = new DatagramPacket(new byte[2048], 2048);
      try {
        for (int i = 0; i < 50; i++) {
          socket.receive(packet);
          Optional<byte[]> heard =
              keys.unprotect(Arrays.copyOf(packet.getData(), packet.getLength()));
          if (heard.isPresent()) {
            return heard;
          }
        }
      } catch (SocketTimeoutException e) {
        return Optional.empty();
      }
      return Optional.empty();
    }

    @Override
    public void close() {
      socket.close();
    }
  }

  private long received() {
    return engine.statistics().packetsReceived();
  }

  @Test
  @DisplayName("RFC 4568: SRTP outside, RTP inside, both ways, and telephone events of any type")
  void bothWays() throws Exception {
    MediaEndpoint endpoint = call.add(new EndpointId("caller"), Encryption.SDES);
    Telephone telephone = new Telephone();
    String theirs = key();
    endpoint.negotiated(telephone.media(theirs));
    endpoint.hold(Audio.of(Sines.tone(500, 8000, 4000)));
    byte[] heard = telephone.hears(new Srtp(keyOf(endpoint))).orElseThrow();
    assertThat(heard).hasSize(12 + FRAME);
    assertThat(heard[1] & 0x7F).isEqualTo(0);
    Srtp keys = new Srtp(theirs);
    long before = received();
    Eventually.holds(
        "what it says comes",
        () -> {
          telephone.send(keys.protect(telephone.packet(0, new byte[FRAME])), endpoint.rtpAddress());
          return received() > before + 5;
        });
    // rfc4733#section-2.3: key 5, its end, 800 timestamp units.
    byte[] event = {5, (byte) 0x8A, 0x03, 0x20};
    Eventually.holds(
        "a key is told of",
        () -> {
          telephone.send(keys.protect(telephone.packet(101, event)), endpoint.rtpAddress());
          return events.stream()
              .anyMatch(
                  told ->
                      told instanceof MediaEvent.DigitReceived digit
                          && digit.digit().equals(Digit.of('5')));
        });
  }

  @Test
  @DisplayName("RFC 4568: what isn't encrypted, or by other keys, is heard by nobody")
  void nothingInClear() throws Exception {
    MediaEndpoint endpoint = call.add(new EndpointId("caller"), Encryption.SDES);
    Telephone telephone = new Telephone();
    String theirs = key();
    endpoint.negotiated(telephone.media(theirs));
    Srtp keys = new Srtp(theirs);
    Srtp wrong = new Srtp(key());
    for (int i = 0; i < 20; i++) {
      telephone.send(telephone.packet(0, new byte[FRAME]), endpoint.rtpAddress());
      telephone.send(wrong.protect(telephone.packet(0, new byte[FRAME])), endpoint.rtpAddress());
    }
    long before = received();
    Eventually.holds(
        "the key is told",
        () -> {
          telephone.send(keys.protect(telephone.packet(0, new byte[FRAME])), endpoint.rtpAddress());
          return received() > before;
        });
    long authentic = received();
    for (int i = 0; i < 200; i++) {
      telephone.send(telephone.packet(0, new byte[FRAME]), endpoint.rtpAddress());
      telephone.send(wrong.protect(telephone.packet(0, new byte[FRAME])), endpoint.rtpAddress());
    }
    telephone.send(keys.protect(telephone.packet(0, new byte[FRAME])), endpoint.rtpAddress());
    Eventually.holds("the last one has come", () -> received() > authentic);
    assertThat(received()).isLessThan(authentic + 20);
  }

  @Test
  @DisplayName("a telephone that takes another key is understood; ours and the port stay the same")
  void anotherKey() throws Exception {
    MediaEndpoint endpoint = call.add(new EndpointId("caller"), Encryption.SDES);
    MediaSecurity ours = endpoint.security();
    InetSocketAddress port = endpoint.rtpAddress();
    Telephone telephone = new Telephone();
    endpoint.hold(Audio.of(Sines.tone(500, 8000, 4000)));
    for (int i = 0; i < 3; i++) {
      String theirs = key();
      endpoint.negotiated(telephone.media(theirs));
      Srtp keys = new Srtp(theirs);
      long before = received();
      Eventually.holds(
          "what it says comes",
          () -> {
            telephone.send(
                keys.protect(telephone.packet(0, new byte[FRAME])), endpoint.rtpAddress());
            return received() > before + 3;
          });
      assertThat(telephone.hears(new Srtp(keyOf(endpoint)))).isPresent();
    }
    assertThat(endpoint.security()).isEqualTo(ours);
    assertThat(endpoint.rtpAddress()).isEqualTo(port);
  }

  @Test
  @DisplayName("no two endpoints have the same key, and none is shown by toString")
  void keysAreSecret() {
    MediaEndpoint one = call.add(new EndpointId("one"), Encryption.SDES);
    MediaEndpoint other = call.add(new EndpointId("other"), Encryption.SDES);
    assertThat(keyOf(one)).isNotEqualTo(keyOf(other));
    assertThat(one.security().toString()).isEqualTo("SDES");
  }

  @Test
  @DisplayName("RFC 5763, RFC 8445: DTLS comes with a fingerprint, ICE and RTCP on the same port")
  void dtls() {
    MediaEndpoint endpoint = call.add(new EndpointId("browser"), Encryption.DTLS);
    assertThat(endpoint.rtcpAddress()).isEqualTo(endpoint.rtpAddress());
    assertThat(endpoint.security().attributes())
        .contains("a=rtcp-mux", "a=setup:actpass", "a=ice-lite")
        .anyMatch(line -> line.startsWith("a=fingerprint:sha-256 "))
        .anyMatch(line -> line.startsWith("a=ice-ufrag:"))
        .anyMatch(line -> line.startsWith("a=ice-pwd:"))
        .anyMatch(
            line ->
                line.startsWith("a=candidate:")
                    && line.contains(
                        endpoint.rtpAddress().getHostString()
                            + " "
                            + endpoint.rtpAddress().getPort()));
    assertThat(endpoint.security().toString()).isEqualTo("DTLS");
  }

  @Test
  @DisplayName("what is negotiated must be as it was asked for: nothing goes out in clear")
  void noDowngrade() throws Exception {
    MediaEndpoint secured = call.add(new EndpointId("secured"), Encryption.SDES);
    MediaEndpoint plain = call.add(new EndpointId("plain"));
    RemoteMedia encrypted = new Telephone().media(key());
    assertThatThrownBy(() -> secured.negotiated(encrypted.secured(MediaSecurity.NONE)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> plain.negotiated(encrypted))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  @DisplayName("without rtpengine there is no encryption, and an endpoint that needs it is refused")
  void withoutRtpengine() {
    try (MediaEngine alone =
        new EmbeddedMediaEngine(
            MediaSettings.on(RtpengineProcess.ENGINE).withPorts(23_000, 23_019),
            Executors.newVirtualThreadPerTaskExecutor())) {
      MediaCall plain = alone.open(events::add);
      for (Encryption encryption : List.of(Encryption.SDES, Encryption.DTLS)) {
        assertThatThrownBy(() -> plain.add(new EndpointId("phone"), encryption))
            .isInstanceOfSatisfying(
                MediaException.class, e -> assertThat(e.reason()).isEqualTo(Reason.NO_ENCRYPTION));
      }
      assertThat(alone.statistics().portsInUse()).isZero();
    }
  }

  @Test
  @DisplayName("kill -9: an endpoint finds another way, with other ports and keys, and is heard")
  void reopened() throws Exception {
    RtpengineProcess other = process(RtpengineProcess.OTHER_FAR);
    MediaEngine two = engine(process.member() + "," + other.member());
    MediaCall talk = two.open(events::add);
    MediaEndpoint endpoint = talk.add(new EndpointId("caller"), Encryption.SDES);
    assertThat(endpoint.rtpAddress().getHostString()).isEqualTo(RtpengineProcess.FAR);
    endpoint.hold(Audio.of(Sines.tone(500, 8000, 4000)));
    Telephone telephone = new Telephone();
    RemoteMedia remote = telephone.media(key());
    endpoint.negotiated(remote);
    String before = keyOf(endpoint);
    assertThat(telephone.hears(new Srtp(before))).isPresent();
    process.kill();
    Eventually.holds(
        "its way is lost", () -> events.stream().anyMatch(MediaEvent.WayLost.class::isInstance));
    endpoint.reopen();
    assertThat(endpoint.rtpAddress().getHostString()).isEqualTo(RtpengineProcess.OTHER_FAR);
    assertThat(keyOf(endpoint)).isNotEqualTo(before);
    endpoint.negotiated(remote);
    assertThat(telephone.hears(new Srtp(keyOf(endpoint)))).isPresent();
    talk.release();
    Eventually.holds("nothing is left", () -> two.statistics().portsInUse() == 0);
  }

  @Test
  @DisplayName(
      "when no instance is left, there is no other way where telephones can't reach the engine")
  void nowhere() {
    MediaEndpoint secured = call.add(new EndpointId("secured"), Encryption.SDES);
    MediaEndpoint plain = call.add(new EndpointId("plain"));
    process.kill();
    Eventually.holds(
        "both ways are lost",
        () -> events.stream().filter(MediaEvent.WayLost.class::isInstance).count() == 2);
    for (MediaEndpoint endpoint : List.of(secured, plain)) {
      assertThatThrownBy(endpoint::reopen)
          .isInstanceOfSatisfying(
              MediaException.class, e -> assertThat(e.reason()).isEqualTo(Reason.UNREACHABLE));
    }
    call.release();
    Eventually.holds("nothing is left", () -> engine.statistics().calls() == 0);
  }
}
