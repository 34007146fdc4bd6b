package org.ringspan.activedirectory.ldap;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Where a controller listens.
 *
 * @param host a name or an address, as its certificate must tell it
 * @param port 1 to 65535
 */
public record ControllerAddress(String host, int port) {
  private static final Pattern NAME =
      Pattern.compile("[A-Za-z0-9_](?:[A-Za-z0-9_.-]{0,252}[A-Za-z0-9_])?");
  private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:.]{2,45}");

  /**
   * An address.
   *
   * @throws IllegalArgumentException when the host or the port can't be one
   */
  public ControllerAddress {
    if (!NAME.matcher(host).matches() && !(host.contains(":") && IPV6.matcher(host).matches())) {
      throw new IllegalArgumentException("not a host: " + host);
    }
    if (port < 1 || port > 65_535) {
      throw new IllegalArgumentException("port: " + port);
    }
    host = host.toLowerCase(Locale.ROOT);
  }

  /**
   * Reads {@code dc1.example.org, dc2.example.org:3269, [2001:db8::1]:636}.
   *
   * @param port where none is written
   * @throws IllegalArgumentException when it isn't a list of addresses
   */
  public static List<ControllerAddress> list(String text, int port) {
    var addresses = new ArrayList<ControllerAddress>();
    for (var word : text.split("[,\\s]+")) {
      if (!word.isEmpty()) {
        addresses.add(one(word, port));
      }
    }
    return List.copyOf(addresses);
  }

  private static ControllerAddress one(String word, int port) {
    var colon = word.startsWith("[") ? word.indexOf("]:") + 1 : word.lastIndexOf(':');
    var host = colon > 0 ? word.substring(0, colon) : word;
    if (host.startsWith("[") && host.endsWith("]")) {
      host = host.substring(1, host.length() - 1);
    }
    try {
      return new ControllerAddress(
          host, colon > 0 ? Integer.parseInt(word.substring(colon + 1)) : port);
    } catch (NumberFormatException notNumber) {
      throw new IllegalArgumentException("not a port: " + word, notNumber);
    }
  }

  /** Whether it is this machine: an address that needs no name server to say so. */
  public boolean isLoopback() {
    var address = host.contains(":") || host.matches("\\d{1,3}(\\.\\d{1,3}){3}");
    try {
      return address ? InetAddress.getByName(host).isLoopbackAddress() : host.equals("localhost");
    } catch (UnknownHostException notAnAddress) {
      return false;
    }
  }

  @Override
  public String toString() {
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }
}
