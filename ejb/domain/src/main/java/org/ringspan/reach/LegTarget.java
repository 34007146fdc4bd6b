package org.ringspan.reach;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.ringspan.address.DestinationNumber;
import org.ringspan.address.DeviceName;
import org.ringspan.address.E164Number;
import org.ringspan.address.UserId;
import org.ringspan.encryption.MediaEncryption;
import org.ringspan.registration.Binding;

/** Whom a leg of a call rings. */
public sealed interface LegTarget {
  /** The ways to it over trunks in the order they are tried; none to a phone of ours. */
  default List<TrunkRoute> routes() {
    return List.of();
  }

  /** How its media are encrypted by one of the ways to it, from 0. */
  default MediaEncryption encryption(int way) {
    List<TrunkRoute> routes = routes();
    return routes.isEmpty()
        ? MediaEncryption.NONE
        : routes.get(Math.min(way, routes.size() - 1)).encryption();
  }

  /** Whether its media are encrypted by any of the ways to it. */
  default boolean isEncrypted() {
    return IntStream.range(0, ways()).anyMatch(way -> encryption(way).isOn());
  }

  /** How many ways there are to it, at least 1; each is tried when the one before has failed. */
  default int ways() {
    return Math.max(1, routes().size());
  }

  /** Whose remote destination it is; none: it isn't one. */
  default Optional<UserId> destinationOf() {
    return this instanceof Destination(var owner, var name, var number, var ways)
        ? Optional.of(owner)
        : Optional.empty();
  }

  /**
   * A phone of the line, at one place where it is registered.
   *
   * @param binding how it is reached
   * @param otherFlows how else the same phone is reached, when {@code binding} turns out to be
   *     broken; in the order they are tried (RFC 5626 section 7)
   * @param media how its media are encrypted
   */
  record RegisteredDevice(
      DeviceName device, Binding binding, List<Binding> otherFlows, MediaEncryption media)
      implements LegTarget {
    public RegisteredDevice {
      otherFlows = List.copyOf(otherFlows);
    }

    /** A phone that encrypts nothing. */
    public RegisteredDevice(DeviceName device, Binding binding, List<Binding> otherFlows) {
      this(device, binding, otherFlows, MediaEncryption.NONE);
    }

    @Override
    public MediaEncryption encryption(int way) {
      return media;
    }

    /** A phone that is reached in one way only. */
    public RegisteredDevice(DeviceName device, Binding binding) {
      this(device, binding, List.of());
    }

    @Override
    public int ways() {
      return 1 + otherFlows.size();
    }

    /** The same phone over one of its flows alone; 0 is {@code binding}. */
    RegisteredDevice over(int way) {
      return new RegisteredDevice(
          device, way == 0 ? binding : otherFlows.get(way - 1), List.of(), media);
    }
  }

  /**
   * A phone of the line that does not ring: it stands in the plan so that its silence is explained.
   *
   * @param media how its media are encrypted, of one that has called
   */
  record SilentDevice(DeviceName device, MediaEncryption media) implements LegTarget {
    /** A phone that encrypts nothing. */
    public SilentDevice(DeviceName device) {
      this(device, MediaEncryption.NONE);
    }

    @Override
    public MediaEncryption encryption(int way) {
      return media;
    }
  }

  /**
   * A remote destination of a user. It gets no video: "Single Number Reach services do not extend
   * to video calls" (design guide page 21-75).
   *
   * @param user whose it is
   * @param name what the user calls it
   * @param number as it is configured
   * @param routes the ways to it in the order they are tried; empty only in a leg that does not
   *     ring
   */
  record Destination(UserId user, String name, DestinationNumber number, List<TrunkRoute> routes)
      implements LegTarget {
    public Destination {
      routes = List.copyOf(routes);
    }
  }

  /**
   * A number in the telephone network.
   *
   * @param number as the dial plan left it: +E.164, or a short or service number
   * @param routes the ways to it in the order they are tried; not empty
   */
  record OutsideNumber(String number, List<TrunkRoute> routes) implements LegTarget {
    public OutsideNumber {
      routes = List.copyOf(routes);
    }
  }

  /**
   * The mailbox, behind a trunk.
   *
   * @param routes the ways to it in the order they are tried; not empty
   */
  record Mailbox(E164Number number, List<TrunkRoute> routes) implements LegTarget {
    public Mailbox {
      routes = List.copyOf(routes);
    }
  }

  /** A mailbox of ours, for which the server answers: nothing rings. */
  sealed interface OwnMailbox extends LegTarget {
    /** Whose it is. */
    UserId owner();
  }

  /** The caller is to leave a message. */
  record MessageTaking(UserId owner) implements OwnMailbox {}

  /** The owner, when the PIN says so, is to hear what is in it. */
  record MailboxAccess(UserId owner) implements OwnMailbox {}
}
