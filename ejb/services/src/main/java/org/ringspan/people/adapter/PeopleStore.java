package org.ringspan.people.adapter;

import static org.ringspan.people.adapter.Cells.number;
import static org.ringspan.people.adapter.Cells.rows;
import static org.ringspan.people.adapter.Cells.text;
import static org.ringspan.people.adapter.Cells.time;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Query;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.ringspan.address.UserId;
import org.ringspan.audit.AuditEntry;
import org.ringspan.audit.boundary.AuditTrail;
import org.ringspan.configuration.boundary.ConfigurationRefused;
import org.ringspan.configuration.boundary.ConfigurationRefused.Fault;
import org.ringspan.configuration.boundary.ConfigurationRefused.Reason;
import org.ringspan.identity.Actor;
import org.ringspan.identity.Role;
import org.ringspan.people.Found;
import org.ringspan.people.Person;
import org.ringspan.people.Person.Membership;
import org.ringspan.people.PersonDetails;
import org.ringspan.people.PersonField;
import org.ringspan.people.Search;

/** The tables of users and of what is known of them. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRED)
public class PeopleStore {
  private static final String MODIFIED =
      "case when d.modified_at > u.modified_at then d.modified_at else u.modified_at end";

  /** The texts of the details, in the order of the fields. */
  private static final Map<PersonField, String> TEXTS =
      new EnumMap<>(
          Map.of(
              PersonField.EXTERNAL_ID, "external_id",
              PersonField.GIVEN_NAME, "given_name",
              PersonField.FAMILY_NAME, "family_name",
              PersonField.TITLE, "title",
              PersonField.USER_TYPE, "user_type",
              PersonField.EMPLOYEE_NUMBER, "employee_number",
              PersonField.COST_CENTER, "cost_center",
              PersonField.ORGANIZATION, "organization",
              PersonField.DIVISION, "division",
              PersonField.DEPARTMENT, "department"));

  private static final Map<PersonField, Column> COLUMNS = columns();

  private static final int DETAILS = 9;

  private static final String SELECT =
      "select u.id, u.login, u.name, u.mail_address, u.enabled, u.role, u.created_at, "
          + MODIFIED
          + ", coalesce(d.version, 0)"
          + String.join("", TEXTS.values().stream().map(name -> ", d." + name).toList())
          + ", d.manager_id, d.more";

  private static final String FROM =
      " from app_user u left join person_detail d on d.user_id = u.id";

  @PersistenceContext private EntityManager tables;
  @Inject private AuditTrail trail;
  @Inject private Clock clock;

  /** Made by the container, which sets what is missing. */
  @SuppressWarnings("NullAway.Init")
  public PeopleStore() {}

  /** On some tables, in the transaction of the caller. */
  PeopleStore(EntityManager tables, AuditTrail trail, Clock clock) {
    this.tables = tables;
    this.trail = trail;
    this.clock = clock;
  }

  private static Map<PersonField, Column> columns() {
    Map<PersonField, Column> columns = new EnumMap<>(PersonField.class);
    columns.put(PersonField.ID, Column.id("u.id"));
    columns.put(PersonField.LOGIN, Column.text("u.login"));
    columns.put(PersonField.NAME, Column.text("u.name"));
    columns.put(PersonField.MAIL, Column.text("u.mail_address"));
    columns.put(
        PersonField.MAIL_KIND, Column.text("case when u.mail_address is not null then 'work' end"));
    columns.put(PersonField.ACTIVE, Column.flag("u.enabled"));
    columns.put(PersonField.ROLE, Column.text("u.role"));
    columns.put(
        PersonField.NUMBER,
        Column.exactText("n.digits")
            .within(
                "exists (select 1 from (select user_id, number as digits from phone_line"
                    + " union all select user_id, did from phone_line where did is not null"
                    + " union all select user_id, number from remote_destination) n"
                    + " where n.user_id = u.id and %s)"));
    columns.put(
        PersonField.GROUP,
        Column.id("m.group_id")
            .within(
                "exists (select 1 from directory_group_member m where m.user_id = u.id and %s)"));
    TEXTS.forEach(
        (field, name) ->
            columns.put(
                field,
                field == PersonField.EXTERNAL_ID
                    ? Column.exactText("d." + name)
                    : Column.text("d." + name)));
    columns.put(PersonField.MANAGER, Column.id("d.manager_id"));
    columns.put(PersonField.CREATED, Column.moment("u.created_at"));
    columns.put(PersonField.MODIFIED, Column.moment(MODIFIED));
    return columns;
  }

  /** A page of people, without their numbers and groups. */
  public Found<Person> search(Search<PersonField> search) {
    var conditions = new Conditions<>(COLUMNS);
    String where = " where " + conditions.of(search.filter());
    String order = conditions.order(search, "u.id");
    long total =
        number(
            conditions
                .set(tables.createNativeQuery("select count(*)" + FROM + where))
                .getSingleResult());
    if (search.most() == 0 || search.offset() >= total) {
      return new Found<>(List.of(), total);
    }
    Query page =
        conditions.set(tables.createNativeQuery(SELECT + FROM + where + " order by " + order));
    page.setFirstResult((int) search.offset()).setMaxResults(search.most());
    return new Found<>(rows(page).stream().map(PeopleStore::person).toList(), total);
  }

  /** One person, without numbers and groups. */
  public Optional<Person> read(long id) {
    Query query = tables.createNativeQuery(SELECT + FROM + " where u.id = ?1").setParameter(1, id);
    return rows(query).stream().findFirst().map(PeopleStore::person);
  }

  /** The id of the user with a login, whatever the case of its letters. */
  public OptionalLong idOf(String login) {
    return tables
        .createNativeQuery("select id from app_user where lower(login) = ?1 order by id")
        .setParameter(1, login.toLowerCase(Locale.ROOT))
        .getResultList()
        .stream()
        .mapToLong(Cells::number)
        .findFirst();
  }

  private static Person person(Object[] row) {
    Map<PersonField, String> texts = new EnumMap<>(PersonField.class);
    int place = DETAILS;
    for (PersonField field : TEXTS.keySet()) {
      String text = (String) row[place++];
      if (text != null) {
        texts.put(field, text);
      }
    }
    OptionalLong manager =
        row[place] == null ? OptionalLong.empty() : OptionalLong.of(number(row[place]));
    return new Person(
        number(row[0]),
        new UserId((String) row[1]),
        (String) row[2],
        text(row[3]),
        (Boolean) row[4],
        Role.valueOf((String) row[5]),
        new PersonDetails(texts, manager, text(row[place + 1]).orElse("{}")),
        number(row[8]),
        time(row[6]),
        time(row[7]),
        List.of(),
        List.of(),
        "");
  }

  /**
   * Keeps what is known of somebody who is new, in the transaction that makes the user.
   *
   * @throws ConfigurationRefused when there is another user with this login but for capitals
   */
  public void add(Actor actor, UserId login, PersonDetails details) {
    List<?> same =
        tables
            .createNativeQuery("select id from app_user where lower(login) = ?1")
            .setParameter(1, login.value().toLowerCase(Locale.ROOT))
            .getResultList();
    if (same.size() != 1) {
      throw new ConfigurationRefused(
          Reason.EXISTS, "there is a user with the login " + login + " already");
    }
    keep(actor, number(same.getFirst()), login, details, 0);
  }

  /**
   * Keeps what is known of somebody.
   *
   * @param seen the version that was seen
   * @throws ConfigurationRefused when there is another version, or the manager isn't there
   */
  public void keep(Actor actor, long id, UserId login, PersonDetails details, long seen) {
    PersonDetails before =
        read(id)
            .filter(person -> person.detailsVersion() == seen)
            .map(Person::details)
            .orElseThrow(
                () ->
                    new ConfigurationRefused(
                        Reason.CHANGED, login + " has been changed meanwhile: read it again"));
    if (before.equals(details)) {
      return;
    }
    requireManager(details.manager(), id);
    Instant now = clock.instant();
    Query query =
        tables.createNativeQuery(
            seen == 0
                ? "insert into person_detail ("
                    + String.join(", ", TEXTS.values())
                    + ", manager_id, more, version, modified_at, user_id)"
                    + " values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13 + 1, ?14, ?15)"
                : "update person_detail set "
                    + assignments()
                    + ", manager_id = ?11, more = ?12, version = ?13 + 1, modified_at = ?14"
                    + " where user_id = ?15 and version = ?13");
    int place = 1;
    for (PersonField field : TEXTS.keySet()) {
      text(query, place++, details.texts().get(field));
    }
    number(query, place++, details.manager().isPresent() ? details.manager().getAsLong() : null);
    query.setParameter(place++, details.more());
    query.setParameter(place++, seen);
    query.setParameter(place++, now);
    query.setParameter(place, id);
    if (query.executeUpdate() != 1) {
      throw new ConfigurationRefused(
          Reason.CHANGED, login + " has been changed meanwhile: read it again");
    }
    trail.add(
        new AuditEntry(
            0,
            now,
            actor.name(),
            actor.source(),
            seen == 0 ? "CREATE" : "REPLACE",
            "PERSON",
            login.value(),
            seen == 0 ? Optional.empty() : Optional.of(DetailsJson.of(before).toString()),
            Optional.of(DetailsJson.of(details).toString()),
            Optional.empty()));
  }

  private static String assignments() {
    StringBuilder text = new StringBuilder();
    int place = 1;
    for (String name : TEXTS.values()) {
      text.append(place == 1 ? "" : ", ").append(name).append(" = ?").append(place++);
    }
    return text.toString();
  }

  private void requireManager(OptionalLong manager, long id) {
    if (manager.isEmpty()) {
      return;
    }
    @Nullable String fault =
        manager.getAsLong() == id
            ? "nobody is their own manager"
            : read(manager.getAsLong()).isEmpty() ? "there is no user with this id" : null;
    if (fault != null) {
      throw new ConfigurationRefused(Reason.INVALID, List.of(new Fault("/manager", fault)));
    }
  }

  /** The groups of some people, those in which their groups are included. */
  public Map<Long, List<Membership>> groups(List<Long> people) {
    return new Memberships(tables).of(people);
  }
}
