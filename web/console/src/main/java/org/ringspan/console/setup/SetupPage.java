package org.ringspan.console.setup;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.omnifaces.util.Faces;
import org.ringspan.address.UserId;
import org.ringspan.configuration.ConfigurationSnapshot;
import org.ringspan.configuration.Line;
import org.ringspan.configuration.boundary.ConfigurationChange;
import org.ringspan.configuration.boundary.ConfigurationEditing;
import org.ringspan.configuration.boundary.ConfigurationRefused;
import org.ringspan.configuration.boundary.ConfigurationSource;
import org.ringspan.configuration.boundary.ResourceKind;
import org.ringspan.console.calls.CallRow;
import org.ringspan.console.calls.RecentCalls;
import org.ringspan.console.page.Notices;
import org.ringspan.console.reach.RegisteredPhones;
import org.ringspan.console.session.Viewer;
import org.ringspan.console.things.Addresses;
import org.ringspan.console.things.LastChange;
import org.ringspan.json.SharedJson;

/** From an empty server to the first call that is understood. */
@Named
@RequestScoped
public class SetupPage {
  @Inject private ConfigurationEditing editing;
  @Inject private ConfigurationSource configuration;
  @Inject private RegisteredPhones phones;
  @Inject private RecentCalls recent;
  @Inject private LastChange last;
  @Inject private Viewer viewer;
  @Inject private Notices notices;
  @Inject private Clock clock;
  private final GatewayEntry gateway = new GatewayEntry();
  private final UserEntry user = new UserEntry();
  private String id = "";

  /** Made by the container, which sets what is missing. */
  @SuppressWarnings("NullAway.Init")
  public SetupPage() {}

  private ConfigurationSnapshot now() {
    return configuration.current();
  }

  public String getDomain() {
    return now().domain();
  }

  public boolean isHasGateway() {
    return now().defaultTrunk().isPresent();
  }

  /** What the first gateway is called. */
  public String getGatewayName() {
    return now().defaultTrunk().map(trunk -> trunk.name().value()).orElse("");
  }

  /** Adds the gateway. */
  public void addGateway() {
    JsonObjectBuilder json =
        SharedJson.createObjectBuilder()
            .add("name", gateway.getName())
            .add("host", gateway.getHost())
            .add("transport", gateway.getTransport())
            .add("acceptance", SharedJson.createObjectBuilder().add("by", "address-and-port"));
    try {
      json.add("port", Integer.parseInt(gateway.getPort()));
    } catch (NumberFormatException e) {
      notices.error("portIsNumber");
      return;
    }
    change(
        () -> editing.create(viewer.administrator(), ResourceKind.TRUNK, json.build()),
        "saved",
        gateway.getName());
  }

  /** Adds the user with a line, a telephone, and a mobile if there is one. */
  public void addUser() throws IOException {
    String device = user.getLogin() + "-desk";
    JsonObject json = user.json(device);
    if (change(
        () -> editing.create(viewer.administrator(), ResourceKind.USER, json),
        "saved",
        user.getLogin())) {
      if (!user.getPassword().isEmpty()) {
        try {
          editing.setUserPassword(
              viewer.administrator(), new UserId(user.getLogin()), user.getPassword());
        } catch (ConfigurationRefused e) {
          e.faults().forEach(fault -> notices.errorSentence(fault.message()));
        }
      }
      Faces.redirect("/console/setup?id=" + Addresses.encoded(user.getLogin()));
    }
  }

  private boolean change(Supplier<ConfigurationChange> change, String done, String name) {
    try {
      ConfigurationChange made = change.get();
      notices.findings(made);
      last.remember(made.audit(), notices.text(done, name));
      return true;
    } catch (ConfigurationRefused e) {
      e.faults()
          .forEach(
              fault ->
                  notices.errorSentence(
                      fault.pointer().isEmpty()
                          ? fault.message()
                          : fault.pointer().substring(1) + ": " + fault.message()));
      return false;
    }
  }

  /**
   * The user with whom the first call is tried: the newest of these steps, else any with a line.
   */
  private Optional<UserId> chosen() {
    return UserId.in(id)
        .filter(it -> now().user(it).isPresent())
        .or(() -> now().lines().stream().map(Line::owner).findFirst());
  }

  public boolean isHasUser() {
    return chosen().isPresent();
  }

  public String getChosen() {
    return chosen().map(UserId::value).orElse("");
  }

  /** The numbers of the chosen user. */
  public String getNumbers() {
    return chosen()
        .flatMap(it -> now().primaryLine(it))
        .map(
            line ->
                line.did()
                    .map(did -> notices.text("lineOrDid", line.number().digits(), did.value()))
                    .orElse(line.number().digits()))
        .orElse("");
  }

  public List<RegisteredPhones.Phone> getPhones() {
    return chosen().map(it -> phones.of(it, clock.instant())).orElse(List.of());
  }

  public boolean isRegistered() {
    return getPhones().stream().anyMatch(RegisteredPhones.Phone::isRegistered);
  }

  /** The last calls of the chosen user. */
  public List<CallRow> getCalls() {
    return chosen().map(it -> recent.of(it, false)).orElse(List.of());
  }

  public GatewayEntry getGateway() {
    return gateway;
  }

  public UserEntry getUser() {
    return user;
  }

  public String getId() {
    return id;
  }

  public void setId(@Nullable String id) {
    this.id = id == null ? "" : id;
  }
}
