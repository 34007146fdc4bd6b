import com.sun.management.ThreadMXBean;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.ringspan.media.EndpointId;
import org.ringspan.media.MediaCall;
import org.ringspan.media.MediaEndpoint;
import org.ringspan.media.MediaEngine;
import org.ringspan.media.MediaStatistics;
import org.ringspan.media.RemoteMedia;
import org.ringspan.media.audio.Codec;
import org.ringspan.media.embedded.EmbeddedMediaEngine;
import org.ringspan.media.embedded.MediaSettings;
import org.ringspan.media.rtpengine.RtpengineMediaEngine;
import org.ringspan.media.rtpengine.RtpengineSettings;

/**
 * The measured process: an engine with calls of two endpoints each, connected. Arguments: its
 * address, the load's address, calls, media threads, "same", "transcoded" or "conference:" and the parties of each, the file that the
 * endpoints' ports are written to, address:port of an rtpengine or "none". For each line on standard input it prints a line of figures.
 */
final class EngineUnderLoad {

  private EngineUnderLoad() {}

  public static void main(String[] arguments) throws Exception {
    InetAddress address = InetAddress.getByName(arguments[0]);
    InetAddress load = InetAddress.getByName(arguments[1]);
    int calls = Integer.parseInt(arguments[2]);
    int size =
        arguments[4].startsWith("conference:") ? Integer.parseInt(arguments[4].substring(11)) : 0;
    Codec other = arguments[4].equals("same") ? Codec.PCMU : Codec.PCMA;
    MediaSettings settings =
        MediaSettings.on(address)
            .withPorts(16_384, 16_384 + 2 * Math.max(2, size) * calls + 1)
            .withThreads(Integer.parseInt(arguments[3]));
    try (var engine = engine(settings, arguments[6])) {
      List<String> ports = new ArrayList<>();
      for (int i = 0; i < calls; i++) {
        MediaCall call = engine.open(event -> {});
        if (size > 0) {
          ports.add(conference(call, load, i * size, size));
          continue;
        }
        MediaEndpoint a = call.add(new EndpointId("a"));
        MediaEndpoint b = call.add(new EndpointId("b"));
        int port = MediaLoad.FIRST_PORT + 2 * (i % MediaLoad.SOCKETS);
        a.negotiated(remote(load, port, Codec.PCMU));
        b.negotiated(remote(load, port, other));
        call.connect(a, b);
        ports.add(a.rtpAddress().getPort() + " " + b.rtpAddress().getPort());
      }
      Path written = Path.of(arguments[5]);
      Files.write(written, ports);
      for (int i = 0; i < 50; i++) {
        // Asked for the first time it takes the core from the media thread for tens of milliseconds.
        figures(engine);
      }
      System.out.println("ready");
      BufferedReader in =
          new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
      while (in.readLine() != null) {
        System.out.println(figures(engine));
      }
    }
  }

  /** All parties of a conference, the load's socket of each two ports after that before. */
  private static String conference(MediaCall call, InetAddress load, int first, int size) {
    List<MediaEndpoint> parties = new ArrayList<>();
    StringBuilder ports = new StringBuilder();
    for (int i = 0; i < size; i++) {
      MediaEndpoint party = call.add(new EndpointId("p" + i));
      party.negotiated(remote(load, MediaLoad.FIRST_PORT + 2 * (first + i), Codec.PCMU));
      parties.add(party);
      ports.append(i == 0 ? "" : " ").append(party.rtpAddress().getPort());
    }
    call.confer(parties);
    return ports.toString();
  }

  private static MediaEngine engine(MediaSettings settings, String rtpengine) {
    ExecutorService listeners = Executors.newVirtualThreadPerTaskExecutor();
    return rtpengine.equals("none")
        ? new EmbeddedMediaEngine(settings, listeners)
        : new RtpengineMediaEngine(settings, RtpengineSettings.parse(rtpengine, ""), listeners);
  }

  private static RemoteMedia remote(InetAddress address, int port, Codec codec) {
    return RemoteMedia.of(new InetSocketAddress(address, port), codec, OptionalInt.of(101));
  }

  private static String figures(MediaEngine engine) throws Exception {
    String stat = Files.readString(Path.of("/proc/self/stat"));
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
    // Ticks of 10 ms on every Linux that Java runs on.
    long cpu = 10 * (Long.parseLong(fields[11]) + Long.parseLong(fields[12]));
    long system = 10 * Long.parseLong(fields[12]);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long allocated = 0;
    for (long id : threads.getAllThreadIds()) {
      var info = threads.getThreadInfo(id);
      if (info != null && info.getThreadName().startsWith("media-")) {
        allocated += threads.getThreadAllocatedBytes(id);
      }
    }
    long collections = 0;
    for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
      collections += collector.getCollectionCount();
    }
    MediaStatistics statistics = engine.statistics();
    long dropped = statistics.dropped().values().stream().mapToLong(Long::longValue).sum();
    return "cpu_ms=%d system_ms=%d allocated=%d collections=%d received=%d sent=%d dropped=%d late=%d nanos=%d"
        .formatted(
            cpu,
            system,
            allocated,
            collections,
            statistics.packetsReceived(),
            statistics.packetsSent(),
            dropped,
            statistics.lateTicks(),
            System.nanoTime());
  }
}
