package org.ringspan.e2e.peer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.ringspan.e2e.server.Authority.Certified;

/**
 * A Kamailio as the border of a carrier: it passes calls from telephones outside to the server over
 * TLS and calls of the server to a telephone outside, showing its certificate when it is asked, and
 * stays in their dialogs by Record-Route.
 */
public final class KamailioTlsTrunk implements AutoCloseable {
  private static final String MODULE = "kamailio/modules/tls.so";

  private final Process process;

  /**
   * Starts it.
   *
   * @param directory where its configuration and log go
   * @param local where telephones reach it over UDP; the port above it is its own for TLS
   * @param server where calls from outside go, over TLS
   * @param telephone where the server's calls go, over UDP
   * @param own its key and certificate
   */
  public KamailioTlsTrunk(
      Path directory,
      InetSocketAddress local,
      InetSocketAddress server,
      InetSocketAddress telephone,
      Certified own) {
    Peer.KAMAILIO.require();
    Peer.requirePresent(
        Stream.of(
                "/usr/lib", "/usr/lib64", "/usr/lib/x86_64-linux-gnu", "/usr/lib/aarch64-linux-gnu")
            .anyMatch(folder -> Files.exists(Path.of(folder, MODULE))),
        "Kamailio's TLS is not installed: apt-get install kamailio-tls-modules");
    try {
      Files.createDirectories(directory);
      Path certificate = directory.resolve("certificate.pem");
      Path key = directory.resolve("key.pem");
      own.write(certificate, key);
      Files.writeString(directory.resolve("tls.cfg"), profiles(certificate, key));
      Path configuration = directory.resolve("kamailio.cfg");
      Files.writeString(
          configuration, configuration(local, server, telephone, directory.resolve("tls.cfg")));
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
                  "64",
                  "-M",
                  "16")
              .directory(directory.toFile())
              .redirectErrorStream(true)
              .redirectOutput(directory.resolve("kamailio.log").toFile())
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException("kamailio can't be started in " + directory, e);
    }
  }

  private static String profiles(Path certificate, Path key) {
    return """
        [server:default]
        method = TLSv1.2+
        verify_certificate = no
        require_certificate = no
        certificate = %1$s
        private_key = %2$s
        [client:default]
        method = TLSv1.2+
        verify_certificate = no
        require_certificate = no
        certificate = %1$s
        private_key = %2$s
        """
        .formatted(certificate.toAbsolutePath(), key.toAbsolutePath());
  }

  private static String configuration(
      InetSocketAddress local,
      InetSocketAddress server,
      InetSocketAddress telephone,
      Path profiles) {
    return """
        #!KAMAILIO
        debug=1
        log_stderror=yes
        children=2
        tcp_children=2
        enable_tls=yes
        auto_aliases=no
        listen=udp:%1$s:%2$d
        listen=tls:%1$s:%3$d
        loadmodule "tls.so"
        loadmodule "tm.so"
        loadmodule "sl.so"
        loadmodule "rr.so"
        loadmodule "pv.so"
        loadmodule "maxfwd.so"
        loadmodule "siputils.so"
        loadmodule "textops.so"
        modparam("tls", "config", "%6$s")
        request_route {
          if (!mf_process_maxfwd_header("10")) { sl_send_reply("483", "Too Many Hops"); exit; }
          if (is_method("CANCEL")) { if (t_check_trans()) t_relay(); exit; }
          if (has_totag()) {
            if (loose_route()) { t_relay(); exit; }
            if (is_method("ACK")) { if (t_check_trans()) t_relay(); exit; }
            sl_send_reply("404", "Not Here"); exit;
          }
          record_route();
          if (proto == TLS) {
            $ru = "sip:" + $rU + "@%7$s:%8$d";
            t_relay();
            exit;
          }
          $ru = "sip:" + $rU + "@%4$s:%5$d";
          $du = "sip:%4$s:%5$d;transport=tls";
          t_relay();
        }
        """
        .formatted(
            local.getHostString(),
            local.getPort(),
            local.getPort() + 1,
            server.getHostString(),
            server.getPort(),
            profiles.toAbsolutePath(),
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
