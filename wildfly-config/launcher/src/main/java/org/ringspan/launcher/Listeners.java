package org.ringspan.launcher;

import java.io.IOException;
import java.net.BindException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;

/**
 * The ports a server is going to listen on, to find out before the start which of them is taken.
 *
 * @param address what all of them bind to
 * @param ports the ports that are switched on
 */
record Listeners(String address, List<Port> ports) {

  /**
   * One port.
   *
   * @param setting system property that changes it
   * @param number 1 to 65535
   * @param udp whether it is a UDP port
   */
  record Port(String setting, int number, boolean udp) {
    String name() {
      return number + (udp ? "/udp" : "/tcp");
    }
  }

  static Listeners of(ServerSettings settings) {
    var ports = new ArrayList<Port>();
    for (var setting :
        List.of(
            "jboss.http.port",
            "jboss.management.http.port",
            "ringspan.operations.port",
            "ringspan.sip.udp.port",
            "ringspan.sip.tcp.port",
            "ringspan.sip.tls.port",
            "ringspan.sip.ws.port",
            "ringspan.sip.wss.port")) {
      int number = settings.port(setting);
      if (number != 0) {
        ports.add(new Port(setting, number, setting.contains(".udp.")));
      }
    }
    return new Listeners(settings.address(), List.copyOf(ports));
  }

  /**
   * Tries every port.
   *
   * @throws LaunchFailure naming the first that can't be had, and its setting
   */
  void requireFree() {
    var host = resolve();
    requireLocal(host);
    for (var port : ports) {
      var socketAddress = new InetSocketAddress(host, port.number());
      try {
        if (port.udp()) {
          new DatagramSocket(socketAddress).close();
        } else {
          try (var socket = new ServerSocket()) {
            socket.bind(socketAddress);
          }
        }
      } catch (BindException e) {
        throw new LaunchFailure(
            "Port %s on %s is taken by another program: stop that program, or choose another port with -D%s=…, or another address with -Dringspan.bind.address=…"
                .formatted(port.name(), address, port.setting()),
            e);
      } catch (IOException e) {
        throw new LaunchFailure(
            "Port %s on %s can't be opened (%s); its setting is -D%s=…"
                .formatted(port.name(), address, e.getMessage(), port.setting()),
            e);
      }
    }
  }

  private void requireLocal(InetAddress host) {
    try {
      new DatagramSocket(new InetSocketAddress(host, 0)).close();
    } catch (IOException e) {
      throw new LaunchFailure(
          "%s isn't an address of this machine (-Dringspan.bind.address)".formatted(address), e);
    }
  }

  private InetAddress resolve() {
    try {
      return InetAddress.getByName(address);
    } catch (UnknownHostException e) {
      throw new LaunchFailure(
          "'%s' isn't an address (-Dringspan.bind.address)".formatted(address), e);
    }
  }
}
