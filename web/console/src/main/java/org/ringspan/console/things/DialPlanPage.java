package org.ringspan.console.things;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ringspan.address.DeviceName;
import org.ringspan.address.DirectoryNumber;
import org.ringspan.address.TrunkName;
import org.ringspan.configuration.ConfigurationSnapshot;
import org.ringspan.configuration.boundary.ConfigurationReading;
import org.ringspan.configuration.boundary.ConfigurationSource;
import org.ringspan.configuration.boundary.ResourceKind;
import org.ringspan.configuration.boundary.ResourceQuestion;
import org.ringspan.console.page.Notices;
import org.ringspan.dialplan.DialledNumberTester;
import org.ringspan.dialplan.boundary.DialPlanService;
import org.ringspan.dialplan.boundary.Dialler;

/** The dial plan: what it is made of, and what happens to a number. */
@Named
@RequestScoped
public class DialPlanPage {
  private static final int MOST_OFFERED = 200;

  @Inject private DialPlanService plan;
  @Inject private ConfigurationSource configuration;
  @Inject private ConfigurationReading reading;
  @Inject private Notices notices;
  private String from = "";
  private String number = "";
  private List<String> sentences = List.of();

  /** Made by the container, which sets what is missing. */
  @SuppressWarnings("NullAway.Init")
  public DialPlanPage() {}

  /** A part of the plan. */
  public record Part(String title, String count, String address) {
    public String getTitle() {
      return title;
    }

    public String getCount() {
      return count;
    }

    public String getAddress() {
      return address;
    }
  }

  /** Tests the number when one was filled in. */
  public void test() {
    if (from.isEmpty() && number.isEmpty()) {
      return;
    }
    try {
      Optional<DialledNumberTester.Answer> answer = plan.test(dialler(), number);
      if (answer.isEmpty()) {
        notices.error("noSuchOrigin", from);
      }
      answer.ifPresent(it -> sentences = it.sentences());
    } catch (IllegalArgumentException e) {
      notices.errorSentence(String.valueOf(e.getMessage()));
    }
  }

  private Dialler dialler() {
    int colon = from.indexOf(':');
    String name = from.substring(colon + 1);
    return switch (colon < 0 ? "device" : from.substring(0, colon)) {
      case "trunk" -> new Dialler.OfTrunk(new TrunkName(name));
      case "line" -> new Dialler.OfLine(new DirectoryNumber(name));
      default -> new Dialler.Phone(new DeviceName(name));
    };
  }

  /** Who may dial, as it is typed. */
  public List<String> getOrigins() {
    ConfigurationSnapshot now = configuration.current();
    List<String> origins = new ArrayList<>();
    now.trunks().inOrder().forEach(trunk -> origins.add("trunk:" + trunk.name().value()));
    now.devices().stream()
        .map(device -> "device:" + device.name().value())
        .sorted()
        .limit(MOST_OFFERED)
        .forEach(origins::add);
    return origins;
  }

  /** What the plan is made of, with how much there is of it. */
  public List<Part> getParts() {
    return List.of(
            ResourceKind.ROUTE_PATTERN,
            ResourceKind.TRANSLATION_PATTERN,
            ResourceKind.TRANSFORMATION_PATTERN,
            ResourceKind.PARTITION,
            ResourceKind.SEARCH_SPACE,
            ResourceKind.APPLICATION_DIAL_RULE,
            ResourceKind.ROUTE_LIST,
            ResourceKind.ROUTE_GROUP)
        .stream()
        .map(kind -> new Part(notices.text(Kinds.textKey(kind)), count(kind), Addresses.list(kind)))
        .toList();
  }

  private String count(ResourceKind kind) {
    var page = reading.list(kind, ResourceQuestion.ALL);
    return page.after().isPresent()
        ? ResourceQuestion.MOST + "+"
        : Integer.toString(page.resources().size());
  }

  public List<String> getSentences() {
    return sentences;
  }

  public String getFrom() {
    return from;
  }

  public void setFrom(@Nullable String from) {
    this.from = from == null ? "" : from.strip();
  }

  public String getNumber() {
    return number;
  }

  public void setNumber(@Nullable String number) {
    this.number = number == null ? "" : number.strip();
  }
}
