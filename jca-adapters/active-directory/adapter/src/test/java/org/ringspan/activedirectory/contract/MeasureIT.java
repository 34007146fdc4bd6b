package org.ringspan.activedirectory.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.ringspan.activedirectory.ActiveDirectoryException;
import org.ringspan.activedirectory.Bookmark;
import org.ringspan.activedirectory.DirectoryFilter;
import org.ringspan.activedirectory.DirectorySearch;
import org.ringspan.activedirectory.change.ChangeQuery;
import org.ringspan.activedirectory.change.ChangeReader;
import org.ringspan.activedirectory.change.Duplicates;
import org.ringspan.activedirectory.ldap.DirectoryClient;

/** How long it takes, and how much memory; printed, not asserted. */
@EnabledIfSystemProperty(named = "ringspan.measure", matches = ".*")
class MeasureIT {
  private static final List<String> WANTED =
      List.of("objectGUID", "mail", "displayName", "telephoneNumber", "userAccountControl");

  @Test
  @DisplayName("Samba")
  void samba() throws Exception {
    assumeTrue(SambaPeer.missing() == null);
    try (var peer = SambaPeer.start()) {
      measure("Samba", peer);
    }
  }

  @Test
  @DisplayName("100,000 people of the simulator")
  void simulator(@TempDir Path directory) throws Exception {
    try (var peer = new SimulatedPeer(directory, 100_000)) {
      measure("simulator", peer);
    }
  }

  private static void measure(String name, Peer peer) throws Exception {
    try (var client = new DirectoryClient(peer.settings(), InstantSource.system())) {
      client.domain();
      for (var round = 1; round <= 2; round++) {
        var before = used();
        var most = before;
        var begin = System.nanoTime();
        var count = 0;
        try (var cursor =
            client.search(
                DirectorySearch.below(
                    peer.unit("People"), DirectoryFilter.present("mail"), WANTED))) {
          while (cursor.next() != null) {
            if (++count % 5000 == 0) {
              most = Math.max(most, used());
            }
          }
        }
        assertThat(count).isGreaterThanOrEqualTo(peer.people());
        print(
            name,
            "paged read of " + count,
            begin,
            "memory in between +" + (most - before) / 1024 + " KiB");
      }
      changes(name, peer, client);
    }
  }

  private static void changes(String name, Peer peer, DirectoryClient client) throws Exception {
    var query =
        new ChangeQuery(
            Optional.of(peer.unit("People")),
            DirectoryFilter.equal("objectClass", "user"),
            WANTED,
            1000);
    var reader = new ChangeReader(client, query, new Duplicates());
    var bookmark = Bookmark.NONE;
    for (var round = 1; round <= 2; round++) {
      var begin = System.nanoTime();
      bookmark = run(name, "full DirSync", reader, Bookmark.NONE, begin);
    }
    try (var admin = peer.admin()) {
      for (var i = 0; i < 100; i++) {
        admin.modify(
            peer.person(i).toString(),
            new Modification(ModificationType.REPLACE, "displayName", "Changed " + i));
      }
    }
    run(name, "incremental DirSync", reader, bookmark, System.nanoTime());
    run(name, "incremental DirSync", reader, bookmark, System.nanoTime());
  }

  private static Bookmark run(
      String name, String what, ChangeReader reader, Bookmark from, long begin)
      throws ActiveDirectoryException {
    var bookmark = from;
    var count = 0;
    var pages = 0;
    var before = used();
    var most = before;
    try (var run = reader.begin(from)) {
      for (var page = run.next(); page.isPresent(); page = run.next()) {
        count += page.get().changes().size();
        bookmark = page.get().bookmark();
        if (pages++ % 10 == 0) {
          most = Math.max(most, used());
        }
      }
    }
    print(
        name,
        what + " of " + count + " in " + pages + " pages",
        begin,
        "memory in between +" + (most - before) / 1024 + " KiB");
    return bookmark;
  }

  /** What is in use after a collection; the collections count in the times. */
  private static long used() {
    System.gc();
    var runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }

  private static void print(String name, String what, long begin, String more) {
    System.out.printf(
        "%s: %s: %d ms, %s%n", name, what, (System.nanoTime() - begin) / 1_000_000, more);
  }
}
