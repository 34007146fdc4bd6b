import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * Writes the seed document of the benchmark's company to standard output.
 *
 * <p>Arguments: kind, users, step between the users that get calls, SIP domain, gateway address, first gateway port. User {@code u00001} has the
 * line {@code 6000001}, the public number {@code +14086000001}, the desk phone {@code u00001-desk} and the remote destinations
 * {@code +14087000001} and {@code +14088000001}; users between the steps have the first destination only; the administrator
 * {@code admin} has no telephone. Kinds:
 *
 * <ul>
 *   <li>{@code plain}: both destinations ring at once, no rules;
 *   <li>{@code full}: the same calls through the full rule set, each destination with an access list and a ring schedule that let the calls pass;
 *   <li>{@code keyed}: one destination, which rings at once, and keys that mean something in calls there;
 *   <li>{@code mix}: one destination, whose timers depend on what is to become of the user's calls, see {@code Mix}.
 * </ul>
 */
final class BigCompany {
  private static final int LIST_MEMBERS = 10;
  private static final int SITES = 10;
  private static final int CLASSES = 4;
  private static final int PATTERNS = 10_000;

  private final PrintStream out;
  private final String kind;
  private final int users;
  private final int step;

  private BigCompany(PrintStream out, String kind, int users, int step) {
    this.out = out;
    this.kind = kind;
    this.users = users;
    this.step = step;
  }

  public static void main(String[] args) {
    try (var out = new PrintStream(System.out, false, StandardCharsets.UTF_8)) {
      new BigCompany(out, args[0], Integer.parseInt(args[1]), Integer.parseInt(args[2])).write(args[3], args[4], Integer.parseInt(args[5]));
    }
  }

  private void write(String domain, String gateway, int port) {
    out.printf("{\"domain\":\"%s\",\"users\":[", domain);
    for (int index = 1; index <= users; index++) {
      out.print(index == 1 ? "\n" : ",\n");
      user(index);
    }
    out.println(",\n{\"id\":\"admin\",\"name\":\"Administrator\",\"role\":\"administrator\"}],");
    if (kind.equals("full")) {
      out.println(dialPlan());
    }
    if (kind.equals("keyed")) {
      out.println("\"reach\":{\"midCallFeatures\":true},");
    }
    out.printf("\"trunks\":[{\"name\":\"pstn\",\"host\":\"%s\",\"port\":%d,\"transport\":\"udp\",\"probed\":false}],%n", gateway, port);
    out.printf("\"voicemail\":{\"pilot\":\"59999\",\"routedAs\":\"+14089999999\",\"trunk\":\"pstn\"},%n\"forwardNoAnswer\":20000}%n");
  }

  private void user(int index) {
    boolean full = kind.equals("full");
    out.printf(
        "{\"id\":\"u%1$05d\",\"name\":\"User %1$05d\",\"role\":\"user\",\"mobility\":true,\"lines\":[{\"number\":\"60%1$05d\",\"did\":\"+140860%1$05d\","
            + "\"voicemail\":%2$s,\"forwardNoAnswer\":%3$d%4$s}],\"devices\":[{\"name\":\"u%1$05d-desk\",\"lines\":[\"60%1$05d\"]%5$s}],\"remoteDestinations\":[",
        index,
        kind.equals("mix"),
        kind.equals("mix") ? Mix.Kind.of(index).forwardMillis : 20_000,
        full ? ",\"partition\":\"lines %d\",\"searchSpace\":\"class %d\"".formatted(index % SITES, index % CLASSES) : "",
        full ? ",\"searchSpace\":\"site %d\"".formatted(index % SITES) : "");
    if (kind.equals("mix")) {
      Mix.Kind mix = Mix.Kind.of(index);
      destination(index, "7", mix.delayMillis, mix.tooSoonMillis, mix.tooLateMillis);
    } else {
      destination(index, "7", 0, 0, 19_000);
      if ((index - 1) % step == 0 && !kind.equals("keyed")) {
        out.print(',');
        destination(index, "8", 0, 0, 19_000);
      }
    }
    out.print("]}");
  }

  private void destination(int index, String area, int delay, int tooSoon, int tooLate) {
    out.printf(
        "{\"number\":\"+1408%2$s0%1$05d\",\"name\":\"mobile %2$s\",\"mobilePhone\":true,\"singleNumberReach\":true,\"delayBeforeRinging\":%3$d,"
            + "\"answerTooSoon\":%4$d,\"answerTooLate\":%5$d%6$s}",
        index, area, delay, tooSoon, tooLate, kind.equals("full") ? filters(index) : "");
  }

  /** A blocked list that doesn't name the callers, and a schedule whose last period is the one that holds. */
  private static String filters(int index) {
    var members = new StringBuilder("\"private\"");
    for (int i = 1; i < LIST_MEMBERS; i++) {
      members.append(",\"+1312%03dXXXX\"".formatted((index + i * 37) % 1000));
    }
    return ",\"accessList\":{\"kind\":\"blocked\",\"members\":[" + members + "]},\"ringSchedule\":{\"timeZone\":\"America/Los_Angeles\",\"periods\":["
        + "{\"days\":[\"MONDAY\"],\"from\":\"00:00\",\"to\":\"00:01\"},{\"days\":[\"TUESDAY\"],\"from\":\"00:00\",\"to\":\"00:01\"},"
        + "{\"days\":[\"MONDAY\",\"TUESDAY\",\"WEDNESDAY\",\"THURSDAY\",\"FRIDAY\",\"SATURDAY\",\"SUNDAY\"],\"from\":\"00:00\",\"to\":\"00:00\"}]}";
  }

  /**
   * The dial plan: each site has a partition of lines, one of its own outside patterns and a search space; four classes of service. Most patterns
   * mean the numbers of one exchange, and beside them stands a general one, so that the best match is looked for among several.
   */
  private static String dialPlan() {
    var partitions = new StringBuilder("\"outside\",\"emergency\",\"international\",\"premium\",\"calling\"");
    var spaces = new StringBuilder("{\"name\":\"trunks\",\"partitions\":[\"<dids>\"]},{\"name\":\"rerouting\",\"partitions\":[\"outside\",\"outside 0\",\"outside 1\"]}");
    var routes = new StringBuilder(route("\\\\+!", "outside", "") + "," + route("911", "emergency", ",\"class\":\"emergency\""));
    routes.append(',').append(route("\\\\+140870XXXXX", "outside 0", "")).append(',').append(route("\\\\+140880XXXXX", "outside 1", ""));
    for (int site = 0; site < SITES; site++) {
      partitions.append(",\"lines %1$d\",\"outside %1$d\"".formatted(site));
      spaces.append(",{\"name\":\"site %1$d\",\"partitions\":[\"lines %1$d\",\"outside %1$d\",\"outside\"]}".formatted(site));
    }
    for (int of = 0; of < CLASSES; of++) {
      spaces.append(",{\"name\":\"class %d\",\"partitions\":[\"<dids>\"%s%s]}".formatted(of, of > 0 ? ",\"international\"" : "", of > 2 ? ",\"premium\"" : ""));
    }
    for (int i = 4; i < PATTERNS; i++) {
      routes.append(',').append(route("\\\\+1%03d%03dXXXX".formatted(200 + i % 790, 200 + i / 790 * 7 % 700), "outside " + i % SITES, ""));
    }
    return "\"dialPlan\":{\"partitions\":[" + partitions + "],\"searchSpaces\":[" + spaces + "],\"routePatterns\":[" + routes
        + "],\"translationPatterns\":[{\"pattern\":\"9.1XXXXXXXXXX\",\"partition\":\"outside\",\"called\":{\"discard\":\"pre-dot\",\"prefix\":\"+\"}}],"
        + "\"transformationPatterns\":[{\"kind\":\"calling\",\"pattern\":\"60XXXXX\",\"partition\":\"calling\",\"change\":{\"mask\":\"+140860XXXXX\"}}],"
        + "\"trunkSearchSpace\":\"trunks\",\"reroutingSearchSpace\":\"rerouting\"},";
  }

  private static String route(String pattern, String partition, String more) {
    return "{\"pattern\":\"" + pattern + "\",\"partition\":\"" + partition + "\",\"trunk\":\"pstn\"" + more + "}";
  }
}
