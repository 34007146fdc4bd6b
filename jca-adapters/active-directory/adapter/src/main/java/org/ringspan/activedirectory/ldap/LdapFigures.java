package org.ringspan.activedirectory.ldap;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/** Counts what was asked of controllers since the start. */
public final class LdapFigures {
  /** What is counted. */
  public enum Figure {
    /** Connections that were opened. */
    CONNECTIONS_OPENED,
    /** Connections that couldn't be opened, or were lost. */
    CONNECTIONS_LOST,
    /** Logins that were tried. */
    BINDS,
    /** Logins that were refused. */
    BINDS_REFUSED,
    /** Logins that weren't tried, since one was refused shortly before. */
    BINDS_HELD_BACK,
    /** Pages of searches that were asked for. */
    SEARCHES,
    /** Entries that came. */
    ENTRIES,
    /** Changes of attributes. */
    MODIFICATIONS,
    /** Changes of names and places. */
    RENAMES,
    /** Requests that a controller refused. */
    REFUSED,
    /** Referrals that were followed. */
    REFERRALS_FOLLOWED,
    /** Referrals to servers that aren't configured. */
    REFERRALS_IGNORED,
    /** Times that another controller than the preferred one was taken. */
    FAIL_OVERS,
    /** Changes that a controller told by itself. */
    CHANGES_TOLD
  }

  private final LongAdder[] counts = new LongAdder[Figure.values().length];
  private final AtomicLong open = new AtomicLong();

  /** All at zero. */
  public LdapFigures() {
    for (var i = 0; i < counts.length; i++) {
      counts[i] = new LongAdder();
    }
  }

  /** A count. */
  public long of(Figure figure) {
    return counts[figure.ordinal()].sum();
  }

  /** Connections that are open now. */
  public long open() {
    return open.get();
  }

  void count(Figure figure) {
    counts[figure.ordinal()].increment();
  }

  void opened() {
    count(Figure.CONNECTIONS_OPENED);
    open.incrementAndGet();
  }

  void closed() {
    open.decrementAndGet();
  }
}
