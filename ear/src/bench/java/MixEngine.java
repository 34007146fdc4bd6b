import java.net.InetSocketAddress;
import java.net.SocketException;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The user agents of {@link Mix}: callers and destinations at the gateway, desk phones. One thread does everything, so nothing is locked. */
final class MixEngine implements AutoCloseable {
  private static final int T1 = 500;
  private static final int GIVE_UP = 64 * T1;
  private static final int COMPLAINTS = 40;

  private final Sip.Socket gateway;
  private final Sip.Socket desks;
  private final String server;
  private final String gatewayAddress;
  private final String deskAddress;
  private final int talkMillis;
  private final ScheduledThreadPoolExecutor thread = new ScheduledThreadPoolExecutor(1);
  private final Map<String, Caller> callers = new HashMap<>();
  private final Map<String, Leg> legs = new HashMap<>();
  private final Map<Mix.Kind, Integer> asExpected = new EnumMap<>(Mix.Kind.class);
  private int begun;
  private final Set<String> tooLateMyself = new HashSet<>();
  private int otherwise;
  private int spoilt;
  private int unexpected;
  private int retransmissions;
  private int retransmitted;

  MixEngine(InetSocketAddress server, InetSocketAddress gateway, InetSocketAddress desks, int talkMillis) throws SocketException {
    this.gateway = new Sip.Socket(gateway, server);
    this.desks = new Sip.Socket(desks, server);
    this.server = server.getHostString() + ":" + server.getPort();
    this.gatewayAddress = gateway.getHostString() + ":" + gateway.getPort();
    this.deskAddress = desks.getHostString() + ":" + desks.getPort();
    this.talkMillis = talkMillis;
    thread.setRemoveOnCancelPolicy(true);
  }

  void start(List<Registrations> phones) {
    gateway.receive(message -> thread.execute(() -> received(gateway, gatewayAddress, message)));
    desks.receive(
        message -> {
          if (Sip.isResponse(message)) {
            phones.forEach(each -> each.received(message));
          } else {
            thread.execute(() -> received(desks, deskAddress, message));
          }
        });
  }

  void sendFromDesks(String message) {
    desks.send(message);
  }

  void call(Mix.Kind kind, int index) {
    thread.execute(() -> new Caller(kind, index).begin());
  }

  /** Waits until every call and leg has ended, or a minute. */
  void awaitEnd() throws InterruptedException {
    for (int i = 0; i < 600; i++) {
      Thread.sleep(100);
      try {
        if (thread.submit(() -> callers.isEmpty() && legs.isEmpty()).get()) {
          return;
        }
      } catch (java.util.concurrent.ExecutionException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  boolean clean() {
    return onThread(() -> otherwise == 0 && unexpected == 0 && callers.isEmpty() && legs.isEmpty());
  }

  String words() {
    return onThread(
        () -> {
          var words = new StringBuilder();
          asExpected.forEach((kind, count) -> words.append(kind.name().toLowerCase(java.util.Locale.ROOT)).append('=').append(count).append('\n'));
          return words + "calls=" + begun + "\nended_otherwise=" + otherwise + "\nspoilt_by_the_generator=" + spoilt + "\nunexpected_messages=" + (unexpected + gateway.unexpected() + desks.unexpected())
              + "\nlive_callers=" + callers.size() + "\nopen_legs=" + legs.size() + "\nretransmissions=" + retransmissions
              + "\nretransmissions_received=" + retransmitted;
        });
  }

  private <T> T onThread(java.util.concurrent.Callable<T> task) {
    try {
      return thread.submit(task).get();
    } catch (InterruptedException | java.util.concurrent.ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
    gateway.close();
    desks.close();
  }

  private void received(Sip.Socket socket, String address, String message) {
    String callId = Sip.header(message, "Call-ID");
    Caller caller = callers.get(callId);
    if (Sip.isResponse(message)) {
      if (caller != null) {
        caller.responded(message);
      }
      return;
    }
    String method = Sip.method(message);
    if (caller != null && method.equals("BYE")) {
      gateway.send(response(message, "200 OK", "", gatewayAddress, ""));
      caller.end("hung up by the server");
      return;
    }
    Leg leg = legs.get(callId);
    switch (method) {
      case "INVITE" -> {
        if (leg == null) {
          legs.put(callId, leg = new Leg(socket, address, message));
          leg.ring();
        } else {
          leg.again(message);
        }
      }
      case "ACK" -> {
        if (leg != null) {
          leg.acknowledged();
        }
      }
      case "CANCEL" -> {
        if (leg == null) {
          socket.send(response(message, "481 Call/Transaction Does Not Exist", "", address, ""));
        } else {
          leg.cancelled(message);
        }
      }
      case "BYE" -> {
        // Known or not: a BYE may be sent again after its 200 was lost.
        socket.send(response(message, "200 OK", "", address, ""));
        if (leg != null) {
          leg.end();
        }
      }
      case "OPTIONS" -> socket.send(response(message, "200 OK", "probe", address, ""));
      default -> complain("unexpected " + method + " at " + address);
    }
  }

  private void complain(String what) {
    if (++unexpected <= COMPLAINTS) {
      System.err.println(what);
    }
  }

  private static String response(String request, String status, String tag, String address, String body) {
    String to = Sip.header(request, "To");
    return Sip.withBody(
        "SIP/2.0 " + status + "\r\n" + Sip.path(request)
            + "From: " + Sip.header(request, "From") + "\r\nTo: " + to + (tag.isEmpty() || to.contains(";tag=") ? "" : ";tag=" + tag) + "\r\n"
            + "Call-ID: " + Sip.header(request, "Call-ID") + "\r\nCSeq: " + Sip.header(request, "CSeq") + "\r\n"
            + (body.isEmpty() && !status.startsWith("180") ? "" : "Contact: <sip:" + address + ">\r\n"),
        body);
  }

  private ScheduledFuture<?> after(long millis, Runnable task) {
    return thread.schedule(
        () -> {
          try {
            task.run();
          } catch (RuntimeException e) {
            e.printStackTrace();
            complain("the generator failed: " + e);
          }
        },
        millis,
        TimeUnit.MILLISECONDS);
  }

  /** Sends a message, and again after 0.5, 1, 2, 4, 4 … s until stopped (RFC 3261 section 17). */
  private final class Repeated {
    private final Sip.Socket socket;
    private final String message;
    private ScheduledFuture<?> timer;

    Repeated(Sip.Socket socket, String message) {
      this.socket = socket;
      this.message = message;
      socket.send(message);
      timer = after(T1, () -> again(T1));
    }

    private void again(int interval) {
      retransmissions++;
      socket.send(message);
      int longer = Math.min(2 * interval, 8 * T1);
      timer = after(longer, () -> again(longer));
    }

    void stop() {
      timer.cancel(false);
    }
  }

  /** A telephone outside that calls a user. */
  private final class Caller {
    private final Mix.Kind kind;
    private final String number;
    private final String callId = UUID.randomUUID().toString();
    private final String own;
    private final String from;
    private final String branch = "z9hG4bK" + UUID.randomUUID();
    private Repeated sending;
    private String answer = "";
    private ScheduledFuture<?> limit;
    private boolean provisional;
    private boolean giveUp;
    private boolean byeSent;

    Caller(Mix.Kind kind, int index) {
      this.kind = kind;
      this.number = "+140860%05d".formatted(index);
      this.own = "+12125%06d".formatted(index);
      this.from = "From: <sip:" + own + "@" + gatewayAddress + ">;tag=c" + index + "\r\n";
    }

    void begin() {
      begun++;
      callers.put(callId, this);
      String uri = "sip:" + number + "@" + server;
      sending =
          new Repeated(
              gateway,
              Sip.withBody(
                  request("INVITE", uri, branch, "<" + uri + ">", 1) + "Contact: <sip:" + own + "@" + gatewayAddress + ">\r\n",
                  Sip.description("caller", gatewayAddress.split(":")[0])));
      limit = after(GIVE_UP + 30_000, () -> end("no end"));
      if (kind == Mix.Kind.CANCELLED) {
        after(Mix.Kind.CANCEL_AFTER, this::cancel);
      }
    }

    private String request(String method, String uri, String branch, String to, int sequence) {
      return method + " " + uri + " SIP/2.0\r\nVia: SIP/2.0/UDP " + gatewayAddress + ";branch=" + branch + "\r\n" + from + "To: " + to + "\r\nCall-ID: "
          + callId + "\r\nCSeq: " + sequence + " " + method + "\r\nMax-Forwards: 70\r\n";
    }

    private void cancel() {
      giveUp = true;
      if (provisional && answer.isEmpty() && callers.containsKey(callId)) {
        String uri = "sip:" + number + "@" + server;
        sending = new Repeated(gateway, Sip.withBody(request("CANCEL", uri, branch, "<" + uri + ">", 1), ""));
      }
    }

    void responded(String response) {
      int status = Sip.status(response);
      String sequence = Sip.header(response, "CSeq");
      if (sequence.endsWith("INVITE")) {
        invited(response, status);
      } else if (status >= 200) {
        sending.stop();
        if (sequence.endsWith("BYE")) {
          end(status == 200 ? Sip.session(answer) : "BYE " + status);
        }
      }
    }

    private void invited(String response, int status) {
      if (status < 200) {
        if (!provisional) {
          provisional = true;
          sending.stop();
          if (giveUp) {
            cancel();
          }
        }
      } else if (status < 300) {
        gateway.send(
            Sip.withBody(request("ACK", Sip.contact(response), "z9hG4bK" + UUID.randomUUID(), Sip.header(response, "To"), 1), ""));
        if (answer.isEmpty()) {
          sending.stop();
          answer = response;
          after(talkMillis, this::hangUp);
        } else {
          retransmitted++;
        }
      } else {
        String uri = "sip:" + number + "@" + server;
        gateway.send(Sip.withBody(request("ACK", uri, branch, Sip.header(response, "To"), 1), ""));
        end(Integer.toString(status));
      }
    }

    private void hangUp() {
      if (!byeSent && callers.containsKey(callId)) {
        byeSent = true;
        sending =
            new Repeated(
                gateway,
                Sip.withBody(request("BYE", Sip.contact(answer), "z9hG4bK" + UUID.randomUUID(), Sip.header(answer, "To"), 2), ""));
      }
    }

    void end(String how) {
      if (callers.remove(callId) == null) {
        return;
      }
      sending.stop();
      limit.cancel(false);
      boolean late = tooLateMyself.remove(number);
      if (how.equals(kind.expected)) {
        asExpected.merge(kind, 1, Integer::sum);
      } else if (late) {
        spoilt++;
        System.err.println("call of kind " + kind + " to " + number + ": the generator answered too late itself (" + callId + ")");
      } else {
        otherwise++;
        if (otherwise <= COMPLAINTS) {
          System.err.println("call of kind " + kind + " to " + number + ": " + how + " instead of " + kind.expected + " (" + callId + ")");
        }
      }
    }
  }

  /** A telephone that is called: a desk phone, a mobile or the mailbox. */
  private final class Leg {
    private final Sip.Socket socket;
    private final String address;
    private final String invite;
    private final String who;
    private final int answerMillis;
    private final boolean busy;
    private String last = "";
    private Repeated sending;
    private ScheduledFuture<?> answering;
    private boolean finished;
    private final String caller;
    private final int soonestMillis;
    private long rang;

    Leg(Sip.Socket socket, String address, String invite) {
      this.socket = socket;
      this.address = address;
      this.invite = invite;
      String called = Sip.called(invite);
      int index = Integer.parseInt(called.substring(called.length() - 5));
      Mix.Kind kind = Mix.Kind.of(index);
      if (socket == desks) {
        who = "desk";
        answerMillis = kind.deskMillis;
      } else if (called.endsWith("9999999")) {
        who = "mailbox";
        answerMillis = 200;
      } else {
        who = "mobile";
        answerMillis = kind.mobileMillis;
      }
      caller = "+140860%05d".formatted(index);
      soonestMillis = who.equals("mobile") && kind == Mix.Kind.TOO_SOON ? kind.tooSoonMillis : Integer.MAX_VALUE;
      busy = kind == Mix.Kind.BUSY && !who.equals("mailbox");
    }

    void ring() {
      send("180 Ringing", "");
      rang = System.nanoTime();
      if (answerMillis >= 0) {
        answering = after(answerMillis, this::answer);
      }
    }

    private void send(String status, String body) {
      last = response(invite, status, who + Integer.toHexString(System.identityHashCode(this)), address, body);
      socket.send(last);
    }

    private void answer() {
      // An answer that was to be too soon and isn't: the machine stood still, and the call proves nothing.
      if (TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - rang) >= soonestMillis) {
        tooLateMyself.add(caller);
      }
      finish(busy ? "486 Busy Here" : "200 OK", busy ? "" : Sip.description(who, address.split(":")[0]));
    }

    private void finish(String status, String body) {
      if (!finished) {
        finished = true;
        last = response(invite, status, who + Integer.toHexString(System.identityHashCode(this)), address, body);
        sending = new Repeated(socket, last);
        after(GIVE_UP, this::stop);
      }
    }

    private void stop() {
      if (sending != null) {
        sending.stop();
      }
    }

    /** The INVITE once more, or another in the dialog. */
    void again(String message) {
      if (Sip.branch(message).equals(Sip.branch(invite))) {
        retransmitted++;
        socket.send(last);
      } else {
        complain("a re-INVITE to the " + who);
        socket.send(response(message, "488 Not Acceptable Here", "", address, ""));
      }
    }

    void acknowledged() {
      stop();
      if (!last.startsWith("SIP/2.0 200")) {
        end();
      }
    }

    void cancelled(String message) {
      socket.send(response(message, "200 OK", who + Integer.toHexString(System.identityHashCode(this)), address, ""));
      if (answering != null) {
        answering.cancel(false);
      }
      finish("487 Request Terminated", "");
    }

    void end() {
      stop();
      legs.remove(Sip.header(invite, "Call-ID"));
    }
  }
}
