package org.ringspan.configuration.adapter;

/** Figures about the configuration in force; {@code org.ringspan:type=Configuration}. */
public interface ConfigurationMXBean {
  /** The version of the snapshot that calls are decided by. */
  long getVersion();

  /** How often the whole configuration was read since the start. */
  long getRebuilds();

  /** How long reading it took the last time, the database's work included, milliseconds. */
  long getLastRebuildMillis();

  /** Reads the whole configuration now, even if nothing has changed, and waits for it. */
  void rebuild();
}
