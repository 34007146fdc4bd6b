package org.ringspan.e2e;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.ringspan.e2e.TortureSocket.Via;
import org.ringspan.e2e.peer.Peer;

/**
 * One message of RFC 4475 and which answers its text allows a server that is user agent and
 * registrar of another domain. The wire is that of the message's own top Via.
 */
enum TortureMessage {
  // 3.1.1 valid messages: any answer that doesn't call them malformed
  WSINV("TC_WSINV.dat", Via.UDP, Answer.SENSIBLE),
  INTMETH("TC_INTMETH.dat", Via.TCP, Answer.METHOD_UNKNOWN),
  ESC01("TC_ESC01_V.dat", Via.UDP, Answer.SENSIBLE),
  ESCNULL("TC_ESCNULL_V.dat", Via.UDP, Answer.SENSIBLE),
  ESC02("TC_ESC02_V.dat", Via.TCP, Answer.METHOD_UNKNOWN),
  LWSDISP("TC_LWSDISP_V.dat", Via.UDP, Answer.SENSIBLE),
  LONGREQ("TC_LONGREQ_V.dat", Via.UDP, Answer.SENSIBLE),
  DBLREQ("TC_DBLREQ.dat", Via.UDP, Answer.SENSIBLE),
  SEMIURI("TC_SEMIURI_V.dat", Via.UDP, Answer.SENSIBLE),
  TRANSPORTS("TC_TRANSPORTS_V.dat", Via.UDP, Answer.SENSIBLE),
  MPART01("TC_MPART01.dat", Via.UDP, Answer.METHOD_UNKNOWN),
  UNREASON("TC_UNREASON_V.dat", Via.UDP, Answer.NONE),
  NOREASON("TC_NOREASON_V.dat", Via.UDP, Answer.NONE),
  // 3.1.2 invalid messages
  BADINV01("TC_BADINV01_I.dat", Via.UDP, Answer.MALFORMED),
  CLERR("TC_CLERR_I.dat", Via.UDP, Answer.MALFORMED),
  NCL("TC_NCL_I.dat", Via.UDP, Answer.MALFORMED),
  SCALAR02("TC_SCALAR02_V.dat", Via.TCP, Answer.MALFORMED),
  SCALARLG("TC_SCALARLG_V.dat", Via.TCP, Answer.NONE),
  QUOTBAL("TC_QUOTBAL_I.dat", Via.UDP, Answer.MALFORMED),
  LTGTRURI("TC_LTGTRURI_I.dat", Via.UDP, Answer.MALFORMED),
  LWSRURI("TC_LWSRURI_I.dat", Via.UDP, Answer.MALFORMED),
  LWSSTART("TC_LWSSTART_V.dat", Via.UDP, Answer.MALFORMED_OR_SENSIBLE),
  TRWS("TC_TRWS_I.dat", Via.TCP, Answer.MALFORMED_OR_SENSIBLE),
  ESCRURI("TC_ESCRURI_V.dat", Via.UDP, Answer.MALFORMED_OR_SENSIBLE),
  BADDATE("TC_BADDATE_V.dat", Via.UDP, Answer.MALFORMED_OR_SENSIBLE),
  REGBADCT("TC_REGBADCT_I.dat", Via.UDP, Answer.MALFORMED_OR_SENSIBLE),
  BADASPEC("TC_BADASPEC_I.dat", Via.UDP, Answer.MALFORMED_OR_SENSIBLE),
  BADDN("TC_BADDN_I.dat", Via.UDP, Answer.MALFORMED_OR_SENSIBLE),
  BADVERS("TC_BADVERS_V.dat", Via.UDP, Answer.VERSION),
  MISMATCH01("TC_MISMATCH01_V.dat", Via.UDP, Answer.MALFORMED),
  MISMATCH02("TC_MISMATCH02_V.dat", Via.UDP, Answer.MALFORMED_OR_METHOD_UNKNOWN),
  BIGCODE("TC_BIGCODE_V.dat", Via.UDP, Answer.NONE),
  // 3.2 transaction layer
  BADBRANCH("TC_BADBRANCH_V.dat", Via.UDP, Answer.MALFORMED_OR_SENSIBLE),
  // 3.3 application layer
  INSUF("TC_INSUF_I.dat", Via.UDP, Answer.MALFORMED),
  UNKSCM("TC_UNKSCM_V.dat", Via.TCP, Answer.SCHEME),
  NOVELSC("TC_NOVELSC_V.dat", Via.TCP, Answer.SCHEME),
  UNKSM2("TC_UNKSM2_V.dat", Via.UDP, Answer.MALFORMED_OR_SENSIBLE),
  BEXT01("TC_BEXT01_V.dat", Via.TLS, Answer.EXTENSION),
  INVUT("TC_INVUT_V.dat", Via.UDP, Answer.SENSIBLE),
  REGAUT01("TC_REGAUT01_V.dat", Via.TCP, Answer.SENSIBLE),
  MULTI01("TC_MULTI01_I.dat", Via.UDP, Answer.MALFORMED),
  MCL01("TC_MCL01_I.dat", Via.UDP, Answer.MALFORMED),
  BCAST("TC_BCAST_V.dat", Via.UDP, Answer.NONE),
  ZEROMF("TC_ZEROMF_V.dat", Via.UDP, Answer.SENSIBLE),
  CPARAM01("TC_CPARAM01_V.dat", Via.UDP, Answer.SENSIBLE),
  CPARAM02("TC_CPARAM02_V.dat", Via.UDP, Answer.SENSIBLE),
  REGESCRT("TC_REGESCRT_V.dat", Via.UDP, Answer.SENSIBLE),
  SDP01("TC_SDP01_V.dat", Via.UDP, Answer.SENSIBLE),
  // 3.4 backward compatibility, which an element need not offer
  INV2543("TC_INV2543_I.dat", Via.UDP, Answer.MALFORMED);

  /** What the text of the RFC leaves a server to answer. */
  private enum Answer {
    NONE,
    MALFORMED(400),
    VERSION(505),
    SCHEME(416),
    EXTENSION(420),
    METHOD_UNKNOWN(405, 501),
    MALFORMED_OR_METHOD_UNKNOWN(400, 405, 501),
    /** Understood: accepted, challenged, or refused for another reason than its form. */
    SENSIBLE(200, 401, 403, 404, 405, 406, 407, 415, 416, 480, 481, 483, 484, 488, 501, 603),
    MALFORMED_OR_SENSIBLE(
        200, 400, 401, 403, 404, 405, 406, 407, 415, 480, 481, 484, 488, 501, 603);

    private final int[] statuses;

    Answer(int... statuses) {
      this.statuses = statuses;
    }
  }

  private static final String SHARED_BRANCH = "z9hG4bKkdjuw";
  private static final Pattern CALL_ID =
      Pattern.compile(
          "^(?:Call-ID|i)\\s*:\\s*(\\S+)", Pattern.CASE_INSENSITIVE | Pattern.MULTILINE);

  private final String file;
  private final Via wire;
  private final Answer answer;

  TortureMessage(String file, Via wire, Answer answer) {
    this.file = file;
    this.wire = wire;
    this.answer = answer;
  }

  /**
   * The message as it is in the RFC, byte by byte. Only two that have sender, branch and method in
   * common with another one get another text of the same length for the branch: they would be that
   * one's retransmissions (RFC 3261 section 17.2.3).
   */
  byte[] bytes() throws IOException {
    String text = Files.readString(folder().resolve(file), StandardCharsets.ISO_8859_1);
    String sent =
        switch (this) {
          case REGESCRT -> text.replace(SHARED_BRANCH, "z9hG4bKother");
          case CPARAM02 -> text.replace(SHARED_BRANCH, "z9hG4bKanoth");
          default -> text;
        };
    return sent.getBytes(StandardCharsets.ISO_8859_1);
  }

  Via wire() {
    return wire;
  }

  boolean isAnswered() {
    return answer != Answer.NONE;
  }

  void requireAllowed(int status) {
    if (Arrays.stream(answer.statuses).noneMatch(allowed -> allowed == status)) {
      throw new AssertionError(
          "%d, but RFC 4475 allows %s".formatted(status, Arrays.toString(answer.statuses)));
    }
  }

  /** A text that an answer to this message repeats: its Call-ID, or its branch when it has none. */
  String marker(String text) {
    var matcher = CALL_ID.matcher(text);
    return matcher.find() ? matcher.group(1) : "z9hG4bKkdj.insuf";
  }

  /**
   * Where the messages are; when they aren't there the test is skipped, or fails where {@code
   * CI=true}.
   */
  static Path folder() {
    var folder = Path.of(System.getProperty("ringspan.rfc4475.dir", "../../shared/rfc4475"));
    Peer.requirePresent(
        Files.isDirectory(folder),
        "the messages of RFC 4475 are not in %s: set -Dringspan.rfc4475.dir"
            .formatted(folder.toAbsolutePath()));
    return folder;
  }
}
