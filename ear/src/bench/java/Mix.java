import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Makes calls that end in every way a call can, from one process that plays the PSTN gateway and all desk phones, and checks each ending.
 *
 * <p>Arguments: server address and port, gateway address and port, desk phones' address and port, SIP domain, users, calls a second, seconds,
 * talking time in milliseconds, {@code register} or {@code registered}, then the kinds of calls to make or {@code all}. Prints a line a minute and
 * at the end what happened, as name=value. Exit status: 0 every call ended as expected; 1 one didn't.
 */
final class Mix {
  /** What becomes of a user's calls. Times in milliseconds; a negative answer time means that the phone just rings. */
  enum Kind {
    DESK(0, 0, 19_000, 20_000, 300, -1, "desk"),
    MOBILE(200, 500, 19_000, 20_000, -1, 1_000, "mobile"),
    /** A carrier's mailbox answers at once: that leg is cleared, the desk goes on ringing. */
    TOO_SOON(0, 1_500, 19_000, 20_000, 2_500, 200, "desk"),
    /** The mobile rings too long: that leg is cleared before the carrier's mailbox answers. */
    TOO_LATE(0, 0, 1_500, 20_000, 3_000, -1, "desk"),
    /** The caller gives up after a second. */
    CANCELLED(0, 0, 19_000, 20_000, -1, -1, "487"),
    /** Desk and mobile are busy 200 ms after the INVITE. */
    BUSY(0, 0, 19_000, 20_000, 200, 200, "mailbox"),
    /** Three timers in one call: the mobile rings after 1 s, is cleared 1.5 s later, the mailbox gets the call after 4 s. */
    NOBODY(1_000, 0, 1_500, 4_000, -1, -1, "mailbox");

    static final int CANCEL_AFTER = 1_000;

    final int delayMillis;
    final int tooSoonMillis;
    final int tooLateMillis;
    final int forwardMillis;
    final int deskMillis;
    final int mobileMillis;
    final String expected;

    Kind(int delay, int tooSoon, int tooLate, int forward, int desk, int mobile, String expected) {
      delayMillis = delay;
      tooSoonMillis = tooSoon;
      tooLateMillis = tooLate;
      forwardMillis = forward;
      deskMillis = desk;
      mobileMillis = mobile;
      this.expected = expected;
    }

    static Kind of(int index) {
      return values()[index % values().length];
    }

    /** The lowest index of this kind's users. */
    int first() {
      return ordinal() == 0 ? values().length : ordinal();
    }
  }

  private static final int REFRESH_SECONDS = 1_200;

  private final MixEngine engine;
  private final List<Kind> kinds;
  private final int users;
  private final Map<Kind, Integer> next = new EnumMap<>(Kind.class);

  private Mix(MixEngine engine, List<Kind> kinds, int users) {
    this.engine = engine;
    this.kinds = kinds;
    this.users = users;
  }

  public static void main(String[] args) throws Exception {
    var server = new InetSocketAddress(args[0], Integer.parseInt(args[1]));
    var gateway = new InetSocketAddress(args[2], Integer.parseInt(args[3]));
    var desks = new InetSocketAddress(args[4], Integer.parseInt(args[5]));
    int users = Integer.parseInt(args[7]);
    int rate = Integer.parseInt(args[8]);
    int seconds = Integer.parseInt(args[9]);
    List<Kind> kinds =
        args[12].equals("all")
            ? List.of(Kind.values())
            : Stream.of(args).skip(12).map(name -> Kind.valueOf(name.toUpperCase(Locale.ROOT))).toList();
    try (var engine = new MixEngine(server, gateway, desks, Integer.parseInt(args[10]))) {
      var mix = new Mix(engine, kinds, users);
      List<Registrations> phones = mix.phones(args[4] + ":" + args[5], args[6]);
      engine.start(phones);
      if (args[11].equals("register")) {
        for (Registrations each : phones) {
          each.all();
        }
        System.out.println("phones are registered");
        phones.forEach(each -> Thread.ofPlatform().daemon().start(() -> refresh(each)));
      }
      mix.call(rate, seconds);
      engine.awaitEnd();
      System.out.println(engine.words());
      System.exit(engine.clean() && phones.stream().allMatch(each -> each.failed() == 0) ? 0 : 1);
    }
  }

  private List<Registrations> phones(String contact, String domain) {
    List<Registrations> all = new ArrayList<>();
    for (Kind kind : kinds) {
      all.add(new Registrations(engine::sendFromDesks, contact, domain, kind.first(), users, Kind.values().length, 3_600));
    }
    return all;
  }

  private static void refresh(Registrations phones) {
    try {
      TimeUnit.SECONDS.sleep(REFRESH_SECONDS / 2);
      phones.repeat(REFRESH_SECONDS, Integer.MAX_VALUE, words -> {});
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Calls at an even pace, each kind in turn, each user of a kind in turn. */
  private void call(int rate, int seconds) throws InterruptedException {
    long start = System.nanoTime();
    long minute = start + TimeUnit.MINUTES.toNanos(1);
    long calls = (long) rate * seconds;
    for (long i = 0; i < calls; i++) {
      long wait = start + i * TimeUnit.SECONDS.toNanos(1) / rate - System.nanoTime();
      if (wait > 0) {
        TimeUnit.NANOSECONDS.sleep(wait);
      }
      Kind kind = kinds.get((int) (i % kinds.size()));
      engine.call(kind, user(kind));
      if (System.nanoTime() > minute) {
        System.out.println(engine.words().replace('\n', ' '));
        minute += TimeUnit.MINUTES.toNanos(1);
      }
    }
  }

  private int user(Kind kind) {
    int index = next.getOrDefault(kind, kind.first());
    int following = index + Kind.values().length;
    next.put(kind, following > users ? kind.first() : following);
    return index;
  }
}
