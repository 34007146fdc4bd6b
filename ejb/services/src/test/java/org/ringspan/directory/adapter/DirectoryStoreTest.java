package org.ringspan.directory.adapter;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.ringspan.address.UserId;
import org.ringspan.audit.boundary.AuditTrail;
import org.ringspan.cluster.ClusterMember;
import org.ringspan.cluster.NodeRun;
import org.ringspan.cluster.boundary.Cluster;
import org.ringspan.directory.DirectoryId;
import org.ringspan.directory.DirectoryLink;
import org.ringspan.directory.DirectoryRun;
import org.ringspan.directory.DirectoryRun.Counts;
import org.ringspan.directory.DirectoryRun.Kind;
import org.ringspan.directory.DirectoryRun.Phase;
import org.ringspan.directory.Following;
import org.ringspan.directory.RunLine;
import org.ringspan.server.TestDatabase;

/** What the connector keeps, on every product. */
class DirectoryStoreTest {
  private static final Instant AT = Instant.parse("2026-11-30T10:00:00Z");
  private static final Map<TestDatabase.Product, TestDatabase> DATABASES =
      new EnumMap<>(TestDatabase.Product.class);

  @BeforeAll
  static void users() throws IOException, SQLException {
    for (TestDatabase.Product product : TestDatabase.Product.values()) {
      TestDatabase database = product.open();
      DATABASES.put(product, database);
      execute(database, "insert into organisation (id, domain) values (78, 'directory.test')");
      for (int i = 1; i <= 3; i++) {
        execute(
            database,
            "insert into app_user (id, organisation_id, login, name, role, mobility)"
                + " values (%d, 78, 'u%d', 'N', 'USER', true)".formatted(800 + i, i));
      }
    }
  }

  @BeforeEach
  void settings() throws SQLException {
    for (TestDatabase database : DATABASES.values()) {
      execute(database, "delete from directory_run");
      execute(database, "delete from directory_link");
      execute(database, "delete from directory_setting");
      execute(
          database,
          "insert into directory_setting (organisation_id, bases, filter, login_attribute,"
              + " name_attribute, mail_attribute, most_deactivated, write_numbers)"
              + " values (78, 'DC=x', '(a=b)', 'l', 'n', 'm', 10, false)");
    }
  }

  @AfterAll
  static void close() {
    DATABASES.values().forEach(TestDatabase::close);
  }

  private static void execute(TestDatabase database, String sql) throws SQLException {
    try (Connection connection = database.source().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static <T> T ask(TestDatabase.Product product, Function<DirectoryStore, T> question) {
    return ask(product, new LoneServer(), question);
  }

  private static <T> T ask(
      TestDatabase.Product product, Cluster cluster, Function<DirectoryStore, T> question) {
    return Objects.requireNonNull(DATABASES.get(product))
        .inTransaction(
            tables ->
                question.apply(
                    new DirectoryStore(
                        tables, new AuditTrail(), Clock.fixed(AT, ZoneOffset.UTC), cluster)));
  }

  private static int count(
      TestDatabase.Product product, Cluster cluster, Function<DirectoryStore, Integer> question) {
    return ask(product, cluster, question);
  }

  private static List<DirectoryLink> links(TestDatabase.Product product) {
    return ask(product, DirectoryStore::links);
  }

  private static Following following(TestDatabase.Product product) {
    return ask(product, DirectoryStore::following);
  }

  private static List<DirectoryRun> runs(
      TestDatabase.Product product, Optional<Kind> kind, int most) {
    return ask(product, store -> store.runs(kind, most));
  }

  private static Phase phase(TestDatabase.Product product, String run) {
    return ask(product, store -> store.run(run).orElseThrow().phase());
  }

  private static List<RunLine> lines(
      TestDatabase.Product product, int after, Optional<RunLine.Action> action, int most) {
    return ask(product, store -> store.lines("run-1", after, action, most));
  }

  private static int deactivated(TestDatabase.Product product, Instant since) {
    return ask(product, store -> store.deactivatedByChanges(since));
  }

  private static void tell(TestDatabase.Product product, Consumer<DirectoryStore> what) {
    var unused =
        ask(
            product,
            store -> {
              what.accept(store);
              return true;
            });
  }

  private static DirectoryId id(int number) {
    return new DirectoryId("00000000-0000-0000-0000-%012x".formatted(number));
  }

  private static DirectoryLink link(int number, String login, boolean deactivated) {
    return new DirectoryLink(id(number), new UserId(login), deactivated);
  }

  private static DirectoryRun run(
      int number, Kind kind, Phase phase, int deactivated, Instant started) {
    return new DirectoryRun(
        "run-" + number,
        kind,
        "admin",
        false,
        phase,
        7,
        new Counts(1, 2, deactivated, 4, 5, 6, 7, 8),
        Optional.empty(),
        started,
        phase.isOver() ? Optional.of(started.plusSeconds(1)) : Optional.empty());
  }

  private static void keep(
      TestDatabase.Product product, int number, Kind kind, Phase phase, int gone, Instant started) {
    tell(product, store -> store.begin(run(number, kind, Phase.READING, 0, started)));
    tell(product, store -> store.end(run(number, kind, phase, gone, started), List.of()));
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("Links come, change and go; those of users who aren't there are left out")
  void linksChange(TestDatabase.Product product) {
    become(product, List.of(link(1, "u1", false), link(2, "u2", false)));
    become(product, List.of(link(3, "u1", false), link(2, "u2", true), link(4, "nobody", false)));
    assertThat(links(product)).containsExactlyInAnyOrder(link(3, "u1", false), link(2, "u2", true));
    become(product, List.of(link(2, "u3", true), link(3, "u2", false)));
    assertThat(links(product))
        .as("two who change places")
        .containsExactlyInAnyOrder(link(2, "u3", true), link(3, "u2", false));
    become(product, List.of());
    assertThat(links(product)).isEmpty();
  }

  private static int active(TestDatabase.Product product) {
    return ask(product, DirectoryStore::active);
  }

  private static void become(TestDatabase.Product product, List<DirectoryLink> links) {
    List<DirectoryLink> before = links(product);
    tell(product, store -> store.changeLinks(before, links));
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("Links are found by their objects and users; others stay as they are")
  void fewLinks(TestDatabase.Product product) throws SQLException {
    become(product, List.of(link(1, "u1", false), link(2, "u2", false), link(3, "u3", true)));
    List<DirectoryLink> ofObjects =
        ask(product, store -> store.linksOf(List.of(id(2), id(2), id(9))));
    assertThat(ofObjects).containsExactly(link(2, "u2", false));
    List<DirectoryLink> ofUsers =
        ask(product, store -> store.linksOfUsers(List.of(new UserId("u3"), new UserId("x"))));
    assertThat(ofUsers).containsExactly(link(3, "u3", true));
    List<DirectoryLink> none = ask(product, store -> store.linksOf(List.of()));
    assertThat(none).isEmpty();
    List<DirectoryId> many = new ArrayList<>();
    for (int i = 0; i < 1200; i++) {
      many.add(id(i));
    }
    List<DirectoryLink> ofMany = ask(product, store -> store.linksOf(many));
    assertThat(ofMany).hasSize(3);
    assertThat(active(product)).isEqualTo(3);
    execute(
        Objects.requireNonNull(DATABASES.get(product)),
        "update app_user set enabled = false where login = 'u2'");
    assertThat(active(product)).isEqualTo(2);
    execute(
        Objects.requireNonNull(DATABASES.get(product)),
        "update app_user set enabled = true where login = 'u2'");
    tell(
        product,
        store -> store.changeLinks(List.of(link(2, "u2", false)), List.of(link(2, "u2", true))));
    assertThat(links(product))
        .containsExactlyInAnyOrder(link(1, "u1", false), link(2, "u2", true), link(3, "u3", true));
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("How changes are followed is kept, and ends when settings are kept anew")
  void followingIsKept(TestDatabase.Product product) throws SQLException {
    assertThat(following(product)).isEqualTo(Following.NOT_YET);
    Following long1 = Following.NOT_YET.takenTo("x".repeat(500_000), AT).pausedFor("y\n'");
    tell(product, store -> store.follow(long1));
    assertThat(following(product)).isEqualTo(long1);
    Following wanting = Following.NOT_YET.readTo("z").wantingFullRun();
    tell(product, store -> store.follow(wanting));
    assertThat(following(product)).isEqualTo(wanting);
    tell(product, DirectoryStore::everythingWasRead);
    assertThat(following(product)).isEqualTo(Following.NOT_YET.readTo("z"));

    execute(Objects.requireNonNull(DATABASES.get(product)), "delete from directory_setting");
    assertThat(following(product)).isEqualTo(Following.NOT_YET);
    tell(product, store -> store.follow(wanting));
    assertThat(following(product))
        .as("without settings nothing is followed")
        .isEqualTo(Following.NOT_YET);
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("Runs of both kinds are listed, and what changes deactivated lately is counted")
  void runs(TestDatabase.Product product) {
    keep(product, 1, Kind.FULL, Phase.DONE, 40, AT);
    keep(product, 2, Kind.CHANGES, Phase.DONE, 3, AT.plusSeconds(1));
    keep(product, 3, Kind.CHANGES, Phase.DONE, 2, AT.plusSeconds(2));
    keep(product, 4, Kind.CHANGES, Phase.NEEDS_CONSENT, 9, AT.plusSeconds(3));

    assertThat(runs(product, Optional.empty(), 3))
        .extracting(DirectoryRun::id)
        .containsExactly("run-4", "run-3", "run-2");
    assertThat(runs(product, Optional.of(Kind.FULL), 3))
        .containsExactly(run(1, Kind.FULL, Phase.DONE, 40, AT));
    assertThat(deactivated(product, AT)).isEqualTo(5);
    assertThat(deactivated(product, AT.plusSeconds(2))).isEqualTo(2);
    assertThat(deactivated(product, AT.plus(Duration.ofDays(1)))).isZero();
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("Many changes don't push full runs out of the list")
  void remembered(TestDatabase.Product product) {
    for (int i = 0; i < 102; i++) {
      keep(product, i, Kind.FULL, Phase.DONE, 0, AT.plusSeconds(i));
    }
    for (int i = 200; i < 320; i++) {
      keep(product, i, Kind.CHANGES, Phase.DONE, 0, AT.plusSeconds(i));
    }
    assertThat(runs(product, Optional.of(Kind.FULL), 1000))
        .hasSize(100)
        .extracting(DirectoryRun::id)
        .startsWith("run-101")
        .endsWith("run-2");
    assertThat(runs(product, Optional.of(Kind.CHANGES), 1000)).hasSize(120);
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("A report is kept with its run, in pages and by action")
  void report(TestDatabase.Product product) {
    List<RunLine> lines = new ArrayList<>();
    for (int i = 1; i <= 30; i++) {
      lines.add(
          new RunLine(
              i,
              i % 3 == 0 ? RunLine.Action.REFUSE : RunLine.Action.UPDATE,
              "u" + i,
              "CN=ü" + i,
              i == 1 ? List.of("A", "B") : List.of(),
              ""));
    }
    tell(product, store -> store.begin(run(1, Kind.CHANGES, Phase.READING, 0, AT)));
    tell(product, store -> store.end(run(1, Kind.CHANGES, Phase.DONE, 0, AT), lines));

    assertThat(lines(product, 0, Optional.empty(), 10)).isEqualTo(lines.subList(0, 10));
    assertThat(lines(product, 10, Optional.empty(), 100)).isEqualTo(lines.subList(10, 30));
    assertThat(lines(product, 0, Optional.of(RunLine.Action.REFUSE), 99)).hasSize(10);
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("Runs that nobody carries out any more are cut off")
  void cutOff(TestDatabase.Product product) {
    tell(product, store -> store.begin(run(1, Kind.FULL, Phase.READING, 0, AT.minusSeconds(9))));
    keep(product, 2, Kind.FULL, Phase.DONE, 0, AT.minusSeconds(8));
    var startedAnew = new LoneServer(new NodeRun("a", 2), List.of());
    int cut = ask(product, startedAnew, store -> store.cutOff(AT));
    assertThat(cut).isEqualTo(1);
    assertThat(phase(product, "run-1")).isEqualTo(Phase.CUT_OFF);
    assertThat(phase(product, "run-2")).isEqualTo(Phase.DONE);
  }

  private static ClusterMember member(String node, boolean lives) {
    return new ClusterMember(node, AT, AT, node, lives, false, false);
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("Cluster: runs of living nodes go on, those of lost ones are cut off")
  void cutOffOfOthers(TestDatabase.Product product) {
    var a = new LoneServer(new NodeRun("a", 1), List.of());
    tell(product, store -> store.begin(run(1, Kind.FULL, Phase.READING, 0, AT.minusSeconds(9))));
    var living = new LoneServer(new NodeRun("b", 1), List.of(member("a", true)));
    var lost = new LoneServer(new NodeRun("b", 1), List.of(member("a", false)));
    var again = new LoneServer(new NodeRun("a", 2), List.of());

    assertThat(count(product, living, store -> store.cutOff(AT))).isZero();
    assertThat(count(product, a, store -> store.cutOff(AT))).isZero();
    assertThat(ask(product, living, DirectoryStore::runsElsewhere)).isTrue();
    assertThat(ask(product, lost, DirectoryStore::runsElsewhere)).isFalse();
    assertThat(count(product, lost, store -> store.cutOff(AT))).isOne();

    tell(product, store -> store.begin(run(2, Kind.FULL, Phase.READING, 0, AT.minusSeconds(8))));
    assertThat(count(product, again, store -> store.cutOff(AT))).isOne();

    tell(product, store -> store.begin(run(3, Kind.FULL, Phase.READING, 0, AT.minusSeconds(7))));
    assertThat(count(product, living, store -> store.cutOffRunsOf(new NodeRun("b", 1)))).isZero();
    assertThat(count(product, living, store -> store.cutOffRunsOf(new NodeRun("a", 1)))).isOne();
    assertThat(phase(product, "run-3")).isEqualTo(Phase.CUT_OFF);
  }
}
