package org.ringspan.console.reach;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.ringspan.address.DirectoryNumber;
import org.ringspan.address.UserId;
import org.ringspan.configuration.Device;
import org.ringspan.configuration.boundary.ConfigurationSource;
import org.ringspan.registration.Binding;
import org.ringspan.registration.Registrations;

/** Telephones with the places where they are registered now. */
@RequestScoped
public class RegisteredPhones {
  @Inject private ConfigurationSource configuration;
  @Inject private Registrations registrations;

  /** Made by the container, which sets what is missing. */
  @SuppressWarnings("NullAway.Init")
  public RegisteredPhones() {}

  /** Where a telephone is registered. */
  public record Place(String transport, String address, Instant expires, String contact) {
    public String getTransport() {
      return transport;
    }

    public String getAddress() {
      return address;
    }

    public Instant getExpires() {
      return expires;
    }

    public String getContact() {
      return contact;
    }
  }

  /** A telephone. */
  public record Phone(String name, String user, String lines, List<Place> places) {
    public String getName() {
      return name;
    }

    public String getUser() {
      return user;
    }

    public String getLines() {
      return lines;
    }

    public List<Place> getPlaces() {
      return places;
    }

    public boolean isRegistered() {
      return !places.isEmpty();
    }
  }

  /** The telephones of a user, by name. */
  public List<Phone> of(UserId user, Instant now) {
    return configuration.current().devices().stream()
        .filter(device -> device.owner().equals(user))
        .sorted(Comparator.comparing(device -> device.name().value()))
        .map(device -> phone(device, now))
        .toList();
  }

  /** A telephone. */
  public Phone phone(Device device, Instant now) {
    return new Phone(
        device.name().value(),
        device.owner().value(),
        device.lines().stream().map(DirectoryNumber::digits).collect(Collectors.joining(", ")),
        registrations.bindingsOf(device.name(), now).stream()
            .map(RegisteredPhones::place)
            .toList());
  }

  private static Place place(Binding binding) {
    return new Place(
        binding.flow().transport().name().toLowerCase(Locale.ROOT),
        binding.flow().address() + ":" + binding.flow().port(),
        binding.expires(),
        binding.contact());
  }
}
