package org.ringspan.provisioning.adapter;

import java.util.Map;

/** Figures of provisioning; those of the database are a minute old at most. */
public interface ProvisioningMXBean {
  /** Runs of this server since its start, trials not counted, by how they came out. */
  Map<String, Long> getRuns();

  /** What services refused since the start of this server. */
  long getRefused();

  /** When a run of any server was through last, in seconds since 1970; 0: none is known. */
  long getLastSuccessSeconds();

  /** People with a login, and groups, that the service has from here. */
  Map<String, Long> getThere();
}
