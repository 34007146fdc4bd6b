package org.ringspan.registration;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.ringspan.address.DeviceName;

/**
 * What a REGISTER asks, after the phone has proved who it is.
 *
 * @param device whose bindings it is about
 * @param callId its Call-ID
 * @param sequence its CSeq number
 * @param contacts its Contact values in their order; none: it asks what is registered
 * @param expires its Expires header, for contacts that don't say it themselves
 * @param flow the path it came by
 */
public record RegistrationRequest(
    DeviceName device,
    String callId,
    long sequence,
    List<RequestedContact> contacts,
    Optional<Duration> expires,
    Flow flow) {
  public RegistrationRequest {
    contacts = List.copyOf(contacts);
  }
}
