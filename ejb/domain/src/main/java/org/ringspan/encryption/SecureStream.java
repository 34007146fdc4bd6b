package org.ringspan.encryption;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a session description says about the encryption of a stream. What a remote side has said is
 * written anew, so that nothing gets through that isn't understood.
 *
 * @param encryption how the stream is encrypted
 * @param protocol what stands in its {@code m=} line
 * @param tag which of the remote side's keys was taken (RFC 4568 section 4.1); 1 without such
 * @param attributes {@code a=} lines without ends. Some are secrets: they must not be logged
 */
public record SecureStream(
    MediaEncryption encryption, String protocol, int tag, List<String> attributes) {
  /** A stream in clear. */
  public static final SecureStream PLAIN =
      new SecureStream(MediaEncryption.NONE, "RTP/AVP", 1, List.of());

  private static final String SETUP = "a=setup:";
  private static final String CRYPTO = "a=crypto:";
  private static final String LITE = "a=ice-lite";
  private static final int MOST_CANDIDATES = 16;

  // rfc4568#section-9.2: the tag has 1 to 9 digits. Lifetimes are longer than calls. Keys with an
  // index and session parameters, of which one switches encryption off, aren't taken.
  private static final Pattern KEY =
      Pattern.compile(
          "a=crypto:([0-9]{1,9}) +AES_CM_128_HMAC_SHA1_80 +inline:([A-Za-z0-9+/]{40})"
              + "(?:\\|(?:2\\^)?[0-9]{1,15})? *",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern FINGERPRINT =
      Pattern.compile(
          "a=fingerprint:(?:sha-256 [0-9A-F]{2}(?::[0-9A-F]{2}){31}"
              + "|sha-384 [0-9A-F]{2}(?::[0-9A-F]{2}){47}"
              + "|sha-512 [0-9A-F]{2}(?::[0-9A-F]{2}){63})",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern ROLE = Pattern.compile("a=setup:(actpass|active|passive)");
  // rfc8839#section-5.4
  private static final Pattern NAME = Pattern.compile("a=ice-ufrag:[A-Za-z0-9+/]{4,256}");
  private static final Pattern PASSWORD = Pattern.compile("a=ice-pwd:[A-Za-z0-9+/]{22,256}");
  // Only addresses that need no looking up: what hides behind a name is found by its checks.
  private static final Pattern CANDIDATE =
      Pattern.compile(
          "a=candidate:([A-Za-z0-9+/]{1,32}) 1 udp ([0-9]{1,10}) ([0-9A-Fa-f.:]{2,45}) ([0-9]{1,5})"
              + " typ (host|srflx|prflx|relay)(?: .*)?",
          Pattern.CASE_INSENSITIVE);

  public SecureStream {
    attributes = List.copyOf(attributes);
  }

  /**
   * What a remote side has said; nothing when it isn't encrypted as wanted, or isn't complete.
   *
   * @param protocol what stands in its {@code m=} line
   * @param session the lines that are said of all streams
   * @param stream its own lines
   */
  public static Optional<SecureStream> of(
      MediaEncryption wanted, String protocol, List<String> session, List<String> stream) {
    return switch (wanted) {
      case NONE -> protocol.equals(PLAIN.protocol) ? Optional.of(PLAIN) : Optional.empty();
      case SDES ->
          protocol.equals("RTP/SAVP") || protocol.equals("RTP/SAVPF")
              ? keyed(protocol, stream)
              : Optional.empty();
      case DTLS ->
          protocol.equals("UDP/TLS/RTP/SAVPF") || protocol.equals("UDP/TLS/RTP/SAVP")
              ? agreed(protocol, session, stream)
              : Optional.empty();
    };
  }

  private static Optional<SecureStream> keyed(String protocol, List<String> stream) {
    return stream.stream()
        .map(KEY::matcher)
        .filter(Matcher::matches)
        .findFirst()
        .map(
            key ->
                new SecureStream(
                    MediaEncryption.SDES,
                    protocol,
                    Integer.parseInt(key.group(1)),
                    List.of("a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:" + key.group(2))));
  }

  private static Optional<SecureStream> agreed(
      String protocol, List<String> session, List<String> stream) {
    // rfc8839#section-5.3: of two sides without checks of their own none would find the other.
    if (session.contains(LITE)) {
      return Optional.empty();
    }
    Optional<String> role =
        first(ROLE, session, stream).map(line -> line.endsWith("passive") ? "passive" : "active");
    Optional<String> fingerprint = first(FINGERPRINT, session, stream);
    Optional<String> name = first(NAME, session, stream);
    Optional<String> password = first(PASSWORD, session, stream);
    // rfc8835#section-3.4: RTCP on the same port is what all have that do this.
    if (role.isEmpty()
        || fingerprint.isEmpty()
        || name.isEmpty()
        || password.isEmpty()
        || !stream.contains("a=rtcp-mux")) {
      return Optional.empty();
    }
    List<String> all = new ArrayList<>();
    all.add("a=rtcp-mux");
    all.add(SETUP + role.get());
    all.add(fingerprint.get());
    all.add(name.get());
    all.add(password.get());
    all.addAll(candidates(stream));
    return Optional.of(new SecureStream(MediaEncryption.DTLS, protocol, 1, all));
  }

  /** What is said of the stream counts before what is said of all. */
  private static Optional<String> first(Pattern form, List<String> session, List<String> stream) {
    Predicate<String> fits = line -> form.matcher(line).matches();
    return Stream.concat(stream.stream(), session.stream()).filter(fits).findFirst();
  }

  private static List<String> candidates(List<String> stream) {
    return stream.stream()
        .map(CANDIDATE::matcher)
        .filter(Matcher::matches)
        .filter(found -> isPort(found.group(4)))
        .map(
            found ->
                "a=candidate:%s 1 UDP %s %s %s typ host"
                    .formatted(found.group(1), found.group(2), found.group(3), found.group(4)))
        .limit(MOST_CANDIDATES)
        .toList();
  }

  private static boolean isPort(String text) {
    int port = Integer.parseInt(text);
    return port > 0 && port < 65_536;
  }

  /** What our end is described by, in an offer. */
  public static SecureStream ofEngine(MediaEncryption encryption, List<String> attributes) {
    return switch (encryption) {
      case NONE -> PLAIN;
      case SDES -> new SecureStream(encryption, "RTP/SAVP", 1, attributes);
      case DTLS -> new SecureStream(encryption, "UDP/TLS/RTP/SAVPF", 1, attributes);
    };
  }

  /**
   * What our end is described by, in the answer to an offer.
   *
   * <p>rfc4568#section-5.1.2: the answer has "the tag and crypto-suite from the accepted crypto
   * attribute in the offer". rfc5763#section-5: one is active and the other passive.
   */
  public SecureStream answering(SecureStream offer) {
    boolean calls = offer.attributes.contains(SETUP + "passive");
    List<String> answer =
        attributes.stream()
            .map(
                line ->
                    line.startsWith(SETUP)
                        ? SETUP + (calls ? "active" : "passive")
                        : line.startsWith(CRYPTO)
                            ? CRYPTO + offer.tag + line.substring(line.indexOf(' '))
                            : line)
            .toList();
    return new SecureStream(encryption, offer.protocol, offer.tag, answer);
  }

  /** The lines that are said of all streams, with their ends. */
  public String forSession() {
    return attributes.contains(LITE) ? LITE + "\r\n" : "";
  }

  /** The lines of the stream, with their ends. */
  public String forStream() {
    StringBuilder lines = new StringBuilder();
    attributes.stream()
        .filter(line -> !line.equals(LITE))
        .forEach(line -> lines.append(line).append("\r\n"));
    return lines.toString();
  }

  /** Without the attributes: they have keys. */
  @Override
  public String toString() {
    return encryption.toString();
  }
}
