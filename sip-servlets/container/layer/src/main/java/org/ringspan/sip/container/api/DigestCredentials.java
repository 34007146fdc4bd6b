package org.ringspan.sip.container.api;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of one Authorization header of scheme Digest (RFC 7616 section 3.4), as strictly
 * as the response calculation needs them.
 *
 * @param username unquoted
 * @param realm unquoted
 * @param nonce unquoted
 * @param uri unquoted, as the client hashed it
 * @param response lower-case hexadecimal
 * @param algorithm the named one, MD5 if none is named (RFC 7616 section 3.3)
 * @param cnonce unquoted
 * @param nonceCount the value of nc, 1-4294967295
 * @param nc the eight hexadecimal digits as the client hashed them
 */
record DigestCredentials(
    String username,
    String realm,
    String nonce,
    String uri,
    String response,
    DigestAlgorithm algorithm,
    String cnonce,
    long nonceCount,
    String nc) {
  private static final int LONGEST = 4096;

  /**
   * Reads a header value.
   *
   * @return empty if it isn't well-formed Digest with qop=auth
   */
  static Optional<DigestCredentials> parse(String header) {
    String text = header.strip();
    if (text.length() > LONGEST || !isDigest(text)) {
      return Optional.empty();
    }
    Map<String, String> parameters = parameters(text, "Digest".length());
    if (parameters == null || !"auth".equals(parameters.get("qop"))) {
      return Optional.empty();
    }
    String username = parameters.get("username");
    String realm = parameters.get("realm");
    String nonce = parameters.get("nonce");
    String uri = parameters.get("uri");
    String response = parameters.get("response");
    String cnonce = parameters.get("cnonce");
    String nc = parameters.get("nc");
    if (username == null
        || realm == null
        || nonce == null
        || uri == null
        || response == null
        || cnonce == null
        || nc == null) {
      return Optional.empty();
    }
    Optional<DigestAlgorithm> algorithm =
        DigestAlgorithm.of(parameters.getOrDefault("algorithm", "MD5"));
    long count = nonceCount(nc);
    String answer = response.toLowerCase(Locale.ROOT);
    if (algorithm.isEmpty()
        || count < 1
        || answer.length() != algorithm.get().hexLength()
        || !isHex(answer)) {
      return Optional.empty();
    }
    return Optional.of(
        new DigestCredentials(
            username, realm, nonce, uri, answer, algorithm.get(), cnonce, count, nc));
  }

  /** Whether the value is of scheme Digest at all. */
  static boolean isDigest(String header) {
    String text = header.stripLeading();
    return text.regionMatches(true, 0, "Digest", 0, 6)
        && text.length() > 6
        && Character.isWhitespace(text.charAt(6));
  }

  /** The response that proves to know the password (RFC 7616 section 3.4.1, qop=auth). */
  String expectedResponse(Ha1 ha1, String method) {
    String ha2 = algorithm.hash(method + ":" + uri);
    return algorithm.hash(ha1.hex() + ":" + nonce + ":" + nc + ":" + cnonce + ":auth:" + ha2);
  }

  private static long nonceCount(String nc) {
    // rfc7616#section-3.4: "nc-value = 8LHEX"
    return nc.length() == 8 && isHex(nc) ? Long.parseLong(nc, 16) : -1;
  }

  private static boolean isHex(String text) {
    return text.chars().allMatch(c -> Character.digit(c, 16) >= 0 && c < 128);
  }

  /** The parameters behind the scheme, unquoted; null when they aren't well-formed. */
  static @Nullable Map<String, String> parameters(String text, int start) {
    Map<String, String> found = new HashMap<>();
    int at = start;
    while (true) {
      at = skip(text, at);
      int equals = text.indexOf('=', at);
      if (equals < 0) {
        return null;
      }
      String name = text.substring(at, equals).strip().toLowerCase(Locale.ROOT);
      at = skip(text, equals + 1);
      StringBuilder value = new StringBuilder();
      if (at < text.length() && text.charAt(at) == '"') {
        at = quoted(text, at + 1, value);
        if (at < 0) {
          return null;
        }
      } else {
        int comma = text.indexOf(',', at);
        int end = comma < 0 ? text.length() : comma;
        value.append(text.substring(at, end).strip());
        at = end;
      }
      if (name.isEmpty() || found.putIfAbsent(name, value.toString()) != null) {
        return null;
      }
      at = skip(text, at);
      if (at == text.length()) {
        return found;
      }
      if (text.charAt(at++) != ',') {
        return null;
      }
    }
  }

  /** Reads up to the closing quote; returns the index behind it, -1 if there is none. */
  private static int quoted(String text, int start, StringBuilder value) {
    for (int at = start; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c == '"') {
        return at + 1;
      }
      if (c == '\\' && ++at == text.length()) {
        return -1;
      }
      value.append(text.charAt(at));
    }
    return -1;
  }

  private static int skip(String text, int start) {
    int at = start;
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    return at;
  }
}
