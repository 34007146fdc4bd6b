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
 * @param elsewhere the node of a cluster that the phone registered at; empty: this one
 */
public record Binding(
    DeviceName device,
    String contact,
    Flow flow,
    String callId,
    long sequence,
    Instant expires,
    Optional<PhoneInstance> instance,
    List<String> path,
    Optional<String> elsewhere) {
  public Binding {
    path = List.copyOf(path);
  }

  /** A binding of a phone that registered here. */
  public Binding(
      DeviceName device,
      String contact,
      Flow flow,
      String callId,
      long sequence,
      Instant expires,
      Optional<PhoneInstance> instance,
      List<String> path) {
    this(device, contact, flow, callId, sequence, expires, instance, path, Optional.empty());
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
        && path.equals(other.path)
        && elsewhere.equals(other.elsewhere);
  }

  /** Whether the phone registered at this node. */
  public boolean isHere() {
    return elsewhere.isEmpty();
  }

  /** What tells it from the other bindings of its device, on whichever node they are. */
  public String place() {
    return instance
        .filter(phone -> phone.flowNumber().isPresent())
        .map(phone -> "f" + phone.flowNumber().getAsInt() + " " + phone.urn())
        .orElse("c " + contact);
  }

  /**
   * Whether this node can send to it: a connection belongs to the node that the phone opened it to,
   * and only that can use it.
   */
  public boolean isReachable() {
    return elsewhere.isEmpty() || !path.isEmpty() || !flow.isConnection();
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
    return isHere() && path.isEmpty() && flow.isConnection() && flow.equals(closed);
  }

  /** The same binding with another end. */
  public Binding until(Instant end) {
    return new Binding(device, contact, flow, callId, sequence, end, instance, path, elsewhere);
  }

  /** The same binding as another node's. */
  public Binding at(String node) {
    return new Binding(
        device, contact, flow, callId, sequence, expires, instance, path, Optional.of(node));
  }
}
