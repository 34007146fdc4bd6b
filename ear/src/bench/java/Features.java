import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How long features of calls at mobiles take, from the key to what is heard. A caller outside rings a user, who answers at the mobile and presses
 * {@code *81} as telephone events (RFC 4733): from the first packet that ends the last key to the first packet of music at the caller. The user
 * hangs up; a desk telephone of the user's dials {@code *83}: from its INVITE to the first packet of the caller's speech there. The mobile sends
 * no speech and the caller does all the time, so that the first packet is what was waited for.
 *
 * <p>Arguments: server address and port, gateway address and port, desk phones' address and port, SIP domain, users, calls a second, calls. Prints
 * name=value. Exit status: 0 every call went through all steps; 1 one didn't.
 */
final class Features {
  private static final Pattern CHALLENGE = Pattern.compile("(?im)^(WWW|Proxy)-Authenticate:\\s*Digest\\s+(.*)$");
  private static final Pattern MEDIA = Pattern.compile("(?m)^m=audio (\\d+) ");
  private static final int EVENT = 101;
  private static final int PACKET_MILLIS = 20;
  private static final int LIMIT_SECONDS = 20;

  private final Sip.Socket gateway;
  private final Sip.Socket desks;
  private final String server;
  private final String serverAddress;
  private final String gatewayAddress;
  private final String deskAddress;
  private final String domain;
  private final ScheduledThreadPoolExecutor thread = new ScheduledThreadPoolExecutor(1);
  private final Map<String, Party> parties = new HashMap<>();
  private final Map<String, Call> byMobile = new HashMap<>();
  private final List<Long> holds = new ArrayList<>();
  private final List<Long> pickups = new ArrayList<>();
  private final List<String> failures = new ArrayList<>();
  private int open;

  private Features(InetSocketAddress server, InetSocketAddress gateway, InetSocketAddress desks, String domain) throws IOException {
    this.gateway = new Sip.Socket(gateway, server);
    this.desks = new Sip.Socket(desks, server);
    this.server = server.getHostString() + ":" + server.getPort();
    this.serverAddress = server.getHostString();
    this.gatewayAddress = gateway.getHostString() + ":" + gateway.getPort();
    this.deskAddress = desks.getHostString() + ":" + desks.getPort();
    this.domain = domain;
  }

  public static void main(String[] args) throws Exception {
    var features =
        new Features(
            new InetSocketAddress(args[0], Integer.parseInt(args[1])),
            new InetSocketAddress(args[2], Integer.parseInt(args[3])),
            new InetSocketAddress(args[4], Integer.parseInt(args[5])),
            args[6]);
    int users = Integer.parseInt(args[7]);
    int rate = Integer.parseInt(args[8]);
    int calls = Integer.parseInt(args[9]);
    var phones = new Registrations(features.desks::send, args[4] + ":" + args[5], args[6], 1, users, 1, 3_600);
    features.start(phones);
    phones.all();
    long start = System.nanoTime();
    for (int i = 0; i < calls; i++) {
      long wait = start + i * TimeUnit.SECONDS.toNanos(1) / rate - System.nanoTime();
      if (wait > 0) {
        TimeUnit.NANOSECONDS.sleep(wait);
      }
      int index = 1 + i % users;
      features.thread.execute(() -> features.new Call(index).begin());
    }
    for (int i = 0; i < 10 * (LIMIT_SECONDS + 5) && features.onThread(() -> features.open) > 0; i++) {
      Thread.sleep(100);
    }
    System.out.println(features.onThread(() -> features.words(calls)));
    System.exit(features.onThread(() -> features.failures.size() + features.open) + phones.failed() == 0 ? 0 : 1);
  }

  private <T> T onThread(java.util.concurrent.Callable<T> task) throws Exception {
    return thread.submit(task).get();
  }

  private void start(Registrations phones) {
    gateway.receive(message -> thread.execute(() -> received(gateway, gatewayAddress, message)));
    desks.receive(
        message -> {
          if (Sip.isResponse(message) && Sip.header(message, "CSeq").endsWith("REGISTER")) {
            phones.received(message);
          } else {
            thread.execute(() -> received(desks, deskAddress, message));
          }
        });
  }

  private String words(int calls) {
    return "calls=%d\nfailed=%d\nunfinished=%d\n%s\n%s"
        .formatted(calls, failures.size(), open, spread("hold", holds), spread("pickup", pickups));
  }

  private static String spread(String name, List<Long> nanos) {
    long[] sorted = nanos.stream().mapToLong(Long::longValue).sorted().toArray();
    return "%1$s_count=%2$d\n%1$s_p50=%3$.1f\n%1$s_p99=%4$.1f\n%1$s_max=%5$.1f"
        .formatted(name, sorted.length, percentile(sorted, 50), percentile(sorted, 99), percentile(sorted, 100));
  }

  private static double percentile(long[] sorted, int percent) {
    return sorted.length == 0 ? -1 : sorted[Math.max(0, (int) Math.ceil(sorted.length * percent / 100.0) - 1)] / 1e6;
  }

  private void received(Sip.Socket socket, String address, String message) {
    String callId = Sip.header(message, "Call-ID");
    Party party = parties.get(callId);
    if (Sip.isResponse(message)) {
      if (party != null) {
        party.responded(message);
      }
      return;
    }
    switch (Sip.method(message)) {
      case "INVITE" -> {
        Call call = byMobile.get(Sip.called(message));
        if (party != null) {
          party.answerAgain(message);
        } else if (call == null || socket != gateway) {
          // Desk telephones are called, too; they just ring.
          socket.send(response(message, "180 Ringing", "d", address, ""));
          ringing.put(callId, message);
        } else {
          call.mobile(message);
        }
      }
      case "CANCEL" -> {
        String invite = ringing.remove(callId);
        socket.send(response(message, "200 OK", "d", address, ""));
        if (invite != null) {
          socket.send(response(invite, "487 Request Terminated", "d", address, ""));
        }
      }
      case "BYE" -> {
        socket.send(response(message, "200 OK", "", address, ""));
        if (party != null) {
          party.hungUp();
        }
      }
      case "ACK" -> {}
      default -> socket.send(response(message, "200 OK", "p", address, ""));
    }
  }

  private final Map<String, String> ringing = new ConcurrentHashMap<>();

  private static String response(String request, String status, String tag, String address, String body) {
    String to = Sip.header(request, "To");
    return Sip.withBody(
        "SIP/2.0 " + status + "\r\n" + Sip.path(request) + "From: " + Sip.header(request, "From") + "\r\nTo: " + to
            + (tag.isEmpty() || to.contains(";tag=") ? "" : ";tag=" + tag) + "\r\nCall-ID: " + Sip.header(request, "Call-ID") + "\r\nCSeq: "
            + Sip.header(request, "CSeq") + "\r\n" + (body.isEmpty() && !status.startsWith("180") ? "" : "Contact: <sip:" + address + ">\r\n"),
        body);
  }

  /** A UDP socket for the media of one party. */
  private final class Ear implements AutoCloseable {
    private final DatagramSocket socket;
    private final int ssrc = UUID.randomUUID().hashCode();
    private InetSocketAddress remote;
    private int sequence;
    private int time;
    private volatile Runnable first;

    Ear(String address) throws IOException {
      socket = new DatagramSocket(new InetSocketAddress(InetAddress.getByName(address), 0));
      Thread.ofVirtual().start(this::listen);
    }

    private void listen() {
      var packet = new DatagramPacket(new byte[2048], 2048);
      while (!socket.isClosed()) {
        try {
          packet.setLength(2048);
          socket.receive(packet);
          Runnable now = first;
          if (now != null && packet.getLength() > 12 && (packet.getData()[1] & 0x7f) != EVENT) {
            first = null;
            now.run();
          }
        } catch (IOException e) {
          return;
        }
      }
    }

    String description(String name) {
      return Sip.description(name, socket.getLocalAddress().getHostAddress()).replace("m=audio 16000 ", "m=audio " + socket.getLocalPort() + " ");
    }

    void to(String sdp) {
      Matcher media = MEDIA.matcher(sdp);
      if (media.find()) {
        remote = new InetSocketAddress(serverAddress, Integer.parseInt(media.group(1)));
      }
    }

    void speak() {
      byte[] sound = new byte[160];
      java.util.Arrays.fill(sound, (byte) 0x55);
      send(0, false, time, sound);
      time += 160;
    }

    private void send(int type, boolean marker, int stamp, byte[] payload) {
      if (remote == null || socket.isClosed()) {
        return;
      }
      var packet = ByteBuffer.allocate(12 + payload.length);
      packet.put((byte) 0x80).put((byte) (type | (marker ? 0x80 : 0))).putShort((short) sequence++).putInt(stamp).putInt(ssrc).put(payload);
      try {
        socket.send(new DatagramPacket(packet.array(), packet.capacity(), remote));
      } catch (IOException e) {
        if (!socket.isClosed()) {
          throw new java.io.UncheckedIOException(e);
        }
      }
    }

    /** Presses keys, 100 ms each with 60 ms between (RFC 4733); then tells when the last one ended. */
    void press(String keys, Runnable ended) {
      press(keys, 0, 0, ended);
    }

    private void press(String keys, int key, int packet, Runnable ended) {
      boolean end = packet >= 5;
      int duration = 160 * Math.min(packet + 1, 5);
      int event = "0123456789*#".indexOf(keys.charAt(key));
      if (packet == 5 && key == keys.length() - 1) {
        ended.run();
      }
      send(EVENT, packet == 0, time, new byte[] {(byte) event, (byte) (end ? 0x8a : 0x0a), (byte) (duration >> 8), (byte) duration});
      if (packet < 7) {
        thread.schedule(() -> press(keys, key, packet + 1, ended), PACKET_MILLIS, TimeUnit.MILLISECONDS);
      } else if (key < keys.length() - 1) {
        time += 1280;
        thread.schedule(() -> press(keys, key + 1, 0, ended), 3 * PACKET_MILLIS, TimeUnit.MILLISECONDS);
      }
    }

    @Override
    public void close() {
      socket.close();
    }
  }

  /** One side of a dialog. */
  private abstract class Party {
    final String callId;
    final Sip.Socket socket;
    final String address;
    String ours = "";
    String theirs = "";
    String target = "";
    int sequence = 1;
    boolean over;

    Party(String callId, Sip.Socket socket, String address) {
      this.callId = callId;
      this.socket = socket;
      this.address = address;
      parties.put(callId, this);
    }

    String request(String method, String uri, String to, String more) {
      return method + " " + uri + " SIP/2.0\r\nVia: SIP/2.0/UDP " + address + ";branch=z9hG4bK" + UUID.randomUUID() + "\r\nFrom: " + ours
          + "\r\nTo: " + to + "\r\nCall-ID: " + callId + "\r\nCSeq: " + sequence + " " + method + "\r\nMax-Forwards: 70\r\nContact: <sip:" + address
          + ">\r\n" + more;
    }

    void hangUp() {
      if (!over) {
        over = true;
        sequence++;
        socket.send(Sip.withBody(request("BYE", target, theirs, ""), ""));
      }
    }

    void hungUp() {
      over = true;
    }

    void responded(String response) {}

    void answerAgain(String invite) {}
  }

  /** A party that sends the INVITE. */
  private abstract class Inviting extends Party {
    private final String uri;
    private final String body;
    private final String device;
    private boolean answered;
    private boolean challenged;

    Inviting(Sip.Socket socket, String address, String from, String uri, String body, String device) {
      super(UUID.randomUUID().toString(), socket, address);
      this.uri = uri;
      this.body = body;
      this.device = device;
      ours = from;
    }

    void invite(String more) {
      socket.send(Sip.withBody(request("INVITE", uri, "<" + uri + ">", more), body));
      inviteSent();
    }

    void inviteSent() {}

    abstract void talks(String answer);

    abstract void refused(int status);

    @Override
    void responded(String response) {
      if (!Sip.header(response, "CSeq").equals(sequence + " INVITE")) {
        return;
      }
      int status = Sip.status(response);
      if (status < 200) {
        return;
      }
      theirs = Sip.header(response, "To");
      target = status < 300 ? Sip.contact(response) : uri;
      String acknowledgement = request("ACK", target, theirs, "");
      if (status >= 300) {
        // rfc3261#section-17.1.1.3: the ACK of a refusal has the branch of its INVITE.
        acknowledgement = acknowledgement.replaceFirst("branch=[^\r]*", Matcher.quoteReplacement("branch=" + Sip.branch(response)));
      }
      socket.send(Sip.withBody(acknowledgement, ""));
      Matcher challenge = CHALLENGE.matcher(response);
      if ((status == 401 || status == 407) && !challenged && challenge.find()) {
        challenged = true;
        sequence++;
        // There is no dialog yet that could be ended.
        target = "";
        String name = challenge.group(1).equalsIgnoreCase("Proxy") ? "Proxy-Authorization" : "Authorization";
        invite(name + ": " + Registrations.credentials(challenge.group(2), device, "secret-" + device, "INVITE", uri, 1) + "\r\n");
      } else if (status >= 300) {
        refused(status);
      } else if (!answered) {
        answered = true;
        talks(response);
      }
    }
  }

  /** One call through all steps. */
  private final class Call {
    private final int index;
    private final String did;
    private final String mobileNumber;
    private final java.util.concurrent.ScheduledFuture<?> limit;
    private Ear callersEar;
    private Ear mobilesEar;
    private Ear desksEar;
    private Party caller;
    private Party mobile;
    private Party desk;
    private java.util.concurrent.ScheduledFuture<?> speech;
    private long since;
    private boolean done;

    /** What was done last. */
    private String step = "the INVITE";

    Call(int index) {
      this.index = index;
      did = "+140860%05d".formatted(index);
      mobileNumber = "+140870%05d".formatted(index);
      limit = thread.schedule(() -> end("no end behind " + step), LIMIT_SECONDS, TimeUnit.SECONDS);
    }

    void begin() {
      open++;
      try {
        String host = gatewayAddress.split(":")[0];
        callersEar = new Ear(host);
        mobilesEar = new Ear(host);
        desksEar = new Ear(deskAddress.split(":")[0]);
      } catch (IOException e) {
        end("no socket: " + e);
        return;
      }
      byMobile.put(mobileNumber, this);
      caller =
          new Inviting(
              gateway,
              gatewayAddress,
              "<sip:+12125%06d@%s>;tag=c%d".formatted(index, gatewayAddress, index),
              "sip:" + did + "@" + server,
              callersEar.description("caller"),
              "") {
            @Override
            void talks(String answer) {
              step = "the answer";
              callersEar.to(answer);
              speech = thread.scheduleAtFixedRate(callersEar::speak, 0, PACKET_MILLIS, TimeUnit.MILLISECONDS);
              thread.schedule(Call.this::hold, 300, TimeUnit.MILLISECONDS);
            }

            @Override
            void refused(int status) {
              end("the caller got " + status);
            }

            @Override
            void hungUp() {
              super.hungUp();
              end(done ? "" : "the caller was hung up");
            }
          };
      ((Inviting) caller).invite("");
    }

    /** The mobile is called, and answers. */
    void mobile(String invite) {
      mobilesEar.to(invite);
      mobile = new Party(Sip.header(invite, "Call-ID"), gateway, gatewayAddress) {};
      mobile.ours = Sip.header(invite, "To") + ";tag=m" + index;
      mobile.theirs = Sip.header(invite, "From");
      mobile.target = Sip.contact(invite);
      gateway.send(response(invite, "200 OK", "m" + index, gatewayAddress, mobilesEar.description("mobile")));
    }

    private void hold() {
      mobilesEar.press(
          "*81",
          () -> {
            step = "*81";
            since = System.nanoTime();
            callersEar.first = () -> heard(holds, this::leave);
          });
    }

    private void heard(List<Long> where, Runnable then) {
      long took = System.nanoTime() - since;
      thread.execute(
          () -> {
            where.add(took);
            then.run();
          });
    }

    /** The user hangs up at the mobile, and dials the code at the desk. */
    private void leave() {
      step = "the user's BYE";
      mobile.hangUp();
      thread.schedule(this::pickUp, 300, TimeUnit.MILLISECONDS);
    }

    private void pickUp() {
      String device = "u%05d-desk".formatted(index);
      desk =
          new Inviting(
              desks,
              deskAddress,
              "<sip:%s@%s>;tag=d%d".formatted(device, domain, index),
              "sip:*83@" + server,
              desksEar.description("desk"),
              device) {
            @Override
            void inviteSent() {
              step = "the desk's INVITE";
              since = System.nanoTime();
            }

            @Override
            void talks(String answer) {
              step = "the desk's answer";
              desksEar.to(answer);
              if (done) {
                // The caller was heard before this answer was read.
                desk.hangUp();
              }
            }

            @Override
            void refused(int status) {
              end("the desk got " + status);
            }
          };
      desksEar.first =
          () ->
              heard(
                  pickups,
                  () -> {
                    done = true;
                    step = "speech at the desk";
                    if (!desk.target.isEmpty()) {
                      desk.hangUp();
                    }
                  });
      ((Inviting) desk).invite("");
    }

    private void end(String failure) {
      if (byMobile.remove(mobileNumber, this) || caller == null) {
        open--;
        limit.cancel(false);
        if (speech != null) {
          speech.cancel(false);
        }
        for (Party party : new Party[] {caller, mobile, desk}) {
          if (party != null) {
            parties.remove(party.callId);
            if (!party.over && !party.target.isEmpty()) {
              party.hangUp();
            }
          }
        }
        for (Ear ear : new Ear[] {callersEar, mobilesEar, desksEar}) {
          if (ear != null) {
            ear.close();
          }
        }
        if (!failure.isEmpty()) {
          failures.add(failure);
          System.err.println("call of user " + index + ": " + failure);
        }
      }
    }
  }
}
