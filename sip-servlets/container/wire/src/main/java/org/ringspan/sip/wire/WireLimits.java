package org.ringspan.sip.wire;

import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Properties;
import java.util.Set;

/**
 * What the wire accepts and how long it waits. Start from {@link #defaults()} and change single
 * settings with the {@code with…} methods.
 *
 * @param maxMessageBytes longest message, octets, 1024-65535 (default 65535); longer ones get 513
 * @param maxHeaderBytes longest header section including the start line, octets (default 32768);
 *     longer ones get 513
 * @param maxHeaders most header fields of one message (default 256); more get 400
 * @param maxParts most commas and semicolons in the header section (default 600); more get 400. The
 *     stack's parser takes time that grows with the square of their number: 30 kB of parameters
 *     cost it 4 s
 * @param knownMethods methods of which the element has heard; others get 501 (RFC 3261 section
 *     8.2.1)
 * @param allowedMethods methods that are served; known others get 405 with Allow
 * @param uriSchemes schemes of a Request-URI, lower case (default sip, sips, tel); others get 416
 * @param optionTags option tags accepted in Require, lower case (default 100rel); others get 420
 * @param proxyOptionTags option tags accepted in Proxy-Require, lower case (default none)
 * @param rejectBadDates whether a Date header that isn't a SIP-date gets 400 (default false: RFC
 *     4475 section 3.1.2.12 asks for rejection only where the date matters)
 * @param udpReceivers threads that receive and process datagrams for each listening point (default
 *     16)
 * @param streamWorkers threads that process messages of all connections of one listening point
 *     (default 16)
 * @param maxConnections most connections of one listening point (default 10000)
 * @param maxConnectionsPerPeer most connections from one address to one listening point (default
 *     1000)
 * @param messageTimeout longest time from the first octet of a message, a TLS or a WebSocket
 *     handshake to its last one (default 10 s)
 * @param idleTimeout longest silence on a connection (default 30 min)
 * @param writeTimeout longest time a peer may refuse to read (default 10 s)
 * @param connectTimeout longest time to open a connection (default 3 s)
 * @param maxQueuedBytes most octets waiting to be written to one connection (default 1 MiB)
 */
public record WireLimits(
    int maxMessageBytes,
    int maxHeaderBytes,
    int maxHeaders,
    int maxParts,
    Set<String> knownMethods,
    Set<String> allowedMethods,
    Set<String> uriSchemes,
    Set<String> optionTags,
    Set<String> proxyOptionTags,
    boolean rejectBadDates,
    int udpReceivers,
    int streamWorkers,
    int maxConnections,
    int maxConnectionsPerPeer,
    Duration messageTimeout,
    Duration idleTimeout,
    Duration writeTimeout,
    Duration connectTimeout,
    int maxQueuedBytes) {

  private static final String PREFIX = "org.ringspan.sip.wire.";
  private static final Set<String> METHODS =
      Set.of(
          "INVITE",
          "ACK",
          "BYE",
          "CANCEL",
          "OPTIONS",
          "REGISTER",
          "PRACK",
          "UPDATE",
          "INFO",
          "SUBSCRIBE",
          "NOTIFY",
          "REFER",
          "MESSAGE",
          "PUBLISH");

  /** Checks the ranges and takes immutable copies of the sets. */
  public WireLimits {
    if (maxMessageBytes < 1024 || maxMessageBytes > 65_535) {
      throw new IllegalArgumentException("maxMessageBytes must be 1024-65535: " + maxMessageBytes);
    }
    if (maxHeaderBytes < 512
        || maxHeaders < 8
        || maxParts < 64
        || udpReceivers < 1
        || streamWorkers < 1) {
      throw new IllegalArgumentException("a limit is too small to receive any message");
    }
    knownMethods = Set.copyOf(knownMethods);
    allowedMethods = Set.copyOf(allowedMethods);
    uriSchemes = Set.copyOf(uriSchemes);
    optionTags = Set.copyOf(optionTags);
    proxyOptionTags = Set.copyOf(proxyOptionTags);
  }

  /** The limits of an ordinary server. */
  public static WireLimits defaults() {
    return new WireLimits(
        65_535,
        32_768,
        256,
        600,
        METHODS,
        METHODS,
        Set.of("sip", "sips", "tel"),
        Set.of("100rel"),
        Set.of(),
        false,
        16,
        16,
        10_000,
        1_000,
        Duration.ofSeconds(10),
        Duration.ofMinutes(30),
        Duration.ofSeconds(10),
        Duration.ofSeconds(3),
        1 << 20);
  }

  /** These limits with the option tags that are accepted in Require. */
  public WireLimits withOptionTags(Set<String> tags) {
    return change("optionTags", String.join(",", tags));
  }

  /** These limits with the option tags that are accepted in Proxy-Require. */
  public WireLimits withProxyOptionTags(Set<String> tags) {
    return change("proxyOptionTags", String.join(",", tags));
  }

  /** These limits with the methods that are served; each must be a known method. */
  public WireLimits withAllowedMethods(Set<String> methods) {
    return change("allowedMethods", String.join(",", methods));
  }

  /** These limits with the longest message, octets, 1024-65535. */
  public WireLimits withMaxMessageBytes(int octets) {
    return change("maxMessageBytes", Integer.toString(octets));
  }

  /** These limits with the number of threads that receive datagrams, at least 1. */
  public WireLimits withUdpReceivers(int threads) {
    return change("udpReceivers", Integer.toString(threads));
  }

  /** These limits with the number of threads that process messages of connections, at least 1. */
  public WireLimits withStreamWorkers(int threads) {
    return change("streamWorkers", Integer.toString(threads));
  }

  /** These limits with the most connections of a listening point, and of one peer address to it. */
  public WireLimits withConnections(int total, int perPeer) {
    Properties properties = toProperties();
    properties.setProperty(PREFIX + "maxConnections", Integer.toString(total));
    properties.setProperty(PREFIX + "maxConnectionsPerPeer", Integer.toString(perPeer));
    return fromProperties(properties);
  }

  /** These limits with the time a message may take to arrive and a connection may be silent. */
  public WireLimits withTimeouts(Duration message, Duration idle) {
    Properties properties = toProperties();
    properties.setProperty(PREFIX + "messageTimeout", message.toString());
    properties.setProperty(PREFIX + "idleTimeout", idle.toString());
    return fromProperties(properties);
  }

  /** These limits with Date headers checked or ignored. */
  public WireLimits withRejectBadDates(boolean reject) {
    return change("rejectBadDates", Boolean.toString(reject));
  }

  private WireLimits change(String setting, String value) {
    Properties properties = toProperties();
    properties.setProperty(PREFIX + setting, value);
    return fromProperties(properties);
  }

  /** The settings as stack properties, each named {@code org.ringspan.sip.wire.<setting>}. */
  public Properties toProperties() {
    Properties properties = new Properties();
    for (var component : WireLimits.class.getRecordComponents()) {
      Object value;
      try {
        value = component.getAccessor().invoke(this);
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException("a record's accessor is public", e);
      }
      String text = value instanceof Set<?> set ? String.join(",", strings(set)) : value.toString();
      properties.setProperty(PREFIX + component.getName(), text);
    }
    return properties;
  }

  /**
   * Reads the settings from stack properties; those that are missing keep their defaults.
   *
   * @throws IllegalArgumentException when a value is malformed or out of range
   */
  public static WireLimits fromProperties(Properties p) {
    WireLimits d = defaults();
    return new WireLimits(
        number(p, "maxMessageBytes", d.maxMessageBytes),
        number(p, "maxHeaderBytes", d.maxHeaderBytes),
        number(p, "maxHeaders", d.maxHeaders),
        number(p, "maxParts", d.maxParts),
        set(p, "knownMethods", d.knownMethods),
        set(p, "allowedMethods", d.allowedMethods),
        set(p, "uriSchemes", d.uriSchemes),
        set(p, "optionTags", d.optionTags),
        set(p, "proxyOptionTags", d.proxyOptionTags),
        Boolean.parseBoolean(p.getProperty(PREFIX + "rejectBadDates", "false")),
        number(p, "udpReceivers", d.udpReceivers),
        number(p, "streamWorkers", d.streamWorkers),
        number(p, "maxConnections", d.maxConnections),
        number(p, "maxConnectionsPerPeer", d.maxConnectionsPerPeer),
        duration(p, "messageTimeout", d.messageTimeout),
        duration(p, "idleTimeout", d.idleTimeout),
        duration(p, "writeTimeout", d.writeTimeout),
        duration(p, "connectTimeout", d.connectTimeout),
        number(p, "maxQueuedBytes", d.maxQueuedBytes));
  }

  private static int number(Properties p, String setting, int unset) {
    String value = p.getProperty(PREFIX + setting);
    return value == null ? unset : Integer.parseInt(value.strip());
  }

  private static Duration duration(Properties p, String setting, Duration unset) {
    String value = p.getProperty(PREFIX + setting);
    return value == null ? unset : Duration.parse(value.strip());
  }

  private static Set<String> set(Properties p, String setting, Set<String> unset) {
    String value = p.getProperty(PREFIX + setting);
    if (value == null) {
      return unset;
    }
    Set<String> items = new LinkedHashSet<>();
    Arrays.stream(value.split(","))
        .map(String::strip)
        .filter(s -> !s.isEmpty())
        .forEach(items::add);
    return items;
  }

  private static Iterable<String> strings(Set<?> set) {
    return set.stream().map(Object::toString).sorted().toList();
  }
}
