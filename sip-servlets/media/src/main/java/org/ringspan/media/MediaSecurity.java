package org.ringspan.media;

import java.util.List;
import java.util.regex.Pattern;

/**
 * What a session description says about the encryption of a stream.
 *
 * @param encryption how it is encrypted
 * @param attributes its attributes, {@code a=} and all, without line ends; of SDES one {@code
 *     crypto} of {@code AES_CM_128_HMAC_SHA1_80}; of DTLS {@code fingerprint}, {@code setup},
 *     {@code ice-ufrag}, {@code ice-pwd}, {@code rtcp-mux} and candidates. Some of them are
 *     secrets: they must not be logged
 */
public record MediaSecurity(Encryption encryption, List<String> attributes) {

  /** No encryption. */
  public static final MediaSecurity NONE = new MediaSecurity(Encryption.NONE, List.of());

  private static final int MOST_ATTRIBUTES = 40;
  private static final Pattern ATTRIBUTE = Pattern.compile("a=[!-~][ -~]{0,399}");

  /**
   * What was described.
   *
   * @throws IllegalArgumentException for attributes that aren't each one line, for more than 40, or
   *     for some without encryption; the message doesn't repeat them
   */
  public MediaSecurity {
    attributes = List.copyOf(attributes);
    if (attributes.isEmpty() != (encryption == Encryption.NONE)
        || attributes.size() > MOST_ATTRIBUTES
        || !attributes.stream().allMatch(line -> ATTRIBUTE.matcher(line).matches())) {
      throw new IllegalArgumentException("attributes that don't describe " + encryption);
    }
  }

  /** Without the attributes: they have keys. */
  @Override
  public String toString() {
    return encryption.toString();
  }
}
