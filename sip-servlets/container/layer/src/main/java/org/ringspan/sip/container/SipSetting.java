package org.ringspan.sip.container;

import java.util.Properties;

/** Settings of the container, read from the server's system properties when the engine starts. */
enum SipSetting {
  BIND_ADDRESS("ringspan.bind.address", "127.0.0.1", "IP address of all listening points"),
  DOMAIN("ringspan.domain", "ringspan.test", "domain name this server is responsible for"),
  UDP_PORT("ringspan.sip.udp.port", "5060", "UDP port, 0 = off"),
  TCP_PORT("ringspan.sip.tcp.port", "5060", "TCP port, 0 = off"),
  TLS_PORT("ringspan.sip.tls.port", "5061", "TLS port, 0 = off"),
  WS_PORT("ringspan.sip.ws.port", "5066", "WebSocket port, 0 = off"),
  WSS_PORT("ringspan.sip.wss.port", "5067", "port of WebSocket over TLS, 0 = off"),
  TLS_KEYSTORE(
      "ringspan.sip.tls.keystore",
      "",
      "PKCS12 file with the server's key and certificate; empty, and no PEM files = a development"
          + " certificate made at the first start and kept in the server's data directory"),
  TLS_CERTIFICATE(
      "ringspan.sip.tls.certificate",
      "",
      "PEM file with the server's certificate and those of the authorities above it"),
  TLS_KEY("ringspan.sip.tls.key", "", "PEM file with the private key to it, PKCS #8"),
  TLS_PASSWORD(
      "ringspan.sip.tls.password",
      "",
      "password of the keystore or of the PEM key, as a token that is encrypted with the server's"
          + " key file"),
  TLS_TRUST(
      "ringspan.sip.tls.trust",
      "",
      "PEM file with the certificates of the authorities that are trusted; empty = those of the Java"
          + " platform (javax.net.ssl.trustStore)"),
  TLS_RELOAD(
      "ringspan.sip.tls.reload", "10", "how often the files are looked at for changes, seconds"),
  TLS_PROTOCOLS(
      "ringspan.sip.tls.protocols", "TLSv1.3,TLSv1.2", "TLS versions, separated by commas"),
  TLS_CIPHER_SUITES(
      "ringspan.sip.tls.ciphers",
      "TLS_AES_256_GCM_SHA384,TLS_AES_128_GCM_SHA256,TLS_CHACHA20_POLY1305_SHA256,"
          + "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384,TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384,"
          + "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256,TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
      "cipher suites, separated by commas"),
  RECEIVER_THREADS(
      "ringspan.sip.threads.receive", "8", "threads that handle UDP messages (count, 1-256)"),
  STREAM_THREADS(
      "ringspan.sip.threads.stream", "8", "threads that handle TCP, TLS and WS messages (count)"),
  HOUSEKEEPING_THREADS(
      "ringspan.sip.threads.housekeeping", "2", "threads for timeouts and clean-up (count)"),
  TIMER_THREADS("ringspan.sip.threads.timers", "2", "threads that fire servlet timers (count)"),
  UDP_BUFFER("ringspan.sip.udp.buffer", "4194304", "socket buffers for UDP, bytes each"),
  MAX_MESSAGE("ringspan.sip.message.max", "65535", "longest message that is accepted, bytes"),
  RETRY_AFTER(
      "ringspan.sip.retry.after", "10", "Retry-After while no application is attached, seconds"),
  SESSION_TIMEOUT(
      "ringspan.sip.session.timeout",
      "1",
      "lifetime of application sessions that the application doesn't keep by setExpires(0), minutes;"
          + " 0 = until they are ended"),
  ;

  private final String property;
  private final String fallback;
  private final String description;

  SipSetting(String property, String fallback, String description) {
    this.property = property;
    this.fallback = fallback;
    this.description = description;
  }

  /** Name of the system property. */
  String property() {
    return property;
  }

  /** What holds if the property isn't set. */
  String fallback() {
    return fallback;
  }

  /** What it is for, with its unit. */
  String description() {
    return description;
  }

  /** The value in these properties, the default if it isn't set. */
  String in(Properties properties) {
    return properties.getProperty(property, fallback).strip();
  }

  /**
   * The value as a number, 0 if empty.
   *
   * @throws IllegalArgumentException if it isn't a number of 0 or more; the message names the
   *     property
   */
  int number(Properties properties) {
    String value = in(properties);
    if (value.isEmpty()) {
      return 0;
    }
    try {
      return Integer.parseUnsignedInt(value);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(property + " isn't a number: " + value, e);
    }
  }
}
