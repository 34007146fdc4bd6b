package org.ringspan.rest.http;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Conditional requests (RFC 9110 section 13). */
public final class Preconditions {
  private static final Pattern STRONG = Pattern.compile("\\s*\"([\\x21\\x23-\\x7E]{1,64})\"\\s*");

  private Preconditions() {}

  /**
   * The mark that a change is for.
   *
   * @return empty for {@code If-Match: *}: whatever is there
   * @throws WebApplicationException 428 (RFC 6585) when there is none
   */
  public static Optional<String> mark(HttpHeaders headers) {
    String header = headers.getHeaderString(HttpHeaders.IF_MATCH);
    if (header == null) {
      throw new WebApplicationException(
          Problem.response(
              428,
              "precondition-required",
              "Say what you have seen",
              "send the ETag of what you have read as If-Match, or *"));
    }
    if (header.strip().equals("*")) {
      return Optional.empty();
    }
    Matcher tag = STRONG.matcher(header);
    if (!tag.matches()) {
      throw Problem.badRequest("If-Match is one strong entity tag, or *");
    }
    return Optional.of(tag.group(1));
  }

  /** The answer 304 when who asks has this already; otherwise {@code fresh} with its mark. */
  public static Response unlessKnown(Request request, String mark, Response.ResponseBuilder fresh) {
    EntityTag tag = new EntityTag(mark);
    Response.ResponseBuilder known = request.evaluatePreconditions(tag);
    return (known == null ? fresh : known).tag(tag).build();
  }
}
