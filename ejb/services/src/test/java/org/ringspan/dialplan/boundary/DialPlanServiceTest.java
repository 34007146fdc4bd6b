package org.ringspan.dialplan.boundary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ringspan.address.DeviceName;
import org.ringspan.address.DirectoryNumber;
import org.ringspan.address.E164Number;
import org.ringspan.address.Transport;
import org.ringspan.address.TrunkName;
import org.ringspan.address.UserId;
import org.ringspan.configuration.ConfigurationSnapshot;
import org.ringspan.configuration.Device;
import org.ringspan.configuration.Line;
import org.ringspan.configuration.User;
import org.ringspan.dialplan.CallClass;
import org.ringspan.dialplan.CalledChange;
import org.ringspan.dialplan.CallingChange;
import org.ringspan.dialplan.CallingSearchSpace;
import org.ringspan.dialplan.DialPlanSettings;
import org.ringspan.dialplan.LinePlace;
import org.ringspan.dialplan.NumberPattern;
import org.ringspan.dialplan.PartitionName;
import org.ringspan.dialplan.RoutePattern;
import org.ringspan.dialplan.RouteTarget;
import org.ringspan.dialplan.SearchSpace;
import org.ringspan.dialplan.SearchSpaceName;
import org.ringspan.trunk.Trunk;
import org.ringspan.trunk.Trunks;

/** Who dials what, as an administrator asks. */
class DialPlanServiceTest {
  private static final TrunkName PSTN = new TrunkName("pstn");
  private static final PartitionName SITE = new PartitionName("site");

  private final DialPlanService service = new DialPlanService(DialPlanServiceTest::company);

  private static ConfigurationSnapshot company() {
    UserId alice = new UserId("alice");
    DeviceName desk = new DeviceName("alice-desk");
    DirectoryNumber number = new DirectoryNumber("51234");
    Line line =
        new Line(
                number,
                Optional.of(new E164Number("+14085551234")),
                alice,
                List.of(desk),
                false,
                Duration.ofSeconds(20))
            .at(new LinePlace(Optional.empty(), Optional.of(new SearchSpaceName("inside"))));
    RoutePattern short1 =
        new RoutePattern(
            NumberPattern.of("1XX"),
            SITE,
            new RouteTarget.ToTrunk(PSTN),
            false,
            CallClass.LOCAL,
            true,
            CalledChange.NONE,
            CallingChange.NONE);
    DialPlanSettings plan =
        new DialPlanSettings(
            List.of(SITE),
            List.of(
                new CallingSearchSpace(
                    new SearchSpaceName("inside"), SearchSpace.of(PartitionName.LINES)),
                new CallingSearchSpace(new SearchSpaceName("site"), SearchSpace.of(SITE))),
            List.of(short1),
            List.of(),
            List.of(),
            List.of(),
            DialPlanSettings.Defaults.NONE);
    return new ConfigurationSnapshot(
        1,
        "ringspan.test",
        List.of(new User(alice, "Alice", false, List.of())),
        List.of(line),
        List.of(
            new Device(
                desk,
                alice,
                List.of(number),
                Optional.empty(),
                Optional.of(new SearchSpaceName("site")))),
        Trunks.of(Trunk.at(PSTN, "127.0.0.1", 5070, Transport.UDP)),
        Optional.empty(),
        plan);
  }

  private String firstSentence(Dialler dialler, String number) {
    return service.test(dialler, number).orElseThrow().sentences().getFirst();
  }

  @Test
  @DisplayName("A phone searches what its line reaches, then what it reaches itself")
  void phone() {
    Dialler phone = new Dialler.Phone(new DeviceName("alice-desk"));

    assertThat(firstSentence(phone, "123"))
        .isEqualTo("123 is looked for in the partitions <lines>, site.");
    assertThat(service.test(phone, "123").orElseThrow().sentences())
        .contains(
            "The call goes to trunk pstn with the number 123, as an off-net call of class local.")
        .endsWith("The called side sees 51234.");
  }

  @Test
  @DisplayName("A line without a phone searches what it reaches itself")
  void line() {
    assertThat(firstSentence(new Dialler.OfLine(new DirectoryNumber("51234")), "123"))
        .isEqualTo("123 is looked for in the partitions <lines>.");
  }

  @Test
  @DisplayName("A trunk reaches the public numbers of lines")
  void trunk() {
    var answer = service.test(new Dialler.OfTrunk(PSTN), "+14085551234").orElseThrow();

    assertThat(answer.sentences())
        .containsExactly(
            "+14085551234 is looked for in the partitions <dids>.",
            "The best match is the number of line 51234 in partition <dids>.",
            "The call goes to line 51234.",
            "The called side sees no number.");
  }

  @Test
  @DisplayName("Strangers and endless numbers are refused")
  void refused() {
    assertThat(service.test(new Dialler.Phone(new DeviceName("nobody")), "1")).isEmpty();
    assertThat(service.test(new Dialler.OfTrunk(new TrunkName("none")), "1")).isEmpty();
    assertThat(service.test(new Dialler.OfLine(new DirectoryNumber("99")), "1")).isEmpty();
    assertThatThrownBy(() -> service.test(new Dialler.OfTrunk(PSTN), "1".repeat(256)))
        .hasMessage("a dialled number has at most 255 characters");
  }
}
