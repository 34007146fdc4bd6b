package org.ringspan.configuration.boundary;

import java.util.List;
import java.util.Optional;
import org.ringspan.configuration.Finding;

/**
 * A change that was made.
 *
 * @param resource what was changed, as it is now; empty when it was removed, or more than one thing
 * @param findings what the linter finds now and didn't before, the worst first
 * @param audit the line of the trail, by which the change can be undone
 * @param inForce whether this node's calls know it already; otherwise they will in a moment
 */
public record ConfigurationChange(
    Optional<Resource> resource, List<Finding> findings, long audit, boolean inForce) {
  public ConfigurationChange {
    findings = List.copyOf(findings);
  }
}
