package org.ringspan.media.rtpengine;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which rtpengines there are.
 *
 * @param members at least one, each address once
 * @param interfaces rtpengine's names of the networks of the engine and of the remote sides
 */
public record RtpengineSettings(List<Member> members, Interfaces interfaces) {

  private static final Pattern MEMBER =
      Pattern.compile("(?:\\[([^]\\[]+)]|([^:;]+)):(\\d{1,5})(?:;weight=(\\d{1,3}))?");
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]{1,40}");

  /**
   * One of them.
   *
   * @param address where its NG protocol is spoken to, resolved
   * @param weight its share of the calls, 1 to 100
   */
  public record Member(InetSocketAddress address, int weight) {

    /**
     * One of them.
     *
     * @throws IllegalArgumentException for a weight out of range
     */
    public Member {
      if (weight < 1 || weight > 100) {
        throw new IllegalArgumentException("weight of an rtpengine, 1 to 100: " + weight);
      }
    }
  }

  /**
   * The names in rtpengine's own option {@code interface}.
   *
   * @param near of the network of the engine; empty: it has but one network
   * @param far of the network of the remote sides
   */
  public record Interfaces(String near, String far) {

    /** One network. */
    public static final Interfaces DEFAULT = new Interfaces("", "");

    /** Whether there is but one. */
    public boolean isDefault() {
      return near.isEmpty();
    }
  }

  /**
   * Settings.
   *
   * @throws IllegalArgumentException without a member, or with one that is there twice
   */
  public RtpengineSettings {
    members = List.copyOf(members);
    if (members.isEmpty()) {
      throw new IllegalArgumentException("no rtpengine is named");
    }
    if (members.stream().map(Member::address).distinct().count() != members.size()) {
      throw new IllegalArgumentException("an rtpengine is named twice");
    }
  }

  /**
   * Reads settings.
   *
   * @param members {@code address:port} or {@code address:port;weight=n} with commas between;
   *     literal addresses, of IPv6 in brackets; weight 1 unless it is given
   * @param interfaces two names with a comma between, or empty
   * @throws IllegalArgumentException when they can't be read; the message says what is wrong
   */
  public static RtpengineSettings parse(String members, String interfaces) {
    List<Member> parsed = new ArrayList<>();
    for (String member : members.split(",", -1)) {
      parsed.add(member(member.strip()));
    }
    return new RtpengineSettings(parsed, interfaces(interfaces.strip()));
  }

  private static Member member(String text) {
    Matcher member = MEMBER.matcher(text);
    if (!member.matches()) {
      throw new IllegalArgumentException(
          "an rtpengine is named by address:port or address:port;weight=n, not: " + text);
    }
    String host = member.group(1) == null ? member.group(2) : member.group(1);
    InetAddress address =
        Addresses.literal(host)
            .orElseThrow(
                () -> new IllegalArgumentException("no IP address of an rtpengine: " + host));
    int port = Integer.parseInt(member.group(3));
    if (port < 1 || port > 65_535) {
      throw new IllegalArgumentException("port of an rtpengine: " + port);
    }
    int weight = member.group(4) == null ? 1 : Integer.parseInt(member.group(4));
    return new Member(new InetSocketAddress(address, port), weight);
  }

  private static Interfaces interfaces(String text) {
    if (text.isEmpty()) {
      return Interfaces.DEFAULT;
    }
    String[] names = text.split(",", -1);
    if (names.length != 2
        || !NAME.matcher(names[0].strip()).matches()
        || !NAME.matcher(names[1].strip()).matches()) {
      throw new IllegalArgumentException(
          "interfaces of rtpengine are two names, of the network of the server and of the network of"
              + " telephones: "
              + text);
    }
    return new Interfaces(names[0].strip(), names[1].strip());
  }
}
