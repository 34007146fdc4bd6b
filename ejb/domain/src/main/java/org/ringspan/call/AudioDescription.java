package org.ringspan.call;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.ringspan.address.IpAddress;
import org.ringspan.encryption.MediaEncryption;
import org.ringspan.encryption.SecureStream;

/**
 * What a media engine has to know of a party's session description (RFC 8866, RFC 3264): the first
 * audio stream that is on, if it has one of the two laws of G.711, or G.722.
 *
 * @param address where the party wants media
 * @param rtpPort 1 to 65535
 * @param rtcpPort the port above unless the description says otherwise (RFC 3605), 1 to 65535
 * @param payloadType the law that the party likes best, 0 is µ-law, 8 is A-law; 9 is G.722, where
 *     it has neither (RFC 3551 section 6)
 * @param telephoneEvent the payload type of its telephone events, 96 to 127 (RFC 4733)
 * @param flow what flows
 * @param security how it is encrypted
 */
public record AudioDescription(
    IpAddress address,
    int rtpPort,
    int rtcpPort,
    int payloadType,
    OptionalInt telephoneEvent,
    Flow flow,
    SecureStream security) {
  private static final Pattern STREAM =
      Pattern.compile("m=audio ([0-9]{1,5})(?:/1)? ([A-Z/]{7,20})((?: [0-9]{1,3}){1,64})");

  private static final Pattern CONNECTION = Pattern.compile("c=(.*)");
  private static final Pattern INTERNET = Pattern.compile("IN IP[46] ([0-9A-Fa-f.:]{2,45})");
  private static final Pattern RTCP = Pattern.compile("a=rtcp:([0-9]{1,5})(?: .*)?");
  private static final Pattern EVENTS =
      Pattern.compile("a=rtpmap:([0-9]{1,3}) telephone-event/8000", Pattern.CASE_INSENSITIVE);

  private static final Pattern FLOW = Pattern.compile("a=(sendrecv|sendonly|recvonly|inactive)");
  private static final int LARGEST_PORT = 65_535;
  private static final int FIRST_DYNAMIC = 96;
  private static final int LAST_DYNAMIC = 127;

  /** What flows, as the party has it (RFC 3264 section 5.1). */
  public enum Flow {
    /** Both ways. */
    SENDRECV,
    /** The party only speaks: it holds the other, say. */
    SENDONLY,
    /** The party only listens. */
    RECVONLY,
    /** Nothing. */
    INACTIVE;

    /** The same as the other side has it. */
    Flow answered() {
      return switch (this) {
        case SENDONLY -> RECVONLY;
        case RECVONLY -> SENDONLY;
        case SENDRECV, INACTIVE -> this;
      };
    }

    String attribute() {
      return "a=" + name().toLowerCase(Locale.ROOT);
    }
  }

  /** A stream in clear. */
  public AudioDescription(
      IpAddress address,
      int rtpPort,
      int rtcpPort,
      int payloadType,
      OptionalInt telephoneEvent,
      Flow flow) {
    this(address, rtpPort, rtcpPort, payloadType, telephoneEvent, flow, SecureStream.PLAIN);
  }

  /**
   * What {@code session} describes in clear; nothing when no media engine of ours can do with it.
   */
  public static Optional<AudioDescription> of(SessionDescription session) {
    return of(session, MediaEncryption.NONE);
  }

  /** The same, however it is encrypted. */
  public static Optional<AudioDescription> ofAny(SessionDescription session) {
    return Stream.of(MediaEncryption.values())
        .flatMap(encryption -> of(session, encryption).stream())
        .findFirst();
  }

  /**
   * What {@code session} describes; nothing when no media engine of ours can do with it, or it
   * isn't encrypted in just this way.
   */
  public static Optional<AudioDescription> of(
      SessionDescription session, MediaEncryption encryption) {
    SdpParts parts = SdpParts.of(session.text());
    return parts.streams().stream()
        .filter(stream -> stream.isAudio() && stream.isOn())
        .findFirst()
        .flatMap(stream -> of(parts.session(), stream.text(), encryption));
  }

  private static Optional<AudioDescription> of(
      String session, String stream, MediaEncryption encryption) {
    Matcher line = STREAM.matcher(SdpLines.bare(stream));
    Optional<IpAddress> address =
        first(CONNECTION, stream)
            .or(() -> first(CONNECTION, session))
            .flatMap(connection -> first(INTERNET, connection))
            .flatMap(IpAddress::in);
    if (!line.matches() || address.isEmpty()) {
      return Optional.empty();
    }
    Optional<SecureStream> security =
        SecureStream.of(
            encryption, line.group(2), session.lines().toList(), stream.lines().toList());
    List<Integer> formats = new ArrayList<>();
    for (String format : line.group(3).strip().split(" ")) {
      formats.add(Integer.parseInt(format));
    }
    // A law costs nothing to change into the other party's; G.722 would be decoded for it.
    Optional<Integer> codec =
        formats.stream()
            .filter(type -> type == 0 || type == 8)
            .findFirst()
            .or(() -> formats.stream().filter(type -> type == 9).findFirst());
    int port = Integer.parseInt(line.group(1));
    int rtcp = first(RTCP, stream).map(Integer::parseInt).orElse(port + 1);
    if (codec.isEmpty()
        || security.isEmpty()
        || port > LARGEST_PORT
        || rtcp < 1
        || rtcp > LARGEST_PORT) {
      return Optional.empty();
    }
    return Optional.of(
        new AudioDescription(
            address.get(),
            port,
            rtcp,
            codec.get(),
            events(stream, formats),
            first(FLOW, stream)
                .or(() -> first(FLOW, session))
                .map(flow -> Flow.valueOf(flow.toUpperCase(Locale.ROOT)))
                .orElse(Flow.SENDRECV),
            security.get()));
  }

  private static OptionalInt events(String stream, List<Integer> formats) {
    return stream
        .lines()
        .map(EVENTS::matcher)
        .filter(Matcher::matches)
        .mapToInt(map -> Integer.parseInt(map.group(1)))
        .filter(type -> type >= FIRST_DYNAMIC && type <= LAST_DYNAMIC && formats.contains(type))
        .findFirst();
  }

  private static Optional<String> first(Pattern form, String text) {
    return text.lines()
        .map(form::matcher)
        .filter(Matcher::matches)
        .map(match -> match.group(1))
        .findFirst();
  }

  /**
   * One end of the media engine's, as it is described to a party.
   *
   * @param address where it wants media
   * @param rtpPort 1 to 65534; RTCP goes to the port above
   * @param session tells this session from others, not negative
   * @param version grows with each description (RFC 8866 section 5.2)
   * @param security how it is encrypted
   */
  public record EngineEnd(
      IpAddress address, int rtpPort, long session, int version, SecureStream security) {
    private static final int OUR_EVENTS = 101;

    /** An end that nobody was told of yet. */
    public EngineEnd(IpAddress address, int rtpPort, long session) {
      this(address, rtpPort, session, 1, SecureStream.PLAIN);
    }

    /** The same end, encrypted. */
    public EngineEnd secured(SecureStream by) {
      return new EngineEnd(address, rtpPort, session, version, by);
    }

    /** The same session at another end. */
    public EngineEnd at(IpAddress elsewhere, int port, SecureStream by) {
      return new EngineEnd(elsewhere, port, session, version, by);
    }

    /** The same end in the next description of it. */
    public EngineEnd again() {
      return new EngineEnd(address, rtpPort, session, version + 1, security);
    }

    /** An offer of both laws and, for who has neither, G.722; with telephone events. */
    public SessionDescription offer() {
      return new SessionDescription(
          head("t=0 0")
              + security.forSession()
              + "m=audio %d %s 0 8 9 %d\r\n".formatted(rtpPort, security.protocol(), OUR_EVENTS)
              + map(0)
              + map(8)
              + map(9)
              + events(OUR_EVENTS)
              + "a=ptime:20\r\n"
              + "a=sendrecv\r\n"
              + security.forStream());
    }

    /**
     * The answer to an offer: its audio is taken, whatever else it has is not.
     *
     * <p>rfc3264#section-6: "For each "m=" line in the offer, there MUST be a corresponding "m="
     * line in the answer."
     *
     * @param audio what of it is taken, as {@link #of} has found it
     */
    public SessionDescription answer(SessionDescription offer, AudioDescription audio) {
      String time =
          offer.text().lines().filter(line -> line.startsWith("t=")).findFirst().orElse("t=0 0");
      StringBuilder answer = new StringBuilder(head(time)).append(security.forSession());
      boolean taken = false;
      for (SdpStream stream : SdpParts.of(offer.text()).streams()) {
        if (!taken && stream.isAudio() && stream.isOn()) {
          taken = true;
          answer.append(stream(audio));
        } else {
          answer.append(stream.lineOff()).append("\r\n");
        }
      }
      return new SessionDescription(answer.toString());
    }

    private String stream(AudioDescription audio) {
      OptionalInt events = audio.telephoneEvent();
      SecureStream answer = security.answering(audio.security());
      return "m=audio %d %s %d%s\r\n"
              .formatted(
                  rtpPort,
                  answer.protocol(),
                  audio.payloadType(),
                  events.isPresent() ? " " + events.getAsInt() : "")
          + map(audio.payloadType())
          + (events.isPresent() ? events(events.getAsInt()) : "")
          + "a=ptime:20\r\n"
          + audio.flow().answered().attribute()
          + "\r\n"
          + answer.forStream();
    }

    // rfc3551#section-4.5.2: G.722's clock rate is written as 8000, though it has 16,000 samples.
    private static String map(int type) {
      String name =
          switch (type) {
            case 0 -> "PCMU";
            case 8 -> "PCMA";
            case 9 -> "G722";
            default -> throw new IllegalArgumentException("payload type " + type);
          };
      return "a=rtpmap:" + type + " " + name + "/8000\r\n";
    }

    private static String events(int type) {
      return "a=rtpmap:%1$d telephone-event/8000\r\na=fmtp:%1$d 0-15\r\n".formatted(type);
    }

    private String head(String time) {
      String family = address.value().indexOf(':') < 0 ? "IP4 " : "IP6 ";
      return "v=0\r\no=- "
          + session
          + " "
          + version
          + " IN "
          + family
          + address
          + "\r\ns=-\r\nc=IN "
          + family
          + address
          + "\r\n"
          + time
          + "\r\n";
    }
  }
}
