package org.ringspan.activedirectory.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.unboundid.ldap.sdk.AsyncSearchResultListener;
import com.unboundid.ldap.sdk.Control;
import com.unboundid.ldap.sdk.DereferencePolicy;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchResultReference;
import com.unboundid.ldap.sdk.SearchScope;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringspan.activedirectory.DistinguishedName;

/** The simulator's change notification, asked by clients that aren't the adapter. */
@DisplayName("[MS-ADTS] 3.1.1.3.4.1.9: change notification")
class NotificationTest {
  private static final Control NOTIFICATION = new Control("1.2.840.113556.1.4.528", true);
  private static final Control DELETED = new Control("1.2.840.113556.1.4.417", true);

  @TempDir private Path directory;
  private SimulatedPeer peer;
  private LDAPConnection admin;

  @BeforeEach
  void start() throws Exception {
    peer = new SimulatedPeer(directory, 10);
    admin = peer.admin();
  }

  @AfterEach
  void stop() {
    admin.close();
    peer.close();
  }

  /** What a search tells. */
  private static final class Told implements AsyncSearchResultListener {
    private static final long serialVersionUID = 1L;
    private final transient LinkedBlockingQueue<String> names = new LinkedBlockingQueue<>();
    private final transient CompletableFuture<ResultCode> over = new CompletableFuture<>();

    @Override
    public void searchEntryReturned(SearchResultEntry entry) {
      names.add(entry.getDN());
    }

    @Override
    public void searchReferenceReturned(SearchResultReference reference) {
      throw new AssertionError("there is no other server");
    }

    @Override
    public void searchResultReceived(
        com.unboundid.ldap.sdk.AsyncRequestID id, com.unboundid.ldap.sdk.SearchResult result) {
      over.complete(result.getResultCode());
    }

    private String next() throws InterruptedException {
      return String.valueOf(names.poll(10, TimeUnit.SECONDS));
    }

    private ResultCode over()
        throws ExecutionException, InterruptedException, java.util.concurrent.TimeoutException {
      return over.get(10, TimeUnit.SECONDS);
    }
  }

  private static Told ask(
      LDAPConnection client,
      DistinguishedName base,
      SearchScope scope,
      String filter,
      Control... controls)
      throws Exception {
    var told = new Told();
    client.asyncSearch(
        new SearchRequest(
            told,
            controls,
            base.toString(),
            scope,
            DereferencePolicy.NEVER,
            0,
            0,
            false,
            Filter.create(filter),
            "objectGUID"));
    return told;
  }

  private void change(int person) throws Exception {
    admin.modify(
        peer.person(person).toString(),
        new Modification(ModificationType.REPLACE, "displayName", "Changed"));
  }

  @Test
  @DisplayName("who changes in the scope is told, and who is deleted only if that is asked for")
  void scopes() throws Exception {
    try (var client = peer.admin()) {
      var all = ask(client, peer.base(), SearchScope.SUB, "(objectClass=*)", NOTIFICATION, DELETED);
      var living = ask(client, peer.base(), SearchScope.SUB, "(objectClass=*)", NOTIFICATION);
      var people =
          ask(client, peer.unit("People"), SearchScope.ONE, "(objectClass=*)", NOTIFICATION);
      var one = ask(client, peer.person(2), SearchScope.BASE, "(objectclass=*)", NOTIFICATION);
      assertThat(client.getRootDSE()).isNotNull();
      change(1);
      admin.delete(peer.person(3).toString());
      change(2);
      assertThat(all.next()).startsWith("CN=user00001,");
      assertThat(all.next()).contains("DEL:");
      assertThat(all.next()).startsWith("CN=user00002,");
      assertThat(living.next()).startsWith("CN=user00001,");
      assertThat(living.next()).startsWith("CN=user00002,");
      assertThat(people.next()).startsWith("CN=user00001,");
      assertThat(people.next()).startsWith("CN=user00002,");
      assertThat(one.next()).startsWith("CN=user00002,");
      assertThat(one.over).isNotDone();
    }
  }

  @Test
  @DisplayName(
      "other filters, a subtree that isn't a naming context and a sixth search are refused")
  void refused() throws Exception {
    try (var client = peer.admin()) {
      assertThat(
              ask(client, peer.base(), SearchScope.SUB, "(objectClass=user)", NOTIFICATION).over())
          .isEqualTo(ResultCode.UNWILLING_TO_PERFORM);
      assertThat(
              ask(client, peer.unit("People"), SearchScope.SUB, "(objectClass=*)", NOTIFICATION)
                  .over())
          .isEqualTo(ResultCode.UNWILLING_TO_PERFORM);
      var first = ask(client, peer.base(), SearchScope.SUB, "(objectClass=*)", NOTIFICATION);
      for (var more = 0; more < 4; more++) {
        ask(client, peer.base(), SearchScope.ONE, "(objectClass=*)", NOTIFICATION);
      }
      assertThat(ask(client, peer.base(), SearchScope.SUB, "(objectClass=*)", NOTIFICATION).over())
          .isEqualTo(ResultCode.ADMIN_LIMIT_EXCEEDED);
      change(4);
      assertThat(first.next()).startsWith("CN=user00004,");
    }
  }

  @Test
  @DisplayName("OpenLDAP's client is told, too")
  void openLdap() throws Exception {
    var program = Path.of("/usr/bin/ldapsearch");
    if (!Files.isExecutable(program)) {
      var needed = "needs OpenLDAP's client: apt-get install ldap-utils";
      if ("true".equals(System.getenv("CI"))) {
        fail(needed);
      }
      assumeTrue(false, needed);
    }
    var client =
        new ProcessBuilder(
                program.toString(),
                "-x",
                "-LLL",
                "-H",
                "ldap://127.0.0.1:" + peer.startTls(0).port(),
                "-D",
                "administrator@ringspan.example",
                "-w",
                Peer.PASSWORD,
                "-E",
                "!1.2.840.113556.1.4.528",
                "-b",
                peer.base().toString(),
                "(objectClass=*)",
                "objectGUID")
            .redirectErrorStream(true)
            .start();
    try (var out =
        new BufferedReader(
            new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8))) {
      var line = CompletableFuture.supplyAsync(() -> out.lines().findFirst().orElse("nothing"));
      // It doesn't say when it has asked: something changes until it has heard of it.
      for (var time = 0; time < 100 && !line.isDone(); time++) {
        change(5);
        try {
          line.get(100, TimeUnit.MILLISECONDS);
        } catch (java.util.concurrent.TimeoutException notYet) {
          assertThat(client.isAlive()).isTrue();
        }
      }
      assertThat(line.get(1, TimeUnit.SECONDS)).startsWith("dn: CN=user00005,");
    } finally {
      client.destroyForcibly();
    }
  }
}
