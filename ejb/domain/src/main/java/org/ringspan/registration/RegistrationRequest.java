package org.ringspan.registration;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.ringspan.address.DeviceName;

/**
 * What a REGISTER asks, after the phone has proved who it is.
 *
 * @param device whose bindings it is about
 * @param callId its Call-ID
 * @param sequence its CSeq number
 * @param contacts its Contact values in their order; none: it asks what is registered
 * @param expires its Expires header, for contacts that don't say it themselves
 * @param way how it came
 * @param supported what its Supported header names
 */
public record RegistrationRequest(
    DeviceName device,
    String callId,
    long sequence,
    List<RequestedContact> contacts,
    Optional<Duration> expires,
    Way way,
    Set<Extension> supported) {
  public RegistrationRequest {
    contacts = List.copyOf(contacts);
    supported = Set.copyOf(supported);
  }

  /** A request straight from a phone without extensions. */
  public RegistrationRequest(
      DeviceName device,
      String callId,
      long sequence,
      List<RequestedContact> contacts,
      Optional<Duration> expires,
      Flow flow) {
    this(device, callId, sequence, contacts, expires, Way.direct(flow), Set.of());
  }

  /**
   * How a REGISTER came.
   *
   * @param flow the last stretch of it: from the phone, or from the proxy next to us
   * @param path the URIs of its Path headers in their order, the nearest proxy first (RFC 3327)
   * @param direct whether no proxy stands between the phone and us, as its Via headers tell
   */
  public record Way(Flow flow, List<String> path, boolean direct) {
    public Way {
      path = List.copyOf(path);
    }

    /** Straight from the phone. */
    public static Way direct(Flow flow) {
      return new Way(flow, List.of(), true);
    }
  }
}
