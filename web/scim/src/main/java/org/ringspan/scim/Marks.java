package org.ringspan.scim;

import com.fasterxml.jackson.databind.JsonNode;
import de.captaingoldfish.scim.sdk.common.etag.ETag;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;

/** Marks of what a client has seen (RFC 7644 section 3.14). */
final class Marks {
  private static final int BYTES = 15;

  private Marks() {}

  /** The mark of a content: two are the same when nothing differs. */
  static ETag of(JsonNode content) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256")
              .digest(content.toString().getBytes(StandardCharsets.UTF_8));
      return weak(Base64.getUrlEncoder().encodeToString(Arrays.copyOf(hash, BYTES)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** The mark of a version. */
  static ETag of(long version) {
    return weak(Long.toString(version));
  }

  private static ETag weak(String tag) {
    return ETag.builder().weak(true).tag(tag).build();
  }
}
