package org.ringspan.configuration.adapter;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.ringspan.address.DevicePoolName;
import org.ringspan.address.E164Number;
import org.ringspan.address.IpAddress;
import org.ringspan.address.RouteGroupName;
import org.ringspan.address.RouteListName;
import org.ringspan.address.Transport;
import org.ringspan.address.TrunkName;
import org.ringspan.dialplan.SearchSpaceName;
import org.ringspan.encryption.MediaEncryption;
import org.ringspan.numbering.adapter.PhoneNumberPlan;
import org.ringspan.trunk.Acceptance;
import org.ringspan.trunk.CallerPolicy;
import org.ringspan.trunk.DevicePool;
import org.ringspan.trunk.DigitDelivery;
import org.ringspan.trunk.NumberFormat;
import org.ringspan.trunk.NumberingPlan;
import org.ringspan.trunk.Peer;
import org.ringspan.trunk.Peers;
import org.ringspan.trunk.Redirection;
import org.ringspan.trunk.Region;
import org.ringspan.trunk.RouteGroup;
import org.ringspan.trunk.RouteList;
import org.ringspan.trunk.Trunk;
import org.ringspan.trunk.TrunkIdentity;
import org.ringspan.trunk.TrunkNumbers;
import org.ringspan.trunk.Trunks;

/**
 * Reads the sections of a seed document that lead out: {@code trunks}, {@code routeGroups}, {@code
 * routeLists} and {@code devicePools}.
 */
final class SeedTrunks {
  /** Stands in a route list for the local route group of the caller's device pool. */
  static final String LOCAL = "<local>";

  private static final NumberingPlan PLAN = new PhoneNumberPlan();

  private SeedTrunks() {}

  /**
   * @throws SeedRefused when a section has a fault; the message names the field
   */
  static Trunks read(StrictObject document) {
    List<Trunk> trunks = document.objects("trunks", SeedTrunks::trunk);
    List<RouteGroup> groups = document.objects("routeGroups", SeedTrunks::group);
    List<RouteList> lists = document.objects("routeLists", SeedTrunks::list);
    List<DevicePool> pools = document.objects("devicePools", SeedTrunks::pool);
    try {
      return new Trunks(trunks, groups, lists, pools);
    } catch (IllegalArgumentException e) {
      throw new SeedRefused(Place.ROOT, String.valueOf(e.getMessage()));
    }
  }

  static Trunk trunk(StrictObject json) {
    Transport transport = json.value("transport", SeedTrunks::transport);
    return new Trunk(
        json.value("name", TrunkName::new),
        peers(json),
        transport,
        json.optional("acceptance", SeedTrunks::acceptance)
            .orElse(new Acceptance.ByAddress(transport == Transport.UDP)),
        json.optionalText("login"),
        json.optionalValue("searchSpace", SearchSpaceName::new),
        json.optionalValue("devicePool", DevicePoolName::new),
        json.number("channels", 0),
        json.flag("supervision", true),
        json.optionalValue("digits", text -> oneOf(DigitDelivery.values(), text))
            .orElse(DigitDelivery.RFC4733),
        json.optional("numbers", SeedTrunks::numbers).orElse(TrunkNumbers.GLOBAL),
        json.optional("caller", SeedTrunks::identity).orElse(TrunkIdentity.USUAL),
        json.flag("probed", true),
        encryption(json));
  }

  /** How media are encrypted, of a trunk or a device. */
  static MediaEncryption encryption(StrictObject json) {
    return json.optionalValue("mediaEncryption", text -> oneOf(MediaEncryption.values(), text))
        .orElse(MediaEncryption.NONE);
  }

  /** {@code host} and {@code port}, or {@code peers}, or {@code domain} with or without a port. */
  private static Peers peers(StrictObject json) {
    Optional<String> domain = json.optionalText("domain");
    List<Peer> listed = json.objects("peers", SeedTrunks::peer);
    Optional<IpAddress> host = json.optionalValue("host", SeedTrunks::address);
    Set<Boolean> given = new HashSet<>();
    for (boolean one : new boolean[] {domain.isPresent(), !listed.isEmpty(), host.isPresent()}) {
      if (one && !given.add(true)) {
        throw new IllegalArgumentException("must have one of host, peers and domain");
      }
    }
    if (domain.isPresent()) {
      return new Peers.Domain(
          domain.get(), json.has("port") ? Optional.of(json.number("port")) : Optional.empty());
    }
    if (!listed.isEmpty()) {
      return new Peers.Fixed(listed);
    }
    return new Peers.Fixed(
        List.of(
            new Peer(
                host.orElseThrow(
                    () -> new IllegalArgumentException("must have one of host, peers and domain")),
                json.number("port"),
                0,
                0)));
  }

  private static Peer peer(StrictObject json) {
    return new Peer(
        json.value("host", SeedTrunks::address),
        json.number("port"),
        json.number("priority", 0),
        json.number("weight", 0));
  }

  private static IpAddress address(String text) {
    return IpAddress.in(text)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "must be an IP address: calls resolve no names; a name is a domain"));
  }

  private static Transport transport(String text) {
    for (Transport transport : Transport.values()) {
      if (transport.parameter().equals(text)) {
        return transport;
      }
    }
    throw new IllegalArgumentException("must be udp, tcp or tls");
  }

  private static Acceptance acceptance(StrictObject json) {
    String by = json.text("by");
    return switch (by) {
      case "address" -> new Acceptance.ByAddress(false);
      case "address-and-port" -> new Acceptance.ByAddress(true);
      case "tls-name" -> new Acceptance.ByTlsName(json.text("name"));
      case "digest" -> new Acceptance.ByDigest(json.text("name"));
      default ->
          throw new IllegalArgumentException(
              "by must be address, address-and-port, tls-name or digest");
    };
  }

  private static TrunkNumbers numbers(StrictObject json) {
    return new TrunkNumbers(
        json.optional("called", SeedTrunks::format).orElse(NumberFormat.PLAIN),
        json.optional("calling", SeedTrunks::format).orElse(NumberFormat.PLAIN),
        json.optionalValue("incomingRegion", SeedTrunks::region),
        json.optionalText("incomingPrefix").orElse(""),
        json.optionalValue("callingTransformations", SearchSpaceName::new),
        json.optionalValue("calledTransformations", SearchSpaceName::new));
  }

  private static NumberFormat format(StrictObject json) {
    NumberFormat.Kind kind =
        json.value(
            "form",
            text ->
                switch (text) {
                  case "+e164" -> NumberFormat.Kind.E164_WITH_PLUS;
                  case "e164" -> NumberFormat.Kind.E164_WITHOUT_PLUS;
                  case "national" -> NumberFormat.Kind.NATIONAL;
                  default -> throw new IllegalArgumentException("must be +e164, e164 or national");
                });
    return new NumberFormat(
        kind,
        json.optionalValue("region", SeedTrunks::region),
        json.optionalText("prefix").orElse(""));
  }

  private static Region region(String text) {
    Region region = new Region(text);
    if (!PLAN.knows(region)) {
      throw new IllegalArgumentException("no region with a numbering plan");
    }
    return region;
  }

  private static TrunkIdentity identity(StrictObject json) {
    return new TrunkIdentity(
        json.optionalValue(
                "policy",
                text ->
                    switch (text) {
                      case "original" -> CallerPolicy.ORIGINAL;
                      case "own" -> CallerPolicy.OWN_ONLY;
                      default -> throw new IllegalArgumentException("must be original or own");
                    })
            .orElse(CallerPolicy.ORIGINAL),
        json.optionalValue("mainNumber", E164Number::new),
        json.optionalValue("redirection", text -> oneOf(Redirection.values(), text))
            .orElse(Redirection.DIVERSION),
        json.flag("trusted", true));
  }

  static RouteGroup group(StrictObject json) {
    return new RouteGroup(
        json.value("name", RouteGroupName::new),
        json.texts("trunks", TrunkName::new),
        json.optionalValue("distribution", text -> oneOf(RouteGroup.Distribution.values(), text))
            .orElse(RouteGroup.Distribution.TOP_DOWN));
  }

  static RouteList list(StrictObject json) {
    return new RouteList(
        json.value("name", RouteListName::new),
        json.texts(
            "groups",
            text ->
                text.equals(LOCAL)
                    ? new RouteList.LocalRouteGroup()
                    : new RouteList.Group(new RouteGroupName(text))));
  }

  static DevicePool pool(StrictObject json) {
    return new DevicePool(
        json.value("name", DevicePoolName::new),
        json.optionalValue("localRouteGroup", RouteGroupName::new));
  }

  /** Constants are written in lower case with hyphens: {@code TOP_DOWN} is top-down. */
  private static <E extends Enum<E>> E oneOf(E[] values, String text) {
    for (E value : values) {
      if (written(value).equals(text)) {
        return value;
      }
    }
    throw new IllegalArgumentException(
        "must be one of " + String.join(", ", Arrays.stream(values).map(v -> written(v)).toList()));
  }

  private static String written(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
