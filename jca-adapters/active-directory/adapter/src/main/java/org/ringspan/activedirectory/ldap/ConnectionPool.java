package org.ringspan.activedirectory.ldap;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.ringspan.activedirectory.ActiveDirectoryException;
import org.ringspan.activedirectory.DirectoryUnavailableException;

/** Connections that are kept, to the controller that is to be taken now. */
final class ConnectionPool implements AutoCloseable {
  private final LdapSettings settings;
  private final ControllerSource source;
  private final ConnectionOpener opener;
  private final LdapFigures figures;
  private final InstantSource clock;
  private final ControllerBoard board;
  private final Semaphore places;
  private final Deque<Idle> idle = new ArrayDeque<>();
  private boolean closed;

  private record Idle(ControllerConnection connection, Instant since) {}

  ConnectionPool(
      LdapSettings settings,
      ControllerSource source,
      ConnectionOpener opener,
      LdapFigures figures,
      InstantSource clock) {
    this.settings = settings;
    this.source = source;
    this.opener = opener;
    this.figures = figures;
    this.clock = clock;
    this.board = new ControllerBoard(settings.failBack());
    this.places = new Semaphore(settings.maxConnections(), true);
  }

  /** A connection to the controller that is to be taken now. */
  ControllerConnection take() throws ActiveDirectoryException {
    place();
    var taken = false;
    try {
      var connection = connect();
      taken = true;
      return connection;
    } finally {
      if (!taken) {
        places.release();
      }
    }
  }

  /** A connection that is kept long and isn't given back: one more than those that are counted. */
  ControllerConnection takeAside() throws ActiveDirectoryException {
    return connect();
  }

  /**
   * A connection to a server that a referral names; it must be one of those that are configured.
   */
  ControllerConnection takeReferral(ControllerAddress address) throws ActiveDirectoryException {
    if (!settings.referrals().contains(address)) {
      throw new IllegalArgumentException(address + " isn't configured for referrals");
    }
    place();
    var taken = false;
    try {
      var connection = opener.open(address);
      taken = true;
      return connection;
    } finally {
      if (!taken) {
        places.release();
      }
    }
  }

  /**
   * Gives a connection back.
   *
   * @param reusable whether nothing goes on on it any more
   */
  void give(ControllerConnection connection, boolean reusable) {
    if (!connection.connected()) {
      if (connection.atFault() && source.controllers().contains(connection.address())) {
        board.failed(connection.address(), clock.instant());
      }
      connection.discard();
    } else if (!reusable || !keep(connection)) {
      connection.discard();
    }
    places.release();
  }

  private synchronized boolean keep(ControllerConnection connection) {
    if (closed || !source.controllers().contains(connection.address())) {
      return false;
    }
    idle.push(new Idle(connection, clock.instant()));
    return true;
  }

  private void place() throws DirectoryUnavailableException {
    try {
      if (places.tryAcquire(settings.connectTimeout().toMillis(), TimeUnit.MILLISECONDS)) {
        return;
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new DirectoryUnavailableException("interrupted", interrupted);
    }
    throw new DirectoryUnavailableException(
        "all " + settings.maxConnections() + " connections to the directory are in use", null);
  }

  private ControllerConnection connect() throws ActiveDirectoryException {
    var order = source.controllers();
    var tried = new HashSet<ControllerAddress>();
    var reasons = new ArrayList<String>();
    while (true) {
      var address = board.choose(order, tried, clock.instant());
      if (address.isEmpty()) {
        throw new DirectoryUnavailableException(
            reasons.isEmpty() ? "no controller is known" : String.join("; ", reasons), null);
      }
      var controller = address.get();
      var waiting = waiting(controller);
      try {
        var connection = waiting != null ? waiting : opener.open(controller);
        board.worked(controller);
        if (!controller.equals(order.getFirst())) {
          figures.count(LdapFigures.Figure.FAIL_OVERS);
        }
        return connection;
      } catch (DirectoryUnavailableException unreachable) {
        board.failed(controller, clock.instant());
        tried.add(controller);
        reasons.add(unreachable.getMessage());
      }
    }
  }

  /** The connection to a controller that was used last, if it is still good. */
  private @Nullable ControllerConnection waiting(ControllerAddress controller) {
    var old = new ArrayList<ControllerConnection>();
    ControllerConnection found = null;
    synchronized (this) {
      var oldest = clock.instant().minus(settings.idleTimeout());
      for (var each = idle.iterator(); each.hasNext(); ) {
        var candidate = each.next();
        if (!candidate.connection().connected() || candidate.since().isBefore(oldest)) {
          each.remove();
          old.add(candidate.connection());
        } else if (found == null && candidate.connection().address().equals(controller)) {
          each.remove();
          found = candidate.connection();
        }
      }
    }
    old.forEach(ControllerConnection::discard);
    return found;
  }

  /** Where controllers are. */
  interface ControllerSource {
    /** The preferred first. */
    List<ControllerAddress> controllers();
  }

  @Override
  public void close() {
    List<Idle> rest;
    synchronized (this) {
      closed = true;
      rest = List.copyOf(idle);
      idle.clear();
    }
    rest.forEach(each -> each.connection().discard());
  }
}
