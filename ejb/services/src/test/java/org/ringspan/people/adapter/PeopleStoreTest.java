package org.ringspan.people.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.ringspan.address.UserId;
import org.ringspan.audit.AuditEntry;
import org.ringspan.audit.boundary.AuditTrail;
import org.ringspan.configuration.boundary.ConfigurationRefused;
import org.ringspan.configuration.boundary.ConfigurationRefused.Reason;
import org.ringspan.identity.Actor;
import org.ringspan.people.Filter;
import org.ringspan.people.Filter.Operator;
import org.ringspan.people.Filter.Value;
import org.ringspan.people.Found;
import org.ringspan.people.Group;
import org.ringspan.people.GroupField;
import org.ringspan.people.Person;
import org.ringspan.people.Person.Membership;
import org.ringspan.people.PersonDetails;
import org.ringspan.people.PersonField;
import org.ringspan.people.Search;
import org.ringspan.people.SearchRefused;
import org.ringspan.server.TestDatabase;
import org.ringspan.server.TestDatabase.Product;

/** The identity store, on every product. */
class PeopleStoreTest {
  private static final Instant AT = Instant.parse("2026-11-30T10:00:00Z");
  private static final Map<Product, TestDatabase> DATABASES = new EnumMap<>(Product.class);

  /** What the trail was told. */
  private static final List<AuditEntry> TOLD = new ArrayList<>();

  private static final class Told extends AuditTrail {
    @Override
    public long add(AuditEntry entry) {
      TOLD.add(entry);
      return TOLD.size();
    }
  }

  @BeforeAll
  static void open() throws IOException, SQLException {
    for (Product product : Product.values()) {
      TestDatabase database = product.open();
      DATABASES.put(product, database);
      execute(database, "insert into organisation (id, domain) values (79, 'people.test')");
    }
  }

  @BeforeEach
  void people() throws SQLException {
    TOLD.clear();
    for (TestDatabase database : DATABASES.values()) {
      execute(database, "delete from directory_group");
      execute(database, "delete from phone_line");
      execute(database, "delete from app_user");
      user(database, 901, "alice", "Alice 50%", "true", "'alice@people.test'");
      user(database, 902, "Bob", "bob_b", "true", "null");
      user(database, 903, "carol", "Carol", "false", "'carol@people.test'");
      execute(
          database,
          "insert into phone_line (id, organisation_id, user_id, position, number, did, voicemail,"
              + " forward_no_answer_ms) values (1, 79, 902, 0, '51235', '+14085551235', false, 1)");
    }
  }

  private static void user(
      TestDatabase database, int id, String login, String name, String enabled, String mail)
      throws SQLException {
    execute(
        database,
        "insert into app_user (id, organisation_id, login, name, role, mobility, enabled,"
            + " mail_address, created_at, modified_at) values (%d, 79, '%s', '%s', 'USER', true, %s, %s,"
                .formatted(id, login, name, enabled, mail)
            + " timestamp with time zone '2026-11-01 10:00:00+00:00',"
            + " timestamp with time zone '2026-11-%d 10:00:00+00:00')".formatted(id - 899));
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

  private static <T> T people(Product product, Function<PeopleStore, T> question) {
    return Objects.requireNonNull(DATABASES.get(product))
        .inTransaction(
            tables ->
                question.apply(
                    new PeopleStore(tables, new Told(), Clock.fixed(AT, ZoneOffset.UTC))));
  }

  private static <T> T groups(Product product, Function<GroupStore, T> question) {
    return Objects.requireNonNull(DATABASES.get(product))
        .inTransaction(
            tables ->
                question.apply(
                    new GroupStore(tables, new Told(), Clock.fixed(AT, ZoneOffset.UTC))));
  }

  private static Filter<PersonField> is(PersonField field, Operator operator, String text) {
    return new Filter.Test<>(field, operator, Optional.of(new Value.Text(text)));
  }

  private static Filter<PersonField> nothing(PersonField field, Operator operator) {
    return new Filter.Test<>(field, operator, Optional.empty());
  }

  private static List<String> found(Product product, Filter<PersonField> filter) {
    return people(
        product,
        store ->
            store
                .search(new Search<>(Optional.of(filter), Optional.empty(), false, 0, 100))
                .page()
                .stream()
                .map(person -> person.login().value())
                .toList());
  }

  private static PersonDetails details(String external, OptionalLong manager) {
    return new PersonDetails(
        Map.of(PersonField.EXTERNAL_ID, external, PersonField.DEPARTMENT, "Sales"),
        manager,
        "{\"nickName\":\"x\"}");
  }

  private static void keep(Product product, long id, String login, String external) {
    var unused =
        people(
            product,
            store -> {
              store.keep(
                  Actor.SYSTEM, id, new UserId(login), details(external, OptionalLong.empty()), 0);
              return id;
            });
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("RFC 7644 3.4.2.2: texts are compared whatever the case, ids as they are")
  void comparisons(Product product) {
    keep(product, 902, "Bob", "Ext-1");
    assertThat(found(product, is(PersonField.LOGIN, Operator.EQ, "BOB"))).containsExactly("Bob");
    assertThat(found(product, is(PersonField.LOGIN, Operator.NE, "bob")))
        .containsExactly("alice", "carol");
    assertThat(found(product, is(PersonField.LOGIN, Operator.CO, "O")))
        .containsExactly("Bob", "carol");
    assertThat(found(product, is(PersonField.LOGIN, Operator.SW, "c"))).containsExactly("carol");
    assertThat(found(product, is(PersonField.LOGIN, Operator.EW, "B"))).containsExactly("Bob");
    assertThat(found(product, is(PersonField.LOGIN, Operator.GT, "alice")))
        .containsExactly("Bob", "carol");
    assertThat(found(product, is(PersonField.EXTERNAL_ID, Operator.EQ, "Ext-1")))
        .containsExactly("Bob");
    assertThat(found(product, is(PersonField.EXTERNAL_ID, Operator.EQ, "ext-1"))).isEmpty();
    assertThat(found(product, is(PersonField.ID, Operator.EQ, "903"))).containsExactly("carol");
    assertThat(found(product, is(PersonField.ID, Operator.EQ, "903 or 1=1"))).isEmpty();
    assertThat(found(product, is(PersonField.NUMBER, Operator.EW, "1235"))).containsExactly("Bob");
    assertThat(found(product, nothing(PersonField.NUMBER, Operator.PR))).containsExactly("Bob");
    assertThat(
            found(
                product,
                new Filter.Test<>(
                    PersonField.ACTIVE, Operator.EQ, Optional.of(new Value.Flag(false)))))
        .containsExactly("carol");
    assertThat(
            found(
                product,
                new Filter.Test<>(
                    PersonField.MODIFIED,
                    Operator.GT,
                    Optional.of(new Value.Moment(Instant.parse("2026-11-03T10:00:00Z"))))))
        .containsExactly("Bob", "carol");
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("What isn't there is different from every value, and its opposite is what is left")
  void absent(Product product) {
    assertThat(found(product, nothing(PersonField.MAIL, Operator.PR)))
        .containsExactly("alice", "carol");
    assertThat(found(product, nothing(PersonField.MAIL, Operator.EQ))).containsExactly("Bob");
    assertThat(found(product, is(PersonField.MAIL, Operator.NE, "alice@people.test")))
        .containsExactly("Bob", "carol");
    assertThat(found(product, new Filter.Not<>(is(PersonField.MAIL, Operator.SW, "alice"))))
        .containsExactly("Bob", "carol");
    assertThat(
            found(
                product,
                new Filter.And<>(
                    new Filter.Or<>(
                        is(PersonField.LOGIN, Operator.EQ, "bob"),
                        is(PersonField.LOGIN, Operator.EQ, "carol")),
                    nothing(PersonField.MAIL, Operator.PR))))
        .containsExactly("carol");
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("What is searched for is never a part of the query, nor a pattern")
  void hostile(Product product) {
    assertThat(found(product, is(PersonField.NAME, Operator.CO, "%"))).containsExactly("alice");
    assertThat(found(product, is(PersonField.NAME, Operator.CO, "_"))).containsExactly("Bob");
    assertThat(found(product, is(PersonField.NAME, Operator.EQ, "' or '1'='1"))).isEmpty();
    assertThat(found(product, is(PersonField.NAME, Operator.CO, "!"))).isEmpty();
    assertThat(found(product, is(PersonField.NAME, Operator.CO, "?1"))).isEmpty();
    assertThatThrownBy(() -> found(product, is(PersonField.MODIFIED, Operator.CO, "2026")))
        .isInstanceOf(SearchRefused.class);
    assertThatThrownBy(() -> found(product, is(PersonField.ACTIVE, Operator.EQ, "true")))
        .isInstanceOf(SearchRefused.class);
    assertThatThrownBy(() -> found(product, nothing(PersonField.NAME, Operator.CO)))
        .isInstanceOf(SearchRefused.class);
    Filter<PersonField> many = is(PersonField.LOGIN, Operator.EQ, "a");
    for (int i = 0; i < Filter.MOST_TESTS; i++) {
      many = new Filter.Or<>(many, is(PersonField.LOGIN, Operator.EQ, "a"));
    }
    Filter<PersonField> tooMany = many;
    assertThatThrownBy(() -> found(product, tooMany)).isInstanceOf(SearchRefused.class);
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("RFC 7644 3.4.2.3: in order, what has no value last, or first when it descends")
  void order(Product product) {
    assertThat(page(product, PersonField.MAIL, false, 0, 10))
        .containsExactly("alice", "carol", "Bob");
    assertThat(page(product, PersonField.MAIL, true, 0, 10))
        .containsExactly("Bob", "carol", "alice");
    assertThat(page(product, PersonField.LOGIN, false, 1, 1)).containsExactly("Bob");
    assertThat(page(product, PersonField.LOGIN, false, 3, 1)).isEmpty();
    assertThat(page(product, PersonField.LOGIN, false, 0, 0)).isEmpty();
    assertThatThrownBy(() -> page(product, PersonField.NUMBER, false, 0, 1))
        .isInstanceOf(SearchRefused.class);
  }

  private static List<String> page(
      Product product, PersonField by, boolean descending, long offset, int most) {
    Found<Person> found =
        people(
            product,
            store ->
                store.search(
                    new Search<>(Optional.empty(), Optional.of(by), descending, offset, most)));
    assertThat(found.total()).isEqualTo(3);
    return found.page().stream().map(person -> person.login().value()).toList();
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("Details are kept with a version: who has seen another one changes nothing")
  void versions(Product product) {
    keep(product, 902, "Bob", "one");
    Person kept = people(product, store -> store.read(902)).orElseThrow();
    assertThat(kept.detailsVersion()).isEqualTo(1);
    assertThat(kept.details()).isEqualTo(details("one", OptionalLong.empty()));
    assertThat(kept.modified()).isEqualTo(AT);
    assertThatThrownBy(() -> keep(product, 902, "Bob", "two"))
        .isInstanceOfSatisfying(
            ConfigurationRefused.class,
            refused -> assertThat(refused.reason()).isEqualTo(Reason.CHANGED));
    var unused =
        people(
            product,
            store -> {
              store.keep(
                  Actor.SYSTEM, 902, new UserId("Bob"), details("two", OptionalLong.of(901)), 1);
              return true;
            });
    Person again = people(product, store -> store.read(902)).orElseThrow();
    assertThat(again.details().manager()).hasValue(901);
    assertThat(again.detailsVersion()).isEqualTo(2);
    assertThat(TOLD).extracting(AuditEntry::action).containsExactly("CREATE", "REPLACE");
    for (long nobody : List.of(902L, 999L)) {
      assertThatThrownBy(
              () ->
                  people(
                      product,
                      store -> {
                        store.keep(
                            Actor.SYSTEM,
                            902,
                            new UserId("Bob"),
                            details("two", OptionalLong.of(nobody)),
                            2);
                        return true;
                      }))
          .hasMessageContaining("manager");
    }
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("A group has users and groups; people know the groups of their groups")
  void groups(Product product) {
    Group sales =
        groups(
            product,
            store ->
                store.create(
                    Actor.SYSTEM,
                    new Group.Draft("Sales", Optional.of("S-1"), List.of(901L, 902L))));
    Group all =
        groups(
            product,
            store ->
                store.create(
                    Actor.SYSTEM,
                    new Group.Draft("All", Optional.empty(), List.of(sales.id(), 903L))));
    assertThat(sales.members())
        .containsExactly(
            new Group.Member(901, "Alice 50%", false), new Group.Member(902, "bob_b", false));
    assertThat(all.members()).contains(new Group.Member(sales.id(), "Sales", true));
    Map<Long, List<Membership>> memberships =
        people(product, store -> store.groups(List.of(901L, 903L)));
    assertThat(memberships)
        .isEqualTo(
            Map.of(
                901L,
                List.of(
                    new Membership(sales.id(), "Sales", true),
                    new Membership(all.id(), "All", false)),
                903L,
                List.of(new Membership(all.id(), "All", true))));
    assertThat(found(product, is(PersonField.GROUP, Operator.EQ, Long.toString(sales.id()))))
        .containsExactly("alice", "Bob");
    Found<Group> withBob =
        groups(
            product,
            store ->
                store.search(
                    new Search<>(
                        Optional.of(
                            new Filter.Test<>(
                                GroupField.MEMBER,
                                Operator.EQ,
                                Optional.of(new Value.Text("902")))),
                        Optional.of(GroupField.NAME),
                        false,
                        0,
                        10),
                    false));
    assertThat(withBob.page()).extracting(Group::name).containsExactly("Sales");
    assertThat(withBob.page().getFirst().members()).isEmpty();

    Group smaller =
        groups(
            product,
            store ->
                store.replace(
                    Actor.SYSTEM,
                    sales.id(),
                    1,
                    new Group.Draft("Sales", Optional.empty(), List.of(902L, 903L))));
    assertThat(smaller.members()).extracting(Group.Member::id).containsExactly(902L, 903L);
    assertThat(smaller.version()).isEqualTo(2);
    assertThatThrownBy(
            () ->
                groups(
                    product,
                    store -> {
                      store.delete(Actor.SYSTEM, sales.id(), 1);
                      return true;
                    }))
        .hasMessageContaining("changed meanwhile");
    var unused =
        groups(
            product,
            store -> {
              store.delete(Actor.SYSTEM, sales.id(), 2);
              return true;
            });
    Optional<Group> left = groups(product, store -> store.read(all.id(), true));
    assertThat(left.orElseThrow().members()).extracting(Group.Member::id).containsExactly(903L);
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("No group comes to be in itself, and none has a member that isn't there")
  void circles(Product product) {
    long first = group(product, "0", List.of());
    long last = first;
    for (int i = 1; i < 3; i++) {
      last = group(product, Integer.toString(i), List.of(last));
    }
    long top = last;
    for (List<Long> members : List.of(List.of(top), List.of(first))) {
      assertThatThrownBy(
              () ->
                  groups(
                      product,
                      store ->
                          store.replace(
                              Actor.SYSTEM,
                              first,
                              1,
                              new Group.Draft("0", Optional.empty(), members))))
          .hasMessageContaining("can't be in itself");
    }
    assertThatThrownBy(() -> group(product, "x", List.of(1L)))
        .hasMessageContaining("no user and no group 1");
    for (int i = 3; i < Group.DEEPEST; i++) {
      last = group(product, Integer.toString(i), List.of(last));
    }
    long deepest = last;
    assertThatThrownBy(() -> group(product, "too deep", List.of(deepest)))
        .hasMessageContaining("levels deep");
  }

  private static long group(Product product, String name, List<Long> members) {
    return groups(
            product,
            store -> store.create(Actor.SYSTEM, new Group.Draft(name, Optional.empty(), members)))
        .id();
  }
}
