package org.ringspan.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ringspan.address.MailAddress;
import org.ringspan.address.UserId;
import org.ringspan.directory.LeftOut.Why;
import org.ringspan.directory.PlannedUser.Kind;
import org.ringspan.directory.PlannedUser.Remark;

/** The rules of the connector, each by its number in {@link DirectoryRules}. */
class DirectoryRulesTest {
  private static final DirectoryPerson ALICE = person(1, "alice", "Alice Adams").person();
  private static final DirectoryLink OF_ALICE = link(1, "alice", false);
  private static final KnownUser USER_ALICE = user("alice", "Alice Adams", true);

  /** A person that a test changes. */
  private static final class Sketch {
    private final int number;
    private boolean active = true;
    private final Map<Field, String> values = new HashMap<>();
    private final Map<Field, String> unusable = new HashMap<>();

    Sketch(int number) {
      this.number = number;
    }

    Sketch with(Field field, String value) {
      values.put(field, value);
      return this;
    }

    Sketch without(Field field) {
      values.remove(field);
      return this;
    }

    Sketch unusable(Field field, String value) {
      unusable.put(field, value);
      return without(field);
    }

    Sketch disabled() {
      active = false;
      return this;
    }

    DirectoryPerson person() {
      return new DirectoryPerson(id(number), "CN=" + number, active, values, unusable);
    }
  }

  private static Sketch person(int number, String login, String name) {
    return new Sketch(number)
        .with(Field.LOGIN, login)
        .with(Field.NAME, name)
        .with(Field.MAIL, login + "@example.com");
  }

  private static DirectoryId id(int number) {
    return new DirectoryId("00000000-0000-0000-0000-%012x".formatted(number));
  }

  private static DirectoryLink link(int number, String login, boolean deactivated) {
    return new DirectoryLink(id(number), new UserId(login), deactivated);
  }

  private static KnownUser user(String login, String name, boolean enabled, String... numbers) {
    return new KnownUser(
        new UserId(login),
        name,
        enabled,
        Optional.of(new MailAddress(login + "@example.com")),
        Stream.of(numbers).map(number -> new KnownUser.Line(number, Optional.empty())).toList());
  }

  private static DirectoryPlan plan(
      List<DirectoryPerson> people, List<DirectoryLink> links, KnownUser... users) {
    return DirectoryRules.plan(people, links, List.of(users), Set.of());
  }

  private static PlannedUser only(DirectoryPlan plan) {
    assertThat(plan.users()).hasSize(1);
    return plan.users().getFirst();
  }

  @Test
  @DisplayName("a new person becomes a user with name, numbers and mobile")
  void created() {
    DirectoryPlan plan =
        plan(
            List.of(
                person(1, "alice", "Alice Adams")
                    .with(Field.NUMBER, "2001")
                    .with(Field.DID, "+12125552001")
                    .with(Field.MOBILE, "+12125550001")
                    .person()),
            List.of());

    PlannedUser alice = only(plan);
    assertThat(alice.kind()).isEqualTo(Kind.CREATE);
    assertThat(alice.values())
        .containsOnly(
            Map.entry(Field.NAME, "Alice Adams"),
            Map.entry(Field.NUMBER, "2001"),
            Map.entry(Field.DID, "+12125552001"),
            Map.entry(Field.MOBILE, "+12125550001"),
            Map.entry(Field.MAIL, "alice@example.com"));
    assertThat(alice.remarks()).isEmpty();
    assertThat(plan.links()).containsExactly(OF_ALICE);
  }

  @Test
  @DisplayName("the mail address is followed; what mail can't be sent to is left as it is")
  void mail() {
    KnownUser alice = user("alice", "Alice Adams", true);
    PlannedUser moved =
        only(
            plan(
                List.of(
                    person(1, "alice", "Alice Adams").with(Field.MAIL, "aa@example.com").person()),
                List.of(OF_ALICE),
                alice));
    assertThat(moved.kind()).isEqualTo(Kind.UPDATE);
    assertThat(moved.values()).containsOnly(Map.entry(Field.MAIL, "aa@example.com"));
    PlannedUser odd =
        only(
            plan(
                List.of(person(1, "alice", "Alice Adams").with(Field.MAIL, "a b@x").person()),
                List.of(OF_ALICE),
                alice));
    assertThat(odd.kind()).isEqualTo(Kind.NOTHING);
  }

  @Test
  @DisplayName("numbers that aren't any are remarked upon, and the person becomes a user")
  void unusableNumbers() {
    PlannedUser alice =
        only(
            plan(
                List.of(
                    person(1, "alice", "Alice Adams")
                        .unusable(Field.NUMBER, "ext. one")
                        .with(Field.DID, "+12125552001")
                        .unusable(Field.MOBILE, "none")
                        .person()),
                List.of()));

    assertThat(alice.values()).containsOnlyKeys(Field.NAME, Field.MAIL);
    assertThat(alice.remarks())
        .containsExactly(Remark.NUMBER_UNUSABLE, Remark.MOBILE_UNUSABLE, Remark.DID_WITHOUT_NUMBER);
  }

  @Test
  @DisplayName("1: a person that was renamed and moved is the same user, which keeps its login")
  void renamed() {
    PlannedUser alice =
        only(
            plan(
                List.of(person(1, "abaker", "Alice Baker").person()),
                List.of(OF_ALICE),
                USER_ALICE));

    assertThat(alice.user()).isEqualTo(new UserId("alice"));
    assertThat(alice.kind()).isEqualTo(Kind.UPDATE);
    assertThat(alice.values())
        .containsOnly(
            Map.entry(Field.NAME, "Alice Baker"), Map.entry(Field.MAIL, "abaker@example.com"));
    assertThat(alice.remarks()).containsExactly(Remark.LOGIN_CHANGED);
  }

  @Test
  @DisplayName("1: a login in other letters is the same user, who isn't made twice or deactivated")
  void caseOfLetters() {
    DirectoryPlan plan =
        plan(List.of(person(1, "ALICE", "Alice Adams").person()), List.of(), USER_ALICE);

    assertThat(only(plan).kind()).isEqualTo(Kind.NOTHING);
    assertThat(plan.links()).containsExactly(OF_ALICE);
  }

  @Test
  @DisplayName("2: the loser of a replication conflict becomes no user; below one people do")
  void lostConflict() {
    String mark = "\\0ACNF:0f7a8b1c-1111-2222-3333-444455556666";
    DirectoryPerson twin = person(2, "$DUPLICATE-4d2", "Alice Adams").person();
    DirectoryPerson lost = named(twin, "CN=alice" + mark + ",OU=People,DC=company,DC=example");
    DirectoryPerson below =
        named(person(3, "bob", "Bob").person(), "CN=Bo\\,b,OU=Lost" + mark + ",DC=x");

    assertThat(lost.lostConflict()).isTrue();
    assertThat(below.lostConflict()).isFalse();
    assertThat(named(twin, "CN=CNF:0f7a8b1c-1111-2222-3333-444455556666,DC=x").lostConflict())
        .as("without the line feed it is a name like others")
        .isFalse();
    DirectoryPlan plan = plan(List.of(ALICE, lost, below), List.of(), USER_ALICE);
    assertThat(plan.leftOut()).extracting(LeftOut::why).containsExactly(Why.CONFLICT);
    assertThat(plan.users())
        .extracting(PlannedUser::kind)
        .containsExactly(Kind.NOTHING, Kind.CREATE);
  }

  private static DirectoryPerson named(DirectoryPerson person, String entry) {
    return new DirectoryPerson(
        person.id(), entry, person.active(), person.values(), person.unusable());
  }

  @Test
  @DisplayName("1: of two persons with one login the first is it; a user of a third is nobody else")
  void loginTwice() {
    DirectoryPlan plan =
        plan(
            List.of(
                ALICE,
                person(2, "Alice", "Alice Other").person(),
                person(3, "bob", "Bob Impostor").person()),
            List.of(link(4, "bob", false)),
            user("bob", "Bob", true));

    assertThat(plan.leftOut())
        .extracting(LeftOut::why)
        .containsExactly(Why.LOGIN_TWICE, Why.LOGIN_OF_ANOTHER);
    assertThat(plan.users())
        .extracting(PlannedUser::kind)
        .containsExactly(Kind.CREATE, Kind.DEACTIVATE);
  }

  @Test
  @DisplayName("1: who is known keeps the login, however the directory is sorted")
  void knownFirst() {
    DirectoryPlan plan =
        plan(
            List.of(person(2, "alice", "Alice Newcomer").person(), ALICE),
            List.of(OF_ALICE),
            USER_ALICE);

    assertThat(plan.leftOut()).extracting(LeftOut::why).containsExactly(Why.LOGIN_TWICE);
    assertThat(only(plan).kind()).isEqualTo(Kind.NOTHING);
  }

  @Test
  @DisplayName("2: without a mail address nobody becomes a user, and nobody stops being one")
  void withoutMail() {
    DirectoryPlan plan =
        plan(
            List.of(
                person(1, "alice", "Alice Adams").without(Field.MAIL).person(),
                person(2, "bob", "Bob").without(Field.MAIL).person()),
            List.of(OF_ALICE),
            USER_ALICE);

    assertThat(plan.leftOut()).containsExactly(new LeftOut("CN=2", "bob", Why.NO_MAIL));
    PlannedUser alice = only(plan);
    assertThat(alice.kind()).isEqualTo(Kind.NOTHING);
    assertThat(alice.remarks()).containsExactly(Remark.MAIL_GONE);
  }

  @Test
  @DisplayName("2: others who become no users, and why")
  void leftOut() {
    DirectoryPlan plan =
        plan(
            List.of(
                person(1, "x", "X").without(Field.LOGIN).person(),
                person(2, "1st", "First").person(),
                person(3, "carol", "Carol").without(Field.NAME).person(),
                person(4, "dave", "Dave").disabled().person()),
            List.of());

    assertThat(plan.users()).isEmpty();
    assertThat(plan.leftOut())
        .extracting(LeftOut::why)
        .containsExactly(Why.NO_LOGIN, Why.LOGIN_NOT_POSSIBLE, Why.NO_NAME, Why.DISABLED);
  }

  @Test
  @DisplayName("3: another number in the directory is remarked upon and not taken")
  void otherNumber() {
    PlannedUser alice =
        only(
            plan(
                List.of(person(1, "alice", "Alice Adams").with(Field.NUMBER, "2002").person()),
                List.of(OF_ALICE),
                user("alice", "Alice Adams", true, "2001")));

    assertThat(alice.kind()).isEqualTo(Kind.NOTHING);
    assertThat(alice.remarks()).containsExactly(Remark.OTHER_NUMBER);
  }

  private static final KnownUser WITH_LINE =
      new KnownUser(
          new UserId("alice"),
          "Alice Adams",
          true,
          Optional.of(new MailAddress("alice@example.com")),
          List.of(
              new KnownUser.Line("2001", Optional.of("+12125552001")),
              new KnownUser.Line("2009", Optional.empty())));

  @Test
  @DisplayName("4: if it is wished, the directory gets the numbers of the first line, once")
  void written() {
    Sketch alice =
        person(1, "alice", "Alice Adams")
            .with(Field.NUMBER, "2009")
            .unusable(Field.DID, "extension 2001");
    Set<Field> both = Set.of(Field.NUMBER, Field.DID);

    PlannedUser planned =
        only(
            DirectoryRules.plan(
                List.of(alice.person()), List.of(OF_ALICE), List.of(WITH_LINE), both));
    assertThat(planned.kind()).isEqualTo(Kind.NOTHING);
    assertThat(planned.writes())
        .containsOnly(Map.entry(Field.NUMBER, "2001"), Map.entry(Field.DID, "+12125552001"));
    assertThat(planned.remarks()).containsExactly(Remark.NUMBER_WRITTEN);

    assertThat(
            only(DirectoryRules.plan(
                    List.of(alice.person()),
                    List.of(OF_ALICE),
                    List.of(WITH_LINE),
                    Set.of(Field.DID)))
                .writes())
        .containsOnlyKeys(Field.DID);
    alice.unusable.clear();
    alice.with(Field.NUMBER, "2001").with(Field.DID, "+12125552001");
    assertThat(
            only(DirectoryRules.plan(
                    List.of(alice.person()), List.of(OF_ALICE), List.of(WITH_LINE), both))
                .writes())
        .isEmpty();
    assertThat(
            only(DirectoryRules.plan(
                    List.of(alice.with(Field.NUMBER, "1").disabled().person()),
                    List.of(OF_ALICE),
                    List.of(WITH_LINE),
                    both))
                .writes())
        .as("nobody writes to a disabled account")
        .isEmpty();
  }

  @Test
  @DisplayName("4: at most so many at a run; the others are remarked upon")
  void mostWrites() {
    List<DirectoryPerson> people = new ArrayList<>();
    List<KnownUser> users = new ArrayList<>();
    for (int i = 0; i < DirectoryRules.MOST_WRITES + 2; i++) {
      people.add(person(i, "u" + i, "U").with(Field.NUMBER, "99").person());
      users.add(user("u" + i, "U", true, "20" + i));
    }

    DirectoryPlan plan =
        DirectoryRules.plan(people, List.of(), users, Set.of(Field.NUMBER, Field.DID));

    assertThat(plan.writes()).isEqualTo(DirectoryRules.MOST_WRITES);
    assertThat(plan.users().getLast().remarks()).containsExactly(Remark.OTHER_NUMBER);
  }

  @Test
  @DisplayName("5: disabled or gone, and back again")
  void comingAndGoing() {
    DirectoryPlan disabled =
        plan(
            List.of(person(1, "alice", "Alice Adams").disabled().person()),
            List.of(OF_ALICE),
            USER_ALICE);
    assertThat(only(disabled).kind()).isEqualTo(Kind.DEACTIVATE);
    assertThat(only(disabled).enabled()).contains(false);

    DirectoryPlan gone = plan(List.of(), List.of(OF_ALICE), USER_ALICE);
    assertThat(only(gone).kind()).isEqualTo(Kind.DEACTIVATE);
    assertThat(gone.links()).containsExactly(link(1, "alice", true));

    DirectoryPlan back = plan(List.of(ALICE), gone.links(), user("alice", "Alice Adams", false));
    assertThat(only(back).kind()).isEqualTo(Kind.REACTIVATE);
    assertThat(only(back).enabled()).contains(true);
    assertThat(back.links()).containsExactly(OF_ALICE);
  }

  @Test
  @DisplayName("5: who was locked out by an administrator stays so")
  void lockedOutHere() {
    DirectoryPlan plan =
        plan(List.of(ALICE), List.of(OF_ALICE), user("alice", "Alice Adams", false));

    assertThat(only(plan).kind()).isEqualTo(Kind.NOTHING);
  }

  @Test
  @DisplayName("6: users who never were in the directory are left alone")
  void strangers() {
    DirectoryPlan plan = plan(List.of(), List.of(), USER_ALICE, user("bob", "Bob", true));

    assertThat(plan.users()).isEmpty();
    assertThat(plan.links()).isEmpty();
  }

  @Test
  @DisplayName("a user who was removed here becomes a new one, if the directory still has it")
  void removedHere() {
    assertThat(only(plan(List.of(ALICE), List.of(OF_ALICE))).kind()).isEqualTo(Kind.CREATE);
  }

  @Test
  @DisplayName("many deactivations need consent, one never does unless none is allowed")
  void consent() {
    List<DirectoryLink> links = new ArrayList<>();
    List<KnownUser> users = new ArrayList<>();
    List<DirectoryPerson> people = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      links.add(link(i, "u" + i, false));
      users.add(user("u" + i, "U", true));
      people.add(person(i, "u" + i, "U").person());
    }
    DirectoryPlan threeGone = DirectoryRules.plan(people.subList(3, 20), links, users, Set.of());

    assertThat(threeGone.deactivations()).isEqualTo(3);
    assertThat(threeGone.needsConsent(10)).as("2 of 20").isTrue();
    assertThat(threeGone.needsConsent(11)).as("3 of 20, rounded up").isFalse();
    assertThat(threeGone.needsConsent(100)).isFalse();
    DirectoryPlan oneGone = DirectoryRules.plan(people.subList(1, 20), links, users, Set.of());
    assertThat(oneGone.needsConsent(1)).isFalse();
    assertThat(oneGone.needsConsent(0)).isTrue();
    assertThatThrownBy(() -> oneGone.needsConsent(101))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** What carrying out a plan makes of the users. */
  private static List<KnownUser> carriedOut(DirectoryPlan plan, List<KnownUser> before) {
    Map<String, KnownUser> users = new LinkedHashMap<>();
    before.forEach(user -> users.put(user.id().value(), user));
    for (PlannedUser planned : plan.users()) {
      KnownUser was =
          users.getOrDefault(
              planned.user().value(),
              new KnownUser(planned.user(), "", true, Optional.empty(), List.of()));
      users.put(
          planned.user().value(),
          new KnownUser(
              planned.user(),
              planned.values().getOrDefault(Field.NAME, was.name()),
              planned.enabled().orElse(was.enabled()),
              Optional.ofNullable(planned.values().get(Field.MAIL))
                  .map(MailAddress::new)
                  .or(was::mail),
              Optional.ofNullable(planned.values().get(Field.NUMBER))
                  .map(
                      number ->
                          List.of(
                              new KnownUser.Line(
                                  number, Optional.ofNullable(planned.values().get(Field.DID)))))
                  .orElse(was.lines())));
    }
    return List.copyOf(users.values());
  }

  @Test
  @DisplayName("whatever comes: each user once, a second run changes nothing, strangers stay")
  void properties() {
    for (long seed = 0; seed < 5_000; seed++) {
      Random random = new Random(seed);
      List<KnownUser> users = new ArrayList<>();
      users.add(user("stranger", "Nobody", true));
      List<DirectoryLink> links = List.of();
      for (int run = 0; run < 4; run++) {
        List<DirectoryPerson> people = people(random);
        DirectoryPlan plan = DirectoryRules.plan(people, links, users, Set.of());
        String where = "seed " + seed + ", run " + run;

        assertThat(plan.users()).as(where).extracting(PlannedUser::user).doesNotHaveDuplicates();
        assertThat(plan.links()).as(where).extracting(DirectoryLink::id).doesNotHaveDuplicates();
        assertThat(plan.links())
            .as(where)
            .extracting(link -> link.user().value().toLowerCase(Locale.ROOT))
            .doesNotHaveDuplicates()
            .doesNotContain("stranger");
        users = new ArrayList<>(carriedOut(plan, users));
        links = plan.links();
        DirectoryPlan again = DirectoryRules.plan(people, links, users, Set.of());
        assertThat(again.users())
            .as(where)
            .extracting(PlannedUser::kind)
            .containsOnly(Kind.NOTHING);
        assertThat(again.leftOut())
            .as(where)
            .extracting(LeftOut::entry)
            .isEqualTo(plan.leftOut().stream().map(LeftOut::entry).toList());
        assertThat(again.links()).as(where).containsExactlyInAnyOrderElementsOf(links);
        assertThat(users).as(where).contains(user("stranger", "Nobody", true));
      }
    }
  }

  @Test
  @DisplayName("whatever comes: who follows changes gets where a run gets")
  void followed() {
    for (long seed = 0; seed < 5_000; seed++) {
      Random random = new Random(seed);
      List<DirectoryPerson> people = unambiguous(people(random));
      DirectoryPlan first =
          DirectoryRules.plan(
              people, List.of(), List.of(user("stranger", "Nobody", true)), Set.of());
      List<KnownUser> users = carriedOut(first, List.of(user("stranger", "Nobody", true)));
      List<DirectoryLink> links = first.links();
      for (int step = 0; step < 4; step++) {
        List<DirectoryPerson> then = unambiguous(people(random));
        Set<DirectoryPerson> unchanged = new HashSet<>(people);
        unchanged.retainAll(then);
        Set<DirectoryId> gone = new HashSet<>();
        people.forEach(person -> gone.add(person.id()));
        then.forEach(person -> gone.remove(person.id()));
        List<DirectoryPerson> changed =
            then.stream().filter(person -> !unchanged.contains(person)).toList();
        String where = "seed " + seed + ", step " + step;

        DirectoryPlan whole = DirectoryRules.plan(then, links, users, Set.of());
        DirectoryPlan followed =
            DirectoryRules.changes(changed, gone, links, users, Set.of(), whole.activeBefore());

        assertThat(followed.links()).as(where).containsExactlyInAnyOrderElementsOf(whole.links());
        assertThat(changing(followed))
            .as(where)
            .containsExactlyInAnyOrderElementsOf(changing(whole));
        assertThat(followed.activeBefore()).isEqualTo(whole.activeBefore());
        requireSameFromFew(where, changed, gone, links, users, followed);
        users = new ArrayList<>(carriedOut(whole, users));
        links = whole.links();
        people = then;
      }
    }
  }

  /** Who knows only whom a change concerns comes to the same as who knows all. */
  private static void requireSameFromFew(
      String where,
      List<DirectoryPerson> changed,
      Set<DirectoryId> gone,
      List<DirectoryLink> links,
      List<KnownUser> users,
      DirectoryPlan whole) {
    Set<DirectoryId> ids = new HashSet<>(gone);
    changed.forEach(person -> ids.add(person.id()));
    Set<String> logins = new HashSet<>();
    changed.forEach(
        person ->
            person
                .value(Field.LOGIN)
                .ifPresent(login -> logins.add(login.toLowerCase(Locale.ROOT))));
    links.stream()
        .filter(link -> ids.contains(link.id()))
        .forEach(link -> logins.add(link.user().value().toLowerCase(Locale.ROOT)));
    List<KnownUser> few =
        users.stream()
            .filter(user -> logins.contains(user.id().value().toLowerCase(Locale.ROOT)))
            .toList();
    List<DirectoryLink> theirs =
        links.stream()
            .filter(
                link ->
                    ids.contains(link.id())
                        || few.stream().anyMatch(user -> user.id().equals(link.user())))
            .toList();
    List<DirectoryLink> others =
        links.stream().filter(link -> !theirs.contains(link)).collect(Collectors.toList());

    DirectoryPlan plan =
        DirectoryRules.changes(changed, gone, theirs, few, Set.of(), whole.activeBefore());

    assertThat(plan.users()).as(where).isEqualTo(whole.users());
    assertThat(plan.leftOut()).as(where).isEqualTo(whole.leftOut());
    others.addAll(plan.links());
    assertThat(others).as(where).containsExactlyInAnyOrderElementsOf(whole.links());
  }

  /**
   * A directory gives a login to one person only, in whatever case, and each person is there once.
   */
  private static List<DirectoryPerson> unambiguous(List<DirectoryPerson> people) {
    Set<String> logins = new HashSet<>();
    Set<DirectoryId> ids = new HashSet<>();
    return people.stream()
        .filter(person -> ids.add(person.id()))
        .filter(
            person ->
                person
                    .value(Field.LOGIN)
                    .map(login -> logins.add(login.toLowerCase(Locale.ROOT)))
                    .orElse(true))
        .toList();
  }

  private static List<PlannedUser> changing(DirectoryPlan plan) {
    return plan.users().stream().filter(user -> user.kind() != Kind.NOTHING).toList();
  }

  @Test
  @DisplayName("deactivations that come a few at a time count together")
  void consentForChanges() {
    List<DirectoryLink> links = new ArrayList<>();
    List<KnownUser> users = new ArrayList<>();
    for (int i = 0; i < 95; i++) {
      links.add(link(i, "u" + i, false));
      users.add(user("u" + i, "U", true));
    }
    DirectoryPlan five =
        DirectoryRules.changes(
            List.of(), Set.of(id(0), id(1), id(2), id(3), id(4)), links, users, Set.of(), 95);
    assertThat(five.deactivations()).isEqualTo(5);
    assertThat(five.links()).hasSize(95);
    assertThat(five.needsConsent(10, 5)).isFalse();
    assertThat(five.needsConsent(10, 7)).isTrue();
    DirectoryPlan nobody = DirectoryRules.changes(List.of(), Set.of(), links, users, Set.of(), 95);
    assertThat(nobody.needsConsent(10, 90)).as("who deactivates nobody may go on").isFalse();
  }

  @Test
  @DisplayName("everything is read when it is wanted, and again half an hour after it failed")
  void fullRunDue() {
    Instant now = Instant.parse("2026-11-20T18:00:00Z");
    Following wanting = Following.NOT_YET.readTo("x").wantingFullRun();
    assertThat(Following.NOT_YET.isFullRunDue(Optional.empty(), now)).isFalse();
    assertThat(wanting.isFullRunDue(Optional.empty(), now)).isTrue();
    assertThat(wanting.isFullRunDue(Optional.of(now.minusSeconds(1799)), now)).isFalse();
    assertThat(wanting.isFullRunDue(Optional.of(now.minusSeconds(1800)), now)).isTrue();
    assertThat(wanting.pausedFor("why").isFullRunDue(Optional.empty(), now)).isFalse();
    assertThat(wanting.takenTo("y", now).lastChange()).contains(now);
  }

  private static List<DirectoryPerson> people(Random random) {
    List<DirectoryPerson> people = new ArrayList<>();
    // One that is always there, so that something is.
    people.add(person(0, "root", "Root").person());
    for (int i = random.nextInt(8); i > 0; i--) {
      int number = 1 + random.nextInt(6);
      String login = (random.nextBoolean() ? "u" : "U") + random.nextInt(6);
      Sketch sketch = person(number, login, "Name " + random.nextInt(3));
      if (random.nextInt(4) == 0) {
        sketch.without(Field.values()[random.nextInt(3)]);
      }
      if (random.nextInt(4) == 0) {
        sketch.disabled();
      }
      if (random.nextBoolean()) {
        sketch.with(Field.NUMBER, "200" + random.nextInt(3));
      }
      people.add(sketch.person());
    }
    return people;
  }
}
