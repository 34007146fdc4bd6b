package org.ringspan.dialplan.boundary;

import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.Optional;
import org.ringspan.address.E164Number;
import org.ringspan.configuration.ConfigurationSnapshot;
import org.ringspan.configuration.Device;
import org.ringspan.configuration.Line;
import org.ringspan.configuration.boundary.ConfigurationSource;
import org.ringspan.dialplan.CallingNumber;
import org.ringspan.dialplan.DialledNumberTester;
import org.ringspan.dialplan.Presentation;
import org.ringspan.dialplan.SearchSpace;

/** Answers what happens when somebody dials a number, with the configuration of this moment. */
// No pool to wait for and no container lock: the bean holds nothing that changes.
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class DialPlanService {
  /** The longest text that is looked up, in characters. */
  public static final int LONGEST = 255;

  @Inject private ConfigurationSource configuration;

  /** For the container. */
  @SuppressWarnings("NullAway.Init")
  public DialPlanService() {}

  DialPlanService(ConfigurationSource configuration) {
    this.configuration = configuration;
  }

  /**
   * What happens when {@code dialler} dials {@code number}, step by step. Reads memory only;
   * nothing is called.
   *
   * @return empty when there is no such phone, line or trunk
   * @throws IllegalArgumentException when {@code number} is longer than {@link #LONGEST}
   */
  public Optional<DialledNumberTester.Answer> test(Dialler dialler, String number) {
    if (number.length() > LONGEST) {
      throw new IllegalArgumentException("a dialled number has at most " + LONGEST + " characters");
    }
    ConfigurationSnapshot now = configuration.current();
    return from(now, dialler)
        .map(
            from -> DialledNumberTester.test(now.dialPlan(), number, from.space(), from.calling()));
  }

  /** Where a call comes from, as the plan sees it. */
  private record From(SearchSpace space, CallingNumber calling) {}

  private static Optional<From> from(ConfigurationSnapshot now, Dialler dialler) {
    return switch (dialler) {
      case Dialler.Phone(var name) ->
          now.device(name).map(device -> ofPhone(now, Optional.of(device), firstLine(now, device)));
      case Dialler.OfLine(var number) ->
          now.line(number).map(line -> ofPhone(now, Optional.empty(), Optional.of(line)));
      case Dialler.OfTrunk(var name) ->
          now.trunk(name)
              .map(
                  trunk ->
                      new From(
                          now.dialPlan().spaceOfTrunk(trunk.searchSpace()),
                          calling(Optional.empty())));
    };
  }

  private static Optional<Line> firstLine(ConfigurationSnapshot now, Device device) {
    return device.lines().stream().findFirst().flatMap(now::line);
  }

  private static From ofPhone(
      ConfigurationSnapshot now, Optional<Device> device, Optional<Line> line) {
    SearchSpace space =
        now.dialPlan()
            .spaceOf(line.flatMap(Line::searchSpace), device.flatMap(Device::searchSpace));
    return new From(space, calling(line));
  }

  private static CallingNumber calling(Optional<Line> line) {
    return new CallingNumber(
        line.map(from -> from.number().digits()),
        line.flatMap(Line::did).map(E164Number::value),
        Presentation.DEFAULT);
  }
}
