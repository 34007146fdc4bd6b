package org.ringspan.directory.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.persistence.EntityManager;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.ringspan.address.UserId;
import org.ringspan.audit.AuditEntry;
import org.ringspan.audit.boundary.AuditTrail;
import org.ringspan.directory.Avatar;
import org.ringspan.directory.DirectoryEvent;
import org.ringspan.directory.DirectoryEvent.Kind;
import org.ringspan.directory.DirectoryId;
import org.ringspan.directory.DirectorySettings;
import org.ringspan.directory.EventQuestion;
import org.ringspan.directory.SourceMembership;
import org.ringspan.directory.adapter.AvatarTable.Finding;
import org.ringspan.identity.Actor;
import org.ringspan.server.TestDatabase;

/** Pictures, groups and events of the directory, on every product. */
class DirectoryTablesTest {
  private static final Instant AT = Instant.parse("2026-11-30T10:00:00Z");
  private static final UserId U1 = new UserId("u1");
  private static final UserId U2 = new UserId("u2");
  private static final Map<TestDatabase.Product, TestDatabase> DATABASES =
      new EnumMap<>(TestDatabase.Product.class);

  /** Keeps nothing. */
  private static final class NoTrail extends AuditTrail {
    @Override
    public long add(AuditEntry entry) {
      return 1;
    }
  }

  @BeforeAll
  static void open() throws IOException {
    for (TestDatabase.Product product : TestDatabase.Product.values()) {
      DATABASES.put(product, product.open());
    }
  }

  @BeforeEach
  void people() throws SQLException {
    for (TestDatabase database : DATABASES.values()) {
      execute(database, "delete from directory_event");
      execute(database, "delete from directory_source_group");
      execute(database, "delete from directory_setting");
      execute(database, "delete from app_user where organisation_id = 79");
      execute(database, "delete from organisation where id = 79");
      execute(database, "insert into organisation (id, domain) values (79, 'tables.test')");
      for (int i = 1; i <= 3; i++) {
        execute(
            database,
            "insert into app_user (id, organisation_id, login, name, role, mobility)"
                + " values (%d, 79, 'u%d', 'N', 'USER', true)".formatted(900 + i, i));
        execute(
            database,
            "insert into directory_link (user_id, object_id, deactivated) values (%d, '%s', false)"
                .formatted(900 + i, id(i)));
      }
    }
  }

  @AfterAll
  static void close() {
    DATABASES.values().forEach(TestDatabase::close);
  }

  private static DirectoryId id(int number) {
    return new DirectoryId("00000000-0000-0000-0000-%012x".formatted(number));
  }

  private static void execute(TestDatabase database, String sql) throws SQLException {
    try (Connection connection = database.source().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static TestDatabase database(TestDatabase.Product product) {
    return Objects.requireNonNull(DATABASES.get(product));
  }

  private static <T> T ask(TestDatabase.Product product, Function<EntityManager, T> question) {
    return database(product).inTransaction(question);
  }

  private static void tell(TestDatabase.Product product, Consumer<EntityManager> what) {
    database(product).transaction(what);
  }

  private static Optional<Avatar> avatar(TestDatabase.Product product, UserId user) {
    return ask(product, tables -> new AvatarTable(tables).of(user));
  }

  private static Map<DirectoryId, AvatarTable.Known> known(TestDatabase.Product product) {
    return ask(product, tables -> new AvatarTable(tables).known());
  }

  private static void keep(TestDatabase.Product product, Finding... findings) {
    tell(product, tables -> new AvatarTable(tables).keep(List.of(findings)));
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("A picture comes, stays, changes and goes; it goes with its user, too")
  void pictures(TestDatabase.Product product) throws SQLException {
    assertThat(known(product)).hasSize(3);
    assertThat(Objects.requireNonNull(known(product).get(id(1))).marker()).isEmpty();
    Avatar first = new Avatar(new byte[] {1, 2, 3}, "tag-1");
    keep(product, new Finding.Other(U1, "m1", "h1", first), new Finding.None(U2, "m1", "unusable"));
    assertThat(avatar(product, U1)).contains(first);
    assertThat(avatar(product, U2)).isEmpty();
    Optional<String> tag = ask(product, tables -> new AvatarTable(tables).tag(U1));
    assertThat(tag).contains("tag-1");

    keep(product, new Finding.Same(U1, "m2"));
    assertThat(avatar(product, U1)).contains(first);
    assertThat(Objects.requireNonNull(known(product).get(id(1))))
        .isEqualTo(new AvatarTable.Known(U1, "m2", "h1"));
    assertThat(Objects.requireNonNull(known(product).get(id(2))).hash()).isEqualTo("unusable");

    Avatar second = new Avatar(new byte[] {4}, "tag-2");
    keep(product, new Finding.Other(U1, "m3", "h2", second));
    assertThat(avatar(product, U1)).contains(second);
    execute(database(product), "delete from app_user where login = 'u1'");
    assertThat(avatar(product, U1)).isEmpty();

    int gone = ask(product, tables -> new AvatarTable(tables).clear());
    assertThat(gone).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("Who doesn't come from the directory any more has no picture from there")
  void strangers(TestDatabase.Product product) throws SQLException {
    keep(product, new Finding.Other(U1, "m", "h", new Avatar(new byte[] {1}, "t")));
    execute(database(product), "delete from directory_link where user_id = 901");
    tell(product, tables -> new AvatarTable(tables).forgetStrangers());
    assertThat(avatar(product, U1)).isEmpty();
  }

  private static List<SourceMembership> groups(TestDatabase.Product product) {
    return ask(product, tables -> new SourceGroupTable(tables).groups());
  }

  private static List<UserId> users(
      TestDatabase.Product product, DirectoryId group, String after, int most) {
    return ask(product, tables -> new SourceGroupTable(tables).users(group, after, most));
  }

  private static void group(
      TestDatabase.Product product, int number, String name, DirectoryId... members) {
    tell(
        product,
        tables ->
            new SourceGroupTable(tables).keep(id(number), "CN=" + name, name, Set.of(members), AT));
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("Groups keep their members, and are forgotten when nobody names them")
  void memberships(TestDatabase.Product product) {
    group(product, 50, "Sales", id(1), id(2), id(99));
    group(product, 51, "Bosses", id(3));
    assertThat(groups(product))
        .containsExactly(
            new SourceMembership(id(51), "CN=Bosses", "Bosses", 1, AT),
            new SourceMembership(id(50), "CN=Sales", "Sales", 2, AT));
    group(product, 50, "Sales and more", id(2), id(3));
    assertThat(users(product, id(50), "", 10)).containsExactly(U2, new UserId("u3"));
    assertThat(users(product, id(50), "u2", 10)).containsExactly(new UserId("u3"));
    tell(product, tables -> new SourceGroupTable(tables).keepOnly(Set.of(id(51))));
    assertThat(groups(product)).extracting(SourceMembership::name).containsExactly("Bosses");
  }

  private static List<DirectoryEvent> events(TestDatabase.Product product, EventQuestion question) {
    return ask(product, tables -> new EventTable(tables).find(question));
  }

  private static EventQuestion question(
      @Nullable Kind kind, @Nullable String login, @Nullable String text) {
    return new EventQuestion(
        Optional.ofNullable(kind),
        Optional.ofNullable(login),
        Optional.ofNullable(text),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        100);
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("Events are found by kind, person, text and time, in pages, the newest first")
  void search(TestDatabase.Product product) {
    List<DirectoryEvent> told = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      told.add(
          i % 3 == 0
              ? DirectoryEvent.of(AT.plusSeconds(i), Kind.RUN, "100% of_it " + i)
              : DirectoryEvent.of(AT.plusSeconds(i), Kind.UPDATED, "U" + i % 3, "changed " + i));
    }
    tell(product, tables -> new EventTable(tables).add(told));

    assertThat(events(product, EventQuestion.newest(3)))
        .extracting(DirectoryEvent::text)
        .containsExactly("changed 29", "changed 28", "100% of_it 27");
    assertThat(events(product, question(Kind.RUN, null, null))).hasSize(10);
    assertThat(events(product, question(null, "u2", null))).hasSize(10);
    assertThat(events(product, question(null, null, "100% OF_IT 1"))).hasSize(3);
    assertThat(events(product, question(null, null, "100_"))).as("no wildcard").isEmpty();
    assertThat(events(product, question(null, null, "' or '1'='1"))).isEmpty();
    EventQuestion between =
        new EventQuestion(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(AT.plusSeconds(5)),
            Optional.of(AT.plusSeconds(9)),
            Optional.empty(),
            100);
    assertThat(events(product, between)).hasSize(4);

    List<DirectoryEvent> page = events(product, EventQuestion.newest(20));
    EventQuestion next =
        new EventQuestion(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(page.getLast().number()),
            20);
    assertThat(events(product, next)).hasSize(10);
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("Old events are forgotten, and the oldest of too many")
  void retention(TestDatabase.Product product) {
    List<DirectoryEvent> told = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      told.add(DirectoryEvent.of(AT.plus(Duration.ofDays(i)), Kind.RUN, "day " + i));
    }
    tell(product, tables -> new EventTable(tables).add(told));
    int forgotten =
        ask(product, tables -> new EventTable(tables).forget(AT.plus(Duration.ofDays(5)), 10));
    assertThat(forgotten).isEqualTo(10);
    assertThat(events(product, EventQuestion.newest(100))).hasSize(10);
    int again =
        ask(product, tables -> new EventTable(tables).forget(AT.plus(Duration.ofDays(5)), 10));
    assertThat(again).isZero();
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("Settings keep the attribute of pictures and the groups")
  void settings(TestDatabase.Product product) {
    DirectorySettings usual = DirectorySettings.below("DC=company,DC=example");
    DirectorySettings more =
        new DirectorySettings(
            usual.bases(),
            usual.filter(),
            usual.attributes(),
            7,
            true,
            Optional.empty(),
            true,
            Optional.of(DirectorySettings.USUAL_AVATAR),
            new DirectorySettings.Groups(List.of("CN=a", "CN=b"), true));
    for (DirectorySettings one : List.of(usual, more, usual)) {
      tell(product, tables -> store(tables).save(Actor.SYSTEM, one));
      Optional<DirectorySettings> kept = ask(product, tables -> store(tables).settings());
      assertThat(kept).contains(one);
    }
  }

  private static DirectoryStore store(EntityManager tables) {
    return new DirectoryStore(
        tables, new NoTrail(), Clock.fixed(AT, ZoneOffset.UTC), new LoneServer());
  }
}
