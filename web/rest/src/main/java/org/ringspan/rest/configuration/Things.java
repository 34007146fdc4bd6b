package org.ringspan.rest.configuration;

import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.ringspan.configuration.Finding;
import org.ringspan.configuration.boundary.ConfigurationChange;
import org.ringspan.configuration.boundary.ConfigurationEditing;
import org.ringspan.configuration.boundary.ConfigurationReading;
import org.ringspan.configuration.boundary.Resource;
import org.ringspan.configuration.boundary.ResourceKind;
import org.ringspan.configuration.boundary.ResourcePage;
import org.ringspan.configuration.boundary.ResourceQuestion;
import org.ringspan.json.SharedJson;
import org.ringspan.rest.http.Bodies;
import org.ringspan.rest.http.Caller;
import org.ringspan.rest.http.Locations;
import org.ringspan.rest.http.Pages;
import org.ringspan.rest.http.Preconditions;
import org.ringspan.rest.http.Problem;

/** What the resources of all kinds do alike. */
public abstract class Things {
  @Inject ConfigurationEditing editing;
  @Inject ConfigurationReading reading;
  @Context SecurityContext security;
  @Context UriInfo uri;
  @Context HttpHeaders headers;
  @Context Request request;

  private final ResourceKind kind;

  /** Made by the container, which sets what is missing. */
  @SuppressWarnings("NullAway.Init")
  Things(ResourceKind kind) {
    this.kind = kind;
  }

  Response page(@Nullable String text, @Nullable String after, String limit) {
    ResourcePage page =
        reading.list(
            kind,
            new ResourceQuestion(
                Optional.ofNullable(text),
                Optional.ofNullable(after),
                Pages.most(limit, ResourceQuestion.MOST)));
    return Pages.ofTexts(uri, page.resources(), Resource::text, page.after());
  }

  Response made(InputStream body) {
    ConfigurationChange change =
        editing.create(Caller.of(security).actor(), kind, Bodies.object(body));
    Resource resource = change.resource().orElseThrow();
    return changed(Response.created(Locations.below(uri, encoded(resource.key()))), change);
  }

  private static String encoded(String key) {
    return Arrays.stream(key.split("/", -1))
        .map(part -> URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20"))
        .collect(Collectors.joining("/"));
  }

  Response one(String key) {
    Resource resource =
        reading
            .read(kind, key)
            .orElseThrow(
                () ->
                    Problem.notFound(
                        kind.isSingle()
                            ? "there is no " + kind.singular()
                            : "there is no " + kind.singular() + " " + key));
    return Preconditions.unlessKnown(
        request, resource.tag(), Response.ok(resource.text(), MediaType.APPLICATION_JSON_TYPE));
  }

  Response replaced(String key, InputStream body) {
    Optional<String> mark = Preconditions.mark(headers);
    return changed(
        Response.ok(),
        editing.replace(Caller.of(security).actor(), kind, key, mark, Bodies.object(body)));
  }

  Response removed(String key) {
    Optional<String> mark = Preconditions.mark(headers);
    return changed(Response.ok(), editing.delete(Caller.of(security).actor(), kind, key, mark));
  }

  /** The answer to a change: what is there now, and what the linter says of it. */
  public static Response changed(Response.ResponseBuilder response, ConfigurationChange change) {
    JsonObjectBuilder json = SharedJson.createObjectBuilder();
    change.resource().ifPresent(resource -> json.add("resource", resource.json()));
    JsonArrayBuilder warnings = SharedJson.createArrayBuilder();
    change.findings().forEach(finding -> warnings.add(finding(finding)));
    json.add("warnings", warnings).add("audit", change.audit()).add("inForce", change.inForce());
    change.resource().ifPresent(resource -> response.tag(resource.tag()));
    return response.type(MediaType.APPLICATION_JSON_TYPE).entity(json.build().toString()).build();
  }

  /** A finding of the linter. */
  public static JsonObjectBuilder finding(Finding finding) {
    return SharedJson.createObjectBuilder()
        .add("severity", finding.severity().name().toLowerCase(Locale.ROOT))
        .add("where", finding.where())
        .add("sentence", finding.sentence())
        .add("remedy", finding.remedy());
  }
}
