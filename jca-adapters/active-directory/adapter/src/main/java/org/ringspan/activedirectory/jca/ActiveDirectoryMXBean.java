package org.ringspan.activedirectory.jca;

import java.util.Map;

/** Figures of the adapter, as {@code org.ringspan:type=ActiveDirectory}. */
public interface ActiveDirectoryMXBean {
  /** What was asked of controllers since the start, by its name. */
  Map<String, Long> getFigures();

  /** Writes that wait for an administrator. */
  int getParkedWrites();

  /** Transactions that aren't finished. */
  int getOpenTransactions();
}
