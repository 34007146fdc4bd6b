package org.ringspan.registration;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.ringspan.address.DeviceName;

/**
 * One place where a device is registered.
 *
 * @param device whose it is
 * @param contact the Contact URI, the Request-URI of calls to the device
 * @param flow the last stretch of the way its REGISTER came
 * @param callId the Call-ID of the REGISTER that made or refreshed it
 * @param sequence its CSeq number
 * @param expires when it ends
 * @param instance which phone it is, when it tells
 * @param path the proxies that stay on the way to it, the nearest to us first (RFC 3327)
 */
public record Binding(
    DeviceName device,
    String contact,
    Flow flow,
    String callId,
    long sequence,
    Instant expires,
    Optional<PhoneInstance> instance,
    List<String> path) {
  public Binding {
    path = List.copyOf(path);
  }

  /** A binding with no proxy on the way. */
  public Binding(
      DeviceName device,
      String contact,
      Flow flow,
      String callId,
      long sequence,
      Instant expires,
      Optional<PhoneInstance> instance) {
    this(device, contact, flow, callId, sequence, expires, instance, List.of());
  }

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
        && instance.equals(other.instance)
        && path.equals(other.path);
  }

  /** Whether both are ways to the same phone, which must not ring twice (RFC 5626 section 7). */
  public boolean isPhoneOf(Binding other) {
    return instance.isPresent()
        && other.instance.isPresent()
        && instance.get().urn().equals(other.instance.get().urn());
  }

  /** Whether it is one of several flows that its phone may keep (RFC 5626). */
  public boolean isFlow() {
    return instance.filter(phone -> phone.flowNumber().isPresent()).isPresent();
  }

  /**
   * Whether it ends with the connection {@code closed}: only the phone can open that again. A proxy
   * on the way can be connected to anew.
   */
  public boolean endsWith(Flow closed) {
    return path.isEmpty() && flow.isConnection() && flow.equals(closed);
  }

  /** The same binding with another end. */
  public Binding until(Instant end) {
    return new Binding(device, contact, flow, callId, sequence, end, instance, path);
  }
}
