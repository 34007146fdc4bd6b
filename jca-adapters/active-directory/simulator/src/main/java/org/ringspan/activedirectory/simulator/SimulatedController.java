package org.ringspan.activedirectory.simulator;

import com.unboundid.ldap.listener.LDAPListener;
import com.unboundid.ldap.listener.LDAPListenerConfig;
import com.unboundid.ldap.listener.LDAPListenerRequestHandler;
import com.unboundid.ldap.listener.StartTLSRequestHandler;
import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.RDN;
import com.unboundid.ldap.sdk.ResultCode;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * A controller of a simulated domain: it listens, and has a database of its own as far as update
 * numbers go.
 */
public final class SimulatedController implements AutoCloseable {
  final SimulatedDomain domain;
  final SimulatedAccounts accounts;
  final SimulatedSearch search;
  final DN service;
  final AtomicInteger logins = new AtomicInteger();
  final AtomicInteger rangedReads = new AtomicInteger();
  private final Set<UUID> known = ConcurrentHashMap.newKeySet();
  private final InetAddress address;
  private final int wantedPort;
  private final @Nullable SSLContext tls;
  private final boolean tlsFromTheStart;
  private final long usnOffset;
  private final boolean dirSync;
  private final List<WriteWatcher> watchers = new CopyOnWriteArrayList<>();
  private final AtomicInteger busy = new AtomicInteger();
  private volatile ResultCode busyBy = ResultCode.BUSY;
  private volatile @Nullable String reference;
  private volatile boolean notifying = true;
  private volatile UUID database;
  private volatile @Nullable LDAPListener listener;
  private int port;

  /**
   * A controller, not started.
   *
   * @param name such as {@code DC1}
   * @param address where it listens
   * @param port 0 for any
   * @param tls its key, if it has one
   * @param tlsFromTheStart LDAPS; otherwise StartTLS where it has a key
   * @param usnOffset how far its update numbers are from the domain's
   * @param dirSync whether it lets anybody use DirSync
   */
  public SimulatedController(
      SimulatedDomain domain,
      SimulatedAccounts accounts,
      String name,
      InetAddress address,
      int port,
      @Nullable SSLContext tls,
      boolean tlsFromTheStart,
      long usnOffset,
      boolean dirSync) {
    this.domain = domain;
    this.accounts = accounts;
    this.search = new SimulatedSearch(domain, usnOffset);
    this.address = address;
    this.wantedPort = port;
    this.tls = tls;
    this.tlsFromTheStart = tlsFromTheStart;
    this.usnOffset = usnOffset;
    this.dirSync = dirSync;
    this.database = UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    known.add(database);
    this.service =
        new DN(
            new RDN("CN", "NTDS Settings"),
            new DN(new RDN("CN", name), new DN(new RDN("CN", "Servers"), domain.top)));
  }

  /** On a loopback address without TLS. */
  public static SimulatedController clear(
      SimulatedDomain domain, SimulatedAccounts accounts, String name) {
    return new SimulatedController(
        domain, accounts, name, InetAddress.getLoopbackAddress(), 0, null, false, 0, true);
  }

  /**
   * Starts to listen.
   *
   * @throws IOException when it can't
   */
  public synchronized void start() throws IOException {
    LDAPListenerRequestHandler handler = new RequestHandler(this, null);
    if (tls != null && !tlsFromTheStart) {
      handler = new StartTLSRequestHandler(tls.getSocketFactory(), handler);
    }
    var config = new LDAPListenerConfig(port == 0 ? wantedPort : port, handler);
    config.setListenAddress(address);
    config.setUseReuseAddress(true);
    if (tls != null && tlsFromTheStart) {
      config.setServerSocketFactory(tls.getServerSocketFactory());
    }
    var started = new LDAPListener(config);
    started.startListening();
    port = started.getListenPort();
    listener = started;
  }

  /** The port it listens at, the same after it was started again. */
  public synchronized int port() {
    return port;
  }

  /** Goes on with another database, as one that was restored: it knows no bookmark of before. */
  public void restore() {
    known.clear();
    database = UUID.randomUUID();
    known.add(database);
  }

  /** Takes another controller's bookmarks, as one that replicates with it. */
  public void replicateWith(SimulatedController other) {
    known.add(other.database);
    other.known.add(database);
  }

  /** Says after each search that another server has more, as AD does of other parts of a forest. */
  public void refer(String url) {
    reference = url;
  }

  /** Has somebody hear of each write that a client asks this controller for. */
  public void watchWrites(WriteWatcher watcher) {
    watchers.add(watcher);
  }

  void asked(SimulatedWrite write) {
    watchers.forEach(watcher -> watcher.asked(write));
  }

  void made(SimulatedWrite write, boolean accepted) {
    watchers.forEach(watcher -> watcher.made(write, accepted));
  }

  /**
   * Has too much to do for the next searches and writes.
   *
   * @param requests how many it refuses; 0 ends it
   * @param how the result that it answers with, such as BUSY or ADMIN_LIMIT_EXCEEDED
   */
  public void throttle(int requests, ResultCode how) {
    busyBy = how;
    busy.set(requests);
  }

  /**
   * Takes a request, unless there is too much to do.
   *
   * @throws DirectoryError when there is
   */
  void admit() throws DirectoryError {
    if (busy.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
      throw new DirectoryError(
          busyBy, "000020EE: SvcErr: DSID-03210F4C, problem 5001 (BUSY), data 0\n");
    }
  }

  /** Refuses to tell of changes by itself, or does so again. */
  public void notify(boolean now) {
    notifying = now;
  }

  boolean notifies() {
    return notifying;
  }

  @Nullable String reference() {
    return reference;
  }

  /** Logins that were tried. */
  public int logins() {
    return logins.get();
  }

  /** Times that values were asked for by their range. */
  public int rangedReads() {
    return rangedReads.get();
  }

  UUID database() {
    return database;
  }

  long usnOffset() {
    return usnOffset;
  }

  boolean letsDirSync() {
    return dirSync;
  }

  Set<UUID> known() {
    return known;
  }

  DirSync dirSync() {
    return new DirSync(domain, search, database);
  }

  /** Stops as a machine that is switched off. */
  @Override
  public synchronized void close() {
    var stopped = listener;
    listener = null;
    if (stopped != null) {
      stopped.shutDown(true);
    }
  }
}
