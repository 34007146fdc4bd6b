package org.ringspan.dialplan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ringspan.dialplan.Plans.in;
import static org.ringspan.dialplan.Plans.preDot;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What an administrator reads. */
class DialledNumberTesterTest {
  private static final CallingNumber ALICE =
      new CallingNumber(Optional.of("51234"), Optional.of("+14085551234"), Presentation.DEFAULT);

  private final DialPlan plan =
      new Plans()
          .emergency("911", "emergency")
          .outsidePrefix("9")
          .translate("9.1XXXXXXXXXX", "habits", "global", preDot("+"))
          .translate("7X", "habits", Optional.empty(), Plans.mask("7X"), CallingChange.NONE)
          .route(
              new RoutePattern(
                  NumberPattern.of("\\+1XXXXXXXXXX"),
                  Plans.partition("national"),
                  Plans.list("to-pstn"),
                  false,
                  CallClass.NATIONAL,
                  true,
                  CalledChange.NONE,
                  new CallingChange(true, Optional.empty(), "", Presentation.RESTRICTED)))
          .block("\\+1900XXXXXXX", "national", BlockCause.CALL_REJECTED)
          .route("9!", "habits")
          .route("5XXXX", "habits")
          .route("5XXX!", "later")
          .partitions("national")
          .space("global", "national")
          .line("51234", "internal")
          .line("bob", "51235", "+14085551235")
          .plan();

  private List<String> dials(String number, String... partitions) {
    return DialledNumberTester.test(plan, number, in(partitions), ALICE).sentences();
  }

  @Test
  @DisplayName("An outside call by a translation")
  void outside() {
    assertThat(dials("914085559999", "internal", "habits"))
        .containsExactly(
            "914085559999 is looked for in the partitions internal, habits.",
            "The best match is translation pattern 9.1XXXXXXXXXX in partition habits."
                + " It wins over 9! in habits (means more numbers).",
            "The called number 914085559999 becomes +14085559999:"
                + " what stands before the dot is discarded, + is put in front.",
            "+14085559999 is now looked up in search space global.",
            "+14085559999 is looked for in the partitions national.",
            "The best match is route pattern \\+1XXXXXXXXXX in partition national.",
            "The calling number changes: the line's public number is used, if it has one,"
                + " it is hidden.",
            "The call goes to route list to-pstn with the number +14085559999,"
                + " as an off-net call of class national.",
            "The called side may not see the calling number, +14085551234.");
  }

  @Test
  @DisplayName("A colleague, with the patterns that lost")
  void line() {
    assertThat(dials("51234", "later", "habits", "internal"))
        .containsExactly(
            "51234 is looked for in the partitions later, habits, internal.",
            "The best match is the number of line 51234 in partition internal."
                + " It wins over 5XXX! in later (means more numbers),"
                + " 5XXXX in habits (means more numbers).",
            "The call goes to line 51234.",
            "The called side sees 51234.");
  }

  @Test
  @DisplayName("An emergency call with the outside prefix, from nowhere")
  void emergency() {
    assertThat(dials("9911"))
        .containsExactly(
            "The search space is empty: only emergency numbers are looked for.",
            "The best match is emergency pattern 911 in partition emergency.",
            "It is the emergency number 911, dialled after 9 for an outside line.",
            "The call goes to route list emergency with the number 911,"
                + " as an off-net call of class emergency.",
            "The called side sees 51234.");
    assertThat(dials("911", "habits"))
        .contains(
            "The best match is emergency pattern 911 in partition emergency."
                + " It wins over 9! in habits (no emergency pattern).");
  }

  @Test
  @DisplayName("What is refused, and why")
  void refused() {
    assertThat(dials("+19005551234", "national"))
        .endsWith("The call is refused: call rejected (SIP 403).");
    assertThat(dials("5123", "internal"))
        .containsExactly(
            "5123 is looked for in the partitions internal.",
            "No pattern matches 5123, but one would if more digits followed.",
            "The call is refused: the number is incomplete (SIP 484).");
    assertThat(dials("6", "internal"))
        .endsWith(
            "No pattern matches 6.", "The call is refused: there is no such number (SIP 404).");
    assertThat(dials("70", "habits"))
        .endsWith(
            "More than 10 translations follow each other: they go round in a circle.",
            "The call is refused: loop (SIP 482).");
  }

  @Test
  @DisplayName("Names of users")
  void names() {
    assertThat(dials("bob", "<lines>"))
        .contains("It is the name of user bob, whose first line is 51235.");
    assertThat(dials("bob", "internal"))
        .contains(
            "It is the name of user bob, but the line is in partition <lines>, which isn't"
                + " searched.");
  }

  @Test
  @DisplayName("Of many losers the first five are named")
  void manyLosers() {
    Plans plans = new Plans();
    String[] partitions = new String[8];
    for (int i = 0; i < partitions.length; i++) {
      partitions[i] = "p" + i;
      plans.route("1XX", partitions[i]);
    }

    List<String> sentences =
        DialledNumberTester.test(plans.plan(), "123", in(partitions), ALICE).sentences();

    assertThat(sentences.get(1))
        .isEqualTo(
            "The best match is route pattern 1XX in partition p0. It wins over"
                + " 1XX in p1 (as good, but its partition comes later),"
                + " 1XX in p2 (as good, but its partition comes later),"
                + " 1XX in p3 (as good, but its partition comes later),"
                + " 1XX in p4 (as good, but its partition comes later),"
                + " 1XX in p5 (as good, but its partition comes later) and 2 more.");
  }
}
