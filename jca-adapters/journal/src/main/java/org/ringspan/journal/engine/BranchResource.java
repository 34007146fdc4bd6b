package org.ringspan.journal.engine;

import java.time.Duration;
import java.time.Instant;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;
import org.jspecify.annotations.Nullable;
import org.ringspan.journal.branch.BranchXid;

/** The XAResource of a session. What it does to branches is done by {@link ResourceManager}. */
final class BranchResource implements XAResource {

  private final ResourceManager manager;
  private Duration timeout;
  private @Nullable ActiveBranch current;
  private boolean isScanning;

  BranchResource(ResourceManager manager) {
    this.manager = manager;
    timeout = manager.defaultTimeout();
  }

  /** The branch that the connection works for; with the lock. */
  @Nullable ActiveBranch current() {
    return current;
  }

  /** The connection is given back; with the lock. */
  void reset() {
    var branch = current;
    if (branch != null) {
      branch.leave(this);
      branch.end(XAException.XA_RBROLLBACK, "its connection was given back inside the transaction");
      current = null;
    }
  }

  @Override
  public void start(Xid xid, int flags) throws XAException {
    manager.lock();
    try {
      if (current != null) {
        throw Xa.error(XAException.XAER_PROTO, "the connection is in a transaction");
      }
      var name = name(xid);
      switch (flags) {
        case TMNOFLAGS -> current = manager.begin(name, deadline());
        case TMJOIN -> current = manager.alive(name);
        case TMRESUME -> {
          var branch = manager.alive(name);
          if (!branch.resume(this)) {
            throw Xa.error(XAException.XAER_PROTO, "not suspended here");
          }
          current = branch;
        }
        default -> throw Xa.error(XAException.XAER_INVAL, "flags " + flags);
      }
      current.associate(this);
    } finally {
      manager.unlock();
    }
  }

  private @Nullable Instant deadline() {
    return timeout.isZero() ? null : manager.now().plus(timeout);
  }

  @Override
  public void end(Xid xid, int flags) throws XAException {
    manager.lock();
    try {
      var branch = manager.active(name(xid));
      switch (flags) {
        case TMSUSPEND -> {
          if (!branch.isAssociated(this)) {
            throw Xa.error(XAException.XAER_PROTO, "the connection isn't in that transaction");
          }
          branch.suspend(this);
        }
        case TMSUCCESS, TMFAIL -> {
          if (!branch.leave(this)) {
            throw Xa.error(XAException.XAER_PROTO, "the connection isn't in that transaction");
          }
        }
        default -> throw Xa.error(XAException.XAER_INVAL, "flags " + flags);
      }
      if (branch.equals(current)) {
        current = null;
      }
      if (flags == TMFAIL) {
        branch.end(XAException.XA_RBROLLBACK, "it was ended as failed");
      } else {
        var over = branch.over(manager.now());
        if (over != null) {
          throw over;
        }
      }
    } finally {
      manager.unlock();
    }
  }

  @Override
  public int prepare(Xid xid) throws XAException {
    return manager.prepare(name(xid)) ? XA_OK : XA_RDONLY;
  }

  @Override
  public void commit(Xid xid, boolean onePhase) throws XAException {
    if (onePhase) {
      manager.commitOnePhase(name(xid));
    } else {
      manager.commit(name(xid));
    }
  }

  @Override
  public void rollback(Xid xid) throws XAException {
    manager.rollback(name(xid));
  }

  @Override
  public void forget(Xid xid) throws XAException {
    manager.forget(name(xid));
  }

  @Override
  public Xid[] recover(int flags) throws XAException {
    manager.lock();
    try {
      if ((flags & ~(TMSTARTRSCAN | TMENDRSCAN)) != 0) {
        throw Xa.error(XAException.XAER_INVAL, "flags " + flags);
      }
      boolean starts = (flags & TMSTARTRSCAN) != 0;
      if (!starts && !isScanning) {
        throw Xa.error(XAException.XAER_INVAL, "no scan has been started");
      }
      // A scan gives everything at its start.
      Xid[] listed = starts ? manager.listed() : new Xid[0];
      isScanning = (flags & TMENDRSCAN) == 0;
      return listed;
    } finally {
      manager.unlock();
    }
  }

  @Override
  public boolean isSameRM(XAResource other) {
    return other instanceof BranchResource that && that.manager == manager;
  }

  @Override
  public int getTransactionTimeout() {
    return Math.toIntExact(timeout.toSeconds());
  }

  @Override
  public boolean setTransactionTimeout(int seconds) throws XAException {
    if (seconds < 0) {
      throw Xa.error(XAException.XAER_INVAL, "a negative time-out");
    }
    timeout = seconds == 0 ? manager.defaultTimeout() : Duration.ofSeconds(seconds);
    return true;
  }

  private static BranchXid name(Xid xid) throws XAException {
    try {
      return BranchXid.of(xid);
    } catch (IllegalArgumentException e) {
      throw Xa.error(XAException.XAER_INVAL, "not the name of a branch", e);
    }
  }
}
