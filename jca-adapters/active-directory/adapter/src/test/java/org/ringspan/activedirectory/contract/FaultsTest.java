package org.ringspan.activedirectory.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.unboundid.ldap.listener.LDAPListenerConfig;
import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.ResultCode;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ringspan.activedirectory.ActiveDirectoryException;
import org.ringspan.activedirectory.DirectoryCursor;
import org.ringspan.activedirectory.DirectoryFilter;
import org.ringspan.activedirectory.DirectorySearch;
import org.ringspan.activedirectory.DirectoryUnavailableException;
import org.ringspan.activedirectory.DirectoryValue;
import org.ringspan.activedirectory.LimitExceededException;
import org.ringspan.activedirectory.ldap.ControllerAddress;
import org.ringspan.activedirectory.ldap.DirectoryClient;
import org.ringspan.activedirectory.ldap.LdapFigures.Figure;
import org.ringspan.activedirectory.ldap.LdapSettings;
import org.ringspan.activedirectory.ldap.LdapSettings.Security;
import org.ringspan.activedirectory.simulator.SimulatedController;
import org.ringspan.activedirectory.write.WriteExecutor;
import org.ringspan.activedirectory.write.WriteIntent;
import org.ringspan.journal.Attempt;
import org.ringspan.journal.IdempotencyKey;
import org.ringspan.journal.Outcome;

@DisplayName("Faults on the way")
class FaultsTest {
  @TempDir private Path directory;
  private SimulatedPeer peer;
  private SimulatedController clear;
  private TcpProxy proxy;

  @BeforeEach
  void start() throws Exception {
    peer = new SimulatedPeer(directory, 1000);
    clear = SimulatedController.clear(peer.domain(), peer.accounts(), "DC9");
    clear.start();
    proxy = new TcpProxy(clear.port());
  }

  @AfterEach
  void stop() {
    proxy.close();
    clear.close();
    peer.close();
  }

  private LdapSettings settings(int... ports) {
    var addresses =
        Arrays.stream(ports).mapToObj(port -> new ControllerAddress("127.0.0.1", port)).toList();
    return As.controllers(peer.settings(), Security.CLEAR, addresses)
        .withTimes(
            Duration.ofSeconds(3),
            Duration.ofSeconds(2),
            Duration.ofMinutes(1),
            Duration.ofMillis(100));
  }

  private static DirectoryClient client(LdapSettings settings) {
    return new DirectoryClient(settings, InstantSource.system());
  }

  private DirectorySearch everybody() {
    return DirectorySearch.below(
            peer.unit("People"), DirectoryFilter.present("mail"), List.of("mail", "displayName"))
        .withPageSize(100);
  }

  private static int count(DirectoryCursor cursor) throws ActiveDirectoryException {
    var count = 0;
    while (cursor.next() != null) {
      count++;
    }
    return count;
  }

  @Test
  @DisplayName("a controller that is lost in the middle of a page isn't the end of the entries")
  void lostInPage() throws ActiveDirectoryException {
    try (var client = client(settings(proxy.port()));
        var cursor = client.search(everybody())) {
      assertThat(cursor.next()).isNotNull();
      proxy.cutAfter(20_000);
      assertThatThrownBy(() -> count(cursor)).isInstanceOf(DirectoryUnavailableException.class);
      assertThat(proxy.hasCut()).isTrue();
      assertThat(cursor.next()).isNull();
    }
  }

  @Test
  @DisplayName("a connection that is lost between two questions is replaced, logged in anew")
  void lostBetween() throws ActiveDirectoryException {
    try (var client = client(settings(proxy.port(), clear.port()))) {
      assertThat(client.domain().sameAs(peer.base())).isTrue();
      proxy.cutAfter(0);
      try (var cursor = client.search(everybody())) {
        assertThat(count(cursor)).isEqualTo(1003);
      }
      assertThat(client.figures().of(Figure.BINDS))
          .isEqualTo(client.figures().of(Figure.CONNECTIONS_OPENED));
    }
  }

  @Test
  @DisplayName(
      "a controller that doesn't answer is given up after its time, and the other one answers")
  void slow() throws ActiveDirectoryException {
    try (var client = client(settings(proxy.port(), clear.port()))) {
      assertThat(client.domain().sameAs(peer.base())).isTrue();
      proxy.silence();
      var begin = System.nanoTime();
      try (var cursor = client.search(everybody())) {
        assertThat(count(cursor)).isEqualTo(1003);
      }
      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(Duration.ofSeconds(1));
      assertThat(client.figures().of(Figure.FAIL_OVERS)).isPositive();
    }
  }

  @Test
  @DisplayName("a write whose answer is lost is unanswered, and done again it is as wished")
  void lostWrite() throws ActiveDirectoryException {
    try (var client = client(settings(proxy.port()))) {
      var guid = client.read(peer.person(1), List.of("objectGUID")).objectGuid().orElseThrow();
      var intent =
          new WriteIntent.Values(guid, "displayName", List.of(DirectoryValue.of("Somebody else")));
      var executor = new WriteExecutor(client);
      proxy.silence();
      assertThat(executor.carryOut(new Attempt(new IdempotencyKey("a"), false), intent))
          .isInstanceOfSatisfying(
              Outcome.Unavailable.class, lost -> assertThat(lost.mayHaveRun()).isTrue());
      try (var other = client(settings(clear.port()))) {
        var again = new WriteExecutor(other);
        again.carryOut(new Attempt(new IdempotencyKey("a"), true), intent);
        assertThat(again.carryOut(new Attempt(new IdempotencyKey("a"), true), intent))
            .isEqualTo(Outcome.alreadyAsWished());
      }
    }
  }

  @Test
  @DisplayName("a controller that is busy is left alone for a while, and the other one answers")
  void busy() throws Exception {
    try (var other = SimulatedController.clear(peer.domain(), peer.accounts(), "DC7")) {
      other.start();
      try (var client = client(settings(clear.port(), other.port()))) {
        assertThat(client.domain().sameAs(peer.base())).isTrue();
        clear.throttle(1000, ResultCode.BUSY);
        for (var i = 0; i < 3; i++) {
          try (var cursor = client.search(everybody())) {
            assertThat(count(cursor)).isEqualTo(1003);
          }
        }
        // It is asked again after the time that it is left alone for, which is short here.
        assertThat(client.figures().of(Figure.REFUSED)).isBetween(1L, 3L);
        assertThat(client.figures().of(Figure.FAIL_OVERS)).isPositive();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {51, 52, 11, 3})
  @DisplayName("a write that is refused for too much to do is tried again later, not parked")
  void tooMuch(int code) throws ActiveDirectoryException {
    try (var client = client(settings(clear.port()))) {
      var guid = client.read(peer.person(1), List.of("objectGUID")).objectGuid().orElseThrow();
      var intent =
          new WriteIntent.Values(guid, "displayName", List.of(DirectoryValue.of("Somebody else")));
      var executor = new WriteExecutor(client);
      clear.throttle(1000, ResultCode.valueOf(code));
      assertThat(executor.carryOut(new Attempt(new IdempotencyKey("a"), false), intent))
          .isInstanceOf(Outcome.Unavailable.class);
      clear.throttle(0, ResultCode.BUSY);
      assertThat(executor.carryOut(new Attempt(new IdempotencyKey("a"), true), intent))
          .isEqualTo(Outcome.done());
    }
  }

  @Test
  @DisplayName("octets that were changed on the way aren't taken for an answer over TLS")
  void corrupt() throws Exception {
    try (var broken = new TcpProxy(peer.controllers().get(0).port());
        var client =
            client(
                As.controllers(
                    peer.settings(),
                    Security.LDAPS,
                    List.of(new ControllerAddress("127.0.0.1", broken.port()))))) {
      assertThat(client.domain().sameAs(peer.base())).isTrue();
      try (var cursor = client.search(everybody())) {
        assertThat(cursor.next()).isNotNull();
        broken.corruptAfter(20_000);
        assertThatThrownBy(() -> count(cursor)).isInstanceOf(DirectoryUnavailableException.class);
      }
    }
  }

  @Test
  @DisplayName("answers that aren't LDAP end the connection and are told")
  void garbage() {
    for (var answer :
        List.of(
            "HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII),
            new byte[] {0x30, (byte) 0x84, 0x7f, (byte) 0xff, (byte) 0xff, (byte) 0xff, 2, 1, 1},
            new byte[] {0x30, 0x02, 0x05, 0x00},
            new byte[] {
              0x30, 0x0c, 0x02, 0x01, 0x01, 0x61, 0x07, 0x0a, 0x01, 0x55, 0x04, 0, 0x04, 0
            })) {
      try (var broken = new TcpProxy(clear.port());
          var client = client(settings(broken.port()))) {
        broken.answer(answer);
        assertThatThrownBy(client::domain).isInstanceOf(ActiveDirectoryException.class);
      }
    }
  }

  @Test
  @DisplayName("a certificate that has expired, or isn't valid yet, isn't believed")
  void expired() throws Exception {
    for (var from : List.of(ZonedDateTime.now().minusDays(10), ZonedDateTime.now().plusDays(1))) {
      var tls =
          peer.authority()
              .certify(from, 5, new org.wildfly.security.x500.GeneralName.IPAddress("127.0.0.1"))
              .context();
      try (var controller =
          new SimulatedController(
              peer.domain(),
              peer.accounts(),
              "DC8",
              InetAddress.getLoopbackAddress(),
              0,
              tls,
              true,
              0,
              true)) {
        controller.start();
        var settings =
            As.controllers(
                peer.settings(),
                Security.LDAPS,
                List.of(new ControllerAddress("127.0.0.1", controller.port())));
        try (var client = client(settings)) {
          assertThatThrownBy(client::domain)
              .isInstanceOf(DirectoryUnavailableException.class)
              .hasMessageContaining("no connection");
          assertThat(controller.logins()).isZero();
        }
      }
    }
  }

  @Test
  @DisplayName("a controller without TLS is told no password by StartTLS")
  void noStartTls() {
    var settings =
        As.controllers(
            peer.settings(),
            Security.STARTTLS,
            List.of(new ControllerAddress("127.0.0.1", clear.port())));
    try (var client = client(settings)) {
      assertThatThrownBy(client::domain).isInstanceOf(DirectoryUnavailableException.class);
      assertThat(clear.logins()).isZero();
    }
  }

  @Test
  @DisplayName("a value of 2 MB is read below the limit of a message, and refused above it")
  void large() throws Exception {
    var huge = "x".repeat(2 * 1024 * 1024);
    try (var admin = peer.admin()) {
      admin.add(
          new Entry(
              "CN=huge,OU=Former," + peer.base(),
              new Attribute("objectClass", "top", "contact"),
              new Attribute("info", huge)));
    }
    var place = peer.unit("Former").child("CN", "huge");
    try (var client = client(settings(clear.port()))) {
      assertThat(client.read(place, List.of("info")).value("info").orElseThrow().size())
          .isEqualTo(huge.length());
    }
    try (var client = client(settings(clear.port()).withLimits(4, 1024 * 1024))) {
      var limit =
          catchThrowableOfType(
              LimitExceededException.class, () -> client.read(place, List.of("info")));
      assertThat(limit.limit()).isEqualTo(LimitExceededException.Limit.MESSAGE);
      assertThat(client.read(place, List.of("cn")).text("cn")).contains("huge");
    }
  }

  @Test
  @DisplayName("when all connections are in use, that is told")
  void allInUse() throws ActiveDirectoryException {
    try (var client = client(settings(clear.port()).withLimits(1, 1024 * 1024));
        var cursor = client.search(everybody())) {
      assertThat(cursor.next()).isNotNull();
      assertThatThrownBy(client::domain)
          .isInstanceOf(DirectoryUnavailableException.class)
          .hasMessageContaining("in use");
      assertThat(count(cursor)).isEqualTo(1002);
      assertThat(client.domain().sameAs(peer.base())).isTrue();
    }
  }

  @Test
  @DisplayName("whoever answers but isn't Active Directory is told as such")
  void notActiveDirectory() throws Exception {
    var config =
        new LDAPListenerConfig(0, new com.unboundid.ldap.listener.CannedResponseRequestHandler());
    var listener = new com.unboundid.ldap.listener.LDAPListener(config);
    listener.startListening();
    try (var client = client(settings(listener.getListenPort()))) {
      assertThatThrownBy(client::domain)
          .isInstanceOf(DirectoryUnavailableException.class)
          .hasMessageContaining("Active Directory");
    } finally {
      listener.shutDown(true);
    }
  }

  @Test
  @DisplayName("a referral is followed to a configured server; another one learns of nothing")
  void referrals() throws Exception {
    try (var other = SimulatedController.clear(peer.domain(), peer.accounts(), "DC7")) {
      other.start();
      clear.refer("ldap://127.0.0.1:1/OU=Groups," + peer.base());
      var search = everybody();
      try (var client = client(settings(clear.port()));
          var cursor = client.search(search)) {
        assertThat(count(cursor)).isEqualTo(1003);
        assertThat(client.figures().of(Figure.REFERRALS_IGNORED)).isPositive();
      }
      assertThat(other.logins()).isZero();

      var configured =
          settings(clear.port())
              .withReferrals(List.of(new ControllerAddress("127.0.0.1", other.port())));
      try (var client = client(configured);
          var cursor =
              client.search(
                  DirectorySearch.below(
                      peer.unit("People"),
                      DirectoryFilter.or(
                          DirectoryFilter.present("mail"),
                          DirectoryFilter.equal("objectClass", "group")),
                      List.of("cn")))) {
        assertThat(count(cursor)).isEqualTo(1004);
        assertThat(client.figures().of(Figure.REFERRALS_FOLLOWED)).isEqualTo(1);
      }
      assertThat(other.logins()).isEqualTo(1);
    }
  }

  @Test
  @DisplayName("the rest of a long attribute is fetched though many large entries wait")
  void rangesBehindEntries() throws Exception {
    var members = new java.util.ArrayList<String>();
    for (var i = 0; i < 300; i++) {
      members.add(peer.person(i).toString());
    }
    var large = "x".repeat(150_000);
    try (var admin = peer.admin()) {
      admin.add(
          new Entry(
              "CN=a-first,OU=Former," + peer.base(),
              new Attribute("objectClass", "top", "group"),
              new Attribute("sAMAccountName", "a-first"),
              new Attribute("member", members)));
      for (var i = 0; i < 200; i++) {
        admin.add(
            new Entry(
                "CN=large" + i + ",OU=Former," + peer.base(),
                new Attribute("objectClass", "top", "group"),
                new Attribute("sAMAccountName", "large" + i),
                new Attribute("info", large)));
      }
    }
    try (var client = client(As.patient(settings(clear.port())));
        var cursor =
            client.search(
                DirectorySearch.below(
                    peer.unit("Former"),
                    DirectoryFilter.equal("objectClass", "group"),
                    List.of("info", "member;range=0-99")))) {
      var count = 0;
      var found = 0;
      for (var entry = cursor.next(); entry != null; entry = cursor.next()) {
        count++;
        found += entry.values("member").size();
        entry.value("info").ifPresent(info -> assertThat(info.size()).isEqualTo(large.length()));
      }
      assertThat(count).isEqualTo(201);
      assertThat(found).isEqualTo(300);
    }
  }
}
