package org.ringspan.rest.calls;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ringspan.configuration.Device;
import org.ringspan.configuration.boundary.ConfigurationSource;
import org.ringspan.identity.Role;
import org.ringspan.json.SharedJson;
import org.ringspan.registration.Binding;
import org.ringspan.registration.Registrations;
import org.ringspan.rest.http.AtLeast;
import org.ringspan.rest.http.Pages;
import org.ringspan.rest.http.Problem;

/** Which devices are registered, and where. */
@Path("registrations")
@ApplicationScoped
public class RegistrationsResource {
  private static final int MOST = 200;

  @Inject private ConfigurationSource configuration;
  @Inject private Registrations registrations;
  @Inject private Clock clock;
  @Context private UriInfo uri;

  /** Made by the container, which sets what is missing. */
  @SuppressWarnings("NullAway.Init")
  public RegistrationsResource() {}

  /** The configured devices by name, with the places where they are registered now. */
  @GET
  @Produces(MediaType.APPLICATION_JSON)
  @AtLeast(Role.SUPPORT)
  public Response list(
      @QueryParam("registered") @Nullable String registered,
      @QueryParam("user") @Nullable String user,
      @QueryParam("after") @Nullable String after,
      @QueryParam("limit") @DefaultValue(Pages.USUAL) String limit) {
    int most = Pages.most(limit, MOST);
    Instant now = clock.instant();
    Optional<Boolean> wanted = Optional.ofNullable(registered).map(RegistrationsResource::flag);
    List<Device> found =
        configuration.current().devices().stream()
            .filter(device -> user == null || device.owner().value().equals(user))
            .filter(device -> after == null || device.name().value().compareTo(after) > 0)
            .filter(
                device ->
                    wanted
                        .map(is -> is != registrations.bindingsOf(device.name(), now).isEmpty())
                        .orElse(true))
            .sorted(Comparator.comparing(device -> device.name().value()))
            .limit(most + 1L)
            .toList();
    List<Device> page = found.stream().limit(most).toList();
    return Pages.page(
        uri,
        page,
        device -> device(device, registrations, now),
        found.size() > most ? Optional.of(page.getLast().name().value()) : Optional.empty());
  }

  private static boolean flag(String text) {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw Problem.badRequest("registered is true or false");
    };
  }

  /** A device with the places where it is registered. */
  static JsonObject device(Device device, Registrations registrations, Instant now) {
    JsonArrayBuilder bindings = SharedJson.createArrayBuilder();
    registrations.bindingsOf(device.name(), now).forEach(binding -> bindings.add(binding(binding)));
    JsonArrayBuilder lines = SharedJson.createArrayBuilder();
    device.lines().forEach(line -> lines.add(line.digits()));
    return SharedJson.createObjectBuilder()
        .add("device", device.name().value())
        .add("user", device.owner().value())
        .add("lines", lines)
        .add("bindings", bindings)
        .build();
  }

  private static JsonObjectBuilder binding(Binding binding) {
    JsonObjectBuilder json =
        SharedJson.createObjectBuilder()
            .add("contact", binding.contact())
            .add("transport", binding.flow().transport().name().toLowerCase(Locale.ROOT))
            .add("address", binding.flow().address())
            .add("port", binding.flow().port())
            .add("expires", CallJson.time(binding.expires()));
    binding.instance().ifPresent(phone -> json.add("instance", phone.urn()));
    if (!binding.path().isEmpty()) {
      json.add("path", SharedJson.createArrayBuilder(binding.path()));
    }
    return json;
  }
}
