package org.ringspan.callcontrol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ringspan.address.E164Number;
import org.ringspan.address.Transport;
import org.ringspan.address.TrunkName;
import org.ringspan.callcontrol.TrunkHeaders.Header;
import org.ringspan.reach.CallerIdentity;
import org.ringspan.reach.Diversion;
import org.ringspan.trunk.CallerPolicy;
import org.ringspan.trunk.NumberFormat;
import org.ringspan.trunk.NumberingPlan;
import org.ringspan.trunk.Redirection;
import org.ringspan.trunk.Region;
import org.ringspan.trunk.Trunk;
import org.ringspan.trunk.TrunkIdentity;
import org.ringspan.trunk.TrunkNumbers;

class TrunkHeadersTest {
  private static final String URI = "sip:4085557890@192.0.2.1:5060";
  private static final CallerIdentity CALLER =
      new CallerIdentity("Ann", Optional.of("14085550100"), false);
  private static final CallerIdentity WITHHELD =
      new CallerIdentity("Ann", Optional.of("14085550100"), true);
  private static final Diversion BOB =
      new Diversion(new E164Number("+14085551235"), Diversion.Reason.NO_ANSWER);
  private static final Diversion ALICE =
      new Diversion(new E164Number("+14085551234"), Diversion.Reason.FOLLOW_ME);

  /** Nothing here is written in a national form. */
  private static final NumberingPlan NONE =
      new NumberingPlan() {
        @Override
        public boolean knows(Region region) {
          return false;
        }

        @Override
        public Optional<E164Number> globalised(String digits, Region region) {
          return Optional.empty();
        }

        @Override
        public String dialledFrom(Region region, E164Number number) {
          throw new IllegalStateException("no national form here");
        }
      };

  private static List<Header> headers(
      Redirection redirection, boolean trusted, CallerIdentity caller, Diversion... diversions) {
    Trunk usual = Trunk.at(new TrunkName("pstn"), "192.0.2.1", 5060, Transport.UDP);
    NumberFormat withoutPlus =
        new NumberFormat(NumberFormat.Kind.E164_WITHOUT_PLUS, Optional.empty(), "");
    Trunk trunk =
        new Trunk(
            usual.name(),
            usual.peers(),
            usual.transport(),
            usual.acceptance(),
            usual.login(),
            usual.searchSpace(),
            usual.pool(),
            usual.channels(),
            usual.supervision(),
            usual.digits(),
            new TrunkNumbers(NumberFormat.PLAIN, withoutPlus, Optional.empty(), ""),
            new TrunkIdentity(CallerPolicy.ORIGINAL, Optional.empty(), redirection, trusted),
            usual.probed());
    return new TrunkHeaders(trunk, NONE, "ringspan.test").of(URI, caller, List.of(diversions));
  }

  private static Header header(String name, String value) {
    return new Header(name, value);
  }

  @Test
  @DisplayName("A trunk that wants no redirections gets the caller alone")
  void caller() {
    assertThat(headers(Redirection.NONE, true, CALLER, ALICE))
        .containsExactly(header("P-Asserted-Identity", "<sip:14085550100@ringspan.test>"));
  }

  @Test
  @DisplayName("A withheld caller is told to a trusted trunk only (RFC 3325 section 7)")
  void withheld() {
    assertThat(headers(Redirection.NONE, true, WITHHELD))
        .containsExactly(
            header("P-Asserted-Identity", "<sip:14085550100@ringspan.test>"),
            header("Privacy", "id"));
    assertThat(headers(Redirection.NONE, false, WITHHELD)).isEmpty();
  }

  @Test
  @DisplayName("Diversion names the newest first, in the trunk's form (RFC 5806)")
  void diversion() {
    assertThat(headers(Redirection.DIVERSION, false, WITHHELD, BOB, ALICE))
        .containsExactly(
            header("Diversion", "<sip:14085551234@ringspan.test>;reason=follow-me"),
            header("Diversion", "<sip:14085551235@ringspan.test>;reason=no-answer"));
  }

  @Test
  @DisplayName("History-Info tells the way from the first called to here, with causes (RFC 7044)")
  void history() {
    assertThat(headers(Redirection.HISTORY_INFO, false, WITHHELD, BOB, ALICE))
        .containsExactly(
            header("History-Info", "<sip:14085551235@ringspan.test>;index=1"),
            header("History-Info", "<sip:14085551234@ringspan.test;cause=408>;index=1.1;mp=1"),
            header("History-Info", "<" + URI + ";cause=302>;index=1.1.1;mp=1.1"));
    assertThat(headers(Redirection.HISTORY_INFO, false, WITHHELD)).isEmpty();
  }

  @Test
  @DisplayName("A trunk may want both")
  void both() {
    assertThat(headers(Redirection.BOTH, false, WITHHELD, ALICE))
        .extracting(Header::name)
        .containsExactly("Diversion", "History-Info", "History-Info");
  }
}
