package org.ringspan.configuration.boundary;

import java.util.List;
import java.util.Optional;

/**
 * A page of things in the order of their keys.
 *
 * @param after the key behind which the next page begins; empty: this is the last
 */
public record ResourcePage(List<Resource> resources, Optional<String> after) {
  public ResourcePage {
    resources = List.copyOf(resources);
  }
}
