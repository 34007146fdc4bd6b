package org.ringspan.dialplan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ringspan.dialplan.Plans.PSTN;
import static org.ringspan.dialplan.Plans.in;
import static org.ringspan.dialplan.Plans.list;
import static org.ringspan.dialplan.Plans.mask;
import static org.ringspan.dialplan.Plans.preDot;
import static org.ringspan.dialplan.Plans.prefix;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.ringspan.address.DirectoryNumber;
import org.ringspan.dialplan.Progress.MoreDigits;
import org.ringspan.dialplan.Progress.NotPossible;
import org.ringspan.dialplan.Progress.RouteNow;
import org.ringspan.dialplan.Resolution.Blocked;
import org.ringspan.dialplan.Resolution.Incomplete;
import org.ringspan.dialplan.Resolution.Line;
import org.ringspan.dialplan.Resolution.NoMatch;
import org.ringspan.dialplan.Resolution.Route;
import org.ringspan.dialplan.Resolution.Voicemail;
import org.ringspan.dialplan.RouteTarget.ToTrunk;

/** What a dialled number means. */
class DialPlanTest {
  private static Resolution line(String number) {
    return new Line(new DirectoryNumber(number), List.of());
  }

  /** A route to the list named like its partition. */
  private static Resolution route(String partition, String called) {
    return new Route(
        (RouteTarget.Way) list(partition), called, List.of(), CallClass.NATIONAL, true);
  }

  @Nested
  @DisplayName("Without a configured plan")
  class Default {
    private final Plans company =
        new Plans().line("alice", "51234", "+14085551234").line("bob", "51235", "+14085551235");
    private final SearchSpace phones;
    private final SearchSpace trunks;
    private final DialPlan plan;

    Default() {
      company.pilot = Optional.of(new DirectoryNumber("59999"));
      plan = company.plan();
      phones = plan.spaceOf(Optional.empty(), Optional.empty());
      trunks = plan.spaceOfTrunk(Optional.empty());
    }

    @Test
    @DisplayName("phones reach lines by number, public number and name")
    void lines() {
      assertThat(plan.resolve("51234", phones)).isEqualTo(line("51234"));
      assertThat(plan.resolve("+14085551235", phones)).isEqualTo(line("51235"));
      assertThat(plan.resolve("bob", phones)).isEqualTo(line("51235"));
    }

    @Test
    @DisplayName("phones reach the mailbox by its pilot number")
    void voicemail() {
      assertThat(plan.resolve("59999", phones))
          .isEqualTo(new Voicemail(new DirectoryNumber("59999"), List.of()));
    }

    @Test
    @DisplayName(
        "phones reach every +E.164 number by the first trunk, and show their public number")
    void outside() {
      Resolution resolution = plan.resolve("+4930123456", phones);

      assertThat(resolution)
          .isInstanceOfSatisfying(
              Route.class,
              found -> {
                assertThat(found.way()).isEqualTo(new ToTrunk(PSTN));
                assertThat(found.called()).isEqualTo("+4930123456");
              });
      CallingNumber alice =
          new CallingNumber(
              Optional.of("51234"), Optional.of("+14085551234"), Presentation.DEFAULT);
      assertThat(resolution.calling(alice).number()).contains("+14085551234");
    }

    @Test
    @DisplayName("what no +E.164 number can be means nothing")
    void notE164() {
      assertThat(plan.resolve("+0123456", phones)).isEqualTo(new NoMatch());
      assertThat(plan.resolve("+1234567890123456", phones)).isEqualTo(new NoMatch());
      assertThat(plan.resolve("9999", phones)).isEqualTo(new NoMatch());
      assertThat(plan.resolve("carol", phones)).isEqualTo(new NoMatch());
      assertThat(plan.resolve("", phones)).isEqualTo(new NoMatch());
      assertThat(plan.resolve("5123", phones)).isEqualTo(new Incomplete());
    }

    @Test
    @DisplayName("trunks reach public numbers of lines and nothing else")
    void trunks() {
      assertThat(plan.resolve("+14085551234", trunks)).isEqualTo(line("51234"));
      assertThat(plan.resolve("51234", trunks)).isEqualTo(new NoMatch());
      assertThat(plan.resolve("alice", trunks)).isEqualTo(new NoMatch());
      assertThat(plan.resolve("59999", trunks)).isEqualTo(new NoMatch());
      assertThat(plan.resolve("+4930123456", trunks)).isEqualTo(new NoMatch());
    }
  }

  @Nested
  @DisplayName("The best match")
  class BestMatch {
    @Test
    @DisplayName("means the fewest other numbers, in whatever partition it is")
    void fewest() {
      DialPlan plan =
          new Plans().route("1XXX", "a").route("12XX", "b").route("1[23]XX", "c").plan();

      assertThat(plan.resolve("1200", in("a", "b", "c"))).isEqualTo(route("b", "1200"));
      assertThat(plan.resolve("1300", in("a", "b", "c"))).isEqualTo(route("c", "1300"));
      assertThat(plan.resolve("1400", in("a", "b", "c"))).isEqualTo(route("a", "1400"));
    }

    @Test
    @DisplayName("of two equal ones is the one whose partition is searched first")
    void earlierPartition() {
      DialPlan plan = new Plans().route("1XXX", "a").route("1XXX", "b").plan();

      assertThat(plan.resolve("1200", in("b", "a"))).isEqualTo(route("b", "1200"));
      assertThat(plan.resolve("1200", in("a", "b"))).isEqualTo(route("a", "1200"));
    }

    @Test
    @DisplayName("is counted at the length that was dialled; then a fixed length wins over !")
    void variableLength() {
      DialPlan plan =
          new Plans().route("12!", "open").route("1XXX", "wide").route("12XX", "b").plan();

      assertThat(plan.resolve("1200", in("open", "wide"))).isEqualTo(route("open", "1200"));
      assertThat(plan.resolve("1200", in("open", "b"))).isEqualTo(route("b", "1200"));
      assertThat(plan.resolve("12005", in("open", "b"))).isEqualTo(route("open", "12005"));
    }

    @Test
    @DisplayName("is found in the partitions of the search space only")
    void partitions() {
      DialPlan plan = new Plans().route("1XXX", "a").route("12XX", "b").plan();

      assertThat(plan.resolve("1200", in("a"))).isEqualTo(route("a", "1200"));
      assertThat(plan.resolve("1200", SearchSpace.NONE)).isEqualTo(new NoMatch());
    }

    @Test
    @DisplayName("of the line's search space comes before an equal one of the device's")
    void lineFirst() {
      DialPlan plan =
          new Plans()
              .route("1XXX", "line")
              .route("1XXX", "device")
              .space("of line", "line")
              .space("of device", "device")
              .plan();

      SearchSpace both =
          plan.spaceOf(
              Optional.of(new SearchSpaceName("of line")),
              Optional.of(new SearchSpaceName("of device")));

      assertThat(plan.resolve("1200", both)).isEqualTo(route("line", "1200"));
    }

    @Test
    @DisplayName("may block")
    void block() {
      DialPlan plan =
          new Plans().route("9.!", "a").block("91900!", "a", BlockCause.CALL_REJECTED).plan();

      assertThat(plan.resolve("919001234567", in("a")))
          .isEqualTo(new Blocked(BlockCause.CALL_REJECTED));
      assertThat(plan.resolve("914085551234", in("a"))).isEqualTo(route("a", "914085551234"));
    }

    @Test
    @DisplayName("with ! and # takes digits that end in a hash")
    void terminated() {
      DialPlan plan =
          new Plans()
              .route(
                  "9011.!#",
                  "a",
                  false,
                  CallClass.NATIONAL,
                  new CalledChange(Discard.PRE_DOT_TRAILING_HASH, Optional.empty(), "+"))
              .plan();

      assertThat(plan.resolve("90114930123#", in("a"))).isEqualTo(route("a", "+4930123"));
      assertThat(plan.resolve("90114930123", in("a"))).isEqualTo(new Incomplete());
      assertThat(plan.resolve("9011#", in("a"))).isEqualTo(new NoMatch());
    }
  }

  @Nested
  @DisplayName("A translation pattern")
  class Translations {
    @Test
    @DisplayName("changes the number and looks it up in its own search space")
    void ownSpace() {
      DialPlan plan =
          new Plans()
              .translate("9.1XXXXXXXXXX", "habits", "global", preDot("+"))
              .route("\\+!", "outside")
              .space("global", "outside")
              .plan();

      assertThat(plan.resolve("914085551234", in("habits")))
          .isEqualTo(route("outside", "+14085551234"));
    }

    @Test
    @DisplayName("without one uses the caller's")
    void callersSpace() {
      DialPlan plan =
          new Plans()
              .translate("0", "habits", Optional.empty(), mask("51234"), CallingChange.NONE)
              .line("51234", "lines")
              .plan();

      assertThat(plan.resolve("0", in("habits", "lines"))).isEqualTo(line("51234"));
      assertThat(plan.resolve("0", in("habits"))).isEqualTo(new NoMatch());
    }

    @Test
    @DisplayName("may follow another ten times, not eleven")
    void chain() {
      Plans chain = new Plans().space("s", "p").line("19", "p");
      for (int i = 0; i < 10; i++) {
        chain.translate("2" + i, "p", "s", mask(i == 0 ? "19" : "2" + (i - 1)));
      }
      chain.translate("30", "p", "s", mask("29"));
      DialPlan plan = chain.plan();

      assertThat(plan.resolve("29", in("p"))).isEqualTo(line("19"));
      assertThat(plan.resolve("30", in("p"))).isEqualTo(new Blocked(BlockCause.LOOP));
    }

    @Test
    @DisplayName("that leaves nothing blocks")
    void nothingLeft() {
      DialPlan plan = new Plans().space("s", "p").translate("9.", "p", "s", preDot("")).plan();

      assertThat(plan.resolve("9", in("p")))
          .isEqualTo(new Blocked(BlockCause.NOTHING_LEFT_TO_DIAL));
    }

    @Test
    @DisplayName("changes the calling number before the route does")
    void calling() {
      CallingChange external = new CallingChange(true, Optional.empty(), "", Presentation.DEFAULT);
      CallingChange hidden =
          new CallingChange(
              false, Optional.of(new NumberMask("XXXX")), "77", Presentation.RESTRICTED);
      DialPlan plan =
          new Plans()
              .translate("9.XX", "p", Optional.empty(), preDot(""), external)
              .route(
                  new RoutePattern(
                      NumberPattern.of("XX"),
                      Plans.partition("p"),
                      list("p"),
                      false,
                      CallClass.LOCAL,
                      true,
                      prefix("00"),
                      hidden))
              .plan();

      Resolution resolution = plan.resolve("912", in("p"));

      assertThat(resolution.callingChanges()).containsExactly(external, hidden);
      assertThat(
              resolution.calling(
                  new CallingNumber(
                      Optional.of("51234"), Optional.of("+14085559876"), Presentation.DEFAULT)))
          .isEqualTo(
              new CallingNumber(
                  Optional.of("779876"), Optional.of("+14085559876"), Presentation.RESTRICTED));
    }
  }

  @Nested
  @DisplayName("Emergency patterns")
  class Emergency {
    private final DialPlan plan =
        new Plans()
            .emergency("911", "emergency")
            .outsidePrefix("9")
            .line("911", "p")
            .line("9911", "p")
            .block("9XX", "p", BlockCause.CALL_REJECTED)
            .plan();

    private Resolution emergency() {
      return new Route(
          (RouteTarget.Way) list("emergency"), "911", List.of(), CallClass.EMERGENCY, true);
    }

    @Test
    @DisplayName("come before everything, from every search space")
    void everywhere() {
      assertThat(plan.resolve("911", in("p"))).isEqualTo(emergency());
      assertThat(plan.resolve("911", SearchSpace.NONE)).isEqualTo(emergency());
    }

    @Test
    @DisplayName("are found with the outside prefix too")
    void prefixed() {
      assertThat(plan.resolve("9911", in("p"))).isEqualTo(emergency());
      assertThat(plan.resolve("99911", in("p"))).isEqualTo(new NoMatch());
    }

    @Test
    @DisplayName("route at once when dialled digit by digit")
    void atOnce() {
      assertThat(plan.progress("91", SearchSpace.NONE)).isEqualTo(new MoreDigits(false));
      assertThat(plan.progress("911", in("p"))).isEqualTo(new RouteNow(emergency()));
    }

    @Test
    @DisplayName("neither block nor vary in length")
    void refused() {
      assertThatThrownBy(() -> new Plans().emergency("9!", "e"))
          .hasMessage("emergency pattern 9! has no fixed length: ! isn't allowed in one");
    }
  }

  @Nested
  @DisplayName("Digit by digit")
  class DigitByDigit {
    private final DialPlan plan =
        new Plans().route("1XX", "p").route("1XXX", "p").urgent("12X", "p").line("55", "p").plan();

    @Test
    @DisplayName("what matches waits while longer numbers are possible")
    void waits() {
      assertThat(plan.progress("", in("p"))).isEqualTo(new MoreDigits(false));
      assertThat(plan.progress("1", in("p"))).isEqualTo(new MoreDigits(false));
      assertThat(plan.progress("133", in("p"))).isEqualTo(new MoreDigits(true));
      assertThat(plan.progress("1333", in("p"))).isEqualTo(new RouteNow(route("p", "1333")));
    }

    @Test
    @DisplayName("an urgent best match routes at once")
    void urgent() {
      assertThat(plan.progress("123", in("p"))).isEqualTo(new RouteNow(route("p", "123")));
    }

    @Test
    @DisplayName("nothing begins like this")
    void impossible() {
      assertThat(plan.progress("2", in("p"))).isEqualTo(new NotPossible());
      assertThat(plan.progress("555", in("p"))).isEqualTo(new NotPossible());
      assertThat(plan.progress("1a", in("p"))).isEqualTo(new NotPossible());
    }

    @Test
    @DisplayName("as a whole, what matches is complete, urgent or not")
    void enBloc() {
      assertThat(plan.resolve("133", in("p"))).isEqualTo(route("p", "133"));
      assertThat(plan.resolve("123", in("p"))).isEqualTo(route("p", "123"));
      assertThat(plan.resolve("1234", in("p"))).isEqualTo(route("p", "1234"));
    }
  }

  @Nested
  @DisplayName("Transformations and application dial rules")
  class Outgoing {
    @Test
    @DisplayName("the best match transforms once, the rest stays")
    void transforms() {
      DialPlan plan =
          new Plans()
              .transform(TransformationPattern.Kind.CALLING, "5XXXX", "out", mask("+1408555XXXX"))
              .transform(TransformationPattern.Kind.CALLING, "XXXXX", "out", mask("+14085550000"))
              .transform(TransformationPattern.Kind.CALLED, "\\+1.XXXXXXXXXX", "out", preDot(""))
              .plan();
      CallingNumber caller =
          new CallingNumber(Optional.of("51234"), Optional.empty(), Presentation.RESTRICTED);

      assertThat(plan.transformCalling(caller, in("out")).number()).contains("+14085551234");
      assertThat(plan.transformCalling(caller, SearchSpace.NONE)).isEqualTo(caller);
      assertThat(plan.transformCalled("+14085551234", in("out"))).isEqualTo("4085551234");
      assertThat(plan.transformCalled("+4930123", in("out"))).isEqualTo("+4930123");
    }

    @Test
    @DisplayName("the rule with the longest beginning applies, once")
    void rules() {
      Plans plans = new Plans();
      plans.rules.add(new ApplicationDialRule("any", "", 10, 0, "91"));
      plans.rules.add(new ApplicationDialRule("local", "408", 10, 3, "9"));
      ApplicationDialRules rules = plans.plan().applicationDialRules();

      assertThat(rules.applied("4085551234")).isEqualTo("95551234");
      assertThat(rules.applied("2125551234")).isEqualTo("912125551234");
      assertThat(rules.applied("+12125551234")).isEqualTo("+12125551234");
    }
  }

  @Nested
  @DisplayName("A plan that isn't whole is refused")
  class Refused {
    @Test
    @DisplayName("with what is wrong")
    void refused() {
      assertThatThrownBy(() -> new Plans().route("1", "a").route("1", "a").plan())
          .hasMessage("pattern 1 is twice in partition a");
      assertThatThrownBy(() -> new Plans().route("55", "a").line("55", "a").plan())
          .hasMessage("pattern 55 is twice in partition a");
      assertThatThrownBy(() -> new Plans().space("s", "nowhere").plan())
          .hasMessage("search space s names no partition that is there: nowhere");
      assertThatThrownBy(() -> new Plans().translate("1", "a", "s", prefix("2")).plan())
          .hasMessage("translation pattern 1 names no search space that is there: s");
      assertThatThrownBy(
              () -> new Plans().space("s").translate("1", "<lines>", "s", prefix("2")).plan())
          .hasMessage("translation pattern 1 can't be in partition <lines>");
      assertThatThrownBy(() -> new Plans().translate("1", "a", "s", preDot("")).plan())
          .hasMessage("pattern 1 has no dot, so nothing can be discarded before it");
    }
  }
}
