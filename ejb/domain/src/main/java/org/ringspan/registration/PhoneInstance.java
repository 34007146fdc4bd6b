package org.ringspan.registration;

import java.util.OptionalInt;

/**
 * Which phone a contact belongs to, whatever address it has now (RFC 5626 section 4.1).
 *
 * @param urn the value of {@code +sip.instance} without quotes and angle brackets
 * @param flowNumber the value of {@code reg-id}, when the phone keeps several flows; 1 or more
 */
public record PhoneInstance(String urn, OptionalInt flowNumber) {
  /** The same phone, its flow number ignored. */
  PhoneInstance withoutFlow() {
    return new PhoneInstance(urn, OptionalInt.empty());
  }
}
