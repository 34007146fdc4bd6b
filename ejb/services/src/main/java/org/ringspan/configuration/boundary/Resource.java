package org.ringspan.configuration.boundary;

import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;

/**
 * One thing of the configuration as it is.
 *
 * @param key what it is told by among its kind
 * @param json as in a seed document; without secrets
 */
public record Resource(ResourceKind kind, String key, JsonObject json) {
  private static final int TAG_BYTES = 15;

  /**
   * A mark of its content: two are the same exactly when nothing differs. Who changes it shows the
   * mark of what he has seen.
   */
  public String tag() {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256")
              .digest(json.toString().getBytes(StandardCharsets.UTF_8));
      return Base64.getUrlEncoder().encodeToString(Arrays.copyOf(hash, TAG_BYTES));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
