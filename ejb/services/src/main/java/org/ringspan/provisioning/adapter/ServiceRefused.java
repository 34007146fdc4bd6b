package org.ringspan.provisioning.adapter;

/** The service didn't take one thing; the message says why. */
final class ServiceRefused extends Exception {
  private static final long serialVersionUID = 1L;

  ServiceRefused(String message) {
    super(message);
  }
}
