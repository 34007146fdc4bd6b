package org.ringspan.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ringspan.e2e.server.Company.GRACE;
import static org.ringspan.e2e.server.Company.PHONE_A;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.ringspan.e2e.server.Network;
import org.ringspan.e2e.server.RingspanTest;
import org.ringspan.e2e.server.Stage;

/**
 * Messages damaged at random. Behind all classes that send them undamaged: those would belong to
 * the transactions of these, or be merged with them.
 */
@RingspanTest
@Order(Integer.MAX_VALUE - 1)
class FuzzIT {
  private static final int MESSAGES = 10_000;
  private static final int BETWEEN_PINGS = 100;
  private static final int SEED = 3261;

  @Test
  @DisplayName(
      "10,000 damaged messages: the server answers OPTIONS all along, and a whole call afterwards")
  void survives(Stage stage) throws IOException {
    var server = stage.server();
    var random = new Random(SEED);
    List<byte[]> originals = originals();
    try (var socket = new TortureSocket(Network.address(Network.TORTURE))) {
      for (int i = 1; i <= MESSAGES; i++) {
        socket.send(server, damaged(originals.get(random.nextInt(originals.size())), random));
        if (i % BETWEEN_PINGS == 0) {
          assertThat(socket.ping(server)).as("OPTIONS after %d messages", i).isTrue();
        }
      }
    }
    assertThat(server.figures().container("ReceiverRestarts")).isZero();

    var desk = stage.registered(GRACE.desk());
    var phoneA = stage.gateway().dial(GRACE.did(), PHONE_A).start();
    var atDesk = desk.expectInvite().ring().answer();
    phoneA.expectAnswer();
    atDesk.expectAck();
    phoneA.hangUp();
    atDesk.expectBye();
  }

  private static List<byte[]> originals() throws IOException {
    var originals = new ArrayList<byte[]>();
    try (var files = Files.list(TortureMessage.folder())) {
      for (Path file : files.filter(f -> f.toString().endsWith(".dat")).sorted().toList()) {
        originals.add(Files.readAllBytes(file));
      }
    }
    return originals;
  }

  private static byte[] damaged(byte[] original, Random random) {
    String text = new String(original, StandardCharsets.ISO_8859_1);
    for (int wounds = 1 + random.nextInt(4); wounds > 0 && !text.isEmpty(); wounds--) {
      int at = random.nextInt(text.length());
      int length = Math.min(text.length() - at, 1 + random.nextInt(12));
      text =
          switch (random.nextInt(7)) {
            case 0 -> text.substring(0, at) + (char) random.nextInt(256) + text.substring(at + 1);
            case 1 -> text.substring(0, at) + text.substring(at + length);
            case 2 ->
                text.substring(0, at)
                    + text.substring(at, at + length).repeat(3)
                    + text.substring(at);
            case 3 -> text.substring(0, at);
            case 4 -> text.replaceFirst("\\d+", String.valueOf(random.nextLong()));
            case 5 -> doubleLine(text, random);
            default ->
                text.substring(0, at) + "\r\n".repeat(1 + random.nextInt(2)) + text.substring(at);
          };
    }
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    return bytes.length <= 60_000 ? bytes : java.util.Arrays.copyOf(bytes, 60_000);
  }

  private static String doubleLine(String text, Random random) {
    String[] lines = text.split("\r\n", -1);
    int chosen = random.nextInt(lines.length);
    lines[chosen] = lines[chosen] + "\r\n" + lines[chosen];
    return String.join("\r\n", lines);
  }
}
