package org.ringspan.e2e.server;

import static java.util.stream.Collectors.joining;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The company the server under test is seeded with: users with short timers, so that scenarios are
 * quick.
 */
public final class Company {
  public static final String DOMAIN = "ringspan.test";

  /** Phone A of figure 21-18, somewhere in the telephone network. */
  public static final String PHONE_A = "+14085550100";

  /** The mailbox as the gateway knows it. */
  public static final String VOICEMAIL = "+14085559999";

  /** The user name of the trunk that is told by digest. */
  public static final String ROAMING = "carrier-in";

  /** The name by which the trunk over TLS is told. */
  public static final String CARRIER = "carrier.test";

  /** Whom Carol doesn't want at her mobile. */
  public static final String BLOCKED_CALLER = "+14085550666";

  /** Carol's second destination, which by its schedule doesn't ring today. */
  public static final String CAROLS_WEEKEND_PHONE = "+14085557892";

  /**
   * Desk, laptop and a mobile that rings soon. What ends a ringing call is far away: only tests of
   * those timers may meet them, however slow the machine.
   */
  public static final Subscriber ALICE =
      Subscriber.of("alice", "51234").reachedAt("+14085557890", 300, 200, 50_000);

  /** A desk phone and a mailbox. */
  public static final Subscriber BOB = Subscriber.of("bob", "51235");

  /** A mobile with a blocked list, another telephone with a schedule. */
  public static final Subscriber CAROL =
      Subscriber.of("carol", "51236").reachedAt("+14085557891", 100, 0, 50_000);

  /** The timers of the design guide. */
  public static final Subscriber DAVE =
      Subscriber.of("dave", "51237")
          .reachedAt("+14085557893", 4000, 1500, 19_000)
          .forwardedAfter(20_000);

  /** A phone that never registers, and no destination. */
  public static final Subscriber ERIN = Subscriber.of("erin", "51238");

  /** Desk and mobile ring at the same time and for long: for races. */
  public static final Subscriber FRANK =
      Subscriber.of("frank", "51239")
          .reachedAt("+14085557894", 0, 0, 50_000)
          .forwardedAfter(60_000)
          .withoutMailbox();

  /** One desk phone, no mailbox. */
  public static final Subscriber GRACE = Subscriber.of("grace", "51240").withoutMailbox();

  /** One desk phone that may ring for a minute, no mailbox. */
  public static final Subscriber HEIDI =
      Subscriber.of("heidi", "51241").forwardedAfter(60_000).withoutMailbox();

  /** Whatever the mobile answers within is too soon. */
  public static final Subscriber IVAN =
      Subscriber.of("ivan", "51242").reachedAt("+14085557895", 0, 10_000, 50_000);

  /** The mobile rings for a short time only. */
  public static final Subscriber JUDY =
      Subscriber.of("judy", "51243").reachedAt("+14085557896", 0, 0, 1500);

  /** Everything rings for a short time only. */
  public static final Subscriber KEN =
      Subscriber.of("ken", "51244").reachedAt("+14085557897", 0, 0, 50_000).forwardedAfter(2500);

  /** Every call goes to the mailbox at once. */
  public static final Subscriber LENA = Subscriber.of("lena", "51245");

  /** One call at a time; the next goes to Grace. */
  public static final Subscriber MIKE = Subscriber.of("mike", "51246").withoutMailbox();

  /** Two mobile calls at a time, a desk phone that is never there, no mailbox. */
  public static final Subscriber NINA =
      Subscriber.of("nina", "51247")
          .reachedAt("+14085557898", 0, 0, 50_000)
          .forwardedAfter(60_000)
          .withoutMailbox();

  private static final List<Subscriber> SUBSCRIBERS =
      List.of(
          ALICE, BOB, CAROL, DAVE, ERIN, FRANK, GRACE, HEIDI, IVAN, JUDY, KEN, LENA, MIKE, NINA);

  /** An account that may do everything, and has no telephone. */
  public static final String ADMINISTRATOR = "admin";

  /** An account that sees everything and changes nothing. */
  public static final String SUPPORT = "sue";

  private static final ZoneId ZONE = ZoneId.of("America/Los_Angeles");

  private Company() {}

  /** The password of a device or user. */
  public static String password(String name) {
    return "secret-of-" + name;
  }

  /** The passwords of everybody. */
  static TreeMap<String, String> secrets() {
    var secrets = new TreeMap<String, String>();
    for (var subscriber : SUBSCRIBERS) {
      Stream.of(subscriber.id(), subscriber.desk(), subscriber.laptop())
          .forEach(name -> secrets.put(name, password(name)));
    }
    Stream.of(ADMINISTRATOR, SUPPORT, ROAMING).forEach(name -> secrets.put(name, password(name)));
    secrets.put("trunk/pstn", password("ringspan"));
    return secrets;
  }

  /** The seed document. */
  static String seed() {
    return """
        {
          "domain": "%s",
          "users": [%s],
          "trunks": [%s],
          "voicemail": {"pilot": "59999", "routedAs": "%s", "trunk": "pstn"},
          "reach": {"callerMatching": "partial", "callerMatchingDigits": 10},
          "forwardNoAnswer": 20000
        }
        """
        .formatted(
            DOMAIN,
            Stream.concat(
                    Stream.of(account(ADMINISTRATOR, "administrator"), account(SUPPORT, "support")),
                    SUBSCRIBERS.stream().map(Company::user))
                .collect(joining(",\n")),
            trunks(),
            VOICEMAIL);
  }

  /** None is probed by itself: probes of a gateway that isn't there would stay in the figures. */
  private static String trunks() {
    return """
        {"name": "pstn", "host": "%1$s", "port": %2$d, "transport": "udp", "probed": false, "login": "ringspan"},
        {
          "name": "backup", "host": "%3$s", "port": %2$d, "transport": "udp", "probed": false,
          "channels": 2,
          "numbers": {
            "called": {"form": "national", "region": "US", "prefix": "9"},
            "calling": {"form": "e164"}, "incomingRegion": "US", "incomingPrefix": "8"
          },
          "caller": {"redirection": "both"}
        },
        {
          "name": "roaming", "host": "%3$s", "port": 5099, "transport": "udp", "probed": false,
          "acceptance": {"by": "digest", "name": "%4$s"}
        },
        {
          "name": "border", "host": "%5$s", "port": 5071, "transport": "tls", "probed": false,
          "acceptance": {"by": "tls-name", "name": "%6$s"}
        }"""
        .formatted(
            Network.GATEWAY, Network.GATEWAY_PORT, Network.BACKUP, ROAMING, Network.SBC, CARRIER);
  }

  private static String account(String id, String role) {
    return """
        {"id": "%1$s", "name": "%1$s", "role": "%2$s"}"""
        .formatted(id, role);
  }

  private static String user(Subscriber subscriber) {
    return """
        {
          "id": "%1$s", "name": "%1$s", "role": "user", "mobility": true,
          "lines": [{"number": "%2$s", "did": "%3$s", "voicemail": %4$b, "forwardNoAnswer": %5$d%9$s}],
          "devices": [{"name": "%6$s", "lines": ["%2$s"]}, {"name": "%7$s", "lines": ["%2$s"]}],
          "remoteDestinations": [%8$s]
        }"""
        .formatted(
            subscriber.id(),
            subscriber.extension(),
            subscriber.did(),
            subscriber.voicemail(),
            subscriber.forwardNoAnswer().toMillis(),
            subscriber.desk(),
            subscriber.laptop(),
            destinations(subscriber),
            forwarding(subscriber));
  }

  private static String forwarding(Subscriber subscriber) {
    if (subscriber.equals(LENA)) {
      return ", \"forwarding\": {\"all\": \"voicemail\"}";
    }
    if (subscriber.equals(MIKE)) {
      return ", \"busyTrigger\": 1, \"forwarding\": {\"busy\": \"%s\"}"
          .formatted(GRACE.extension());
    }
    return "";
  }

  private static String destinations(Subscriber subscriber) {
    if (subscriber.mobile().isEmpty()) {
      return "";
    }
    if (!subscriber.equals(CAROL)) {
      return destination(subscriber, subscriber.mobile(), "");
    }
    String blocked =
        ", \"accessList\": {\"kind\": \"blocked\", \"members\": [\"%s\"]}"
            .formatted(BLOCKED_CALLER);
    return destination(subscriber, subscriber.mobile(), blocked)
        + ","
        + destination(subscriber, CAROLS_WEEKEND_PHONE, notToday());
  }

  private static String destination(Subscriber subscriber, String number, String more) {
    return """
        {
          "number": "%1$s", "name": "to %1$s", "mobilePhone": true, "singleNumberReach": true,
          "delayBeforeRinging": %2$d, "answerTooSoon": %3$d, "answerTooLate": %4$d%5$s
        }"""
        .formatted(
            number,
            subscriber.delay().toMillis(),
            subscriber.tooSoon().toMillis(),
            subscriber.tooLate().toMillis(),
            more);
  }

  /** A schedule of the five days that are neither today nor tomorrow: a run may pass midnight. */
  private static String notToday() {
    var today = LocalDate.now(ZONE).getDayOfWeek();
    String days =
        Stream.of(DayOfWeek.values())
            .filter(day -> day != today && day != today.plus(1))
            .map(day -> "\"" + day + "\"")
            .collect(joining(", "));
    return """
        , "ringSchedule": {"timeZone": "%s", "periods": [{"days": [%s], "from": "08:00", "to": "18:00"}]}"""
        .formatted(ZONE, days);
  }
}
