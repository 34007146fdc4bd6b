package org.ringspan.e2e.peer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * A Kamailio as the edge proxy between phones and the server: it adds itself to the Path of their
 * registrations and stays in their calls by Record-Route.
 */
public final class KamailioEdge implements AutoCloseable {
  private final Process process;

  /**
   * Starts it.
   *
   * @param directory where its configuration and log go
   * @param local where it listens
   * @param server where what phones send goes to
   */
  public KamailioEdge(Path directory, InetSocketAddress local, InetSocketAddress server) {
    Peer.KAMAILIO.require();
    try {
      Path configuration = directory.resolve("edge.cfg");
      Files.writeString(configuration, configuration(local, server));
      process =
          new ProcessBuilder(
                  Peer.KAMAILIO.command(),
                  "-f",
                  configuration.toString(),
                  "-Y",
                  directory.toString(),
                  "-DD",
                  "-E",
                  "-m",
                  "32",
                  "-M",
                  "8")
              .directory(directory.toFile())
              .redirectErrorStream(true)
              .redirectOutput(directory.resolve("edge.log").toFile())
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException("kamailio can't be started in " + directory, e);
    }
  }

  private static String configuration(InetSocketAddress local, InetSocketAddress server) {
    return """
        #!KAMAILIO
        debug=1
        log_stderror=yes
        children=2
        disable_tcp=yes
        auto_aliases=no
        listen=udp:%1$s:%2$d
        loadmodule "tm.so"
        loadmodule "sl.so"
        loadmodule "rr.so"
        loadmodule "pv.so"
        loadmodule "path.so"
        loadmodule "maxfwd.so"
        loadmodule "siputils.so"
        loadmodule "textops.so"
        request_route {
          if (!mf_process_maxfwd_header("10")) { sl_send_reply("483", "Too Many Hops"); exit; }
          if (is_method("CANCEL")) { if (t_check_trans()) t_relay(); exit; }
          if (is_method("OPTIONS")) { sl_send_reply("200", "OK"); exit; }
          if (has_totag()) {
            if (loose_route()) { t_relay(); exit; }
            if (is_method("ACK")) { if (t_check_trans()) t_relay(); exit; }
            sl_send_reply("404", "Not Here"); exit;
          }
          loose_route();
          if (is_method("REGISTER")) { add_path(); } else { record_route(); }
          if ($si != "%3$s") { $du = "sip:%3$s:%4$d"; }
          t_relay();
        }
        """
        .formatted(
            local.getHostString(), local.getPort(), server.getHostString(), server.getPort());
  }

  /** Whether it runs. */
  public boolean isAlive() {
    return process.isAlive();
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(5, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
