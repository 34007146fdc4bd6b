package org.ringspan.identity.adapter;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The tokens that were shown within the last second, with their owners: a program that asks a
 * thousand times a second costs the database one look. What is changed on this server counts at
 * once, on another within that second.
 */
final class ShownTokens {
  static final Duration KEPT = Duration.ofSeconds(1);

  /** More programs than ask within a second. */
  private static final int MOST = 1_000;

  private record Shown(AccessTokenTable.Owned owned, Instant until) {}

  private final Map<String, Shown> byHash = new ConcurrentHashMap<>();

  /** The token with this hash, if it was looked up a moment ago. */
  Optional<AccessTokenTable.Owned> known(String hash, Instant now) {
    return Optional.ofNullable(byHash.get(hash))
        .filter(shown -> now.isBefore(shown.until()))
        .map(Shown::owned);
  }

  /** Remembers a token that was valid now. */
  void add(String hash, AccessTokenTable.Owned owned, Instant now) {
    if (byHash.size() >= MOST) {
      byHash.clear();
    }
    Instant end = now.plus(KEPT);
    Instant until = owned.token().expires().filter(end::isAfter).orElse(end);
    byHash.put(hash, new Shown(owned, until));
  }

  /** Something was changed that they may depend on. */
  void forget() {
    byHash.clear();
  }
}
