package org.ringspan.configuration.boundary;

import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One thing of the configuration as it is, without secrets. Immutable; its text and its mark are
 * made when they are first asked for, and kept.
 */
public final class Resource {
  private static final int TAG_BYTES = 15;

  private final ResourceKind kind;
  private final String key;
  private final Supplier<JsonObject> form;
  private volatile @Nullable String text;
  private volatile @Nullable String tag;

  /**
   * A thing.
   *
   * @param key what it is told by among its kind
   * @param json as in a seed document
   */
  public Resource(ResourceKind kind, String key, JsonObject json) {
    this(kind, key, () -> json);
  }

  /**
   * A thing that is written when somebody asks for it.
   *
   * @param form gives the same whenever it is asked
   */
  public Resource(ResourceKind kind, String key, Supplier<JsonObject> form) {
    this.kind = kind;
    this.key = key;
    this.form = form;
  }

  public ResourceKind kind() {
    return kind;
  }

  /** What it is told by among its kind. */
  public String key() {
    return key;
  }

  /**
   * As in a seed document; made anew each time, since a tree is many times as large as its text.
   */
  public JsonObject json() {
    return form.get();
  }

  /** The same as text. */
  public String text() {
    String written = text;
    if (written == null) {
      written = form.get().toString();
      text = written;
    }
    return written;
  }

  /**
   * A mark of its content: two are the same exactly when nothing differs. Who changes it shows the
   * mark of what he has seen.
   */
  public String tag() {
    String made = tag;
    if (made == null) {
      made = tagOf(text());
      tag = made;
    }
    return made;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Resource resource
        && kind == resource.kind
        && key.equals(resource.key)
        && text().equals(resource.text());
  }

  @Override
  public int hashCode() {
    return Objects.hash(kind, key);
  }

  @Override
  public String toString() {
    return "Resource[" + kind + " " + key + "]";
  }

  private static String tagOf(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return Base64.getUrlEncoder().encodeToString(Arrays.copyOf(hash, TAG_BYTES));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
