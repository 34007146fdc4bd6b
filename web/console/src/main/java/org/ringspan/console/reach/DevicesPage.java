package org.ringspan.console.reach;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.ringspan.configuration.Device;
import org.ringspan.configuration.boundary.ConfigurationSource;
import org.ringspan.console.page.Notices;
import org.ringspan.console.things.Addresses;
import org.ringspan.registration.Registrations;

/** All telephones, and where they are registered now. */
@Named
@RequestScoped
public class DevicesPage {
  private static final int MOST = 50;

  @Inject private ConfigurationSource configuration;
  @Inject private Registrations registrations;
  @Inject private RegisteredPhones phones;
  @Inject private Notices notices;
  @Inject private Clock clock;
  private String text = "";
  private String registered = "";
  private String after = "";
  private @Nullable List<Device> found;

  /** Made by the container, which sets what is missing. */
  @SuppressWarnings("NullAway.Init")
  public DevicesPage() {}

  private List<Device> found() {
    if (found == null) {
      Instant now = clock.instant();
      String wanted = text.toLowerCase(Locale.ROOT);
      found =
          configuration.current().devices().stream()
              .filter(
                  device ->
                      device.name().value().toLowerCase(Locale.ROOT).contains(wanted)
                          || device.owner().value().toLowerCase(Locale.ROOT).contains(wanted))
              .filter(device -> device.name().value().compareTo(after) > 0)
              .filter(device -> isWanted(device, now))
              .sorted(Comparator.comparing(device -> device.name().value()))
              .limit(MOST + 1L)
              .toList();
    }
    return found;
  }

  private boolean isWanted(Device device, Instant now) {
    return switch (registered) {
      case "yes" -> !registrations.bindingsOf(device.name(), now).isEmpty();
      case "no" -> registrations.bindingsOf(device.name(), now).isEmpty();
      default -> true;
    };
  }

  public List<RegisteredPhones.Phone> getRows() {
    Instant now = clock.instant();
    return found().stream().limit(MOST).map(device -> phones.phone(device, now)).toList();
  }

  public String getSummary() {
    return notices.text("devicesInAll", configuration.current().devices().size());
  }

  /** Where the next page is; empty: this is the last. */
  public String getNext() {
    return found().size() <= MOST
        ? ""
        : "/console/devices?q="
            + Addresses.encoded(text)
            + "&registered="
            + registered
            + "&after="
            + Addresses.encoded(found().get(MOST - 1).name().value());
  }

  public String getText() {
    return text;
  }

  public void setText(@Nullable String text) {
    this.text = text == null ? "" : text.strip();
  }

  public String getRegistered() {
    return registered;
  }

  public void setRegistered(@Nullable String registered) {
    this.registered =
        registered != null && (registered.equals("yes") || registered.equals("no"))
            ? registered
            : "";
  }

  public String getAfter() {
    return after;
  }

  public void setAfter(@Nullable String after) {
    this.after = after == null ? "" : after;
  }
}
