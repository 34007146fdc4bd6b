package org.ringspan.trunk;

import java.util.List;
import java.util.Optional;
import org.ringspan.address.DevicePoolName;
import org.ringspan.address.Transport;
import org.ringspan.address.TrunkName;
import org.ringspan.dialplan.SearchSpaceName;
import org.ringspan.encryption.MediaEncryption;

/**
 * A trunk to the telephone network.
 *
 * @param name how routes call it
 * @param peers where it is reached
 * @param transport how it is reached
 * @param acceptance how its calls are told from others
 * @param login the user name with which we answer its challenges, when it has some; the password is
 *     sealed elsewhere
 * @param searchSpace the calling search space of its callers; none: our users' public numbers only
 * @param pool the device pool whose local route group its calls use
 * @param channels how many calls at a time it carries, 0 to 100000; 0: any number
 * @param supervision whether it tells reliably when a call is answered and when it ends; without
 *     that single number reach is refused on it (design guide page 21-75)
 * @param digits how it delivers digits
 * @param numbers how numbers are written on it
 * @param identity who is named on it
 * @param probed whether it is asked by OPTIONS from time to time if it is there
 * @param encryption how media are encrypted on it
 */
public record Trunk(
    TrunkName name,
    Peers peers,
    Transport transport,
    Acceptance acceptance,
    Optional<String> login,
    Optional<SearchSpaceName> searchSpace,
    Optional<DevicePoolName> pool,
    int channels,
    boolean supervision,
    DigitDelivery digits,
    TrunkNumbers numbers,
    TrunkIdentity identity,
    boolean probed,
    MediaEncryption encryption) {
  /** More than any gateway has. */
  public static final int MOST_CHANNELS = 100_000;

  /** A trunk without encryption. */
  public Trunk(
      TrunkName name,
      Peers peers,
      Transport transport,
      Acceptance acceptance,
      Optional<String> login,
      Optional<SearchSpaceName> searchSpace,
      Optional<DevicePoolName> pool,
      int channels,
      boolean supervision,
      DigitDelivery digits,
      TrunkNumbers numbers,
      TrunkIdentity identity,
      boolean probed) {
    this(
        name,
        peers,
        transport,
        acceptance,
        login,
        searchSpace,
        pool,
        channels,
        supervision,
        digits,
        numbers,
        identity,
        probed,
        MediaEncryption.NONE);
  }

  /**
   * @throws IllegalArgumentException when the parts don't fit
   */
  public Trunk {
    if (channels < 0 || channels > MOST_CHANNELS) {
      throw new IllegalArgumentException("a trunk's channels are 0-100000; 0: any number");
    }
    if (transport == Transport.WS || transport == Transport.WSS) {
      throw new IllegalArgumentException("a trunk's transport is udp, tcp or tls");
    }
    if (acceptance instanceof Acceptance.ByTlsName && transport != Transport.TLS) {
      throw new IllegalArgumentException("only a trunk over tls shows a certificate");
    }
    if (login.filter(user -> !user.matches("[\\x21-\\x7E&&[^\"\\\\]]{1,64}")).isPresent()) {
      throw new IllegalArgumentException("a trunk's login has 1-64 visible characters");
    }
  }

  /**
   * A trunk at one address with the usual rest: accepted by address and port, any number of
   * channels, supervised, digits as RFC 4733, +E.164 numbers.
   */
  public static Trunk at(TrunkName name, String address, int port, Transport transport) {
    return new Trunk(
        name,
        new Peers.Fixed(List.of(Peer.at(address, port))),
        transport,
        new Acceptance.ByAddress(transport == Transport.UDP),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        0,
        true,
        DigitDelivery.RFC4733,
        TrunkNumbers.GLOBAL,
        TrunkIdentity.USUAL,
        true);
  }

  /** The addresses that need no looking up. */
  public List<Peer> fixedPeers() {
    return switch (peers) {
      case Peers.Fixed(var all) -> all;
      case Peers.Domain domain -> List.of();
    };
  }
}
