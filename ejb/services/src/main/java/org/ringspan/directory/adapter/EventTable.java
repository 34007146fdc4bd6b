package org.ringspan.directory.adapter;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Query;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.ringspan.directory.DirectoryEvent;
import org.ringspan.directory.EventQuestion;

/** Events in their table. They are kept in transactions of their own: what failed is told, too. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class EventTable {
  private static final int LONGEST_LOGIN = 255;

  @PersistenceContext private EntityManager tables;

  /** Made by the container, which sets what is missing. */
  @SuppressWarnings("NullAway.Init")
  public EventTable() {}

  /** On some tables, in the transaction of the caller. */
  EventTable(EntityManager tables) {
    this.tables = tables;
  }

  /** Keeps some, in their order. */
  public void add(List<DirectoryEvent> events) {
    for (DirectoryEvent event : events) {
      Query insert =
          tables.createNativeQuery(
              "insert into directory_event (happened_at, kind, text"
                  + (event.login().isPresent() ? ", login" : "")
                  + ") values (?1, ?2, ?3"
                  + (event.login().isPresent() ? ", ?4" : "")
                  + ")");
      insert.setParameter(1, event.at());
      insert.setParameter(2, event.kind().name());
      insert.setParameter(3, event.text());
      event
          .login()
          .map(login -> login.length() > LONGEST_LOGIN ? login.substring(0, LONGEST_LOGIN) : login)
          .ifPresent(login -> insert.setParameter(4, login));
      insert.executeUpdate();
    }
  }

  /**
   * Forgets those that are too old, and the oldest of too many.
   *
   * @return how many
   */
  public int forget(Instant before, int most) {
    int old =
        tables
            .createNativeQuery("delete from directory_event where happened_at < ?1")
            .setParameter(1, before)
            .executeUpdate();
    List<?> first =
        tables
            .createNativeQuery("select id from directory_event order by id desc")
            .setFirstResult(most)
            .setMaxResults(1)
            .getResultList();
    if (first.isEmpty()) {
      return old;
    }
    return old
        + tables
            .createNativeQuery("delete from directory_event where id <= ?1")
            .setParameter(1, first.getFirst())
            .executeUpdate();
  }

  /** Those that are asked for, the newest first. */
  public List<DirectoryEvent> find(EventQuestion question) {
    List<String> conditions = new ArrayList<>();
    List<Object> values = new ArrayList<>();
    question.kind().ifPresent(kind -> add(conditions, values, "kind = ?", kind.name()));
    question
        .login()
        .ifPresent(
            login -> add(conditions, values, "lower(login) = ?", login.toLowerCase(Locale.ROOT)));
    question
        .text()
        .ifPresent(
            text ->
                add(
                    conditions,
                    values,
                    "lower(text) like ? escape '!'",
                    "%" + escaped(text.toLowerCase(Locale.ROOT)) + "%"));
    question.from().ifPresent(from -> add(conditions, values, "happened_at >= ?", from));
    question.to().ifPresent(to -> add(conditions, values, "happened_at < ?", to));
    question.below().ifPresent(below -> add(conditions, values, "id < ?", below));
    Query select =
        tables.createNativeQuery(
            "select id, happened_at, kind, login, text from directory_event"
                + (conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions))
                + " order by id desc");
    for (int i = 0; i < values.size(); i++) {
      select.setParameter(i + 1, values.get(i));
    }
    @SuppressWarnings("unchecked") // Several columns are an array.
    List<Object[]> rows = select.setMaxResults(question.most()).getResultList();
    return rows.stream()
        .map(
            row ->
                new DirectoryEvent(
                    ((Number) row[0]).longValue(),
                    Cells.time(row[1]).orElseThrow(),
                    DirectoryEvent.Kind.valueOf((String) row[2]),
                    Optional.ofNullable((String) row[3]),
                    (String) row[4]))
        .toList();
  }

  private static void add(
      List<String> conditions, List<Object> values, String condition, Object value) {
    values.add(value);
    conditions.add(condition.replace("?", "?" + values.size()));
  }

  /** What LIKE would take for a wildcard. */
  private static String escaped(String text) {
    return text.replace("!", "!!").replace("%", "!%").replace("_", "!_");
  }
}
