package org.ringspan.sip.container.api;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Answers a digest challenge as a user agent client (RFC 3261 section 22.2, RFC 7616 section 3.4,
 * RFC 8760), with {@code qop=auth} where the challenge offers it.
 */
public final class DigestAnswer {
  private DigestAnswer() {}

  /**
   * The value of the Authorization (401) or Proxy-Authorization (407) header that answers the first
   * challenge with an algorithm that is known here.
   *
   * @param challenges the values of the WWW-Authenticate or Proxy-Authenticate headers, in order
   * @param method of the request that is sent again
   * @param uri its Request-URI
   * @param clientNonce unguessable, without quotes
   * @return empty when there is no such challenge, or only broken ones
   */
  public static Optional<String> to(
      List<String> challenges,
      String username,
      String password,
      String method,
      String uri,
      String clientNonce) {
    // RFC 8760 section 2.4: the client takes the topmost challenge that it supports.
    for (String challenge : challenges) {
      Optional<String> answer =
          DigestCredentials.isDigest(challenge)
              ? answer(
                  DigestCredentials.parameters(challenge.strip(), "Digest".length()),
                  username,
                  password,
                  method,
                  uri,
                  clientNonce)
              : Optional.empty();
      if (answer.isPresent()) {
        return answer;
      }
    }
    return Optional.empty();
  }

  private static Optional<String> answer(
      @Nullable Map<String, String> challenge,
      String username,
      String password,
      String method,
      String uri,
      String clientNonce) {
    if (challenge == null) {
      return Optional.empty();
    }
    String realm = challenge.get("realm");
    String nonce = challenge.get("nonce");
    Optional<DigestAlgorithm> algorithm =
        DigestAlgorithm.of(challenge.getOrDefault("algorithm", "MD5"));
    String offered = challenge.get("qop");
    boolean qop =
        offered != null && Arrays.stream(offered.split(",", -1)).anyMatch(DigestAnswer::isAuth);
    if (realm == null || nonce == null || algorithm.isEmpty() || offered != null && !qop) {
      return Optional.empty();
    }
    String ha1 = algorithm.get().ha1(username, realm, password).hex();
    String ha2 = algorithm.get().hash(method + ":" + uri);
    String proof =
        qop
            ? String.join(":", ha1, nonce, "00000001", clientNonce, "auth", ha2)
            : String.join(":", ha1, nonce, ha2);
    StringBuilder value =
        new StringBuilder(
            "Digest username=\"%s\", realm=\"%s\", nonce=\"%s\", uri=\"%s\""
                .formatted(quoted(username), quoted(realm), quoted(nonce), quoted(uri)));
    value.append(", response=\"%s\"".formatted(algorithm.get().hash(proof)));
    value.append(", algorithm=").append(algorithm.get().token());
    if (qop) {
      value.append(", qop=auth, nc=00000001, cnonce=\"%s\"".formatted(clientNonce));
    }
    String opaque = challenge.get("opaque");
    if (opaque != null) {
      value.append(", opaque=\"%s\"".formatted(quoted(opaque)));
    }
    return Optional.of(value.toString());
  }

  private static boolean isAuth(String quality) {
    return quality.strip().equalsIgnoreCase("auth");
  }

  private static String quoted(String text) {
    return text.replace("\\", "\\\\").replace("\"", "\\\"");
  }
}
