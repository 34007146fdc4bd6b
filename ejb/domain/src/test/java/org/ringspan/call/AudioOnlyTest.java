package org.ringspan.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is left of a session description for those who may have nothing but audio. */
class AudioOnlyTest {
  private static final String SESSION =
      "v=0\r\no=a 1 1 IN IP4 192.0.2.1\r\ns=-\r\nc=IN IP4 192.0.2.1\r\nt=0 0\r\n";
  private static final String AUDIO = "m=audio 4000 RTP/AVP 0 101\r\na=rtpmap:0 PCMU/8000\r\n";
  private static final String VIDEO =
      "m=video 5000/2 RTP/SAVPF 96 97\r\nc=IN IP4 192.0.2.9\r\nb=AS:512\r\na=rtpmap:96 VP8/90000\r\n";
  private static final String NO_VIDEO = "m=video 0 RTP/SAVPF 96 97\r\nc=IN IP4 192.0.2.9\r\n";

  private static String audioOnly(String text) {
    return new SessionDescription(text).audioOnly().text();
  }

  private static String answering(String answer, String offer) {
    return new SessionDescription(answer).answering(new SessionDescription(offer)).text();
  }

  @Test
  @DisplayName("Video is switched off where it stands, and nothing but its address is said of it")
  void video() {
    assertThat(audioOnly(SESSION + AUDIO + VIDEO)).isEqualTo(SESSION + AUDIO + NO_VIDEO);
    assertThat(audioOnly(SESSION + VIDEO + AUDIO)).isEqualTo(SESSION + NO_VIDEO + AUDIO);
    assertThat(audioOnly(SESSION + AUDIO)).isEqualTo(SESSION + AUDIO);
    assertThat(audioOnly(SESSION)).isEqualTo(SESSION);
  }

  @ParameterizedTest
  @CsvSource({
    "m=image 6000 udptl t38, m=image 0 udptl t38",
    "m=application 9 UDP/DTLS/SCTP webrtc-datachannel, m=application 0 UDP/DTLS/SCTP webrtc-datachannel",
    "m=text 6000 RTP/AVP 98, m=text 0 RTP/AVP 98",
    "m=message 6000 TCP/MSRP *, m=message 0 TCP/MSRP *",
    "m=AUDIO-ish 6000 RTP/AVP 0, m=AUDIO-ish 0 RTP/AVP 0",
    "m=video 0 RTP/AVP 31, m=video 0 RTP/AVP 31",
  })
  @DisplayName("And so is everything else that isn't audio")
  void others(String line, String off) {
    assertThat(audioOnly(SESSION + AUDIO + line + "\r\na=x\r\n"))
        .isEqualTo(SESSION + AUDIO + off + "\r\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "m=video",
        "m=video\t5000 RTP/AVP 31",
        "m=video  5000 RTP/AVP 31",
        "m=video 500000 RTP/AVP 31",
        "m=Video -1 RTP/AVP 31"
      })
  @DisplayName("A line that nobody can read for certain is written anew")
  void unreadable(String line) {
    assertThat(audioOnly(SESSION + AUDIO + line + "\r\n"))
        .isEqualTo(SESSION + AUDIO + "m=video 0 RTP/AVP 0\r\n");
    assertThat(audioOnly(SESSION + "m=\u00e9 1 RTP/AVP 0\r\n"))
        .isEqualTo(SESSION + "m=application 0 RTP/AVP 0\r\n");
  }

  @Test
  @DisplayName("A group names no stream that is off; one without streams is no group")
  void groups() {
    String grouped =
        SESSION
            + "a=group:BUNDLE a v d\r\na=group:LS v\r\na=group:FID x\r\n"
            + AUDIO
            + "a=mid:a\r\n"
            + VIDEO
            + "a=mid:v\r\n"
            + "m=application 0 UDP/DTLS/SCTP x\r\na=bundle-only\r\na=mid:d\r\n";
    assertThat(audioOnly(grouped))
        .isEqualTo(
            SESSION
                + "a=group:BUNDLE a\r\na=group:FID x\r\n"
                + AUDIO
                + "a=mid:a\r\n"
                + NO_VIDEO
                + "m=application 0 UDP/DTLS/SCTP x\r\n");
  }

  @Test
  @DisplayName("RFC 3264 6: an answer has a stream for each that was offered")
  void answers() {
    String offer = SESSION + AUDIO + VIDEO;
    assertThat(answering(SESSION + AUDIO + NO_VIDEO, offer)).isEqualTo(SESSION + AUDIO + NO_VIDEO);
    assertThat(answering(SESSION + AUDIO, offer)).isEqualTo(SESSION + AUDIO + NO_VIDEO);
    assertThat(answering(SESSION + AUDIO.strip(), offer)).isEqualTo(SESSION + AUDIO + NO_VIDEO);
    assertThat(answering(SESSION + AUDIO, SESSION + VIDEO + AUDIO))
        .isEqualTo(SESSION + NO_VIDEO + AUDIO);
    assertThat(answering(SESSION + AUDIO + NO_VIDEO, SESSION + AUDIO)).isEqualTo(SESSION + AUDIO);
    assertThat(answering(SESSION, offer))
        .isEqualTo(SESSION + "m=audio 0 RTP/AVP 0 101\r\n" + NO_VIDEO);
    assertThat(answering(SESSION + AUDIO, SESSION)).isEqualTo(SESSION);
  }

  @ParameterizedTest
  @CsvSource({
    "m=audio 4000 RTP/AVP 0, true",
    "m=audio 0 RTP/AVP 0, false",
    "m=audio 00 RTP/AVP 0, false",
    "m=audio 4000/2 RTP/AVP 0, true",
    "m=Audio 4000 RTP/AVP 0, true",
    "m=video 4000 RTP/AVP 0, false",
    "am=audio 4000 RTP/AVP 0, false",
  })
  @DisplayName("Whether there is audio")
  void hasAudio(String line, boolean there) {
    assertThat(new SessionDescription(SESSION + line + "\r\n").hasAudio()).isEqualTo(there);
    assertThat(new SessionDescription(SESSION + line).hasAudio()).isEqualTo(there);
  }

  @Test
  @DisplayName("Streams that neither side wants make no difference to what is heard")
  void sameMedia() {
    SessionDescription audio = new SessionDescription(SESSION + AUDIO);
    assertThat(audio.sameMediaAs(new SessionDescription(SESSION + AUDIO + NO_VIDEO))).isTrue();
    assertThat(audio.sameMediaAs(new SessionDescription(SESSION + AUDIO + VIDEO))).isFalse();
  }

  @Test
  @DisplayName("Whatever comes: no stream but audio is on, audio stays as it is, and none is lost")
  void anything() {
    Pattern off = Pattern.compile("m=[^ ]+ 0 [^ ]+ .+");
    for (int seed = 0; seed < 20_000; seed++) {
      Random random = new Random(seed);
      String text = hostile(random);
      String offer = hostile(random);
      String audio = audioOnly(text);
      List<SdpStream> before = SdpParts.of(text).streams();
      List<SdpStream> after = SdpParts.of(audio).streams();
      assertThat(SdpParts.of(text).text()).as("seed %d", seed).isEqualTo(text);
      assertThat(after).as("seed %d", seed).hasSameSizeAs(before);
      for (int i = 0; i < before.size(); i++) {
        if (before.get(i).isAudio()) {
          assertThat(after.get(i).text().stripTrailing())
              .isEqualTo(before.get(i).text().stripTrailing());
        } else {
          assertThat(after.get(i).isOn()).as("seed %d", seed).isFalse();
          assertThat(SdpLines.bare(after.get(i).text())).as("seed %d", seed).matches(off);
        }
      }
      assertThat(audioOnly(audio)).as("seed %d", seed).isEqualTo(audio);
      String answer = answering(audio, offer);
      assertThat(kinds(answer)).as("seed %d", seed).isEqualTo(kinds(offer));
      assertThat(answering(answer, offer)).as("seed %d", seed).isEqualTo(answer);
      assertThat(answering(audio, text)).as("an answer to itself").isEqualTo(audio);
      assertThat(new SessionDescription(text).rejected().hasAudio()).isFalse();
    }
  }

  private static List<String> kinds(String text) {
    return SdpParts.of(text).streams().stream().map(SdpStream::kind).toList();
  }

  private static final String[] PIECES = {
    "m=audio 4000 RTP/AVP 0",
    "m=video 5000 RTP/AVP 31",
    "m=video 5000/2 RTP/SAVPF 96",
    "m=",
    "m=image 6000 udptl t38",
    "m=audio",
    "m=video\t1 x y",
    "m= 1 2 3",
    "m=audio 0 RTP/AVP 0",
    "c=IN IP4 192.0.2.1",
    "a=group:BUNDLE 0 1 2",
    "a=group:",
    "a=group:LS",
    "a=mid:0",
    "a=mid:1",
    "a=mid: 2 ",
    "a=bundle-only",
    "a=sendonly",
    "o=a 1 1 IN IP4 h",
    "v=0",
    "",
    " ",
    "x",
    "\u2028",
    "\u0085",
    "m=\u00e9 1 2 3",
    "m=video 99999 a b",
    "t=0 0",
    "\0"
  };
  private static final String[] ENDS = {"\r\n", "\r\n", "\r\n", "\n", "\r", ""};

  private static String hostile(Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(16); i > 0; i--) {
      text.append(PIECES[random.nextInt(PIECES.length)]);
      text.append(ENDS[random.nextInt(ENDS.length)]);
    }
    return text.toString();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"m=video 1 a b\r\n", "m=", "m=\n", "a=group:X 1 ", "a=mid:1\n", "\r", "c=\n"})
  @DisplayName("A megabyte of anything is looked at in no time")
  void huge(String piece) {
    String hostile = "a=group:X " + piece.repeat(1_000_000 / piece.length());
    assertTimeoutPreemptively(
        Duration.ofSeconds(60),
        () -> {
          String audio = audioOnly(hostile);
          assertThat(answering(audio, hostile)).isEqualTo(audio);
          assertThat(new SessionDescription(hostile).hasAudio()).isFalse();
        });
  }
}
