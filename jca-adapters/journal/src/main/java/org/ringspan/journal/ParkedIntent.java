package org.ringspan.journal;

import java.time.Instant;

/**
 * An intent that waits for an administrator.
 *
 * @param key its name
 * @param object what it is to change
 * @param description what it is to do
 * @param why why it is parked
 * @param reason the same in words
 * @param attempts failed attempts, as far as they are known
 * @param preparedAt when its transaction was prepared
 * @param parkedAt since when it is parked
 * @param overtaken whether a later intent on the same object has been carried out since
 */
public record ParkedIntent(
    IdempotencyKey key,
    RemoteObject object,
    String description,
    Why why,
    String reason,
    int attempts,
    Instant preparedAt,
    Instant parkedAt,
    boolean overtaken) {

  /** Why an intent is parked. */
  public enum Why {
    /** The remote system has refused it. */
    REFUSED,
    /** It failed by an exception again and again, or ended the process. */
    POISON,
    /** The codec can't read it, such as after a downgrade. */
    UNREADABLE
  }
}
