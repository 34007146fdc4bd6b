package org.ringspan.sip.container.api;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.ListIterator;
import java.util.Locale;
import java.util.Optional;
import javax.servlet.sip.SipServletRequest;
import javax.servlet.sip.SipServletResponse;
import org.jspecify.annotations.Nullable;

/**
 * Digest authentication of requests as a user agent server or registrar (RFC 3261 section 22, RFC
 * 7616, RFC 8760). Challenges offer SHA-256 before MD5, with qop=auth. Safe for use by many
 * threads; one object serves all realms.
 */
public final class DigestAuthentication {
  private final DigestSettings settings;
  private final Ha1Lookup lookup;
  private final Nonces nonces;

  /** Authentication with a secret of its own: nonces don't outlive this object. */
  public DigestAuthentication(DigestSettings settings, Ha1Lookup lookup, Clock clock) {
    this.settings = settings;
    this.lookup = lookup;
    this.nonces = new Nonces(settings, clock);
  }

  /**
   * Accepts, challenges or refuses a request. Sends the 401 itself when it challenges.
   *
   * @param realm the realm users of this request belong to
   * @param guard whose credentials aren't looked at
   * @throws IOException if the 401 can't be sent
   */
  public DigestOutcome authenticate(SipServletRequest request, String realm, DigestGuard guard)
      throws IOException {
    List<String> headers = new ArrayList<>();
    for (ListIterator<String> found = request.getHeaders("Authorization"); found.hasNext(); ) {
      headers.add(found.next());
    }
    Verdict verdict =
        judge(headers, realm, request.getMethod(), request.getRequestURI().toString(), guard);
    return switch (verdict) {
      case Verdict.Proven(var username) -> new DigestOutcome.Accepted(username);
      case Verdict.Wrong(var username) -> new DigestOutcome.Wrong(username);
      case Verdict.NotLookedAt(var username) -> new DigestOutcome.NotLookedAt(username);
      case Verdict.Malformed(var reason) -> new DigestOutcome.Refused(400, reason);
      case Verdict.Unproven(var stale) -> {
        SipServletResponse challenge = request.createResponse(401);
        for (String value : challenges(realm, stale, request.getHeader("User-Agent"))) {
          challenge.addHeader("WWW-Authenticate", value);
        }
        challenge.send();
        yield new DigestOutcome.ChallengeSent();
      }
    };
  }

  /** What the credentials of a request amount to. */
  sealed interface Verdict {
    /** They prove to know the user's password. */
    record Proven(String username) implements Verdict {}

    /** There are none, or ({@code stale}) none of a nonce that is good still. */
    record Unproven(boolean stale) implements Verdict {}

    /** They don't prove it, or there is no such user. */
    record Wrong(String username) implements Verdict {}

    /** The guard doesn't admit them. */
    record NotLookedAt(String username) implements Verdict {}

    /** They can't be read, or are for something else. */
    record Malformed(String reason) implements Verdict {}
  }

  /** Judges without sending anything. */
  Verdict judge(
      List<String> headers, String realm, String method, String requestUri, DigestGuard guard) {
    // Policies, in order: 1. none for our realm → challenge; 2. malformed → 400; 3. of another URI
    // →
    // 400; 4. a nonce that isn't good any more → challenge, stale; 5. of whom the guard doesn't
    // admit → not looked at; 6. wrong; 7. used before → challenge, stale.
    Optional<DigestCredentials> offered = Optional.empty();
    for (String header : headers) {
      if (!DigestCredentials.isDigest(header)) {
        continue;
      }
      Optional<DigestCredentials> credentials = DigestCredentials.parse(header);
      if (credentials.isEmpty()) {
        return new Verdict.Malformed("Bad Authorization");
      }
      if (credentials.get().realm().equals(realm)) {
        offered = credentials;
        break;
      }
    }
    if (offered.isEmpty()) {
      return new Verdict.Unproven(false);
    }
    DigestCredentials credentials = offered.get();
    // rfc7616#section-3.4.6: "The server MUST check that the resource designated by the "uri"
    // parameter is the same as the resource specified in the Request-Line; if they are not, the
    // server SHOULD return a 400 Bad Request error."
    if (!sameResource(credentials.uri(), requestUri)) {
      return new Verdict.Malformed("Authorization Is For Another URI");
    }
    if (!nonces.fresh(credentials.nonce(), realm, credentials.algorithm())) {
      return new Verdict.Unproven(true);
    }
    if (!guard.admits(credentials.username())) {
      return new Verdict.NotLookedAt(credentials.username());
    }
    Optional<Ha1> ha1 = lookup.ha1(credentials.username(), realm, credentials.algorithm());
    // An unknown user costs as much as a known one, so that time doesn't tell them apart.
    Ha1 compared = ha1.orElseGet(() -> credentials.algorithm().ha1("", realm, ""));
    boolean right =
        MessageDigest.isEqual(
            credentials.response().getBytes(StandardCharsets.US_ASCII),
            credentials.expectedResponse(compared, method).getBytes(StandardCharsets.US_ASCII));
    if (!right || ha1.isEmpty()) {
      return new Verdict.Wrong(credentials.username());
    }
    if (!nonces.use(credentials.nonce(), credentials.nonceCount())) {
      return new Verdict.Unproven(true);
    }
    return new Verdict.Proven(credentials.username());
  }

  /** The challenges, in the order they are to be sent. */
  List<String> challenges(String realm, boolean stale, @Nullable String userAgent) {
    List<String> values = new ArrayList<>();
    // rfc8760#section-2.4: "the UAS MUST add these header fields in order of preference"
    for (DigestAlgorithm algorithm : settings.offeredTo(userAgent)) {
      values.add(
          "Digest realm=\"%s\",nonce=\"%s\",qop=\"auth\",algorithm=%s%s"
              .formatted(
                  realm.replace("\\", "\\\\").replace("\"", "\\\""),
                  nonces.issue(realm, algorithm),
                  algorithm.token(),
                  stale ? ",stale=true" : ""));
    }
    return values;
  }

  /**
   * Whether two SIP URIs name the same resource: same scheme, user and port, same host whatever its
   * case. Parameters are left out, phones differ in which of them they hash.
   */
  private static boolean sameResource(String digestUri, String requestUri) {
    return digestUri.equals(requestUri) || core(digestUri).equals(core(requestUri));
  }

  private static String core(String uri) {
    int at = uri.indexOf('@');
    int end = uri.length();
    for (int i = Math.max(at, 0); i < uri.length(); i++) {
      if (uri.charAt(i) == ';' || uri.charAt(i) == '?') {
        end = i;
        break;
      }
    }
    int hostStart = at < 0 ? 0 : at + 1;
    return uri.substring(0, hostStart) + uri.substring(hostStart, end).toLowerCase(Locale.ROOT);
  }
}
