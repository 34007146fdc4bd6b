package org.ringspan.activedirectory.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ringspan.activedirectory.ActiveDirectoryException;
import org.ringspan.activedirectory.DirectoryEntry;
import org.ringspan.activedirectory.DirectoryFilter;
import org.ringspan.activedirectory.DirectorySearch;
import org.ringspan.activedirectory.LimitExceededException;
import org.ringspan.activedirectory.NoSuchObjectException;
import org.ringspan.activedirectory.ObjectGuid;
import org.ringspan.activedirectory.ldap.DirectoryClient;
import org.ringspan.activedirectory.ldap.LdapFigures.Figure;

/** Searching and reading. */
abstract class ReadContract {
  private DirectoryClient client;

  abstract Peer peer();

  @BeforeEach
  void open() {
    client = new DirectoryClient(peer().settings(), InstantSource.system());
  }

  @AfterEach
  void close() {
    client.close();
  }

  private List<DirectoryEntry> all(DirectorySearch search) throws ActiveDirectoryException {
    var found = new ArrayList<DirectoryEntry>();
    try (var cursor = client.search(search)) {
      for (var entry = cursor.next(); entry != null; entry = cursor.next()) {
        found.add(entry);
      }
    }
    return found;
  }

  private DirectorySearch people(DirectoryFilter filter, String... attributes) {
    return DirectorySearch.below(peer().unit("People"), filter, List.of(attributes));
  }

  @Test
  @DisplayName("everybody comes once, in pages, with the attributes that were asked for")
  void pages() throws ActiveDirectoryException {
    var before = client.figures().of(Figure.SEARCHES);
    var found =
        all(
            people(DirectoryFilter.beginsWith("cn", "user"), "mail", "objectGUID")
                .withPageSize(100));

    assertThat(found).hasSize(peer().people());
    assertThat(found).allSatisfy(e -> assertThat(e.attributes()).hasSize(2));
    var guids = new HashSet<ObjectGuid>();
    found.forEach(entry -> guids.add(entry.objectGuid().orElseThrow()));
    assertThat(guids).hasSize(peer().people());
    assertThat(client.figures().of(Figure.SEARCHES) - before)
        .isGreaterThanOrEqualTo(peer().people() / 100);
  }

  @Test
  @DisplayName("a cursor that is closed early gives its connection back")
  void closedEarly() throws ActiveDirectoryException {
    for (var i = 0; i < 20; i++) {
      try (var cursor =
          client.search(people(DirectoryFilter.present("cn"), "cn").withPageSize(50))) {
        assertThat(cursor.next()).isNotNull();
      }
    }
    assertThat(all(people(DirectoryFilter.equal("cn", "user00001"), "cn"))).hasSize(1);
  }

  @Test
  @DisplayName("one object is read by its name and by its objectGUID, with typed values")
  void one() throws ActiveDirectoryException {
    var byName =
        client.read(
            peer().person(9), List.of("objectGUID", "userAccountControl", "whenChanged", "mail"));
    var guid = byName.objectGuid().orElseThrow();
    var byGuid = client.read(guid, List.of("mail", "objectGUID"));

    assertThat(byGuid.distinguishedName().sameAs(peer().person(9))).isTrue();
    assertThat(byGuid.text("MAIL")).contains("user00009@ringspan.example");
    assertThat(byGuid.objectGuid()).contains(guid);
    assertThat(byName.userAccountControl().orElseThrow().disabled()).isTrue();
    assertThat(byName.whenChanged().orElseThrow())
        .isBetween(Instant.parse("2020-01-01T00:00:00Z"), Instant.now().plusSeconds(60));
  }

  @Test
  @DisplayName("what isn't there is told as such")
  void notThere() {
    var nobody = peer().unit("People").child("CN", "nobody at all");
    assertThatThrownBy(() -> client.read(nobody, List.of("cn")))
        .isInstanceOf(NoSuchObjectException.class);
    assertThatThrownBy(() -> client.read(new ObjectGuid(UUID.randomUUID()), List.of("cn")))
        .isInstanceOf(NoSuchObjectException.class);
    assertThatThrownBy(
            () -> all(DirectorySearch.below(nobody, DirectoryFilter.present("cn"), List.of("cn"))))
        .isInstanceOf(NoSuchObjectException.class);
  }

  @Test
  @DisplayName("a limit of entries is told, after as many entries")
  void sizeLimit() throws ActiveDirectoryException {
    var search = people(DirectoryFilter.present("cn"), "cn").withSizeLimit(10);
    var count = 0;
    try (var cursor = client.search(search)) {
      for (var i = 0; i < 10; i++) {
        assertThat(cursor.next()).isNotNull();
        count++;
      }
      var limit = catchThrowableOfType(LimitExceededException.class, cursor::next);
      assertThat(limit.limit()).isEqualTo(LimitExceededException.Limit.SIZE);
    }
    assertThat(count).isEqualTo(10);
  }

  @Test
  @DisplayName("a limit of time that suffices changes nothing")
  void timeLimit() throws ActiveDirectoryException {
    assertThat(
            all(
                people(DirectoryFilter.equal("cn", "user00002"), "cn")
                    .withTimeLimit(Duration.ofSeconds(20))))
        .hasSize(1);
  }

  @Test
  @DisplayName("bits are compared by AD's rule")
  void bits() throws ActiveDirectoryException {
    var disabled =
        DirectoryFilter.and(
            DirectoryFilter.beginsWith("cn", "user"),
            DirectoryFilter.bitsSet("userAccountControl", 2));
    assertThat(all(people(disabled, "cn"))).hasSize(peer().people() / 10);
  }

  @Test
  @DisplayName("members of groups in groups are found by AD's rule")
  void chain() throws Exception {
    var inner = peer().unit("Groups").child("CN", "Inner");
    var outer = peer().unit("Groups").child("CN", "Outer");
    try (var admin = peer().admin()) {
      for (var group : List.of(inner, outer)) {
        admin.add(
            group.toString(),
            new Attribute("objectClass", "group"),
            new Attribute("sAMAccountName", group.first().value()));
      }
      admin.modify(
          inner.toString(),
          new Modification(ModificationType.ADD, "member", peer().person(3).toString()));
      admin.modify(
          outer.toString(), new Modification(ModificationType.ADD, "member", inner.toString()));
    }
    assertThat(all(people(DirectoryFilter.memberOf(outer), "cn")))
        .extracting(entry -> entry.text("cn").orElseThrow())
        .containsExactly("user00003");
    assertThat(all(people(DirectoryFilter.equal("memberOf", outer.toString()), "cn"))).isEmpty();
  }

  @Test
  @DisplayName("a long attribute comes whole, by its ranges")
  void ranges() throws Exception {
    var group = peer().unit("Groups").child("CN", "Many");
    var members = new ArrayList<String>();
    for (var i = 0; i < peer().people(); i++) {
      members.add(peer().person(i).toString());
    }
    try (var admin = peer().admin()) {
      admin.add(
          group.toString(),
          new Attribute("objectClass", "group"),
          new Attribute("sAMAccountName", "Many"),
          new Attribute("member", members));
    }
    var whole = client.read(group, List.of("member"));
    assertThat(whole.attributes()).containsExactly("member");
    assertThat(new HashSet<>(whole.texts("member"))).hasSize(peer().people());

    var inSteps = client.read(group, List.of("member;range=0-99"));
    assertThat(new HashSet<>(inSteps.texts("member"))).hasSize(peer().people());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "O'Hara, \"Pat\" <pat+x;y=z>",
        "#hash and \\backslash\\",
        "*)(objectClass=*",
        "ends with stars **",
        "Ünïcödé 名前 \uD83D\uDE00",
        "a=b,OU=Former",
        "trailing and  double  spaces"
      })
  @DisplayName("hostile characters are what they are, in names and in filters")
  void hostile(String name) throws Exception {
    var place = peer().unit("Former").child("CN", name);
    try (var admin = peer().admin()) {
      admin.add(
          place.toString(),
          new Attribute("objectClass", "group"),
          new Attribute("sAMAccountName", "h" + Integer.toHexString(name.hashCode())),
          new Attribute("description", name));
    }
    assertThat(client.read(place, List.of("description")).text("description")).contains(name);
    var found =
        all(
            DirectorySearch.below(
                peer().unit("Former"),
                DirectoryFilter.equal("description", name),
                List.of("description", "cn")));
    assertThat(found).extracting(entry -> entry.text("cn").orElseThrow()).containsExactly(name);
    assertThat(found.getFirst().distinguishedName().first().value()).isEqualTo(name);
    assertThat(
            all(
                DirectorySearch.below(
                    peer().unit("Former"),
                    DirectoryFilter.contains("description", name.substring(1)),
                    List.of("cn"))))
        .hasSize(1);
  }

  @Test
  @DisplayName("text that would end a filter finds nothing else")
  void injection() throws ActiveDirectoryException {
    for (var text : List.of("*", "user*", "x)(|(cn=*", "\\2a", "\0", "user00001)(cn=user00002")) {
      assertThat(all(people(DirectoryFilter.equal("cn", text), "cn"))).isEmpty();
    }
  }

  @Test
  @DisplayName("everything is read from the controller's own description")
  void description() throws ActiveDirectoryException {
    assertThat(client.domain().sameAs(peer().base())).isTrue();
    try (var session = client.session()) {
      assertThat(session.controller().highestUpdate()).isPositive();
      assertThat(session.knows("1.2.840.113556.1.4.841")).isTrue();
    }
  }
}
