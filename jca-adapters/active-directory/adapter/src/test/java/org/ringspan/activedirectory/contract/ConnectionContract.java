package org.ringspan.activedirectory.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ringspan.activedirectory.ActiveDirectoryException;
import org.ringspan.activedirectory.Bookmark;
import org.ringspan.activedirectory.DirectoryFilter;
import org.ringspan.activedirectory.DirectoryPage;
import org.ringspan.activedirectory.DirectoryRefusedException;
import org.ringspan.activedirectory.DirectoryUnavailableException;
import org.ringspan.activedirectory.VendorCode;
import org.ringspan.activedirectory.change.ChangeQuery;
import org.ringspan.activedirectory.change.ChangeReader;
import org.ringspan.activedirectory.change.Duplicates;
import org.ringspan.activedirectory.ldap.ControllerAddress;
import org.ringspan.activedirectory.ldap.DirectoryClient;
import org.ringspan.activedirectory.ldap.LdapFigures.Figure;
import org.ringspan.activedirectory.ldap.LdapSettings;
import org.ringspan.activedirectory.ldap.LdapSettings.Security;

/** Logging in, protection, and the loss of a controller. */
abstract class ConnectionContract {
  abstract Peer peer();

  private LdapSettings impatient() {
    return peer()
        .settings()
        .withTimes(
            Duration.ofSeconds(5),
            Duration.ofSeconds(20),
            Duration.ofMinutes(5),
            Duration.ofMillis(200));
  }

  private static DirectoryClient client(LdapSettings settings) {
    return new DirectoryClient(settings, InstantSource.system());
  }

  @Test
  @DisplayName("StartTLS protects the connection before the login")
  void startTls() throws ActiveDirectoryException {
    var settings =
        As.controllers(peer().settings(), Security.STARTTLS, List.of(peer().startTls(0)));
    try (var client = client(settings)) {
      assertThat(client.domain().sameAs(peer().base())).isTrue();
    }
  }

  @Test
  @DisplayName("an authority that isn't known isn't believed")
  void unknownAuthority() {
    var settings = peer().settings();
    var jdkOnly =
        LdapSettings.to(
            settings.controllers(), Security.LDAPS, settings.account(), settings.password());
    try (var client = client(jdkOnly)) {
      assertThatThrownBy(client::domain)
          .isInstanceOf(DirectoryUnavailableException.class)
          .hasMessageContaining("no connection");
      assertThat(client.figures().of(Figure.BINDS)).isZero();
    }
  }

  @Test
  @DisplayName("a certificate for another name isn't believed")
  void otherName() {
    // The name leads to the same controller, but isn't in its certificate.
    var address = peer().controllers().getFirst();
    var alias = new ControllerAddress(alias(address.host()), address.port());
    var settings = As.controllers(peer().settings(), Security.LDAPS, List.of(alias));
    try (var client = client(settings)) {
      assertThatThrownBy(client::domain)
          .isInstanceOf(DirectoryUnavailableException.class)
          .hasMessageContaining("isn't for");
      assertThat(client.figures().of(Figure.BINDS)).isZero();
    }
  }

  /** The address in three numbers (RFC 6943 3.1.1), which is no address to who checks names. */
  private static String alias(String host) {
    var parts = host.split("\\.", -1);
    return parts[0]
        + "."
        + parts[1]
        + "."
        + (Integer.parseInt(parts[2]) * 256 + Integer.parseInt(parts[3]));
  }

  @Test
  @DisplayName("a wrong password is told with AD's code and isn't tried again for a while")
  void wrongPassword() throws Exception {
    var settings = As.login(peer().settings(), peer().reader(), "wrong");
    try (var client = client(settings);
        var threads = Executors.newFixedThreadPool(8)) {
      var refused = catchThrowableOfType(DirectoryRefusedException.class, client::domain);
      assertThat(refused.resultCode()).isEqualTo(49);
      assertThat(refused.vendorCode()).contains(VendorCode.INVALID_CREDENTIALS);
      Callable<Throwable> again =
          () -> catchThrowableOfType(DirectoryRefusedException.class, client::domain);
      for (var each : threads.invokeAll(java.util.Collections.nCopies(40, again))) {
        assertThat(each.get()).hasMessageContaining("not tried until");
      }
      assertThat(client.figures().of(Figure.BINDS)).isEqualTo(1);
      assertThat(client.figures().of(Figure.BINDS_HELD_BACK)).isGreaterThanOrEqualTo(40);
    }
    try (var client = client(As.account(peer().settings(), peer().reader()))) {
      assertThat(client.domain().sameAs(peer().base())).isTrue();
    }
  }

  @Test
  @DisplayName("eight logins at once with a wrong password are one")
  void onlyOneWrongPassword() throws Exception {
    var settings = As.login(peer().settings(), peer().reader(), "wrong");
    try (var client = client(settings);
        var threads = Executors.newFixedThreadPool(8)) {
      Callable<Throwable> login =
          () -> catchThrowableOfType(DirectoryRefusedException.class, client::domain);
      for (var each : threads.invokeAll(java.util.Collections.nCopies(8, login))) {
        assertThat(each.get()).isNotNull();
      }
      assertThat(client.figures().of(Figure.BINDS)).isEqualTo(1);
    }
    try (var client = client(As.account(peer().settings(), peer().reader()))) {
      assertThat(client.domain().sameAs(peer().base())).isTrue();
    }
  }

  @Test
  @DisplayName("an account that is disabled is told")
  void disabled() throws Exception {
    var place = peer().unit("Former").child("CN", "disabled");
    try (var admin = peer().admin()) {
      admin.add(
          place.toString(),
          new Attribute("objectClass", "user"),
          new Attribute("sAMAccountName", "disabled1"),
          new Attribute("userPrincipalName", "disabled1@ringspan.example"),
          new Attribute("userAccountControl", "546"));
      admin.modify(
          place.toString(), new Modification(ModificationType.REPLACE, "description", "x"));
    }
    try (var client = client(As.login(peer().settings(), "disabled1@ringspan.example", "any"))) {
      var refused = catchThrowableOfType(DirectoryRefusedException.class, client::domain);
      // Somebody who doesn't know the password may not learn that the account is disabled.
      assertThat(refused.vendorCode().orElseThrow())
          .isIn(VendorCode.INVALID_CREDENTIALS, VendorCode.ACCOUNT_DISABLED);
    }
  }

  @Test
  @DisplayName("no password is no login, and may be known later: what waits is not given up")
  void emptyPassword() {
    try (var client = client(As.login(peer().settings(), peer().reader(), ""))) {
      assertThatThrownBy(client::domain)
          .isInstanceOf(DirectoryUnavailableException.class)
          .hasMessageContaining("no password");
    }
  }

  @Test
  @DisplayName("the other controller answers when one is lost, and the first again when it is back")
  void failOver() throws Exception {
    try (var client = client(impatient())) {
      assertThat(at(client)).isEqualTo(peer().controllers().get(0));
      peer().kill(0);
      try {
        assertThat(at(client)).isEqualTo(peer().controllers().get(1));
        assertThat(client.figures().of(Figure.FAIL_OVERS)).isPositive();
      } finally {
        peer().start(0);
      }
      var end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
      while (!at(client).equals(peer().controllers().get(0))) {
        assertThat(System.nanoTime()).as("fail-back in time").isLessThan(end);
      }
    }
  }

  private static ControllerAddress at(DirectoryClient client) throws ActiveDirectoryException {
    ActiveDirectoryException last = null;
    for (var i = 0; i < 3; i++) {
      try (var session = client.session()) {
        session.highestUpdate();
        return session.controller().address();
      } catch (DirectoryUnavailableException lost) {
        // What stood when the controller was lost; the next one is another's.
        last = lost;
      }
    }
    throw last;
  }

  @Test
  @DisplayName("both lost is told, and over when one is back")
  void bothLost() throws Exception {
    try (var client = client(impatient())) {
      assertThat(client.domain().sameAs(peer().base())).isTrue();
      peer().kill(0);
      peer().kill(1);
      try {
        // Something that has to be asked: what a controller says of itself is known by now.
        assertThatThrownBy(() -> client.read(peer().person(1), List.of("cn")))
            .isInstanceOf(DirectoryUnavailableException.class);
      } finally {
        peer().start(1);
        peer().start(0);
      }
      assertThat(client.read(peer().person(1), List.of("cn")).has("cn")).isTrue();
    }
  }

  @Test
  @DisplayName("changes are read on from the other controller, with the bookmark of the first")
  void changesFromTheOther() throws Exception {
    var query =
        new ChangeQuery(
            Optional.of(peer().unit("People")),
            DirectoryFilter.equal("objectClass", "user"),
            List.of("cn"),
            1000);
    var bookmark = Bookmark.NONE;
    try (var client = client(impatient())) {
      var reader = new ChangeReader(client, query, new Duplicates());
      try (var run = reader.begin(bookmark)) {
        for (var page = run.next(); page.isPresent(); page = run.next()) {
          bookmark = page.get().bookmark();
        }
      }
    }
    var other = As.controllers(impatient(), Security.LDAPS, peer().controllers().subList(1, 2));
    try (var client = client(other)) {
      var reader = new ChangeReader(client, query, new Duplicates());
      try (var run = reader.begin(bookmark)) {
        var page = run.next().orElseThrow();
        assertThat(page.run())
            .isIn(DirectoryPage.Run.INCREMENTAL, DirectoryPage.Run.FULL_BOOKMARK_REFUSED);
        while (page.more()) {
          page = run.next().orElseThrow();
        }
        assertThat(page.bookmark().positions()).hasSize(2);
      }
    }
  }
}
