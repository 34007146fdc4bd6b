package org.ringspan.registration;

import java.time.Instant;
import java.util.Optional;
import org.ringspan.address.DeviceName;

/**
 * One place where a device is registered.
 *
 * @param device whose it is
 * @param contact the Contact URI, the Request-URI of calls to the device
 * @param flow the path to reach it by
 * @param callId the Call-ID of the REGISTER that made or refreshed it
 * @param sequence its CSeq number
 * @param expires when it ends
 * @param instance which phone it is, when it tells
 */
public record Binding(
    DeviceName device,
    String contact,
    Flow flow,
    String callId,
    long sequence,
    Instant expires,
    Optional<PhoneInstance> instance) {

  /** A binding of a phone that doesn't tell its instance. */
  public Binding(
      DeviceName device, String contact, Flow flow, String callId, long sequence, Instant expires) {
    this(device, contact, flow, callId, sequence, expires, Optional.empty());
  }

  /** Whether a call can be sent to it at {@code now}. */
  public boolean isValidAt(Instant now) {
    return expires.isAfter(now);
  }

  /** Whether {@code other} leads to the same place by the same path; only times may differ. */
  public boolean leadsWhere(Binding other) {
    return device.equals(other.device)
        && contact.equals(other.contact)
        && flow.equals(other.flow)
        && instance.equals(other.instance);
  }
}
