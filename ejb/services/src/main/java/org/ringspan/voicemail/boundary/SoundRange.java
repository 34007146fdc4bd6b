package org.ringspan.voicemail.boundary;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The part of a sound's file that somebody asks for (RFC 9110 section 14.1.2).
 *
 * @param from the first octet
 * @param to the one behind the last
 */
public record SoundRange(long from, long to) {
  private static final Pattern FORM = Pattern.compile("bytes=([0-9]{0,15})-([0-9]{0,15})");

  /** What to answer to a {@code Range}. */
  public sealed interface Wanted {}

  /** Everything: nothing less was asked for, or in a way that may be ignored. */
  public record Whole() implements Wanted {}

  /** A part. */
  public record Part(SoundRange range) implements Wanted {}

  /** A part that isn't there: 416. */
  public record Outside() implements Wanted {}

  /**
   * Reads the header fields of a request.
   *
   * <p>rfc9110#section-14.2: "A server MAY ignore the Range header field." Several ranges at once
   * are ignored.
   *
   * @param range the field {@code Range}, if there is one
   * @param ifRange the field {@code If-Range}: a part is given of the file with this tag only
   */
  public static Wanted of(@Nullable String range, @Nullable String ifRange, Sound sound) {
    if (range == null || ifRange != null && !ifRange.strip().equals("\"" + sound.tag() + "\"")) {
      return new Whole();
    }
    Matcher matcher = FORM.matcher(range.strip());
    if (!matcher.matches()) {
      return new Whole();
    }
    Optional<Long> first = number(matcher.group(1));
    Optional<Long> last = number(matcher.group(2));
    if (first.isEmpty()) {
      return last.map(length -> suffix(length, sound.size())).orElseGet(Whole::new);
    }
    if (last.isPresent() && last.get() < first.get()) {
      return new Whole();
    }
    if (first.get() >= sound.size()) {
      return new Outside();
    }
    long to = last.map(it -> Math.min(it + 1, sound.size())).orElse(sound.size());
    return new Part(new SoundRange(first.get(), to));
  }

  private static Wanted suffix(long length, long size) {
    return length == 0 ? new Outside() : new Part(new SoundRange(Math.max(0, size - length), size));
  }

  private static Optional<Long> number(String digits) {
    return digits.isEmpty() ? Optional.empty() : Optional.of(Long.parseLong(digits));
  }

  /** Octets in it. */
  public long length() {
    return to - from;
  }

  /** The field {@code Content-Range}. */
  public String header(Sound sound) {
    return "bytes " + from + "-" + (to - 1) + "/" + sound.size();
  }
}
