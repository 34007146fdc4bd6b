package org.ringspan.e2e.peer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * A Kamailio as the PSTN gateway: it passes calls from telephones outside to the server and the
 * server's calls to the one telephone outside that rings, staying in the dialogs by Record-Route.
 */
public final class KamailioGateway implements AutoCloseable {
  private final Process process;

  /**
   * Starts it.
   *
   * @param directory where its configuration and log go
   * @param local address and port by which the server knows its gateway
   * @param server whose calls go to {@code telephone}
   */
  public KamailioGateway(
      Path directory,
      InetSocketAddress local,
      InetSocketAddress server,
      InetSocketAddress telephone) {
    Peer.KAMAILIO.require();
    try {
      Files.createDirectories(directory);
      Path configuration = directory.resolve("kamailio.cfg");
      Files.writeString(configuration, configuration(local, server, telephone));
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
              .redirectOutput(directory.resolve("kamailio.log").toFile())
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException("kamailio can't be started in " + directory, e);
    }
  }

  private static String configuration(
      InetSocketAddress local, InetSocketAddress server, InetSocketAddress telephone) {
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
        loadmodule "maxfwd.so"
        loadmodule "siputils.so"
        loadmodule "textops.so"
        request_route {
          if (!mf_process_maxfwd_header("10")) { sl_send_reply("483", "Too Many Hops"); exit; }
          if (is_method("CANCEL")) { if (t_check_trans()) t_relay(); exit; }
          if (has_totag()) {
            if (loose_route()) { t_relay(); exit; }
            if (is_method("ACK")) { if (t_check_trans()) t_relay(); exit; }
            sl_send_reply("404", "Not Here"); exit;
          }
          loose_route();
          record_route();
          if ($si == "%3$s" && $sp == %4$d) { $du = "sip:%5$s:%6$d"; }
          t_relay();
        }
        """
        .formatted(
            local.getHostString(),
            local.getPort(),
            server.getHostString(),
            server.getPort(),
            telephone.getHostString(),
            telephone.getPort());
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
