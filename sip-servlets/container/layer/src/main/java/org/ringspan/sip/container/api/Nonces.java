package org.ringspan.sip.container.api;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Nonces that need no memory until they are used: time of issue and randomness, sealed by a secret
 * of this process. A nonce in use has its counts remembered in a window of 64, so that messages may
 * overtake each other but none is accepted twice.
 */
final class Nonces {
  private static final int CLEAR_BYTES = Long.BYTES * 2;
  private static final int SEAL_BYTES = 16;

  private final SecureRandom random = new SecureRandom();
  private final SecretKeySpec secret;
  private final Clock clock;
  private final Duration lifetime;
  private final int capacity;

  /** In order of first use, the oldest first; guarded by this. */
  private final Map<String, Window> used = new LinkedHashMap<>();

  /** Nonces issued up to here can't be told from forgotten ones; guarded by this. */
  private long forgottenUpTo = Long.MIN_VALUE;

  Nonces(DigestSettings settings, Clock clock) {
    byte[] key = new byte[32];
    random.nextBytes(key);
    this.secret = new SecretKeySpec(key, "HmacSHA256");
    this.clock = clock;
    this.lifetime = settings.nonceLifetime();
    this.capacity = settings.rememberedNonces();
  }

  /** A fresh nonce for one realm and algorithm. */
  String issue(String realm, DigestAlgorithm algorithm) {
    byte[] clear =
        ByteBuffer.allocate(CLEAR_BYTES).putLong(clock.millis()).putLong(random.nextLong()).array();
    byte[] nonce =
        ByteBuffer.allocate(CLEAR_BYTES + SEAL_BYTES)
            .put(clear)
            .put(seal(clear, realm, algorithm), 0, SEAL_BYTES)
            .array();
    return Base64.getUrlEncoder().withoutPadding().encodeToString(nonce);
  }

  /** Whether we issued the nonce for this realm and algorithm, and lately enough. */
  boolean fresh(String nonce, String realm, DigestAlgorithm algorithm) {
    byte[] bytes = decode(nonce);
    if (bytes.length != CLEAR_BYTES + SEAL_BYTES) {
      return false;
    }
    byte[] head = Arrays.copyOf(bytes, CLEAR_BYTES);
    byte[] theirs = Arrays.copyOfRange(bytes, CLEAR_BYTES, bytes.length);
    byte[] ours = Arrays.copyOf(seal(head, realm, algorithm), SEAL_BYTES);
    if (!MessageDigest.isEqual(theirs, ours)) {
      return false;
    }
    Instant issued = Instant.ofEpochMilli(ByteBuffer.wrap(head).getLong());
    Duration age = Duration.between(issued, clock.instant());
    return !age.isNegative() && age.compareTo(lifetime) <= 0;
  }

  /**
   * Takes note that a count of a fresh nonce has been used.
   *
   * @return false if it had been used before or may have been
   */
  synchronized boolean use(String nonce, long count) {
    Window window = used.get(nonce);
    if (window == null) {
      long issued = ByteBuffer.wrap(decode(nonce)).getLong();
      if (issued <= forgottenUpTo) {
        return false;
      }
      forget();
      window = new Window(issued);
      used.put(nonce, window);
    }
    return window.use(count);
  }

  private void forget() {
    long expired = clock.millis() - lifetime.toMillis();
    for (Iterator<Window> windows = used.values().iterator(); windows.hasNext(); ) {
      Window oldest = windows.next();
      if (oldest.issued >= expired && used.size() < capacity) {
        return;
      }
      if (oldest.issued >= expired) {
        forgottenUpTo = Math.max(forgottenUpTo, oldest.issued);
      }
      windows.remove();
    }
  }

  private byte[] seal(byte[] clear, String realm, DigestAlgorithm algorithm) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(secret);
      mac.update(clear);
      mac.update((algorithm.token() + ":" + realm).getBytes(StandardCharsets.UTF_8));
      return mac.doFinal();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java platform has HmacSHA256", e);
    }
  }

  private static byte[] decode(String nonce) {
    // The alphabet is checked first: the decoder's complaint is an exception, and this is hostile
    // input.
    boolean ours =
        nonce.length() <= 64
            && nonce.length() % 4 != 1
            && nonce
                .chars()
                .allMatch(c -> c < 128 && (Character.isLetterOrDigit(c) || c == '-' || c == '_'));
    return ours ? Base64.getUrlDecoder().decode(nonce) : new byte[0];
  }

  /** Counts of one nonce: the highest and which of the 63 below it have been used. */
  private static final class Window {
    private final long issued;
    private long highest;
    private long seen;

    Window(long issued) {
      this.issued = issued;
    }

    boolean use(long count) {
      long ahead = count - highest;
      if (ahead > 0) {
        seen = ahead >= Long.SIZE ? 1 : seen << ahead | 1;
        highest = count;
        return true;
      }
      if (-ahead >= Long.SIZE || (seen & 1L << -ahead) != 0) {
        return false;
      }
      seen |= 1L << -ahead;
      return true;
    }
  }
}
