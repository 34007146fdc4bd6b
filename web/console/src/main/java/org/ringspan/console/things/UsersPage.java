package org.ringspan.console.things;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.ringspan.address.DeviceName;
import org.ringspan.configuration.boundary.ConfigurationReading;
import org.ringspan.configuration.boundary.Resource;
import org.ringspan.configuration.boundary.ResourceKind;
import org.ringspan.configuration.boundary.ResourcePage;
import org.ringspan.configuration.boundary.ResourceQuestion;
import org.ringspan.console.page.Notices;
import org.ringspan.registration.Registrations;

/** The users, page by page, with how many of their telephones are registered. */
@Named
@RequestScoped
public class UsersPage {
  private static final int MOST = 50;

  @Inject private ConfigurationReading reading;
  @Inject private Registrations registrations;
  @Inject private Notices notices;
  @Inject private Clock clock;
  private String text = "";
  private String after = "";
  private @Nullable ResourcePage page;

  /** Made by the container, which sets what is missing. */
  @SuppressWarnings("NullAway.Init")
  public UsersPage() {}

  /** A row of the list. */
  public record Row(
      String id, String name, String lines, String registered, String mobility, String role) {
    public String getId() {
      return id;
    }

    public String getName() {
      return name;
    }

    public String getLines() {
      return lines;
    }

    public String getRegistered() {
      return registered;
    }

    public String getMobility() {
      return mobility;
    }

    public String getRole() {
      return role;
    }
  }

  private ResourcePage page() {
    if (page == null) {
      page =
          reading.list(ResourceKind.USER, new ResourceQuestion(filled(text), filled(after), MOST));
    }
    return page;
  }

  private static Optional<String> filled(String value) {
    return value.isBlank() ? Optional.empty() : Optional.of(value.strip());
  }

  public List<Row> getRows() {
    Instant now = clock.instant();
    return page().resources().stream().map(user -> row(user, now)).toList();
  }

  private Row row(Resource user, Instant now) {
    JsonObject json = user.json();
    List<JsonObject> devices = objects(json, "devices");
    long registered =
        devices.stream()
            .filter(
                device ->
                    !registrations
                        .bindingsOf(new DeviceName(device.getString("name")), now)
                        .isEmpty())
            .count();
    int destinations = objects(json, "remoteDestinations").size();
    boolean mobility = json.getBoolean("mobility", false);
    return new Row(
        user.key(),
        json.getString("name"),
        objects(json, "lines").stream()
            .map(line -> line.getString("number"))
            .collect(Collectors.joining(", ")),
        devices.isEmpty() ? "–" : notices.text("registeredOf", registered, devices.size()),
        destinations == 0
            ? "–"
            : notices.text(mobility ? "destinationsOn" : "destinationsOff", destinations),
        json.getString("role", "user")
            + (json.getBoolean("enabled", true) ? "" : notices.text("mayNotLogIn")));
  }

  private static List<JsonObject> objects(JsonObject json, String field) {
    JsonArray array = json.getJsonArray(field);
    return array == null ? List.of() : array.getValuesAs(JsonObject.class);
  }

  /** Where the next page is; empty: this is the last. */
  public String getNext() {
    return page()
        .after()
        .map(
            key ->
                "/console/users?q=" + Addresses.encoded(text) + "&after=" + Addresses.encoded(key))
        .orElse("");
  }

  public String getText() {
    return text;
  }

  public void setText(@Nullable String text) {
    this.text = text == null ? "" : text;
  }

  public String getAfter() {
    return after;
  }

  public void setAfter(@Nullable String after) {
    this.after = after == null ? "" : after;
  }
}
