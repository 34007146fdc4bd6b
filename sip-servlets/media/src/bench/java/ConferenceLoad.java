import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.ringspan.media.ConferenceParties;

/**
 * The load of conferences. Arguments: its address, the engine's address, the file with the
 * endpoints' ports, conferences, parties of each, how many of them speak, seconds of warm-up,
 * seconds that are measured. Prints a line of figures.
 */
final class ConferenceLoad {

  private ConferenceLoad() {}

  public static void main(String[] arguments) throws Exception {
    InetAddress address = InetAddress.getByName(arguments[0]);
    int conferences = Integer.parseInt(arguments[3]);
    int size = Integer.parseInt(arguments[4]);
    int speakers = Integer.parseInt(arguments[5]);
    List<InetSocketAddress> engine = new ArrayList<>();
    for (String line : Files.readAllLines(Path.of(arguments[2]))) {
      for (String port : line.split(" ")) {
        engine.add(new InetSocketAddress(arguments[1], Integer.parseInt(port)));
      }
    }
    try (var parties =
        new ConferenceParties(address, MediaLoad.FIRST_PORT, conferences, size, speakers)) {
      var result =
          parties.run(
              engine,
              Duration.ofSeconds(Integer.parseInt(arguments[6])),
              Duration.ofSeconds(Integer.parseInt(arguments[7])),
              20);
      if (result.example() != null) {
        System.err.println("wrong, for example: " + result.example());
      }
      System.out.printf(
          "sent=%d received=%d lost=%d windows=%d wrong=%d onsets=%d p50_ms=%.1f p99_ms=%.1f sender_late_us=%d%n",
          result.sent(),
          result.heard(),
          result.lost(),
          result.windows(),
          result.wrong(),
          result.onsets(),
          result.delay(0.5),
          result.delay(0.99),
          result.senderLate() / 1000);
    }
  }
}
