package org.ringspan.activedirectory.ldap;

import java.security.cert.CertificateException;
import org.apache.directory.api.ldap.model.exception.LdapException;
import org.apache.directory.api.ldap.model.message.SearchResultEntry;
import org.apache.directory.ldap.client.api.LdapConnectionConfig;
import org.apache.directory.ldap.client.api.LdapNetworkConnection;
import org.apache.directory.ldap.client.api.exception.InvalidConnectionException;
import org.apache.mina.core.session.IoSession;
import org.jspecify.annotations.Nullable;

/**
 * The library's connection without two of its habits: it doesn't connect again by itself, which
 * would go on without a login, and it doesn't read faster than entries are taken.
 */
final class WireConnection extends LdapNetworkConnection {
  private static final long ENOUGH = 16 * 1024 * 1024;

  private final Object flow = new Object();
  private long waiting;
  private boolean urgent;
  private volatile boolean opened;
  private volatile @Nullable Throwable failure;
  private volatile @Nullable IoSession session;

  WireConnection(LdapConnectionConfig config) {
    super(config, config.getLdapApiService());
  }

  @Override
  public boolean connect() throws LdapException {
    if (!opened) {
      opened = super.connect();
      return opened;
    }
    if (!isConnected()) {
      throw new InvalidConnectionException("the connection is over");
    }
    return true;
  }

  @Override
  public void sessionCreated(IoSession created) throws Exception {
    session = created;
    super.sessionCreated(created);
  }

  @Override
  public void messageReceived(IoSession from, Object message) throws Exception {
    if (message instanceof SearchResultEntry entry) {
      synchronized (flow) {
        waiting += LdapEntries.size(entry.getEntry());
        if (waiting > ENOUGH && !urgent) {
          from.suspendRead();
        }
      }
    }
    super.messageReceived(from, message);
  }

  /**
   * Whether an answer is waited for that comes behind entries which nobody takes meanwhile: then
   * everything is read, whatever it takes.
   */
  void urgent(boolean waited) {
    synchronized (flow) {
      urgent = waited;
      if (waited) {
        resume();
      }
    }
  }

  /** An entry was taken; reading goes on when few are left. */
  void taken(SearchResultEntry entry) {
    synchronized (flow) {
      waiting -= LdapEntries.size(entry.getEntry());
      if (waiting < ENOUGH / 2) {
        resume();
      }
    }
  }

  private void resume() {
    var reading = session;
    if (reading != null && reading.isReadSuspended()) {
      reading.resumeRead();
    }
  }

  @Override
  public void exceptionCaught(IoSession from, Throwable cause) throws Exception {
    if (failure == null) {
      failure = cause;
    }
    super.exceptionCaught(from, cause);
  }

  /** The certificate isn't believed: no more is said on this connection. */
  void refused(CertificateException refusal) {
    failure = refusal;
    var open = session;
    if (open == null) {
      return;
    }
    try {
      // Whoever waits for the handshake would do so for the whole of its time.
      sessionClosed(open);
    } catch (Exception alreadyClosed) {
      refusal.addSuppressed(alreadyClosed);
    }
    open.closeNow();
  }

  /** What ended the connection, if anything did. */
  @Nullable Throwable failure() {
    return failure;
  }
}
