package org.ringspan.reach;

import org.ringspan.address.E164Number;

/**
 * On whose behalf a leg leaves for the telephone network (RFC 5806), so that a carrier that checks
 * caller numbers accepts it.
 *
 * @param number the called user's public number
 * @param reason why the call goes on from there
 */
public record Diversion(E164Number number, Reason reason) {
  /** RFC 5806 section 5. */
  public enum Reason {
    FOLLOW_ME("follow-me"),
    NO_ANSWER("no-answer"),
    USER_BUSY("user-busy"),
    UNAVAILABLE("unavailable"),
    UNCONDITIONAL("unconditional"),
    DEFLECTION("deflection");

    private final String token;

    Reason(String token) {
      this.token = token;
    }

    /** The value of the {@code reason} parameter. */
    public String token() {
      return token;
    }
  }
}
