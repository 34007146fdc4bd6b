package org.ringspan.sip.container.api;

import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Settings of digest authentication.
 *
 * @param nonceLifetime how long a nonce is accepted, seconds (default 300)
 * @param rememberedNonces how many nonces in use are remembered to refuse replays (default 100000);
 *     beyond that the oldest ones are challenged anew
 * @param md5Only User-Agents that give up at any challenge they don't know, instead of taking the
 *     one they do; they are offered MD5 alone (default: baresip 0.x and 1.x)
 */
public record DigestSettings(Duration nonceLifetime, int rememberedNonces, Pattern md5Only) {
  /** The defaults. */
  public static final DigestSettings DEFAULT =
      new DigestSettings(Duration.ofSeconds(300), 100_000, Pattern.compile("baresip v[01]\\."));

  /**
   * @throws IllegalArgumentException if the lifetime isn't positive or nothing could be remembered
   */
  public DigestSettings {
    if (nonceLifetime.toMillis() <= 0 || rememberedNonces < 1) {
      throw new IllegalArgumentException("Nonces need a lifetime and room to be remembered");
    }
  }

  /** Which algorithms a peer is offered, the preferred first. */
  List<DigestAlgorithm> offeredTo(@Nullable String userAgent) {
    return userAgent != null && md5Only.matcher(userAgent).lookingAt()
        ? List.of(DigestAlgorithm.MD5)
        : List.of(DigestAlgorithm.values());
  }
}
