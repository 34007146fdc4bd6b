package org.ringspan.sip.wire;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** What RFC 4475 asks for each of its messages, and where two answers are allowed, ours. */
public final class TortureTable {

  /** A status code of 100-699, {@link #ACCEPT} or {@link #DROP}. */
  public static final int ACCEPT = 0;

  /** Thrown away without an answer. */
  public static final int DROP = -1;

  /** Expected verdicts by message name. */
  public static final Map<String, Integer> EXPECTED = expected();

  private TortureTable() {}

  /** The expected verdict on a message; fails for a message that the table lacks. */
  public static int expected(String name) {
    return Objects.requireNonNull(EXPECTED.get(name), name);
  }

  private static Map<String, Integer> expected() {
    Map<String, Integer> t = new LinkedHashMap<>();
    // 3.1.1 valid messages
    t.put("TC_WSINV", ACCEPT);
    t.put("TC_INTMETH", 501); // unknown method
    t.put("TC_ESC01_V", ACCEPT);
    t.put("TC_ESCNULL_V", ACCEPT);
    t.put("TC_ESC02_V", 501); // RE%47IST%45R isn't REGISTER
    t.put("TC_LWSDISP_V", ACCEPT);
    t.put("TC_LONGREQ_V", ACCEPT);
    t.put("TC_DBLREQ", ACCEPT); // the first message; the second is discarded
    t.put("TC_SEMIURI_V", ACCEPT);
    t.put("TC_TRANSPORTS_V", ACCEPT);
    t.put("TC_MPART01", ACCEPT);
    t.put("TC_UNREASON_V", ACCEPT);
    t.put("TC_NOREASON_V", ACCEPT);
    // 3.1.2 invalid messages
    t.put("TC_BADINV01_I", 400);
    t.put("TC_CLERR_I", 400);
    t.put("TC_NCL_I", 400);
    t.put("TC_SCALAR02_V", 400);
    t.put("TC_SCALARLG_V", DROP);
    t.put("TC_QUOTBAL_I", 400);
    t.put("TC_LTGTRURI_I", 400);
    t.put("TC_LWSRURI_I", 400);
    t.put("TC_LWSSTART_V", 400);
    t.put("TC_TRWS_I", 400);
    t.put("TC_ESCRURI_V", 400);
    t.put("TC_BADDATE_V", ACCEPT); // "an element shouldn't" reject it unless the date matters
    t.put("TC_REGBADCT_I", 400);
    t.put("TC_BADASPEC_I", 400);
    t.put("TC_BADDN_I", 400);
    t.put("TC_BADVERS_V", 505);
    t.put("TC_MISMATCH01_V", 400);
    t.put("TC_MISMATCH02_V", 501);
    t.put("TC_BIGCODE_V", DROP);
    // 3.2 transaction layer
    t.put("TC_BADBRANCH_V", 400);
    // 3.3 application layer
    t.put("TC_INSUF_I", 400);
    t.put("TC_UNKSCM_V", 416);
    t.put("TC_NOVELSC_V", 416);
    t.put("TC_UNKSM2_V", 400);
    t.put("TC_BEXT01_V", 420);
    t.put("TC_INVUT_V", ACCEPT); // 415 is the application's
    t.put("TC_REGAUT01_V", ACCEPT); // 401 is the application's
    t.put("TC_MULTI01_I", 400);
    t.put("TC_MCL01_I", 400);
    t.put("TC_BCAST_V", DROP);
    t.put("TC_ZEROMF_V", 483);
    t.put("TC_CPARAM01_V", ACCEPT);
    t.put("TC_CPARAM02_V", ACCEPT);
    t.put("TC_REGESCRT_V", ACCEPT);
    t.put("TC_SDP01_V", ACCEPT); // 406 is the application's
    // 3.4 backward compatibility
    t.put(
        "TC_INV2543_I",
        400); // no Contact; "an RFC 3261 element" needn't be compatible with RFC 2543
    // Not of the RFC: no SIP-Version, no Via, so nothing says where an answer should go.
    t.put("TC_TEST_I", DROP);
    return t;
  }
}
