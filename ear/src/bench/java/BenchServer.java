import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import org.ringspan.launcher.RingspanServer;
import org.ringspan.launcher.ServerSettings;

/**
 * Starts the server for the benchmark and stops it when standard input ends.
 *
 * <p>Arguments: provisioned server, EAR, instance directory, seed document, users in it, address, largest heap; then options of the Java virtual
 * machine. Prints {@code ready PROCESS-ID} once the server answers SIP.
 */
final class BenchServer {
  public static void main(String[] args) throws Exception {
    var settings =
        ServerSettings.of(Path.of(args[0]), Path.of(System.getProperty("java.home")), Path.of(args[2]))
            .application(Path.of(args[1]))
            .address(args[5])
            .property("ringspan.sip.tls.port", "0")
            .property("ringspan.sip.ws.port", "0")
            .maxHeap(args[6]);
    var passwords = new HashMap<String, String>();
    for (int index = 1; index <= Integer.parseInt(args[4]); index++) {
      String device = "u%04d-desk".formatted(index);
      passwords.put(device, "secret-" + device);
    }
    settings.seed(Path.of(args[3]), passwords);
    for (int i = 7; i < args.length; i++) {
      settings.jvmOption(args[i]);
    }
    try (var server = new RingspanServer(settings.build())) {
      server.start();
      server.awaitReady(Duration.ofSeconds(240));
      System.out.println("ready " + server.pid());
      while (System.in.read() >= 0) {
        // Whoever started this holds standard input open for as long as the server shall run.
      }
    }
  }

  private BenchServer() {}
}
