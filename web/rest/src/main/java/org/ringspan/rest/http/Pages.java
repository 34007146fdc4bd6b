package org.ringspan.rest.http;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonValue;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.ringspan.json.SharedJson;

/** Lists in pages: {@code items}, and a link to the next page (RFC 8288). */
public final class Pages {
  /** How many things a page has unless the query says otherwise. */
  public static final String USUAL = "50";

  private Pages() {}

  /**
   * A page.
   *
   * @param next the parameter {@code after} of the next page; empty: this is the last
   */
  public static <T> Response page(
      UriInfo uri, List<T> items, Function<T, ? extends JsonValue> form, Optional<String> next) {
    JsonArrayBuilder array = SharedJson.createArrayBuilder();
    items.forEach(item -> array.add(form.apply(item)));
    Response.ResponseBuilder response =
        Response.ok(
            SharedJson.createObjectBuilder().add("items", array).build().toString(),
            MediaType.APPLICATION_JSON_TYPE);
    next.ifPresent(
        after -> response.header(HttpHeaders.LINK, "<" + link(uri, after) + ">; rel=\"next\""));
    return response.build();
  }

  /** Without a host: who stands in front of the server need not be known here. */
  private static String link(UriInfo uri, String after) {
    StringBuilder link = new StringBuilder(uri.getRequestUri().getRawPath()).append('?');
    uri.getQueryParameters(false)
        .forEach(
            (name, values) -> {
              if (!name.equals("after")) {
                values.forEach(value -> link.append(name).append('=').append(value).append('&'));
              }
            });
    return link.append("after=")
        .append(URLEncoder.encode(after, StandardCharsets.UTF_8))
        .toString();
  }

  /** How many things were asked for. */
  public static int most(String limit, int most) {
    try {
      int wanted = Integer.parseInt(limit);
      if (wanted >= 1 && wanted <= most) {
        return wanted;
      }
    } catch (NumberFormatException e) {
      // Said below.
    }
    throw Problem.badRequest("limit is a number from 1 to " + most);
  }
}
