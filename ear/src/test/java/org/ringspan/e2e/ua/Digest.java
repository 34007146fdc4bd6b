package org.ringspan.e2e.ua;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Answers to digest challenges (RFC 3261 section 22, RFC 8760), with {@code qop=auth} when the
 * challenge offers it.
 *
 * @param user the name that authenticates, which need not be the one that is called
 * @param algorithm {@code MD5} or {@code SHA-256}: which of several challenges is answered
 */
public record Digest(String user, String password, String algorithm) {
  private static final Pattern PARAMETER =
      Pattern.compile("(\\w+)\\s*=\\s*(?:\"([^\"]*)\"|([^,\\s]+))");

  /**
   * The value of the Authorization (401) or Proxy-Authorization (407) field that answers a
   * challenge.
   *
   * @param nonceCount how many requests were authenticated with this nonce, this one included
   * @throws AssertionError when no challenge has this algorithm
   */
  public String answer(SipMessage challenge, String method, String uri, int nonceCount) {
    Map<String, String> wanted = challengeOf(challenge);
    String clientNonce = Long.toHexString(System.nanoTime());
    String nc = "%08x".formatted(nonceCount);
    String realm = wanted.getOrDefault("realm", "");
    String nonce = wanted.getOrDefault("nonce", "");
    boolean qop = wanted.containsKey("qop");
    String response = response(challenge, method, uri, nc, clientNonce);
    var text =
        new StringBuilder(
            "Digest username=\"%s\", realm=\"%s\", nonce=\"%s\"".formatted(user, realm, nonce));
    text.append(", uri=\"%s\", response=\"%s\", algorithm=%s".formatted(uri, response, algorithm));
    if (qop) {
      text.append(", qop=auth, nc=%s, cnonce=\"%s\"".formatted(nc, clientNonce));
    }
    if (wanted.containsKey("opaque")) {
      text.append(", opaque=\"%s\"".formatted(wanted.get("opaque")));
    }
    return text.toString();
  }

  /** The value that proves the password (RFC 7616 section 3.4.1). */
  String response(SipMessage challenge, String method, String uri, String nc, String clientNonce) {
    Map<String, String> wanted = challengeOf(challenge);
    String nonce = wanted.getOrDefault("nonce", "");
    String ha1 = hash(user + ":" + wanted.getOrDefault("realm", "") + ":" + password);
    String ha2 = hash(method + ":" + uri);
    return wanted.containsKey("qop")
        ? hash(String.join(":", ha1, nonce, nc, clientNonce, "auth", ha2))
        : hash(ha1 + ":" + nonce + ":" + ha2);
  }

  /** Whether a request proves to know the password, by the challenge that was sent before. */
  public boolean isProvenBy(SipMessage request, SipMessage challenge) {
    var given = new LinkedHashMap<String, String>();
    var matcher = PARAMETER.matcher(request.required("Authorization"));
    while (matcher.find()) {
      given.put(
          matcher.group(1).toLowerCase(java.util.Locale.ROOT),
          matcher.group(2) != null ? matcher.group(2) : matcher.group(3));
    }
    return user.equals(given.get("username"))
        && request.requestUri().equals(given.get("uri"))
        && response(
                challenge,
                request.method(),
                request.requestUri(),
                given.getOrDefault("nc", ""),
                given.getOrDefault("cnonce", ""))
            .equals(given.get("response"));
  }

  /** The parameters of the challenge that this algorithm answers. */
  public Map<String, String> challengeOf(SipMessage response) {
    List<String> challenges =
        response.headers(response.status() == 407 ? "Proxy-Authenticate" : "WWW-Authenticate");
    for (String challenge : challenges) {
      var parameters = new LinkedHashMap<String, String>();
      var matcher = PARAMETER.matcher(challenge);
      while (matcher.find()) {
        parameters.put(
            matcher.group(1).toLowerCase(java.util.Locale.ROOT),
            matcher.group(2) != null ? matcher.group(2) : matcher.group(3));
      }
      if (parameters.getOrDefault("algorithm", "MD5").equalsIgnoreCase(algorithm)) {
        return parameters;
      }
    }
    throw new AssertionError("no " + algorithm + " challenge in " + challenges);
  }

  private String hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance(algorithm).digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has " + algorithm, e);
    }
  }
}
