package org.ringspan.registration;

import static java.util.stream.Collectors.toUnmodifiableSet;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A SIP or SIPS URI as far as two of them must be compared (RFC 3261 section 19.1.4).
 *
 * @param user the part before the at sign, unescaped, case-sensitive; empty when there is none
 * @param port empty isn't 5060: "a URI omitting any component with a default value will not match a
 *     URI explicitly containing that component"
 */
record ContactUri(
    String scheme,
    String user,
    String host,
    String port,
    Map<String, String> parameters,
    Set<String> headers) {
  static final int LONGEST = 512;

  private static final Pattern FORM =
      Pattern.compile(
          "(?<scheme>[sS][iI][pP][sS]?):(?:(?<user>[!-~&&[^@<>\"]]+)@)?"
              + "(?<host>\\[[0-9A-Fa-f:.]+]|[A-Za-z0-9.-]+)(?::(?<port>[0-9]{1,5}))?"
              + "(?<parameters>(?:;[!-~&&[^;?<>\"@]]+)*)(?:\\?(?<headers>[!-~&&[^<>\"@]]+))?");

  /** Parameters that must be in both URIs or in none, as section 19.1.4 lists them. */
  private static final Set<String> DECISIVE = Set.of("user", "ttl", "method", "maddr", "transport");

  static Optional<ContactUri> in(String text) {
    if (text.length() > LONGEST) {
      return Optional.empty();
    }
    Matcher matcher = FORM.matcher(text);
    return matcher.matches() ? Optional.of(of(matcher)) : Optional.empty();
  }

  private static ContactUri of(Matcher matcher) {
    return new ContactUri(
        matcher.group("scheme").toLowerCase(Locale.ROOT),
        unescaped(orEmpty(matcher.group("user"))),
        matcher.group("host").toLowerCase(Locale.ROOT),
        orEmpty(matcher.group("port")),
        parametersIn(orEmpty(matcher.group("parameters"))),
        headersIn(orEmpty(matcher.group("headers"))));
  }

  private static String orEmpty(@Nullable String group) {
    return group == null ? "" : group;
  }

  private static Map<String, String> parametersIn(String text) {
    Map<String, String> parameters = new HashMap<>();
    for (String parameter : text.split(";")) {
      if (!parameter.isEmpty()) {
        int equals = parameter.indexOf('=');
        String name = equals < 0 ? parameter : parameter.substring(0, equals);
        String value = equals < 0 ? "" : parameter.substring(equals + 1);
        parameters.putIfAbsent(
            unescaped(name).toLowerCase(Locale.ROOT), unescaped(value).toLowerCase(Locale.ROOT));
      }
    }
    return Map.copyOf(parameters);
  }

  private static Set<String> headersIn(String text) {
    return Arrays.stream(text.split("&"))
        .filter(header -> !header.isEmpty())
        .map(header -> unescaped(header).toLowerCase(Locale.ROOT))
        .collect(toUnmodifiableSet());
  }

  // rfc3261#section-19.1.4: "Characters other than those in the 'reserved' set are equivalent to
  // their '%' HEX HEX encoding." Reserved ones are rare in contacts and decoded too.
  static String unescaped(String text) {
    if (text.indexOf('%') < 0) {
      return text;
    }
    StringBuilder plain = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      int code = c == '%' ? hexAt(text, i + 1) : -1;
      if (code >= 0) {
        plain.append((char) code);
        i += 2;
      } else {
        plain.append(c);
      }
    }
    return plain.toString();
  }

  private static int hexAt(String text, int index) {
    if (index + 2 > text.length()) {
      return -1;
    }
    int high = Character.digit(text.charAt(index), 16);
    int low = Character.digit(text.charAt(index + 1), 16);
    return high < 0 || low < 0 ? -1 : high * 16 + low;
  }

  /** Whether both name the same place. Not transitive, as the RFC remarks. */
  boolean matches(ContactUri other) {
    return scheme.equals(other.scheme)
        && user.equals(other.user)
        && host.equals(other.host)
        && port.equals(other.port)
        && headers.equals(other.headers)
        && parametersMatch(other);
  }

  private boolean parametersMatch(ContactUri other) {
    for (String name : DECISIVE) {
      if (parameters.containsKey(name) != other.parameters.containsKey(name)) {
        return false;
      }
    }
    return parameters.entrySet().stream()
        .allMatch(
            mine ->
                other
                    .parameters
                    .getOrDefault(mine.getKey(), mine.getValue())
                    .equals(mine.getValue()));
  }
}
