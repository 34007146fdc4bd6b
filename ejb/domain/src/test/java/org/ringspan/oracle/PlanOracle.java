package org.ringspan.oracle;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a dialled number means, found by trying every pattern: the best match is an emergency
 * pattern, then the one that means the fewest numbers of this length, then one of fixed length,
 * then the one whose partition is searched first, then the one configured first.
 */
final class PlanOracle {
  /**
   * An entry of the dial plan.
   *
   * @param kind line, route, emergency, block or translation
   * @param target the line, route list, cause or (perhaps empty) search space
   * @param discard none, dot, hash or both
   */
  record Entry(
      String kind,
      String pattern,
      String partition,
      String target,
      String discard,
      String mask,
      String prefix,
      boolean external,
      String callingMask,
      String callingPrefix) {}

  /** A search space. */
  record Space(String name, List<String> partitions) {}

  /** A plan; entries in the order that decides between equals. */
  record Plan(List<Entry> entries, List<Space> spaces, Optional<String> outsidePrefix) {}

  /** The caller's number inside and outside. */
  static final String CALLER = "51234";

  static final String CALLER_OUTSIDE = "+14085551234";

  private final Plan plan;
  private String calling = CALLER;

  private PlanOracle(Plan plan) {
    this.plan = plan;
  }

  static String answer(Plan plan, String dialled, List<String> space) {
    return new PlanOracle(plan).lookUp(dialled, space, 0);
  }

  private String lookUp(String number, List<String> space, int translations) {
    if (!dialable(number)) {
      return "no match";
    }
    Optional<Entry> best = Optional.empty();
    String matched = number;
    for (Entry entry : plan.entries()) {
      boolean emergency = entry.kind().equals("emergency");
      if (!emergency && !space.contains(entry.partition())) {
        continue;
      }
      String asDialled = number;
      if (emergency && !matches(entry.pattern(), number)) {
        asDialled = behindPrefix(number).orElse(number);
      }
      if (matches(entry.pattern(), asDialled)
          && (best.isEmpty() || better(entry, best.get(), asDialled, space))) {
        best = Optional.of(entry);
        matched = asDialled;
      }
    }
    if (best.isEmpty()) {
      return longerPossible(number, space) ? "incomplete" : "no match";
    }
    return follow(best.get(), matched, space, translations);
  }

  private Optional<String> behindPrefix(String number) {
    return plan.outsidePrefix()
        .filter(number::startsWith)
        .map(prefix -> number.substring(prefix.length()));
  }

  private boolean better(Entry one, Entry other, String number, List<String> space) {
    boolean emergency = one.kind().equals("emergency");
    if (emergency != other.kind().equals("emergency")) {
      return emergency;
    }
    int fewer = count(one.pattern(), number).compareTo(count(other.pattern(), number));
    if (fewer != 0) {
      return fewer < 0;
    }
    if (open(one.pattern()) != open(other.pattern())) {
      return !open(one.pattern());
    }
    // Emergency patterns are found from everywhere, so the order of partitions has no say there.
    return !emergency && space.indexOf(one.partition()) < space.indexOf(other.partition());
  }

  private String follow(Entry entry, String number, List<String> space, int translations) {
    if (entry.kind().equals("block")) {
      return "blocked " + entry.target();
    }
    if (!entry.kind().equals("line")) {
      changeCalling(entry);
    }
    if (entry.kind().equals("line")) {
      return "line " + entry.target() + " from " + calling;
    }
    String changed = changed(entry, number);
    if (entry.kind().equals("translation") && translations == 10) {
      return "blocked LOOP";
    }
    if (!dialable(changed)) {
      return "blocked NOTHING_LEFT_TO_DIAL";
    }
    if (entry.kind().equals("translation")) {
      return lookUp(
          changed, entry.target().isEmpty() ? space : space(entry.target()), translations + 1);
    }
    return "route " + entry.target() + " " + changed + " from " + calling;
  }

  private List<String> space(String name) {
    for (Space space : plan.spaces()) {
      if (space.name().equals(name)) {
        return space.partitions();
      }
    }
    throw new IllegalArgumentException("no space " + name);
  }

  private void changeCalling(Entry entry) {
    if (entry.external()) {
      calling = CALLER_OUTSIDE;
    }
    if (dialable(calling)) {
      calling = entry.callingPrefix() + masked(calling, entry.callingMask());
    }
  }

  /** Discard, mask, prefix, in this order. */
  private static String changed(Entry entry, String number) {
    String rest = number;
    if (entry.discard().equals("dot") || entry.discard().equals("both")) {
      rest =
          rest.substring(tokens(entry.pattern().substring(0, entry.pattern().indexOf('.'))).size());
    }
    if ((entry.discard().equals("hash") || entry.discard().equals("both")) && rest.endsWith("#")) {
      rest = rest.substring(0, rest.length() - 1);
    }
    return entry.prefix() + masked(rest, entry.mask());
  }

  /** From the right: X keeps, another symbol replaces, what is left of the mask goes. */
  private static String masked(String number, String mask) {
    if (mask.isEmpty()) {
      return number;
    }
    String made = "";
    for (int i = 0; i < mask.length(); i++) {
      char form = mask.charAt(mask.length() - 1 - i);
      int at = number.length() - 1 - i;
      if (form != 'X') {
        made = form + made;
      } else if (at >= 0) {
        made = number.charAt(at) + made;
      }
    }
    return made;
  }

  /** One to 48 symbols, a plus only in front. */
  static boolean dialable(String number) {
    return number.matches("\\+?[0-9*#]*") && !number.isEmpty() && number.length() <= 48;
  }

  private static boolean open(String pattern) {
    return pattern.contains("!");
  }

  /** The places of a pattern, each with the symbols it may be; "!" alone for the open end. */
  static List<String> tokens(String pattern) {
    List<String> tokens = new ArrayList<>();
    for (int i = 0; i < pattern.length(); i++) {
      char symbol = pattern.charAt(i);
      if (symbol == '[') {
        int end = pattern.indexOf(']', i);
        tokens.add(set(pattern.substring(i + 1, end)));
        i = end;
      } else if (symbol == 'X') {
        tokens.add("0123456789");
      } else if (symbol == '\\') {
        tokens.add("+");
        i++;
      } else if (symbol != '.') {
        tokens.add(String.valueOf(symbol));
      }
    }
    return tokens;
  }

  private static String set(String text) {
    boolean not = text.startsWith("^");
    String body = not ? text.substring(1) : text;
    StringBuilder named = new StringBuilder();
    for (int i = 0; i < body.length(); i++) {
      if (i + 2 < body.length() && body.charAt(i + 1) == '-') {
        for (char c = body.charAt(i); c <= body.charAt(i + 2); c++) {
          named.append(c);
        }
        i += 2;
      } else {
        named.append(body.charAt(i));
      }
    }
    if (!not) {
      return named.toString();
    }
    StringBuilder others = new StringBuilder();
    for (char c = '0'; c <= '9'; c++) {
      if (named.indexOf(String.valueOf(c)) < 0) {
        others.append(c);
      }
    }
    return others.toString();
  }

  static boolean matches(String pattern, String number) {
    return matches(tokens(pattern), number);
  }

  private static boolean matches(List<String> tokens, String number) {
    if (tokens.isEmpty()) {
      return number.isEmpty();
    }
    if (number.isEmpty()) {
      return false;
    }
    if (tokens.getFirst().equals("!")) {
      boolean hash = tokens.size() > 1;
      String digits =
          hash && number.endsWith("#") ? number.substring(0, number.length() - 1) : number;
      return (!hash || number.endsWith("#")) && digits.matches("[0-9]+");
    }
    return tokens.getFirst().indexOf(number.charAt(0)) >= 0
        && matches(tokens.subList(1, tokens.size()), number.substring(1));
  }

  /** How many numbers of the length of {@code number}, which it matches, a pattern means. */
  private static BigInteger count(String pattern, String number) {
    BigInteger count = BigInteger.ONE;
    List<String> tokens = tokens(pattern);
    int fixed = 0;
    for (String token : tokens) {
      if (!token.equals("!")) {
        count = count.multiply(BigInteger.valueOf(token.length()));
        fixed++;
      }
    }
    return open(pattern) ? count.multiply(BigInteger.TEN.pow(number.length() - fixed)) : count;
  }

  private boolean longerPossible(String number, List<String> space) {
    for (Entry entry : plan.entries()) {
      boolean emergency = entry.kind().equals("emergency");
      if (emergency || space.contains(entry.partition())) {
        Optional<String> behind = emergency ? behindPrefix(number) : Optional.empty();
        String prefix = emergency ? plan.outsidePrefix().orElse("") : "";
        if (begins(tokens(entry.pattern()), number)
            || behind.filter(rest -> begins(tokens(entry.pattern()), rest)).isPresent()
            || (prefix.startsWith(number) && !prefix.isEmpty())) {
          return true;
        }
      }
    }
    return false;
  }

  /** Whether a longer number that begins with this one matches. */
  private static boolean begins(List<String> tokens, String number) {
    if (tokens.isEmpty()) {
      return false;
    }
    if (number.isEmpty()) {
      return true;
    }
    if (tokens.getFirst().equals("!")) {
      return number.matches("[0-9]+");
    }
    return tokens.getFirst().indexOf(number.charAt(0)) >= 0
        && begins(tokens.subList(1, tokens.size()), number.substring(1));
  }
}
