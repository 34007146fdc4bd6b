package org.ringspan.journal;

/**
 * An adapter's intents as bytes. The bytes outlive the program: a journal that was written by one
 * release is read by the next, so every form that was ever written has a version and stays
 * readable, or is refused by its number.
 *
 * <p>The bytes are stored as they are. A secret (a password that is to be set) must not stand in
 * them in clear: encrypt it here, with a key from outside the journal's directory.
 *
 * <p>Implementations are pure and may be called by any thread.
 *
 * @param <I> the adapter's intents
 */
public interface IntentCodec<I> {

  /**
   * Encodes an intent in the newest version.
   *
   * @throws InvalidIntentException when the intent can't be written
   */
  EncodedIntent encode(I intent);

  /**
   * Reads what {@link #encode} has written, now or in an older release. The bytes come from a file:
   * they have passed a checksum, but nothing else.
   *
   * @throws UnreadableIntentException for a version that it doesn't know, or for bytes that don't
   *     have the form of their version; the intent is parked then
   */
  I decode(EncodedIntent encoded) throws UnreadableIntentException;

  /**
   * The remote object that the intent changes. Intents on the same object are carried out in order,
   * also across transactions. An intent that changes two objects names the one whose order matters.
   */
  RemoteObject objectOf(I intent);

  /**
   * What the intent is to do, in words for an administrator, such as "member cn=Ann of group
   * cn=Sales". No secrets; at most {@value EncodedIntent#LONGEST_DESCRIPTION} characters are kept.
   */
  String describe(I intent);
}
