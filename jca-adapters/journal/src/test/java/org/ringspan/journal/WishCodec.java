package org.ringspan.journal;

import java.nio.charset.StandardCharsets;

/** Wishes as bytes, in one version. */
public final class WishCodec implements IntentCodec<Wish> {

  /** The version that it writes; tests that come from a newer release write a higher one. */
  private final int version;

  /** Of this release. */
  public WishCodec() {
    this(1);
  }

  /** Of a release that writes this version, and reads all up to it. */
  public WishCodec(int version) {
    this.version = version;
  }

  @Override
  public EncodedIntent encode(Wish wish) {
    if (wish.value().indexOf('=') >= 0) {
      throw new InvalidIntentException("a value has no '='");
    }
    return new EncodedIntent(
        version, (wish.object() + "=" + wish.value()).getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public Wish decode(EncodedIntent encoded) throws UnreadableIntentException {
    if (encoded.version() > version) {
      throw UnreadableIntentException.unknownVersion(encoded.version(), version);
    }
    String text = new String(encoded.bytes(), StandardCharsets.UTF_8);
    int at = text.lastIndexOf('=');
    if (at < 0) {
      throw new UnreadableIntentException("no '='");
    }
    return new Wish(text.substring(0, at), text.substring(at + 1));
  }

  @Override
  public RemoteObject objectOf(Wish wish) {
    return new RemoteObject(wish.object());
  }

  @Override
  public String describe(Wish wish) {
    return wish.object() + " is " + wish.value();
  }
}
