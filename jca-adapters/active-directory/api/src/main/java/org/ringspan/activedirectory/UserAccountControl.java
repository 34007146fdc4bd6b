package org.ringspan.activedirectory;

import java.util.EnumSet;
import java.util.Set;

/**
 * The bits of userAccountControl (MS-ADTS 2.2.16).
 *
 * @param bits the attribute's number
 */
public record UserAccountControl(int bits) {
  /** The attribute's name. */
  public static final String ATTRIBUTE = "userAccountControl";

  /** A bit of it. */
  public enum Flag {
    /** The account can't log in. */
    ACCOUNT_DISABLED(0x2),
    /** Locked after wrong passwords; AD computes it into another attribute and leaves it 0 here. */
    LOCKED_OUT(0x10),
    /** No password is required. */
    PASSWORD_NOT_REQUIRED(0x20),
    /** A person's account. */
    NORMAL_ACCOUNT(0x200),
    /** The trust of another domain. */
    INTERDOMAIN_TRUST(0x800),
    /** A computer. */
    WORKSTATION(0x1000),
    /** A domain controller. */
    SERVER_TRUST(0x2000),
    /** The password doesn't expire. */
    PASSWORD_NEVER_EXPIRES(0x1_0000),
    /** Logs in by card. */
    SMARTCARD_REQUIRED(0x4_0000),
    /** The password has expired; computed like the lock. */
    PASSWORD_EXPIRED(0x80_0000);

    private final int bit;

    Flag(int bit) {
      this.bit = bit;
    }

    /** The bit alone. */
    public int bit() {
      return bit;
    }
  }

  /** Whether a bit is set. */
  public boolean has(Flag flag) {
    return (bits & flag.bit) != 0;
  }

  /** Whether the account can't log in. */
  public boolean disabled() {
    return has(Flag.ACCOUNT_DISABLED);
  }

  /** The same with a bit set. */
  public UserAccountControl with(Flag flag) {
    return new UserAccountControl(bits | flag.bit);
  }

  /** The same without a bit. */
  public UserAccountControl without(Flag flag) {
    return new UserAccountControl(bits & ~flag.bit);
  }

  /** The bits that have a name here. */
  public Set<Flag> flags() {
    var flags = EnumSet.noneOf(Flag.class);
    for (var flag : Flag.values()) {
      if (has(flag)) {
        flags.add(flag);
      }
    }
    return flags;
  }
}
