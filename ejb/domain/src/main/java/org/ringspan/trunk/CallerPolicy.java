package org.ringspan.trunk;

/** Whose number a trunk lets us show as the caller's. */
public enum CallerPolicy {
  /** Anybody's: a redirected call shows who really calls. */
  ORIGINAL,
  /**
   * Ours only, since the carrier refuses calls with a number that it hasn't given us: a redirected
   * call shows the number of the user who redirects it, and the caller in Diversion or History-Info
   * as far as the trunk wants those.
   */
  OWN_ONLY
}
