package org.ringspan.activedirectory.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringspan.activedirectory.ActiveDirectoryException;
import org.ringspan.activedirectory.Bookmark;
import org.ringspan.activedirectory.DirectoryFilter;
import org.ringspan.activedirectory.DirectoryPage;
import org.ringspan.activedirectory.change.ChangeQuery;
import org.ringspan.activedirectory.change.ChangeReader;
import org.ringspan.activedirectory.change.Duplicates;
import org.ringspan.activedirectory.ldap.DirectoryClient;
import org.ringspan.activedirectory.ldap.LdapSettings.Security;

/** What only a simulator can be made to do. */
@DisplayName("Changes from controllers with a will of their own")
class SimulatedChangesTest {
  @TempDir private Path directory;
  private SimulatedPeer peer;
  private final Duplicates duplicates = new Duplicates();

  @BeforeEach
  void start() {
    peer = new SimulatedPeer(directory, 20);
  }

  @AfterEach
  void stop() {
    peer.close();
  }

  private ChangeQuery query() {
    return new ChangeQuery(
        Optional.of(peer.unit("People")),
        DirectoryFilter.equal("objectClass", "user"),
        List.of("displayName"),
        500);
  }

  private List<DirectoryPage> run(int controller, Bookmark from, boolean byNumber)
      throws ActiveDirectoryException {
    var settings =
        As.controllers(
            peer.settings(), Security.LDAPS, List.of(peer.controllers().get(controller)));
    var pages = new ArrayList<DirectoryPage>();
    try (var client = new DirectoryClient(settings, InstantSource.system())) {
      var reader = new ChangeReader(client, query(), duplicates);
      try (var run = byNumber ? reader.beginByUpdateNumber(from) : reader.begin(from)) {
        for (var page = run.next(); page.isPresent(); page = run.next()) {
          pages.add(page.get());
          run.delivered(page.get());
        }
      }
    }
    return pages;
  }

  private void rename(int person, String name) throws Exception {
    try (var admin = peer.admin()) {
      admin.modify(
          peer.person(person).toString(),
          new Modification(ModificationType.REPLACE, "displayName", name));
    }
  }

  @Test
  @DisplayName("what one controller has told, the other one's telling of it is left out")
  void duplicates() throws Exception {
    var bookmark = run(0, Bookmark.NONE, false).getLast().bookmark();
    rename(1, "One");
    rename(2, "Two");
    var first = run(0, bookmark, false);
    assertThat(first.getLast().changes()).hasSize(2);
    rename(3, "Three");

    // The other controller tells again what is shortly before the bookmark.
    var other = run(1, first.getLast().bookmark(), false);
    assertThat(other.getLast().run()).isEqualTo(DirectoryPage.Run.INCREMENTAL);
    assertThat(other.getLast().duplicates()).isEqualTo(2);
    assertThat(other.getLast().changes())
        .filteredOn(change -> change.entry().name().contains("user00001"))
        .isEmpty();
    assertThat(other.getLast().changes())
        .extracting(change -> change.entry().name())
        .anyMatch(name -> name.contains("user00003"));
    assertThat(other.getLast().bookmark().positions()).hasSize(2);
  }

  @Test
  @DisplayName("a controller that was restored knows no bookmark, and everything is told as such")
  void restored() throws ActiveDirectoryException {
    var bookmark = run(0, Bookmark.NONE, false).getLast().bookmark();
    peer.controller(0).restore();
    var pages = run(0, bookmark, false);
    assertThat(pages)
        .allSatisfy(
            page -> assertThat(page.run()).isEqualTo(DirectoryPage.Run.FULL_BOOKMARK_REFUSED));
    assertThat(pages.getLast().changes()).hasSizeGreaterThanOrEqualTo(20);
  }

  @Test
  @DisplayName("an update number means nothing to another controller")
  void otherNumbers() throws Exception {
    var bookmark = run(0, Bookmark.NONE, true).getLast().bookmark();
    var other = run(1, bookmark, true);
    assertThat(other)
        .allSatisfy(
            page -> assertThat(page.run()).isEqualTo(DirectoryPage.Run.FULL_OTHER_CONTROLLER));
    rename(5, "Five");
    var both = other.getLast().bookmark();
    for (var controller : List.of(0, 1)) {
      var pages = run(controller, both, true);
      assertThat(pages.getLast().run()).isEqualTo(DirectoryPage.Run.INCREMENTAL);
    }
  }
}
