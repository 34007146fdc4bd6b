package org.ringspan.console.reach;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.json.JsonObject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.omnifaces.util.Faces;
import org.ringspan.address.UserId;
import org.ringspan.configuration.ConfigurationSnapshot;
import org.ringspan.configuration.Finding;
import org.ringspan.configuration.Line;
import org.ringspan.configuration.RingSchedule;
import org.ringspan.configuration.User;
import org.ringspan.configuration.boundary.ConfigurationReading;
import org.ringspan.configuration.boundary.ConfigurationSource;
import org.ringspan.configuration.boundary.LinterService;
import org.ringspan.configuration.boundary.Resource;
import org.ringspan.configuration.boundary.ResourceKind;
import org.ringspan.console.calls.CallRow;
import org.ringspan.console.calls.RecentCalls;
import org.ringspan.console.operations.FindingPlaces;
import org.ringspan.console.page.Notices;
import org.ringspan.console.session.Viewer;

/** A user and their reach: which telephone rings when, for whom. */
@Named
@RequestScoped
public class UserPage {
  @Inject private ConfigurationReading reading;
  @Inject private ConfigurationSource configuration;
  @Inject private LinterService linter;
  @Inject private SampleCalls samples;
  @Inject private RegisteredPhones phones;
  @Inject private RecentCalls recent;
  @Inject private Notices notices;
  @Inject private Viewer viewer;
  @Inject private Clock clock;
  @Inject private HttpServletRequest request;
  private String id = "";
  private String line = "";
  private String day = "";
  private String zone = "";
  private String who = "outside";
  private String number = "";
  private boolean asNow;
  private boolean own;
  private @Nullable JsonObject user;

  /** Made by the container, which sets what is missing. */
  @SuppressWarnings("NullAway.Init")
  public UserPage() {}

  /** One's own page shows who looks, and no other. */
  @PostConstruct
  void begin() {
    if (request.getServletPath().startsWith("/me/")) {
      own = true;
      id = viewer.user().value();
    }
  }

  /** There are no pages of users who aren't. */
  public void load() throws IOException {
    if (!isThere()) {
      Faces.responseSendError(HttpServletResponse.SC_NOT_FOUND, "no such user");
    }
  }

  private Optional<JsonObject> read() {
    if (user == null) {
      reading.read(ResourceKind.USER, id).map(Resource::json).ifPresent(it -> user = it);
    }
    return Optional.ofNullable(user);
  }

  private JsonObject user() {
    return read().orElseThrow(() -> new IllegalStateException("there is no such user"));
  }

  private Optional<User> configured() {
    return UserId.in(id).flatMap(it -> configuration.current().user(it));
  }

  public boolean isThere() {
    return read().isPresent();
  }

  public String getName() {
    return user().getString("name");
  }

  public String getRole() {
    return user().getString("role", "user");
  }

  public boolean isEnabled() {
    return user().getBoolean("enabled", true);
  }

  public boolean isMobility() {
    return user().getBoolean("mobility", false);
  }

  private ConfigurationSnapshot now() {
    return configuration.current();
  }

  /** The numbers of the lines. */
  public List<String> getLines() {
    return linesOf().stream().map(it -> it.number().digits()).toList();
  }

  private List<Line> linesOf() {
    return UserId.in(id).map(it -> now().linesOf(it)).orElse(List.of());
  }

  private Optional<Line> chosen() {
    List<Line> lines = linesOf();
    return lines.stream()
        .filter(it -> it.number().digits().equals(line))
        .findFirst()
        .or(() -> lines.stream().findFirst());
  }

  /** The time zone of the day: as asked for, else that of the first schedule. */
  public ZoneId zone() {
    try {
      if (!zone.isEmpty()) {
        return ZoneId.of(zone);
      }
    } catch (DateTimeException e) {
      notices.error("noZone", zone);
      zone = "";
    }
    return configured().stream()
        .flatMap(it -> it.remoteDestinations().stream())
        .flatMap(it -> it.ringSchedule().stream())
        .map(RingSchedule::timeZone)
        .findFirst()
        .orElse(ZoneOffset.UTC);
  }

  private LocalDate date() {
    try {
      if (!day.isEmpty()) {
        return LocalDate.parse(day);
      }
    } catch (DateTimeException e) {
      notices.error("noDay");
      day = "";
    }
    return LocalDate.ofInstant(clock.instant(), zone());
  }

  /** The day of the chosen line for the chosen caller. */
  public List<Day.Row> getRows() {
    return chosen()
        .map(
            of ->
                Day.of(
                    date(),
                    zone(),
                    at -> samples.legs(of, SampleCalls.Who.of(who), number, at, asNow)))
        .orElse(List.of());
  }

  /** What becomes of a call that comes now and nobody answers, in words. */
  public List<String> getStory() {
    return chosen()
        .map(of -> samples.sentences(of, SampleCalls.Who.of(who), number, clock.instant(), asNow))
        .orElse(List.of());
  }

  public List<RegisteredPhones.Phone> getPhones() {
    return phones.of(new UserId(id), clock.instant());
  }

  /** What the linter says of the user, the lines and the telephones. */
  public List<Finding> getFindings() {
    UserId owner = new UserId(id);
    List<String> lines = getLines();
    return linter.findings().stream()
        .filter(
            finding ->
                FindingPlaces.isAbout(finding, ResourceKind.USER, owner.value())
                    || lines.stream()
                        .anyMatch(it -> FindingPlaces.isAbout(finding, ResourceKind.LINE, it)))
        .toList();
  }

  public List<CallRow> getRecent() {
    return recent.of(new UserId(id), !viewer.isSupport());
  }

  public Instant getNow() {
    return clock.instant();
  }

  public String getId() {
    return id;
  }

  public void setId(@Nullable String id) {
    if (!own) {
      this.id = id == null ? "" : id;
    }
  }

  public String getLine() {
    return chosen().map(it -> it.number().digits()).orElse("");
  }

  public void setLine(@Nullable String line) {
    this.line = line == null ? "" : line;
  }

  public String getDay() {
    return date().toString();
  }

  public void setDay(@Nullable String day) {
    this.day = day == null ? "" : day;
  }

  public String getZone() {
    return zone().getId();
  }

  public void setZone(@Nullable String zone) {
    this.zone = zone == null ? "" : zone.strip();
  }

  public String getWho() {
    return who;
  }

  public void setWho(@Nullable String who) {
    this.who = who == null ? "" : who;
  }

  public String getNumber() {
    return number;
  }

  public void setNumber(@Nullable String number) {
    this.number = number == null ? "" : number.strip();
  }

  public boolean isAsNow() {
    return asNow;
  }

  public void setAsNow(boolean asNow) {
    this.asNow = asNow;
  }
}
