package org.ringspan.registration.adapter;

/** What is registered now, as {@code org.ringspan:type=Registrations}. */
public interface RegistrationsMXBean {
  /** Devices with at least one place. */
  int getDevices();

  /** Places of all devices together. */
  int getBindings();

  /** Registrations that wait until they are in the database. */
  int getWaiting();
}
