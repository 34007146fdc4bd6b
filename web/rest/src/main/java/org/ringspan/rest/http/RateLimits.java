package org.ringspan.rest.http;

import io.github.bucket4j.Bucket;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A bucket for everybody who asks; whoever was silent for longest is forgotten first, with a full
 * bucket.
 *
 * <p>{@code ringspan.rest.requests.burst}, requests at once (default 300); {@code
 * ringspan.rest.requests.rate}, requests a second after that (default 50).
 */
@ApplicationScoped
public class RateLimits {
  private static final int REMEMBERED = 10_000;

  private final long burst = Long.getLong("ringspan.rest.requests.burst", 300);
  private final long rate = Long.getLong("ringspan.rest.requests.rate", 50);

  /** Guarded by itself. */
  private final Map<String, Bucket> buckets =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
          return size() > REMEMBERED;
        }
      };

  /** The bucket of {@code who}. */
  Bucket of(String who) {
    synchronized (buckets) {
      return buckets.computeIfAbsent(who, unused -> full());
    }
  }

  private Bucket full() {
    return Bucket.builder()
        .addLimit(limit -> limit.capacity(burst).refillGreedy(rate, Duration.ofSeconds(1)))
        .build();
  }
}
