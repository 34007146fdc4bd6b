package org.ringspan.rest.directory;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ringspan.address.UserId;
import org.ringspan.directory.DirectoryId;
import org.ringspan.directory.SourceMembership;
import org.ringspan.directory.boundary.DirectoryConnector;
import org.ringspan.identity.Role;
import org.ringspan.json.SharedJson;
import org.ringspan.rest.http.AtLeast;
import org.ringspan.rest.http.Pages;
import org.ringspan.rest.http.Problem;

/** The groups of the directory that the settings name, and who of the users is in them. */
@Path("directory/groups")
@ApplicationScoped
public class DirectoryGroupsResource {
  private static final int MOST_MEMBERS = 1000;

  @Inject private DirectoryConnector connector;
  @Context private UriInfo uri;

  /** Made by the container, which sets what is missing. */
  @SuppressWarnings("NullAway.Init")
  public DirectoryGroupsResource() {}

  /** All of them, as the last run has read them. */
  @GET
  @Produces(MediaType.APPLICATION_JSON)
  @AtLeast(Role.ADMINISTRATOR)
  public Response list() {
    return Pages.page(uri, connector.groups(), DirectoryGroupsResource::json, Optional.empty());
  }

  private static JsonObject json(SourceMembership group) {
    return SharedJson.createObjectBuilder()
        .add("id", group.id().value())
        .add("entry", group.entry())
        .add("name", group.name())
        .add("members", group.members())
        .add("read", group.read().truncatedTo(ChronoUnit.MILLIS).toString())
        .build();
  }

  /** The users of one. */
  @GET
  @Path("{id}/members")
  @Produces(MediaType.APPLICATION_JSON)
  @AtLeast(Role.ADMINISTRATOR)
  public Response members(
      @PathParam("id") String id,
      @QueryParam("after") @Nullable String after,
      @QueryParam("limit") @DefaultValue(Pages.USUAL) String limit) {
    SourceMembership group =
        connector.groups().stream()
            .filter(it -> it.id().value().equals(id))
            .findFirst()
            .orElseThrow(() -> Problem.notFound("there is no group " + id));
    int most = Pages.most(limit, MOST_MEMBERS);
    DirectoryId which = group.id();
    List<UserId> found = connector.members(which, after == null ? "" : after, most + 1);
    List<UserId> page = found.stream().limit(most).toList();
    return Pages.page(
        uri,
        page,
        user -> SharedJson.createObjectBuilder().add("login", user.value()).build(),
        found.size() > most ? Optional.of(page.getLast().value()) : Optional.empty());
  }
}
