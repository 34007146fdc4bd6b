package org.ringspan.rest.configuration;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.Locale;
import java.util.Set;
import org.ringspan.address.TrunkName;
import org.ringspan.configuration.boundary.ResourceKind;
import org.ringspan.identity.Role;
import org.ringspan.json.SharedJson;
import org.ringspan.rest.http.AtLeast;
import org.ringspan.rest.http.Bodies;
import org.ringspan.rest.http.Caller;
import org.ringspan.rest.http.Problem;
import org.ringspan.trunk.boundary.TrunkHealth;

/** Trunks, how they are, and their passwords. */
@Path("trunks")
@ApplicationScoped
public class TrunksResource extends NamedThings {
  @Inject private TrunkHealth health;

  /** Made by the container, which sets what is missing. */
  @SuppressWarnings("NullAway.Init")
  public TrunksResource() {
    super(ResourceKind.TRUNK);
  }

  /** Gives a trunk that is told by digest the password with which it answers us. */
  @PUT
  @Path("{key}/password")
  @Consumes(MediaType.APPLICATION_JSON)
  @AtLeast(Role.ADMINISTRATOR)
  public Response setPassword(@PathParam("key") String key, InputStream body) {
    editing.setTrunkPassword(Caller.of(security).actor(), key, password(body));
    return Response.noContent().build();
  }

  /** Gives a trunk with a login the password with which we answer it. */
  @PUT
  @Path("{key}/login-password")
  @Consumes(MediaType.APPLICATION_JSON)
  @AtLeast(Role.ADMINISTRATOR)
  public Response setLoginPassword(@PathParam("key") String key, InputStream body) {
    editing.setTrunkLoginPassword(Caller.of(security).actor(), key, password(body));
    return Response.noContent().build();
  }

  private static String password(InputStream body) {
    return Bodies.text(Bodies.object(body, Set.of("password")), "password");
  }

  /** Whether the trunk is up, and how many calls it carries. */
  @GET
  @Path("{key}/state")
  @Produces(MediaType.APPLICATION_JSON)
  @AtLeast(Role.SUPPORT)
  public String state(@PathParam("key") String key) {
    TrunkHealth.TrunkState state = health.stateOf(name(key)).orElseThrow(() -> unknown(key));
    JsonArrayBuilder peers = SharedJson.createArrayBuilder();
    state
        .peers()
        .forEach(
            peer ->
                peers.add(
                    SharedJson.createObjectBuilder()
                        .add("peer", peer.peer().toString())
                        .add("state", peer.state().name().toLowerCase(Locale.ROOT))));
    return SharedJson.createObjectBuilder()
        .add("trunk", state.trunk().value())
        .add("peers", peers)
        .add("channelsInUse", state.channelsInUse())
        .add("channels", state.channels())
        .build()
        .toString();
  }

  /** Has the trunk asked now whether it is there; its state tells a moment later. */
  @POST
  @Path("{key}/probe")
  @AtLeast(Role.ADMINISTRATOR)
  public Response probe(@PathParam("key") String key) {
    if (!health.probe(name(key))) {
      throw unknown(key);
    }
    return Response.accepted().build();
  }

  private static TrunkName name(String key) {
    try {
      return new TrunkName(key);
    } catch (IllegalArgumentException e) {
      throw unknown(key);
    }
  }

  private static WebApplicationException unknown(String key) {
    return Problem.notFound("there is no trunk " + key);
  }
}
