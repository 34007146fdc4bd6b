package org.ringspan.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ringspan.address.IpAddress;
import org.ringspan.call.AudioDescription.EngineEnd;
import org.ringspan.call.AudioDescription.Flow;

class AudioDescriptionTest {
  private static final String HEAD =
      "v=0\r\no=a 1 1 IN IP4 192.0.2.1\r\ns=-\r\nc=IN IP4 192.0.2.1\r\nt=0 0\r\n";

  private static final EngineEnd END = new EngineEnd(new IpAddress("192.0.2.9"), 20_000, 77);

  private static Optional<AudioDescription> read(String streams) {
    return AudioDescription.of(new SessionDescription(HEAD + streams));
  }

  @Test
  @DisplayName("What the engine needs is read: address, ports, law, telephone events, direction")
  void read() {
    assertThat(
            read(
                "m=audio 5000 RTP/AVP 9 8 0 96\r\nc=IN IP4 192.0.2.2\r\na=rtcp:5005 IN IP4"
                    + " 192.0.2.2\r\na=rtpmap:96 telephone-event/8000\r\na=sendonly\r\n"))
        .contains(
            new AudioDescription(
                new IpAddress("192.0.2.2"), 5000, 5005, 8, OptionalInt.of(96), Flow.SENDONLY));
    assertThat(read("m=audio 5000 RTP/AVP 0\r\n"))
        .contains(
            new AudioDescription(
                new IpAddress("192.0.2.1"), 5000, 5001, 0, OptionalInt.empty(), Flow.SENDRECV));
  }

  @Test
  @DisplayName("The first audio stream that is on counts; a direction of the session is its own")
  void firstThatIsOn() {
    assertThat(read("m=audio 0 RTP/AVP 0\r\nm=video 6 RTP/AVP 31\r\nm=audio 7000 RTP/AVP 8\r\n"))
        .map(AudioDescription::rtpPort)
        .contains(7000);
    assertThat(
            AudioDescription.of(
                new SessionDescription(HEAD + "a=inactive\r\nm=audio 5000 RTP/AVP 0\r\n")))
        .map(AudioDescription::flow)
        .contains(Flow.INACTIVE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "m=audio 5000 RTP/SAVP 0\r\n",
        "m=audio 5000 RTP/AVP 4 18\r\n",
        "m=audio 99999 RTP/AVP 0\r\n",
        "m=audio 65535 RTP/AVP 0\r\n",
        "m=audio 5000 RTP/AVP 0\r\na=rtcp:0\r\n",
        "m=audio 5000 RTP/AVP 0\r\nc=IN IP4 host.example.com\r\n",
        "m=audio 5000 RTP/AVP 0 999999999999\r\n",
        "m=video 5000 RTP/AVP 31\r\n"
      })
  @DisplayName("What the engine can't do with is told")
  void unusable(String streams) {
    assertThat(read(streams)).isEmpty();
  }

  @Test
  @DisplayName("Telephone events count only with a payload type that was offered and may be theirs")
  void events() {
    assertThat(read("m=audio 5000 RTP/AVP 0\r\na=rtpmap:101 telephone-event/8000\r\n"))
        .map(AudioDescription::telephoneEvent)
        .contains(OptionalInt.empty());
    assertThat(read("m=audio 5000 RTP/AVP 0 13\r\na=rtpmap:13 telephone-event/8000\r\n"))
        .map(AudioDescription::telephoneEvent)
        .contains(OptionalInt.empty());
    assertThat(read("m=audio 5000 RTP/AVP 0 97\r\na=rtpmap:97 Telephone-Event/8000\r\n"))
        .map(AudioDescription::telephoneEvent)
        .contains(OptionalInt.of(97));
  }

  @Test
  @DisplayName("An offer of the engine's is one that the engine could do with")
  void offer() {
    assertThat(AudioDescription.of(END.offer()))
        .contains(
            new AudioDescription(
                new IpAddress("192.0.2.9"), 20_000, 20_001, 0, OptionalInt.of(101), Flow.SENDRECV));
  }

  @Test
  @DisplayName(
      "RFC 3551 4.5.2: G.722 is offered after G.711, with a clock of 8000, and taken alone")
  void wideband() {
    assertThat(END.offer().text())
        .contains("m=audio 20000 RTP/AVP 0 8 9 101\r\n", "a=rtpmap:9 G722/8000\r\n");
    assertThat(read("m=audio 5000 RTP/AVP 9 0\r\n")).map(AudioDescription::payloadType).contains(0);
    SessionDescription offer = new SessionDescription(HEAD + "m=audio 5000 RTP/AVP 18 9 101\r\n");
    AudioDescription audio = AudioDescription.of(offer).orElseThrow();
    assertThat(audio.payloadType()).isEqualTo(9);
    assertThat(END.answer(offer, audio).text())
        .contains("m=audio 20000 RTP/AVP 9\r\n", "a=rtpmap:9 G722/8000\r\n")
        .doesNotContain("PCM");
  }

  @Test
  @DisplayName("RFC 3264: the answer has a stream for each of the offer's, in the other direction")
  void answer() {
    SessionDescription offer =
        new SessionDescription(
            HEAD.replace("t=0 0", "t=5 6")
                + "m=video 6000 RTP/AVP 31\r\nm=audio 5000 RTP/AVP 8 97\r\na=rtpmap:97"
                + " telephone-event/8000\r\na=sendonly\r\nm=audio 5002 RTP/AVP 0\r\n");
    SessionDescription answer = END.answer(offer, AudioDescription.of(offer).orElseThrow());
    assertThat(answer.text().lines().filter(line -> line.startsWith("m=")))
        .containsExactly(
            "m=video 0 RTP/AVP 31", "m=audio 20000 RTP/AVP 8 97", "m=audio 0 RTP/AVP 0");
    assertThat(answer.text())
        .contains("t=5 6\r\n", "a=recvonly\r\n", "a=rtpmap:97 telephone-event/8000\r\n");
  }

  @Test
  @DisplayName("RFC 3264: what comes from another origin is the next version of the dialog's own")
  void oneSession() {
    SessionDescription engine = END.offer();
    SessionDescription caller = Example.sdp("caller", 4, 4000);
    SessionDescription sent = caller.inSessionOf(engine);
    assertThat(sent.text()).contains("o=- 77 2 IN IP4 192.0.2.9").contains("m=audio 4000 ");
    assertThat(caller.inSessionOf(Example.sdp("caller", 3, 4000))).isEqualTo(caller);
  }

  @Test
  @DisplayName("100,000 broken descriptions: each is read or isn't, and what is read can be used")
  void anything() {
    String good = END.offer().text();
    Random random = new Random(4);
    for (int i = 0; i < 100_000; i++) {
      StringBuilder text = new StringBuilder(good);
      for (int changes = random.nextInt(4); changes >= 0; changes--) {
        text.setCharAt(random.nextInt(text.length()), (char) random.nextInt(256));
      }
      SessionDescription broken = new SessionDescription(text.toString());
      assertThatCode(
              () ->
                  AudioDescription.of(broken)
                      .ifPresent(
                          audio -> {
                            assertThat(audio.rtpPort()).isBetween(1, 65_535);
                            assertThat(audio.rtcpPort()).isBetween(1, 65_535);
                            END.answer(broken, audio);
                          }))
          .as(text.toString())
          .doesNotThrowAnyException();
    }
  }
}
