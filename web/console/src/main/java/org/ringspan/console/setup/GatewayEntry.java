package org.ringspan.console.setup;

import org.jspecify.annotations.Nullable;

/** What is filled in about the first gateway. */
public final class GatewayEntry {
  private String name = "pstn";
  private String host = "";
  private String port = "5060";
  private String transport = "udp";

  public String getName() {
    return name;
  }

  public void setName(@Nullable String name) {
    this.name = stripped(name);
  }

  public String getHost() {
    return host;
  }

  public void setHost(@Nullable String host) {
    this.host = stripped(host);
  }

  public String getPort() {
    return port;
  }

  public void setPort(@Nullable String port) {
    this.port = stripped(port);
  }

  public String getTransport() {
    return transport;
  }

  public void setTransport(@Nullable String transport) {
    this.transport = stripped(transport);
  }

  static String stripped(@Nullable String text) {
    return text == null ? "" : text.strip();
  }
}
