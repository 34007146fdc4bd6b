package org.ringspan.directory;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.ringspan.address.MailAddress;
import org.ringspan.address.UserId;
import org.ringspan.directory.LeftOut.Why;
import org.ringspan.directory.PlannedUser.Kind;
import org.ringspan.directory.PlannedUser.Remark;

/**
 * What the people of a directory make of the users. A dry run and a run plan by the same rules, and
 * so does who follows single changes:
 *
 * <ol>
 *   <li>A person is known by its {@linkplain DirectoryId id}, whatever it is called and wherever it
 *       is. Else it is the user with its login, in whatever case the letters are, if no other
 *       person is that user. Else it becomes a new one.
 *   <li>Who has no mail address becomes no user; who is one and has lost the address stays. Neither
 *       does the loser of a replication conflict, which is a copy of somebody.
 *   <li>A new user gets name, numbers and mobile; later only the name follows the directory. A user
 *       keeps the login it began with.
 *   <li>If it is wished, the directory gets the numbers of the user's first line where it has
 *       others, at most {@value #MOST_WRITES} people at a run.
 *   <li>Who is disabled or gone can't log in any more. Who is back can, if it was the connector
 *       that had taken the login away.
 *   <li>Users who never were in the directory are nobody's business.
 * </ol>
 */
public final class DirectoryRules {
  /** They are written one after the other, in the transaction of the run. */
  static final int MOST_WRITES = 500;

  private final Map<DirectoryId, DirectoryLink> links = new LinkedHashMap<>();
  private final Map<UserId, DirectoryId> owners = new HashMap<>();
  private final Map<String, KnownUser> users = new HashMap<>();
  private final Map<String, DirectoryId> logins = new HashMap<>();
  private final Set<DirectoryId> seen = new HashSet<>();
  private final List<PlannedUser> planned = new ArrayList<>();
  private final List<LeftOut> leftOut = new ArrayList<>();
  private final List<DirectoryLink> after = new ArrayList<>();
  private final Set<Field> written;
  private int writes;

  private DirectoryRules(
      Collection<DirectoryLink> before, Collection<KnownUser> known, Set<Field> written) {
    this.written = written;
    known.forEach(user -> users.put(lower(user.id().value()), user));
    for (DirectoryLink link : before) {
      // Who was removed here is a stranger again.
      if (users.containsKey(lower(link.user().value()))) {
        links.put(link.id(), link);
        owners.put(link.user(), link.id());
      }
    }
  }

  /**
   * The plan.
   *
   * @param people all of them: who isn't among them is gone
   * @param links who came from the directory before
   * @param users all users
   * @param written the fields that are written to the directory, of number and DID
   */
  public static DirectoryPlan plan(
      List<DirectoryPerson> people,
      Collection<DirectoryLink> links,
      Collection<KnownUser> users,
      Set<Field> written) {
    DirectoryRules rules = new DirectoryRules(links, users, written);
    // Those who are known first, so that nobody else takes their login.
    people.forEach(rules::reserve);
    people.forEach(rules::take);
    rules.gone(rules.links.keySet());
    return rules.result(
        (int) rules.links.values().stream().filter(it -> rules.user(it.user()).enabled()).count());
  }

  /**
   * The plan for some who have changed: what {@link #plan} makes of them, while all others are as
   * they were. Of the others nothing has to be known, so that a change costs in a large company
   * what it costs in a small one.
   *
   * @param people those of them who are in the directory, as they are now
   * @param gone those of them who aren't, or no longer where people are looked for
   * @param links who came from the directory before: those of the changed ones, and of the users
   *     who have their logins; all of them do as well
   * @param users the users of these links, and those who have the logins of the changed ones in
   *     whatever case; all of them do as well
   * @param written the fields that are written to the directory, of number and DID
   * @param activeBefore how many users of the directory can log in, all counted
   * @return a plan whose links are what becomes of those that were given
   */
  public static DirectoryPlan changes(
      List<DirectoryPerson> people,
      Set<DirectoryId> gone,
      Collection<DirectoryLink> links,
      Collection<KnownUser> users,
      Set<Field> written,
      int activeBefore) {
    DirectoryRules rules = new DirectoryRules(links, users, written);
    rules.links.values().stream()
        .filter(link -> !gone.contains(link.id()))
        .forEach(link -> rules.logins.put(lower(link.user().value()), link.id()));
    people.forEach(rules::take);
    rules.gone(gone);
    rules.links.values().stream()
        .filter(link -> !rules.seen.contains(link.id()) && !gone.contains(link.id()))
        .forEach(rules.after::add);
    return rules.result(activeBefore);
  }

  private DirectoryPlan result(int activeBefore) {
    return new DirectoryPlan(planned, leftOut, after, activeBefore);
  }

  private KnownUser user(UserId id) {
    KnownUser user = users.get(lower(id.value()));
    if (user == null) {
      throw new IllegalStateException("there is no user " + id);
    }
    return user;
  }

  private static String lower(String login) {
    return login.toLowerCase(Locale.ROOT);
  }

  private void reserve(DirectoryPerson person) {
    DirectoryLink link = links.get(person.id());
    if (link != null) {
      logins.put(lower(link.user().value()), person.id());
    }
  }

  private void take(DirectoryPerson person) {
    if (!seen.add(person.id())) {
      return;
    }
    DirectoryLink link = links.get(person.id());
    if (link != null) {
      follow(person, link);
      return;
    }
    Optional<Why> why = obstacle(person);
    if (why.isPresent()) {
      leftOut.add(new LeftOut(person.entry(), person.value(Field.LOGIN).orElse(""), why.get()));
      return;
    }
    String login = person.value(Field.LOGIN).orElseThrow();
    logins.put(lower(login), person.id());
    KnownUser known = users.get(lower(login));
    if (known != null) {
      follow(person, new DirectoryLink(person.id(), known.id(), false));
    } else {
      create(person, new UserId(login));
    }
  }

  private Optional<Why> obstacle(DirectoryPerson person) {
    if (person.lostConflict()) {
      return Optional.of(Why.CONFLICT);
    }
    Optional<String> login = person.value(Field.LOGIN);
    if (login.isEmpty()) {
      return Optional.of(Why.NO_LOGIN);
    }
    if (person.value(Field.MAIL).isEmpty()) {
      return Optional.of(Why.NO_MAIL);
    }
    if (UserId.in(login.get()).isEmpty()) {
      return Optional.of(Why.LOGIN_NOT_POSSIBLE);
    }
    DirectoryId other = logins.get(lower(login.get()));
    if (other != null) {
      return Optional.of(Why.LOGIN_TWICE);
    }
    KnownUser known = users.get(lower(login.get()));
    if (known != null && owners.containsKey(known.id())) {
      return Optional.of(Why.LOGIN_OF_ANOTHER);
    }
    if (known == null && person.value(Field.NAME).isEmpty()) {
      return Optional.of(Why.NO_NAME);
    }
    return known == null && !person.active() ? Optional.of(Why.DISABLED) : Optional.empty();
  }

  private void create(DirectoryPerson person, UserId login) {
    Map<Field, String> values = new EnumMap<>(Field.class);
    List<Remark> remarks = new ArrayList<>(unusable(person));
    for (Field field : List.of(Field.NAME, Field.NUMBER, Field.MOBILE)) {
      person.value(field).ifPresent(value -> values.put(field, value));
    }
    mail(person).ifPresent(address -> values.put(Field.MAIL, address.value()));
    if (person.value(Field.DID).isPresent()) {
      if (values.containsKey(Field.NUMBER)) {
        values.put(Field.DID, person.value(Field.DID).get());
      } else {
        remarks.add(Remark.DID_WITHOUT_NUMBER);
      }
    }
    after.add(new DirectoryLink(person.id(), login, false));
    planned.add(
        new PlannedUser(
            login,
            Kind.CREATE,
            Optional.of(person.entry()),
            values,
            Map.of(),
            Optional.of(true),
            remarks));
  }

  /** What isn't an address that mail is sent to is as good as none. */
  private static Optional<MailAddress> mail(DirectoryPerson person) {
    return person.value(Field.MAIL).flatMap(MailAddress::in);
  }

  /** No mail server tells addresses apart by their letters' case. */
  private static boolean isSame(MailAddress address, Optional<MailAddress> known) {
    return known.filter(it -> it.value().equalsIgnoreCase(address.value())).isPresent();
  }

  private static List<Remark> unusable(DirectoryPerson person) {
    List<Remark> remarks = new ArrayList<>();
    if (person.unusable().containsKey(Field.NUMBER)) {
      remarks.add(Remark.NUMBER_UNUSABLE);
    }
    if (person.unusable().containsKey(Field.DID)) {
      remarks.add(Remark.DID_UNUSABLE);
    }
    if (person.unusable().containsKey(Field.MOBILE)) {
      remarks.add(Remark.MOBILE_UNUSABLE);
    }
    return remarks;
  }

  /** A person who is a user. */
  private void follow(DirectoryPerson person, DirectoryLink link) {
    KnownUser user = user(link.user());
    Map<Field, String> values = new EnumMap<>(Field.class);
    person
        .value(Field.NAME)
        .filter(name -> !name.equals(user.name()))
        .ifPresent(name -> values.put(Field.NAME, name));
    mail(person)
        .filter(address -> !isSame(address, user.mail()))
        .ifPresent(address -> values.put(Field.MAIL, address.value()));
    Optional<Boolean> enabled = Optional.empty();
    Kind kind = values.isEmpty() ? Kind.NOTHING : Kind.UPDATE;
    boolean deactivated = link.deactivated() && !user.enabled();
    if (!person.active() && user.enabled()) {
      enabled = Optional.of(false);
      kind = Kind.DEACTIVATE;
      deactivated = true;
    } else if (person.active() && deactivated) {
      enabled = Optional.of(true);
      kind = Kind.REACTIVATE;
      deactivated = false;
    }
    after.add(new DirectoryLink(person.id(), user.id(), deactivated));
    Map<Field, String> writes = person.active() ? writes(person, user) : Map.of();
    planned.add(
        new PlannedUser(
            user.id(),
            kind,
            Optional.of(person.entry()),
            values,
            writes,
            enabled,
            notFollowed(person, user, !writes.isEmpty())));
  }

  private Map<Field, String> writes(DirectoryPerson person, KnownUser user) {
    Map<Field, String> different = new EnumMap<>(Field.class);
    user.lines().stream()
        .findFirst()
        .ifPresent(
            line -> {
              different.put(Field.NUMBER, line.number());
              line.did().ifPresent(did -> different.put(Field.DID, did));
            });
    different.keySet().retainAll(written);
    different
        .entrySet()
        .removeIf(ours -> person.value(ours.getKey()).equals(Optional.of(ours.getValue())));
    if (different.isEmpty() || writes == MOST_WRITES) {
      return Map.of();
    }
    writes++;
    return different;
  }

  private static List<Remark> notFollowed(
      DirectoryPerson person, KnownUser user, boolean isWritten) {
    List<Remark> remarks = new ArrayList<>();
    if (person
        .value(Field.LOGIN)
        .filter(login -> !login.equalsIgnoreCase(user.id().value()))
        .isPresent()) {
      remarks.add(Remark.LOGIN_CHANGED);
    }
    if (isWritten) {
      remarks.add(Remark.NUMBER_WRITTEN);
    } else if (person.value(Field.NUMBER).filter(number -> !user.hasNumber(number)).isPresent()) {
      remarks.add(Remark.OTHER_NUMBER);
    }
    if (person.value(Field.MAIL).isEmpty()) {
      remarks.add(Remark.MAIL_GONE);
    }
    return remarks;
  }

  private void gone(Set<DirectoryId> some) {
    for (DirectoryLink link : links.values()) {
      if (seen.contains(link.id()) || !some.contains(link.id())) {
        continue;
      }
      KnownUser user = user(link.user());
      boolean deactivated = user.enabled() || link.deactivated();
      after.add(new DirectoryLink(link.id(), user.id(), deactivated));
      if (user.enabled()) {
        planned.add(
            new PlannedUser(
                user.id(),
                Kind.DEACTIVATE,
                Optional.empty(),
                Map.of(),
                Map.of(),
                Optional.of(false),
                List.of()));
      }
    }
  }
}
