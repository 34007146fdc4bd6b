package org.ringspan.scim;

import de.captaingoldfish.scim.sdk.common.resources.multicomplex.PhoneNumber;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The numbers of somebody who is new, from {@code phoneNumbers}: one of the kind {@code work}
 * without a plus sign is an extension, one with it where the line is reached from outside (also
 * {@code tel:+14085550100;ext=51234}, RFC 3966), one of the kind {@code mobile} a destination. What
 * is something else isn't taken: a directory's numbers are for people to read.
 */
record Numbers(Optional<String> extension, Optional<String> publicNumber, Optional<String> mobile) {
  private static final int LONGEST = 64;
  private static final Pattern SEPARATORS = Pattern.compile("[ ().\\-/]");
  private static final Pattern FORM =
      Pattern.compile("(?<number>\\+?[0-9]{1,15})(?:(?:;ext=|x)(?<extension>[0-9]{1,15}))?");

  static Numbers of(List<PhoneNumber> given) {
    Optional<String> extension = Optional.empty();
    Optional<String> outside = Optional.empty();
    Optional<String> mobile = Optional.empty();
    for (PhoneNumber phone : given) {
      Optional<Matcher> read = phone.getValue().flatMap(Numbers::read);
      if (read.isEmpty()) {
        continue;
      }
      Optional<String> number = Optional.of(read.get().group("number"));
      boolean international = number.get().startsWith("+");
      switch (phone.getType().orElse("work").toLowerCase(Locale.ROOT)) {
        case "work" -> {
          extension = extension.or(() -> Optional.ofNullable(read.get().group("extension")));
          if (international) {
            outside = outside.or(() -> number);
          } else {
            extension = extension.or(() -> number);
          }
        }
        case "mobile" -> {
          if (international) {
            mobile = mobile.or(() -> number);
          }
        }
        default -> {
          // A fax, a pager: nothing that we ring.
        }
      }
    }
    return new Numbers(extension, extension.isPresent() ? outside : Optional.empty(), mobile);
  }

  private static Optional<Matcher> read(String text) {
    if (text.length() > LONGEST) {
      return Optional.empty();
    }
    String plain =
        SEPARATORS.matcher(text.toLowerCase(Locale.ROOT).replaceFirst("^tel:", "")).replaceAll("");
    Matcher matcher = FORM.matcher(plain);
    return matcher.matches() ? Optional.of(matcher) : Optional.empty();
  }
}
