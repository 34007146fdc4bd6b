package org.ringspan.rest.http;

import jakarta.json.JsonValue;
import jakarta.json.stream.JsonGenerator;
import jakarta.json.stream.JsonGeneratorFactory;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.StringWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.ringspan.json.SharedJson;

/** Lists in pages: {@code items}, and a link to the next page (RFC 8288). */
public final class Pages {
  /** How many things a page has unless the query says otherwise. */
  public static final String USUAL = "50";

  /** An item's, in characters: a good guess saves copies. */
  private static final int USUAL_LENGTH = 300;

  private static final JsonGeneratorFactory GENERATORS =
      SharedJson.createGeneratorFactory(Map.of());

  private Pages() {}

  /**
   * A page.
   *
   * @param next the parameter {@code after} of the next page; empty: this is the last
   */
  public static <T> Response page(
      UriInfo uri, List<T> items, Function<T, ? extends JsonValue> form, Optional<String> next) {
    return ofTexts(uri, items, item -> form.apply(item).toString(), next);
  }

  /**
   * A page of what was written before.
   *
   * @param text of an item, a JSON value
   */
  public static <T> Response ofTexts(
      UriInfo uri, List<T> items, Function<T, String> text, Optional<String> next) {
    StringJoiner page = new StringJoiner(",", "{\"items\":[", "]}");
    items.forEach(item -> page.add(text.apply(item)));
    return answer(uri, page.toString(), next);
  }

  /**
   * A page whose items are written one after the other.
   *
   * @param writing writes an item as a value of an array
   */
  public static <T> Response written(
      UriInfo uri, List<T> items, BiConsumer<JsonGenerator, T> writing, Optional<String> next) {
    StringWriter page = new StringWriter(items.size() * USUAL_LENGTH);
    try (JsonGenerator json = GENERATORS.createGenerator(page)) {
      json.writeStartObject().writeStartArray("items");
      items.forEach(item -> writing.accept(json, item));
      json.writeEnd().writeEnd();
    }
    return answer(uri, page.toString(), next);
  }

  private static Response answer(UriInfo uri, String json, Optional<String> next) {
    Response.ResponseBuilder response = Response.ok(json, MediaType.APPLICATION_JSON_TYPE);
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
