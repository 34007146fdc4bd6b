import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.InetSocketAddress;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Registers telephones from one UDP socket with digest authentication (RFC 7616), as telephones do: the nonce of the last challenge is used
 * again with a higher count until the server asks anew, an unanswered REGISTER is sent again after 0.5, 1, 2 and 4 s.
 *
 * <p>Arguments: server address and port, own address and port (also the contact's), SIP domain, first and last user index, step between
 * indices, expiry in seconds; then optionally the seconds between two REGISTERs of a telephone and how many seconds to go on. Device
 * {@code u00001-desk} has the password {@code secret-u00001-desk} and the contact {@code sip:u00001@own-address:own-port}.
 */
final class Registrations {
  private static final Pattern CHALLENGE = Pattern.compile("(?im)^WWW-Authenticate:\\s*Digest\\s+(.*)$");
  private static final int OUTSTANDING = 64;
  private static final int ATTEMPTS = 5;

  private final Consumer<String> sender;
  private final String contactAddress;
  private final String domain;
  private final int expires;
  private final List<Phone> phones = new ArrayList<>();
  private final Map<String, Phone> byCallId = new ConcurrentHashMap<>();
  private final Semaphore window = new Semaphore(OUTSTANDING);
  private final List<Long> delays = new ArrayList<>();
  private int sent;
  private int challenged;
  private int accepted;
  private int failed;
  private int retransmitted;

  private static final class Phone {
    final String user;
    final String callId = UUID.randomUUID().toString();
    String challenge = "";
    int nonceCount;
    int sequence;
    int attempt;
    long began;
    long next;
    String request = "";
    boolean waiting;

    Phone(int index) {
      user = "u%05d".formatted(index);
    }

    String device() {
      return user + "-desk";
    }
  }

  Registrations(Consumer<String> sender, String contactAddress, String domain, int first, int last, int step, int expires) {
    this.sender = sender;
    this.contactAddress = contactAddress;
    this.domain = domain;
    this.expires = expires;
    for (int index = first; index <= last; index += step) {
      Phone phone = new Phone(index);
      phones.add(phone);
      byCallId.put(phone.callId, phone);
    }
    Thread.ofPlatform().daemon().name("retransmissions").start(this::resend);
  }

  public static void main(String[] args) throws Exception {
    var server = new InetSocketAddress(args[0], Integer.parseInt(args[1]));
    var own = new InetSocketAddress(args[2], Integer.parseInt(args[3]));
    try (var socket = new Sip.Socket(own, server)) {
      var registrations =
          new Registrations(
              socket::send,
              args[2] + ":" + args[3],
              args[4],
              Integer.parseInt(args[5]),
              Integer.parseInt(args[6]),
              Integer.parseInt(args[7]),
              Integer.parseInt(args[8]));
      socket.receive(registrations::received);
      registrations.all();
      registrations.print();
      if (args.length > 10) {
        registrations.forget();
        registrations.repeat(Integer.parseInt(args[9]), Integer.parseInt(args[10]), System.out::println);
        registrations.print();
      }
      System.exit(registrations.failed == 0 ? 0 : 1);
    }
  }

  /** Every telephone once, a few at a time. */
  void all() throws InterruptedException {
    for (Phone phone : phones) {
      begin(phone);
    }
    window.acquire(OUTSTANDING);
    window.release(OUTSTANDING);
  }

  /** Every telephone once in {@code period} seconds, evenly, for {@code seconds}; each minute a line goes to {@code words}. */
  void repeat(int period, int seconds, Consumer<String> words) throws InterruptedException {
    long start = System.nanoTime();
    long end = start + TimeUnit.SECONDS.toNanos(seconds);
    long step = TimeUnit.SECONDS.toNanos(period) / phones.size();
    long minute = start + TimeUnit.MINUTES.toNanos(1);
    for (long i = 0; start + i * step < end; i++) {
      long wait = start + i * step - System.nanoTime();
      if (wait > 0) {
        TimeUnit.NANOSECONDS.sleep(wait);
      }
      begin(phones.get((int) (i % phones.size())));
      if (System.nanoTime() > minute) {
        words.accept(words());
        minute += TimeUnit.MINUTES.toNanos(1);
      }
    }
    window.acquire(OUTSTANDING);
    window.release(OUTSTANDING);
  }

  private void begin(Phone phone) throws InterruptedException {
    window.acquire();
    synchronized (this) {
      phone.began = System.nanoTime();
      phone.waiting = true;
      send(phone);
    }
  }

  private void send(Phone phone) {
    phone.sequence++;
    phone.attempt = 0;
    phone.request = request(phone);
    phone.next = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(500);
    sent++;
    sender.accept(phone.request);
  }

  /** Takes a response to a REGISTER. */
  synchronized void received(String response) {
    Phone phone = byCallId.get(Sip.header(response, "Call-ID"));
    if (phone == null || !phone.waiting || !Sip.header(response, "CSeq").equals(phone.sequence + " REGISTER")) {
      return;
    }
    int status = Sip.status(response);
    Matcher challenge = CHALLENGE.matcher(response);
    boolean again = phone.challenge.isEmpty() || response.contains("stale=true") || phone.nonceCount > 1;
    if (status == 401 && again && challenge.find()) {
      challenged++;
      phone.challenge = challenge.group(1).strip();
      phone.nonceCount = 0;
      send(phone);
    } else if (status >= 200) {
      done(phone, status == 200 ? "" : response);
    }
  }

  private void done(Phone phone, String trouble) {
    phone.waiting = false;
    window.release();
    if (trouble.isEmpty()) {
      accepted++;
      delays.add(System.nanoTime() - phone.began);
    } else {
      failed++;
      System.err.println("REGISTER of " + phone.device() + ": " + trouble);
    }
  }

  private void resend() {
    while (true) {
      try {
        Thread.sleep(100);
      } catch (InterruptedException e) {
        return;
      }
      synchronized (this) {
        long now = System.nanoTime();
        for (Phone phone : phones) {
          if (phone.waiting && now > phone.next) {
            if (++phone.attempt == ATTEMPTS) {
              done(phone, "no answer");
            } else {
              retransmitted++;
              phone.next = now + (TimeUnit.MILLISECONDS.toNanos(500) << phone.attempt);
              sender.accept(phone.request);
            }
          }
        }
      }
    }
  }

  synchronized int failed() {
    return failed;
  }

  /** Begins to count anew. */
  synchronized void forget() {
    sent = challenged = accepted = failed = retransmitted = 0;
    delays.clear();
  }

  synchronized String words() {
    long[] sorted = delays.stream().mapToLong(Long::longValue).sorted().toArray();
    return "registrations=%d\nregistration_requests=%d\nregistration_challenges=%d\nregistrations_failed=%d\nregistration_retransmissions=%d\nregistration_p50=%.3f\nregistration_p99=%.3f"
        .formatted(accepted, sent, challenged, failed, retransmitted, percentile(sorted, 50), percentile(sorted, 99));
  }

  private static double percentile(long[] sorted, int percent) {
    return sorted.length == 0 ? 0 : sorted[Math.max(0, (int) Math.ceil(sorted.length * percent / 100.0) - 1)] / 1e6;
  }

  private void print() {
    System.out.println(words());
  }

  private String request(Phone phone) {
    return "REGISTER sip:" + domain + " SIP/2.0\r\n"
        + "Via: SIP/2.0/UDP " + contactAddress + ";branch=z9hG4bK" + UUID.randomUUID() + "\r\n"
        + "From: <sip:" + phone.device() + "@" + domain + ">;tag=" + phone.user + "\r\n"
        + "To: <sip:" + phone.device() + "@" + domain + ">\r\n"
        + "Call-ID: " + phone.callId + "\r\n"
        + "CSeq: " + phone.sequence + " REGISTER\r\n"
        + "Contact: <sip:" + phone.user + "@" + contactAddress + ">;expires=" + expires + "\r\n"
        + "Max-Forwards: 70\r\n"
        + (phone.challenge.isEmpty() ? "" : "Authorization: " + credentials(phone) + "\r\n")
        + "Content-Length: 0\r\n\r\n";
  }

  private String credentials(Phone phone) {
    return credentials(phone.challenge, phone.device(), "secret-" + phone.device(), "REGISTER", "sip:" + domain, ++phone.nonceCount);
  }

  /** The credentials for a challenge whose algorithm is MD5, SHA-256 or absent. */
  static String credentials(String parameters, String device, String password, String method, String uri, int nonceCount) {
    String realm = parameter(parameters, "realm");
    String nonce = parameter(parameters, "nonce");
    String algorithm = parameter(parameters, "algorithm");
    String opaque = parameter(parameters, "opaque");
    String digest = algorithm.toUpperCase(Locale.ROOT).startsWith("SHA-256") ? "SHA-256" : "MD5";
    String a1 = hash(digest, device + ":" + realm + ":" + password);
    String a2 = hash(digest, method + ":" + uri);
    var line = new StringBuilder("Digest username=\"%s\", realm=\"%s\", nonce=\"%s\", uri=\"%s\"".formatted(device, realm, nonce, uri));
    if (parameter(parameters, "qop").isEmpty()) {
      line.append(", response=\"").append(hash(digest, a1 + ":" + nonce + ":" + a2)).append('"');
    } else {
      String count = "%08x".formatted(nonceCount);
      String response = hash(digest, a1 + ":" + nonce + ":" + count + ":c0ffee:auth:" + a2);
      line.append(", response=\"").append(response).append("\", qop=auth, nc=").append(count).append(", cnonce=\"c0ffee\"");
    }
    if (!algorithm.isEmpty()) {
      line.append(", algorithm=").append(algorithm);
    }
    if (!opaque.isEmpty()) {
      line.append(", opaque=\"").append(opaque).append('"');
    }
    return line.toString();
  }

  private static String parameter(String parameters, String name) {
    Matcher found = Pattern.compile("(?i)\\b" + name + "=(?:\"([^\"]*)\"|([^,\\s]*))").matcher(parameters);
    if (!found.find()) {
      return "";
    }
    return found.group(1) != null ? found.group(1) : found.group(2);
  }

  private static String hash(String algorithm, String text) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(text.getBytes(UTF_8)));
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
