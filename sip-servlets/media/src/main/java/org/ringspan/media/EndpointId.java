package org.ringspan.media;

/**
 * The name that call control gives an endpoint; unique within its call.
 *
 * @param value not blank
 */
public record EndpointId(String value) {

  /**
   * A name.
   *
   * @throws IllegalArgumentException when it is blank
   */
  public EndpointId {
    if (value.isBlank()) {
      throw new IllegalArgumentException("an endpoint needs a name");
    }
  }
}
