package org.ringspan.configuration.boundary;

import org.ringspan.configuration.ConfigurationSnapshot;

/** Where the call path finds what is configured. */
public interface ConfigurationSource {
  /**
   * The newest configuration this node has loaded. Reads memory only: no lock, no transaction, no
   * SQL. Whoever handles one call or request asks once and keeps the answer.
   */
  ConfigurationSnapshot current();
}
