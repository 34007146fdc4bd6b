package org.ringspan.mail.adapter;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/** A mail server that says what a test wants it to say. */
final class ScriptedMailServer implements AutoCloseable {
  /** It never answers. */
  static final String SILENCE = "<silence>";

  /** It answers one octet at a time, for ever. */
  static final String DRIP = "<drip>";

  /** It closes the connection. */
  static final String CLOSE = "<close>";

  private final ServerSocket listening;
  private final Map<String, String> script = new ConcurrentHashMap<>();
  private final List<String> commands = new CopyOnWriteArrayList<>();
  private final List<String> letters = new CopyOnWriteArrayList<>();
  private final List<Socket> open = new CopyOnWriteArrayList<>();
  private final @Nullable SSLSocketFactory tls;

  /**
   * @param tls offers STARTTLS with it; null: doesn't offer it
   */
  ScriptedMailServer(@Nullable SSLSocketFactory tls) throws IOException {
    this.tls = tls;
    listening = new ServerSocket(0, 50, InetAddress.getByName("localhost"));
    Thread.ofVirtual().start(this::accept);
  }

  int port() {
    return listening.getLocalPort();
  }

  /**
   * What is answered to a command.
   *
   * @param command its first word, {@code BANNER} for the greeting, {@code .} for the end of a
   *     letter
   */
  ScriptedMailServer says(String command, String reply) {
    script.put(command, reply);
    return this;
  }

  List<String> commands() {
    return commands;
  }

  /** The letters it has taken, as they came. */
  List<String> letters() {
    return letters;
  }

  private void accept() {
    while (!listening.isClosed()) {
      try {
        Socket socket = listening.accept();
        open.add(socket);
        Thread.ofVirtual()
            .start(
                () -> {
                  try (socket) {
                    serve(socket, "BANNER");
                  } catch (IOException e) {
                    commands.add("<" + e.getMessage() + ">");
                  }
                });
      } catch (IOException e) {
        return;
      }
    }
  }

  private void serve(Socket socket, String first) throws IOException {
    BufferedReader in =
        new BufferedReader(
            new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
    OutputStream out = socket.getOutputStream();
    if (!first.isEmpty() && !answer(out, first, "220 ready")) {
      return;
    }
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      commands.add(line);
      String command = line.split("[ :]", 2)[0].toUpperCase(Locale.ROOT);
      switch (command) {
        case "EHLO" -> {
          String offered = tls == null || socket instanceof SSLSocket ? "" : "250-STARTTLS\r\n";
          if (!answer(out, "EHLO", "250-mail\r\n" + offered + "250-AUTH PLAIN\r\n250 8BITMIME")) {
            return;
          }
        }
        case "STARTTLS" -> {
          if (!answer(out, "STARTTLS", "220 go") || tls == null) {
            return;
          }
          SSLSocket secured = (SSLSocket) tls.createSocket(socket, null, socket.getPort(), false);
          secured.setUseClientMode(false);
          secured.startHandshake();
          serve(secured, "");
          return;
        }
        case "DATA" -> {
          if (!answer(out, "DATA", "354 go on") || !letter(in, out)) {
            return;
          }
        }
        case "QUIT" -> {
          answer(out, "QUIT", "221 bye");
          return;
        }
        default -> {
          if (!answer(out, command, command.equals("AUTH") ? "235 welcome" : "250 ok")) {
            return;
          }
        }
      }
    }
  }

  private boolean letter(BufferedReader in, OutputStream out) throws IOException {
    if (!script.getOrDefault("DATA", "354").startsWith("354")) {
      return true;
    }
    StringBuilder letter = new StringBuilder();
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      if (line.equals(".")) {
        if (script.getOrDefault(".", "250").startsWith("250")) {
          letters.add(letter.toString());
        }
        return answer(out, ".", "250 taken");
      }
      letter.append(line).append("\r\n");
    }
    return false;
  }

  /** Whether it goes on. */
  private boolean answer(OutputStream out, String command, String usual) throws IOException {
    String reply = script.getOrDefault(command, usual);
    switch (reply) {
      case CLOSE -> {
        return false;
      }
      case SILENCE -> awaitEnd();
      case DRIP -> {
        for (int i = 0; i < 100_000; i++) {
          out.write(i == 0 ? '2' : i < 3 ? '5' : '-');
          out.flush();
          pause();
        }
      }
      default -> {
        out.write((reply + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.flush();
      }
    }
    return true;
  }

  /** The pace of a server that drips; nothing waits for it. */
  private static void pause() {
    java.util.concurrent.locks.LockSupport.parkNanos(20_000_000);
  }

  private synchronized void awaitEnd() {
    while (!listening.isClosed()) {
      try {
        wait();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  @Override
  public synchronized void close() throws IOException {
    listening.close();
    for (Socket socket : open) {
      socket.close();
    }
    notifyAll();
  }
}
