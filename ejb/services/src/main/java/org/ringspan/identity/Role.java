package org.ringspan.identity;

import java.util.Locale;

/** What somebody may do beyond making calls. */
public enum Role {
  /** Everything that is one's own. */
  USER,
  /** Sees the configuration, the calls and their explanations, and changes nothing of others. */
  SUPPORT,
  /** Everything. */
  ADMINISTRATOR;

  /** The name by which the security domain, seed documents and programs know it. */
  public String roleName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The role of this name.
   *
   * @throws IllegalArgumentException when there is none
   */
  public static Role named(String name) {
    for (Role role : values()) {
      if (role.roleName().equals(name)) {
        return role;
      }
    }
    throw new IllegalArgumentException("must be user, support or administrator");
  }
}
