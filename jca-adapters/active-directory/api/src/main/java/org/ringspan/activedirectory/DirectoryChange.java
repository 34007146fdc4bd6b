package org.ringspan.activedirectory;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/**
 * An object that changed.
 *
 * @param guid the object
 * @param state whether it is there, elsewhere or gone
 * @param entry what was told. By DirSync only attributes that changed are among it: one with no
 *     values has lost them, one that is missing is as before
 * @param complete whether the entry has all attributes that were asked for and have values
 */
public record DirectoryChange(
    ObjectGuid guid, State state, DirectoryEntry entry, boolean complete) {

  /** Whether the object is there. */
  public enum State {
    /** It is there. */
    PRESENT,
    /** It is in the domain, but outside the base that was asked for: it may have moved away. */
    ELSEWHERE,
    /** It is deleted. */
    DELETED
  }

  /**
   * The version that is told: a digest of the content. Update numbers belong to one controller and
   * whenChanged isn't replicated, so only the content is the same wherever it is read.
   */
  public String version() {
    var digest = sha256();
    add(digest, entry.name().toLowerCase(Locale.ROOT));
    digest.update((byte) state.ordinal());
    for (var attribute : entry.attributes()) {
      if (isLocal(attribute)) {
        continue;
      }
      add(digest, attribute.toLowerCase(Locale.ROOT));
      entry.values(attribute).stream()
          .map(value -> HexFormat.of().formatHex(value.octets()))
          .sorted()
          .forEach(value -> add(digest, value));
      digest.update((byte) 0);
    }
    return HexFormat.of().formatHex(digest.digest(), 0, 16);
  }

  /** Attributes that every controller keeps for itself. */
  private static boolean isLocal(String attribute) {
    return switch (attribute.toLowerCase(Locale.ROOT)) {
      case "usnchanged", "usncreated", "whenchanged" -> true;
      default -> false;
    };
  }

  private static void add(MessageDigest digest, String text) {
    var octets = text.getBytes(StandardCharsets.UTF_8);
    digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(octets.length).array());
    digest.update(octets);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java has SHA-256", impossible);
    }
  }
}
