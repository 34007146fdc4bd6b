import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Programs that use the REST API. Prints {@code name=value} lines.
 *
 * <pre>
 * token ADDRESS LOGIN PASSWORD                                        a token for writing: token
 * read ADDRESS TOKEN RATE SECONDS CONNECTIONS PATH...                 reads at a rate, the paths in turns; # in a path becomes a number of five digits
 *                                                                     from 1 to 5000: requests, failed, octets, elapsed_ms, p50, p99, longest
 * import ADDRESS TOKEN FIRST USERS                                    imports new users from number FIRST on: import_ms, looking_ms, progress, created, phase
 * </pre>
 *
 * Reads are due at fixed times whether the ones before were answered or not, and their time counts from when they were due.
 */
final class RestLoad {
  private static final int PORT = 8080;
  private static final String API = "/api/v1";
  private static final int KEYS = 5_000;

  public static void main(String[] args) throws Exception {
    switch (args[0]) {
      case "token" -> token(args[1], args[2], args[3]);
      case "read" ->
          read(
              args[1], args[2], Integer.parseInt(args[3]), Integer.parseInt(args[4]), Integer.parseInt(args[5]), Arrays.asList(args).subList(6, args.length));
      case "import" -> importUsers(args[1], args[2], Integer.parseInt(args[3]), Integer.parseInt(args[4]));
      default -> throw new IllegalArgumentException(args[0]);
    }
  }

  private record Answer(int status, String body) {}

  /** One connection that is kept. */
  private static final class Connection implements AutoCloseable {
    private final String address;
    private final Socket socket;
    private final InputStream in;

    Connection(String address) throws IOException {
      this.address = address;
      this.socket = new Socket(address, PORT);
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(120_000);
      this.in = new BufferedInputStream(socket.getInputStream(), 65_536);
    }

    Answer ask(String method, String path, String authorization, String type, byte[] body) throws IOException {
      String head =
          method + " " + path + " HTTP/1.1\r\nHost: " + address + ":" + PORT + "\r\nAuthorization: " + authorization + "\r\nAccept: application/json\r\n"
              + (body.length == 0 ? "" : "Content-Type: " + type + "\r\n") + "Content-Length: " + body.length + "\r\n\r\n";
      var request = new ByteArrayOutputStream();
      request.writeBytes(head.getBytes(StandardCharsets.US_ASCII));
      request.writeBytes(body);
      socket.getOutputStream().write(request.toByteArray());
      int status = Integer.parseInt(line().split(" ")[1]);
      int length = 0;
      boolean chunked = false;
      for (String header = line(); !header.isEmpty(); header = line()) {
        String small = header.toLowerCase(Locale.ROOT);
        if (small.startsWith("content-length:")) {
          length = Integer.parseInt(small.substring(15).strip());
        }
        chunked |= small.startsWith("transfer-encoding:") && small.contains("chunked");
      }
      return new Answer(status, new String(chunked ? chunks() : in.readNBytes(length), StandardCharsets.UTF_8));
    }

    private byte[] chunks() throws IOException {
      var all = new ByteArrayOutputStream();
      for (int length = Integer.parseInt(line(), 16); length > 0; length = Integer.parseInt(line(), 16)) {
        all.writeBytes(in.readNBytes(length));
        line();
      }
      line();
      return all.toByteArray();
    }

    private String line() throws IOException {
      var line = new StringBuilder();
      for (int c = in.read(); c != '\n'; c = in.read()) {
        if (c < 0) {
          throw new EOFException("the server has closed the connection");
        }
        if (c != '\r') {
          line.append((char) c);
        }
      }
      return line.toString();
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }

  private static void token(String address, String login, String password) throws IOException {
    String basic = "Basic " + Base64.getEncoder().encodeToString((login + ":" + password).getBytes(StandardCharsets.UTF_8));
    try (var connection = new Connection(address)) {
      Answer answer = connection.ask("POST", API + "/me/tokens", basic, "application/json", "{\"name\":\"bench\",\"scope\":\"write\"}".getBytes(StandardCharsets.UTF_8));
      System.out.println("token=" + text(answer, "token"));
    }
  }

  private static String text(Answer answer, String name) {
    Matcher value = Pattern.compile("\"" + name + "\":\"?([^\",}]*)").matcher(answer.body());
    if (!value.find()) {
      throw new IllegalStateException("no " + name + " in the answer " + answer);
    }
    return value.group(1);
  }

  private static void read(String address, String token, int rate, int seconds, int connections, List<String> paths) throws Exception {
    int requests = rate * seconds;
    long[] nanos = new long[requests];
    var failed = new AtomicInteger();
    var octets = new java.util.concurrent.atomic.AtomicLong();
    List<Thread> programs = new ArrayList<>();
    long begin = System.nanoTime() + 200_000_000;
    for (int program = 0; program < connections; program++) {
      int first = program;
      programs.add(
          Thread.ofPlatform()
              .start(
                  () -> {
                    try (var connection = new Connection(address)) {
                      for (int i = first; i < requests; i += connections) {
                        long due = begin + (long) (i * 1e9 / rate);
                        for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                          LockSupport.parkNanos(left);
                        }
                        String path = paths.get(i % paths.size()).replace("#", "%05d".formatted(1 + i * 37 % KEYS));
                        Answer answer = connection.ask("GET", path, "Bearer " + token, "", new byte[0]);
                        nanos[i] = System.nanoTime() - due;
                        octets.addAndGet(answer.body().length());
                        if (answer.status() != 200 && failed.getAndIncrement() == 0) {
                          System.err.println(path + ": " + answer);
                        }
                      }
                    } catch (IOException e) {
                      failed.incrementAndGet();
                      System.err.println(e);
                    }
                  }));
    }
    for (Thread program : programs) {
      program.join();
    }
    long elapsed = System.nanoTime() - begin;
    Arrays.sort(nanos);
    System.out.println("requests=" + requests);
    System.out.println("failed=" + failed);
    System.out.println("octets=" + octets.get() / requests);
    System.out.println("elapsed_ms=" + elapsed / 1_000_000);
    System.out.printf(
        Locale.ROOT, "p50=%.2f%np99=%.2f%nlongest=%.2f%n", nanos[requests / 2] / 1e6, nanos[(int) (requests * 0.99)] / 1e6, nanos[requests - 1] / 1e6);
  }

  private static void importUsers(String address, String token, int first, int users) throws Exception {
    var table = new StringBuilder("login,name,role,number,did,voicemail,device,sip_password,mobile,mobile_name\n");
    for (int i = first; i < first + users; i++) {
      table.append(
          "n%1$05d,\"New, User %1$05d\",user,61%1$05d,+140861%1$05d,true,n%1$05d-desk,secret-n%1$05d-desk,+140871%1$05d,mobile\n".formatted(i));
    }
    try (var connection = new Connection(address)) {
      long begin = System.nanoTime();
      String bearer = "Bearer " + token;
      Answer begun = connection.ask("POST", API + "/imports/users", bearer, "text/csv", table.toString().getBytes(StandardCharsets.UTF_8));
      String id = text(begun, "id");
      long looking = 0;
      var progress = new java.util.TreeSet<String>();
      Answer state;
      String phase;
      do {
        Thread.sleep(100);
        state = connection.ask("GET", API + "/imports/" + id, bearer, "", new byte[0]);
        phase = text(state, "phase");
        progress.add(text(state, "looked") + " " + phase);
        if (phase.equals("looking")) {
          looking = System.nanoTime() - begin;
        }
      } while (phase.equals("looking") || phase.equals("writing"));
      System.out.println("import_ms=" + (System.nanoTime() - begin) / 1_000_000);
      System.out.println("looking_ms=" + looking / 1_000_000);
      System.out.println("progress=" + progress.size());
      System.out.println("created=" + text(state, "created"));
      System.out.println("phase=" + phase);
      System.err.println(state.body());
    }
  }

  private RestLoad() {}
}
