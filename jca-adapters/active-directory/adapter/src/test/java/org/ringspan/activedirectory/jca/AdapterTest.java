package org.ringspan.activedirectory.jca;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.resource.ResourceException;
import jakarta.resource.spi.ConnectionManager;
import jakarta.resource.spi.ConnectionRequestInfo;
import jakarta.resource.spi.ManagedConnection;
import jakarta.resource.spi.ManagedConnectionFactory;
import jakarta.resource.spi.ResourceAdapterInternalException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.management.ObjectName;
import javax.security.auth.Subject;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringspan.activedirectory.ActiveDirectoryConnection;
import org.ringspan.activedirectory.ActiveDirectoryConnectionFactory;
import org.ringspan.activedirectory.ActiveDirectoryException;
import org.ringspan.activedirectory.DirectoryFilter;
import org.ringspan.activedirectory.DirectoryRefusedException;
import org.ringspan.activedirectory.DirectorySearch;
import org.ringspan.activedirectory.DirectoryUnavailableException;
import org.ringspan.activedirectory.DirectoryValue;
import org.ringspan.activedirectory.NoSuchObjectException;
import org.ringspan.activedirectory.ObjectGuid;
import org.ringspan.activedirectory.contract.SimulatedPeer;

/**
 * The adapter as a container uses it, with the container's part played here, as far as it matters.
 */
@NullUnmarked
class AdapterTest {
  @TempDir private Path directory;
  private SimulatedPeer peer;
  private ActiveDirectoryResourceAdapter adapter;
  private OneConnection container;
  private ActiveDirectoryConnectionFactory factory;

  /** A container's pool with one managed connection in it. */
  private static final class OneConnection implements ConnectionManager {
    private static final long serialVersionUID = 1L;
    private transient ManagedConnection managed;

    @Override
    public Object allocateConnection(ManagedConnectionFactory from, ConnectionRequestInfo info)
        throws ResourceException {
      if (managed == null) {
        managed = from.createManagedConnection(null, info);
      }
      return managed.getConnection(null, info);
    }
  }

  private record TestXid(byte[] getGlobalTransactionId) implements Xid {
    static TestXid next() {
      return new TestXid(
          UUID.randomUUID().toString().getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    }

    @Override
    public int getFormatId() {
      return 62;
    }

    @Override
    public byte[] getBranchQualifier() {
      return new byte[] {1};
    }
  }

  @BeforeEach
  void start() throws Exception {
    peer = new SimulatedPeer(directory.resolve("peer"), 10);
    adapter = started();
    connect();
  }

  private void connect() throws ResourceException {
    container = new OneConnection();
    var managed = new ActiveDirectoryManagedConnectionFactory();
    managed.setResourceAdapter(adapter);
    factory = (ActiveDirectoryConnectionFactory) managed.createConnectionFactory(container);
  }

  private ActiveDirectoryResourceAdapter configured() {
    var settings = peer.settings();
    var configured = new ActiveDirectoryResourceAdapter();
    configured.setControllers(
        String.join(",", settings.controllers().stream().map(Object::toString).toList()));
    configured.setTrustFile(settings.trust().orElseThrow().file().toString());
    configured.setAccount(settings.account());
    configured.setPassword(SimulatedPeer.PASSWORD);
    configured.setJournalDirectory(directory.resolve("journal").toString());
    configured.setFailBack(1);
    return configured;
  }

  private ActiveDirectoryResourceAdapter started() throws ResourceException {
    var configured = configured();
    configured.start(null);
    return configured;
  }

  @AfterEach
  void stop() {
    adapter.stop();
    peer.close();
  }

  private XAResource resource() throws ResourceException {
    return container.managed.getXAResource();
  }

  private String displayName(int person) throws ResourceException {
    try (var connection = factory.getConnection()) {
      return connection
          .read(peer.person(person), List.of("displayName"))
          .text("displayName")
          .orElse("");
    }
  }

  private interface Work {
    void on(ActiveDirectoryConnection connection) throws ActiveDirectoryException;
  }

  /** Does something in a branch and leaves it prepared. */
  private Xid prepared(Work work) throws ResourceException, XAException {
    var xid = TestXid.next();
    try (var connection = factory.getConnection()) {
      resource().start(xid, XAResource.TMNOFLAGS);
      work.on(connection);
      resource().end(xid, XAResource.TMSUCCESS);
    }
    assertThat(resource().prepare(xid)).isEqualTo(XAResource.XA_OK);
    return xid;
  }

  @Test
  @DisplayName("writes are done at commit, in their order, and not before")
  void commit() throws Exception {
    var xid =
        prepared(
            connection -> {
              connection.ensureValues(
                  peer.person(1), "displayName", List.of(DirectoryValue.of("First")));
              connection.ensureValues(
                  peer.person(1), "displayName", List.of(DirectoryValue.of("Second")));
              connection.ensureDisabled(peer.person(1));
              assertThat(
                      connection.read(peer.person(1), List.of("displayName")).text("displayName"))
                  .contains("Given1 Family1");
            });
    assertThat(displayName(1)).isEqualTo("Given1 Family1");
    resource().commit(xid, false);
    assertThat(displayName(1)).isEqualTo("Second");
    try (var connection = factory.getConnection()) {
      assertThat(
              connection
                  .read(peer.person(1), List.of("userAccountControl"))
                  .userAccountControl()
                  .orElseThrow()
                  .disabled())
          .isTrue();
    }
  }

  @Test
  @DisplayName("what is rolled back is never done, before prepare and after")
  void rollback() throws Exception {
    var xid =
        prepared(
            connection ->
                connection.ensureValues(
                    peer.person(2), "displayName", List.of(DirectoryValue.of("Never"))));
    resource().rollback(xid);
    assertThat(displayName(2)).isEqualTo("Given2 Family2");
    assertThat(adapter.getOpenTransactions()).isZero();
  }

  @Test
  @DisplayName("a transaction that only reads has nothing to commit")
  void readOnly() throws Exception {
    var xid = TestXid.next();
    try (var connection = factory.getConnection()) {
      resource().start(xid, XAResource.TMNOFLAGS);
      assertThat(connection.read(peer.person(2), List.of("cn")).has("cn")).isTrue();
      resource().end(xid, XAResource.TMSUCCESS);
    }
    assertThat(resource().prepare(xid)).isEqualTo(XAResource.XA_RDONLY);
  }

  @Test
  @DisplayName("what was prepared is found and done after a restart")
  void recovery() throws Exception {
    var xid =
        prepared(
            connection ->
                connection.ensureValues(
                    peer.person(3), "displayName", List.of(DirectoryValue.of("Recovered"))));
    adapter.stop();
    adapter = started();
    connect();
    var recovering = adapter.getXAResources(null)[0];
    var found = recovering.recover(XAResource.TMSTARTRSCAN | XAResource.TMENDRSCAN);
    assertThat(found).hasSize(1);
    assertThat(found[0].getGlobalTransactionId()).isEqualTo(xid.getGlobalTransactionId());
    recovering.commit(found[0], false);
    assertThat(displayName(3)).isEqualTo("Recovered");
  }

  @Test
  @DisplayName("Before it has started nobody says that there is nothing to recover, or commits it")
  void recoveryTooEarly() throws Exception {
    var starting = new ActiveDirectoryManagedConnectionFactory();
    starting.setResourceAdapter(configured());
    var tooEarly = starting.createManagedConnection(new Subject(), null).getXAResource();
    var none = new ActiveDirectoryManagedConnectionFactory();
    none.setResourceAdapter(new ActiveDirectoryResourceAdapter());
    var unconfigured = none.createManagedConnection(new Subject(), null).getXAResource();
    var xid = TestXid.next();

    assertThatThrownBy(() -> tooEarly.recover(XAResource.TMSTARTRSCAN))
        .isInstanceOfSatisfying(
            XAException.class, it -> assertThat(it.errorCode).isEqualTo(XAException.XAER_RMFAIL));
    assertThat(unconfigured.recover(XAResource.TMSTARTRSCAN)).isEmpty();
    assertThat(tooEarly.isSameRM(unconfigured)).isFalse();
    for (var resource : List.of(tooEarly, unconfigured)) {
      for (ThrowingCallable end :
          List.<ThrowingCallable>of(
              () -> resource.commit(xid, false),
              () -> resource.rollback(xid),
              () -> resource.forget(xid))) {
        assertThatThrownBy(end)
            .isInstanceOfSatisfying(
                XAException.class,
                it -> assertThat(it.errorCode).isEqualTo(XAException.XAER_RMFAIL));
      }
    }
  }

  @Test
  @DisplayName("a refusal after the decision is a heuristic outcome, and parked")
  void heuristic() throws Exception {
    var xid =
        prepared(
            connection ->
                connection.ensureValues(
                    peer.person(4),
                    "telephoneNumber",
                    List.of(DirectoryValue.of("1".repeat(100)))));
    assertThatThrownBy(() -> resource().commit(xid, false))
        .isInstanceOfSatisfying(
            XAException.class, refused -> assertThat(refused.errorCode).isBetween(5, 8));
    assertThat(adapter.getParkedWrites()).isEqualTo(1);
  }

  @Test
  @DisplayName("a commit while no controller answers is carried out when one is back")
  void controllersAway() throws Exception {
    var xid =
        prepared(
            connection ->
                connection.ensureValues(
                    peer.person(5), "displayName", List.of(DirectoryValue.of("Later"))));
    peer.kill(0);
    peer.kill(1);
    try {
      resource().commit(xid, false);
    } catch (XAException comeAgain) {
      assertThat(comeAgain.errorCode).isIn(XAException.XA_RETRY, XAException.XAER_RMFAIL);
    }
    peer.start(0);
    peer.start(1);
    var end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (!displayName(5).equals("Later")) {
      assertThat(System.nanoTime()).isLessThan(end);
      Thread.onSpinWait();
    }
  }

  @Test
  @DisplayName("outside a transaction a write is done at once, or throws")
  void withoutTransaction() throws Exception {
    try (var connection = factory.getConnection()) {
      connection.ensureName(peer.person(6), "Renamed, Six");
      assertThat(
              connection
                  .read(peer.unit("People").child("CN", "Renamed, Six"), List.of("cn"))
                  .text("cn"))
          .contains("Renamed, Six");
      assertThatThrownBy(
              () ->
                  connection.ensureValues(
                      peer.person(7), "mail", List.of(DirectoryValue.of("x".repeat(300)))))
          .isInstanceOf(DirectoryRefusedException.class);
    }
  }

  @Test
  @DisplayName("what can't be is told when it is asked for")
  void wrongAtOnce() throws Exception {
    try (var connection = factory.getConnection()) {
      assertThatThrownBy(() -> connection.ensureEnabled(new ObjectGuid(UUID.randomUUID())))
          .isInstanceOf(NoSuchObjectException.class);
      assertThatThrownBy(
              () ->
                  connection.ensureValues(
                      peer.person(7), "unicodePwd", List.of(DirectoryValue.of("x"))))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("secret");
    }
  }

  @Test
  @DisplayName("a closed connection and its cursors are of no more use")
  void closed() throws Exception {
    var connection = factory.getConnection();
    var cursor =
        connection.search(
            DirectorySearch.below(peer.base(), DirectoryFilter.present("mail"), List.of("mail")));
    assertThat(cursor.next()).isNotNull();
    connection.close();
    connection.close();
    assertThat(cursor.next()).isNull();
    assertThatThrownBy(() -> connection.read(peer.person(1), List.of("cn")))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  @DisplayName("two connections of one directory are one resource manager")
  void sameManager() throws Exception {
    var first = factory.getConnection();
    var one = resource();
    container.managed = null;
    var second = factory.getConnection();
    assertThat(one.isSameRM(resource())).isTrue();
    first.close();
    second.close();
  }

  @Test
  @DisplayName("figures are seen over JMX while the adapter runs")
  void figures() throws Exception {
    displayName(1);
    var server = ManagementFactory.getPlatformMBeanServer();
    var name = new ObjectName("org.ringspan:type=ActiveDirectory");
    var figures = server.getAttribute(name, "Figures");
    assertThat(figures).isNotNull();
    assertThat(adapter.getFigures()).containsEntry("BINDS", 1L);
    adapter.stop();
    assertThat(server.isRegistered(name)).isFalse();
    assertThat(adapter.getFigures()).isEqualTo(Map.of());
  }

  @Test
  @DisplayName("without a directory it starts, and gives no connections")
  void notConfigured() throws Exception {
    var empty = new ActiveDirectoryResourceAdapter();
    empty.start(null);
    var managed = new ActiveDirectoryManagedConnectionFactory();
    managed.setResourceAdapter(empty);
    assertThatThrownBy(() -> managed.createManagedConnection(null, null))
        .isInstanceOf(ResourceException.class)
        .hasMessageContaining("no Active Directory is configured");
    assertThat(empty.getXAResources(null)).isEmpty();
    empty.stop();
  }

  @Test
  @DisplayName("settings that can't be are told, without the password")
  void wrongSettings() {
    var changes =
        List.<java.util.function.Consumer<ActiveDirectoryResourceAdapter>>of(
            wrong -> wrong.setPassword(""),
            wrong -> wrong.setSecurity("PERHAPS"),
            wrong -> wrong.setControllers("not a host!"),
            wrong -> wrong.setConnectTimeout(0),
            wrong -> wrong.setJournalDirectory(""),
            wrong -> wrong.setTrustFile("/nowhere/at-all.pem"),
            wrong -> wrong.setDomain("example.org"));
    for (var change : changes) {
      var wrong = configured();
      change.accept(wrong);
      assertThatThrownBy(() -> wrong.start(null))
          .isInstanceOf(ResourceAdapterInternalException.class)
          .hasMessageNotContaining(SimulatedPeer.PASSWORD);
    }
  }

  @Test
  @DisplayName("an unreachable directory doesn't keep the adapter from starting")
  void unreachable() throws Exception {
    var other = configured();
    other.setJournalDirectory(directory.resolve("other").toString());
    other.setControllers("127.0.0.1:1");
    other.start(null);
    var managed = new ActiveDirectoryManagedConnectionFactory();
    managed.setResourceAdapter(other);
    var unreachable =
        (ActiveDirectoryConnectionFactory) managed.createConnectionFactory(new OneConnection());
    try (var connection = unreachable.getConnection()) {
      assertThatThrownBy(() -> connection.read(peer.person(1), List.of("cn")))
          .isInstanceOf(DirectoryUnavailableException.class);
    }
    other.stop();
  }
}
