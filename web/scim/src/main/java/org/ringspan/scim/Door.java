package org.ringspan.scim;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ringspan.guessing.Source;
import org.ringspan.identity.Account;
import org.ringspan.identity.boundary.LoginResult;
import org.ringspan.identity.boundary.Logins;
import org.ringspan.identity.boundary.TokenCheck;

/**
 * Finds out who asks, as the REST API does: by a token of ours or of the company's identity
 * provider, or by login and password. Who asks more often than is answered is told to wait.
 */
@ApplicationScoped
public class Door {
  private static final int REMEMBERED = 10_000;
  private static final Duration WAIT_FOR_PROVIDER = Duration.ofSeconds(10);

  private final long burst = Long.getLong("ringspan.rest.requests.burst", 300);
  private final long rate = Long.getLong("ringspan.rest.requests.rate", 50);

  @Inject private Logins logins;
  @Inject private TokenCheck tokens;

  /** Guarded by itself. */
  private final Map<String, Bucket> buckets =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
          return size() > REMEMBERED;
        }
      };

  /** Made by the container, which sets what is missing. */
  @SuppressWarnings("NullAway.Init")
  public Door() {}

  /** What becomes of somebody at the door. */
  sealed interface Answer {
    /**
     * Comes in.
     *
     * @param mayWrite whether the credentials are good for changes
     */
    record In(Account account, boolean mayWrite) implements Answer {}

    /** Isn't known. */
    record Unknown(String why) implements Answer {}

    /** Is to come again later. */
    record Later(int status, Duration after, String why) implements Answer {}
  }

  /**
   * Looks who it is.
   *
   * @param authorization the header; null: there is none
   * @param source the IP address it comes from
   */
  Answer open(@Nullable String authorization, String source) {
    Knock knock = knock(authorization, source);
    Optional<Duration> wait = wait(knock.who());
    return wait.isPresent()
        ? new Answer.Later(429, wait.get(), "more requests came than are answered")
        : knock.answer();
  }

  /**
   * Who it is.
   *
   * @param who what requests are counted by
   */
  private record Knock(String who, Answer answer) {}

  private Knock knock(@Nullable String authorization, String source) {
    String anonymous = "source " + Source.of(source);
    if (authorization == null) {
      return new Knock(anonymous, new Answer.Unknown("show a token, or a login with its password"));
    }
    int blank = authorization.indexOf(' ');
    String scheme = blank < 0 ? authorization : authorization.substring(0, blank);
    String rest = blank < 0 ? "" : authorization.substring(blank + 1).strip();
    return switch (scheme.toLowerCase(Locale.ROOT)) {
      case "bearer" -> bearer(rest, source, anonymous);
      case "basic" -> basic(rest, source, anonymous);
      default -> new Knock(anonymous, new Answer.Unknown("only Bearer and Basic are understood"));
    };
  }

  private Knock bearer(String token, String source, String anonymous) {
    return switch (tokens.of(token, source)) {
      case TokenCheck.Answer.Accepted(var account, var scope, var credentials) ->
          new Knock(credentials, new Answer.In(account, scope.mayWrite()));
      case TokenCheck.Answer.Refused(var why) -> new Knock(anonymous, new Answer.Unknown(why));
      case TokenCheck.Answer.TryLater(var after) ->
          new Knock(
              anonymous, new Answer.Later(429, after, "too many wrong tokens came from there"));
      case TokenCheck.Answer.Unknown() ->
          new Knock(
              anonymous,
              new Answer.Later(503, WAIT_FOR_PROVIDER, "the token can't be checked now"));
    };
  }

  private Knock basic(String encoded, String source, String anonymous) {
    String pair;
    try {
      pair = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return new Knock(anonymous, new Answer.Unknown("the credentials aren't in base64"));
    }
    int colon = pair.indexOf(':');
    if (colon < 0) {
      return new Knock(anonymous, new Answer.Unknown("the credentials hold no colon"));
    }
    return switch (logins.logIn(pair.substring(0, colon), pair.substring(colon + 1), source)) {
      case LoginResult.Accepted(var account) ->
          new Knock("user " + account.id(), new Answer.In(account, true));
      case LoginResult.Refused() ->
          new Knock(anonymous, new Answer.Unknown("the login or the password is wrong"));
      case LoginResult.TryLater(var after) ->
          new Knock(
              anonymous, new Answer.Later(429, after, "too many wrong passwords came from there"));
    };
  }

  private Optional<Duration> wait(String who) {
    Bucket bucket;
    synchronized (buckets) {
      bucket = buckets.computeIfAbsent(who, unused -> full());
    }
    ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(1);
    return probe.isConsumed()
        ? Optional.empty()
        : Optional.of(Duration.ofNanos(probe.getNanosToWaitForRefill()));
  }

  private Bucket full() {
    return Bucket.builder()
        .addLimit(limit -> limit.capacity(burst).refillGreedy(rate, Duration.ofSeconds(1)))
        .build();
  }
}
