package org.ringspan.activedirectory.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ringspan.activedirectory.ActiveDirectoryException;
import org.ringspan.activedirectory.Bookmark;
import org.ringspan.activedirectory.DirectoryChange;
import org.ringspan.activedirectory.DirectoryFilter;
import org.ringspan.activedirectory.DirectoryPage;
import org.ringspan.activedirectory.DirectoryValue;
import org.ringspan.activedirectory.ObjectGuid;
import org.ringspan.activedirectory.change.ChangeQuery;
import org.ringspan.activedirectory.change.ChangeReader;
import org.ringspan.activedirectory.change.Duplicates;
import org.ringspan.activedirectory.ldap.ChangeWatch;
import org.ringspan.activedirectory.ldap.DirectoryClient;
import org.ringspan.activedirectory.ldap.LdapFigures.Figure;

/** Reading what changed. */
abstract class ChangeContract {
  private static final List<String> WANTED = List.of("mail", "telephoneNumber", "sAMAccountName");

  private DirectoryClient client;
  private LDAPConnection admin;

  abstract Peer peer();

  @BeforeEach
  void open() throws Exception {
    client = new DirectoryClient(peer().settings(), InstantSource.system());
    admin = peer().admin();
  }

  @AfterEach
  void close() {
    admin.close();
    client.close();
  }

  private ChangeQuery people(int pageSize) {
    return new ChangeQuery(
        Optional.of(peer().unit("People")),
        DirectoryFilter.equal("objectClass", "user"),
        WANTED,
        pageSize);
  }

  private List<DirectoryPage> run(ChangeReader reader, Bookmark from)
      throws ActiveDirectoryException {
    var pages = new ArrayList<DirectoryPage>();
    try (var run = reader.begin(from)) {
      for (var page = run.next(); page.isPresent(); page = run.next()) {
        pages.add(page.get());
        run.delivered(page.get());
      }
    }
    return pages;
  }

  private static List<DirectoryChange> changes(List<DirectoryPage> pages) {
    return pages.stream().flatMap(page -> page.changes().stream()).toList();
  }

  private String add() throws Exception {
    var name = "c" + UUID.randomUUID().toString().substring(0, 8);
    admin.add(
        peer().unit("People").child("CN", name).toString(),
        new Attribute("objectClass", "user"),
        new Attribute("sAMAccountName", name),
        new Attribute("mail", name + "@ringspan.example"),
        new Attribute("telephoneNumber", "1"),
        new Attribute("userAccountControl", "544"));
    return name;
  }

  @Test
  @DisplayName("a full run tells everybody once, and the next run nothing")
  void full() throws ActiveDirectoryException {
    var reader = new ChangeReader(client, people(200), new Duplicates());
    var pages = run(reader, Bookmark.NONE);
    assertThat(pages).allSatisfy(p -> assertThat(p.run()).isEqualTo(DirectoryPage.Run.FULL));
    assertThat(pages.getLast().more()).isFalse();

    var found = new HashSet<ObjectGuid>();
    var people =
        changes(pages).stream()
            .filter(change -> change.state() == DirectoryChange.State.PRESENT)
            .filter(change -> change.entry().name().startsWith("CN=user"))
            .toList();
    people.forEach(change -> found.add(change.guid()));
    assertThat(found).hasSize(peer().people()).hasSize(people.size());
    assertThat(people).allMatch(DirectoryChange::complete);

    var next = run(reader, Bookmark.parse(pages.getLast().bookmark().text()));
    assertThat(next).allSatisfy(p -> assertThat(p.run()).isEqualTo(DirectoryPage.Run.INCREMENTAL));
    assertThat(changes(next)).isEmpty();
  }

  @Test
  @DisplayName("an incremental run tells what was added, changed, moved and deleted")
  void incremental() throws Exception {
    var stays = add();
    var moves = add();
    var goes = add();
    var reader = new ChangeReader(client, people(500), new Duplicates());
    var bookmark = run(reader, Bookmark.NONE).getLast().bookmark();
    var gone =
        client.read(peer().unit("People").child("CN", goes), List.of("objectGUID")).objectGuid();

    var added = add();
    admin.modify(
        peer().unit("People").child("CN", stays).toString(),
        new Modification(ModificationType.REPLACE, "telephoneNumber", "2"),
        new Modification(ModificationType.REPLACE, "mail"));
    admin.modifyDN(
        peer().unit("People").child("CN", moves).toString(),
        "CN=" + moves,
        true,
        peer().unit("Former").toString());
    admin.delete(peer().unit("People").child("CN", goes).toString());

    var changes = changes(run(reader, bookmark));
    assertThat(changes).extracting(change -> change.entry().name()).hasSize(4);
    var changed = named(changes, stays);
    assertThat(changed.entry().text("telephoneNumber")).contains("2");
    assertThat(changed.entry().has("mail")).isTrue();
    assertThat(changed.entry().values("mail")).isEmpty();
    assertThat(changed.entry().has("sAMAccountName")).isFalse();
    assertThat(changed.complete()).isFalse();
    assertThat(named(changes, moves).state()).isEqualTo(DirectoryChange.State.ELSEWHERE);
    assertThat(named(changes, added).entry().text("mail")).contains(added + "@ringspan.example");
    assertThat(changes)
        .filteredOn(change -> change.state() == DirectoryChange.State.DELETED)
        .extracting(DirectoryChange::guid)
        .containsExactly(gone.orElseThrow());
  }

  private static DirectoryChange named(List<DirectoryChange> changes, String cn) {
    return changes.stream()
        .filter(change -> change.entry().name().startsWith("CN=" + cn + ","))
        .findFirst()
        .orElseThrow(() -> new AssertionError(cn + " isn't among " + changes));
  }

  @Test
  @DisplayName("a run that breaks off goes on at its last page")
  void goesOn() throws ActiveDirectoryException {
    var reader = new ChangeReader(client, people(200), new Duplicates());
    var first = new ArrayList<DirectoryPage>();
    try (var run = reader.begin(Bookmark.NONE)) {
      first.add(run.next().orElseThrow());
    }
    var rest =
        first.getLast().more() ? run(reader, first.getLast().bookmark()) : List.<DirectoryPage>of();
    var found = new HashSet<ObjectGuid>();
    for (var page : first) {
      page.changes().forEach(change -> found.add(change.guid()));
    }
    changes(rest).forEach(change -> found.add(change.guid()));
    assertThat(found).hasSizeGreaterThanOrEqualTo(peer().people());
  }

  @Test
  @DisplayName("a bookmark that isn't accepted leads to a full run that says so")
  void refusedBookmark() throws ActiveDirectoryException {
    var reader = new ChangeReader(client, people(500), new Duplicates());
    ObjectGuid database;
    try (var session = client.session()) {
      database = session.controller().database();
    }
    var nonsense =
        Bookmark.NONE.with(
            new Bookmark.Position(
                database, Bookmark.Method.DIRSYNC, DirectoryValue.of("no cookie at all")));
    var pages = run(reader, nonsense);
    assertThat(pages)
        .allSatisfy(p -> assertThat(p.run()).isEqualTo(DirectoryPage.Run.FULL_BOOKMARK_REFUSED));
    assertThat(changes(pages)).hasSizeGreaterThanOrEqualTo(peer().people());
    assertThat(run(reader, pages.getLast().bookmark()))
        .allSatisfy(p -> assertThat(p.run()).isEqualTo(DirectoryPage.Run.INCREMENTAL));
  }

  @Test
  @DisplayName("an account without the right to replicate reads changes all the same")
  void reader() throws Exception {
    var settings = peer().settings();
    try (var other =
        new DirectoryClient(As.account(settings, peer().reader()), InstantSource.system())) {
      var reader = new ChangeReader(other, people(500), new Duplicates());
      var pages = run(reader, Bookmark.NONE);
      assertThat(changes(pages)).hasSizeGreaterThanOrEqualTo(peer().people());
      var name = add();
      var next = changes(run(reader, pages.getLast().bookmark()));
      assertThat(named(next, name).entry().text("mail")).contains(name + "@ringspan.example");
    }
  }

  @Test
  @DisplayName("changes are read by update numbers, too")
  void updateNumbers() throws Exception {
    var reader = new ChangeReader(client, people(300), new Duplicates());
    var pages = new ArrayList<DirectoryPage>();
    try (var run = reader.beginByUpdateNumber(Bookmark.NONE)) {
      for (var page = run.next(); page.isPresent(); page = run.next()) {
        pages.add(page.get());
      }
    }
    assertThat(changes(pages)).hasSizeGreaterThanOrEqualTo(peer().people());
    assertThat(pages.getFirst().bookmark()).isEqualTo(Bookmark.NONE);
    var name = add();
    try (var run = reader.beginByUpdateNumber(pages.getLast().bookmark())) {
      var page = run.next().orElseThrow();
      assertThat(page.run()).isEqualTo(DirectoryPage.Run.INCREMENTAL);
      assertThat(page.changes()).hasSize(1);
      assertThat(named(page.changes(), name).complete()).isTrue();
    }
    admin.delete(peer().unit("People").child("CN", name).toString());
    try (var run = reader.beginByUpdateNumber(pages.getLast().bookmark())) {
      assertThat(run.next().orElseThrow().changes())
          .anyMatch(change -> change.state() == DirectoryChange.State.DELETED);
    }
  }

  @Test
  @DisplayName("[MS-ADTS] 3.1.1.3.4.1.9: a controller tells by itself that something has changed")
  void told() throws Exception {
    try (var watch = client.watch()) {
      var name = add();
      awaitChange(watch);
      admin.delete(peer().unit("People").child("CN", name).toString());
      awaitChange(watch);
      assertThat(client.figures().of(Figure.CHANGES_TOLD)).isGreaterThanOrEqualTo(2);
    }
  }

  /** Samba looks every five seconds itself, or earlier. */
  private static void awaitChange(ChangeWatch watch) throws ActiveDirectoryException {
    for (var end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20); System.nanoTime() < end; ) {
      if (watch.await(Duration.ofSeconds(1))) {
        return;
      }
    }
    throw new AssertionError("nothing was told");
  }
}
