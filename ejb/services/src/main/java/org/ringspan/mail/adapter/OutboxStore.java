package org.ringspan.mail.adapter;

import jakarta.annotation.Resource;
import jakarta.ejb.EJBException;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.ringspan.address.UserId;
import org.ringspan.mail.LetterKind;
import org.ringspan.mail.boundary.QueuedLetter;
import org.ringspan.record.CallId;

/**
 * The outbox in the database. Every method is a transaction of its own, or part of the caller's.
 * What the database refuses is an {@link EJBException}.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRED)
public class OutboxStore {
  @Resource(lookup = "java:jboss/datasources/RingspanXADS")
  private DataSource database;

  /** Made by the container, which sets what is missing. */
  @SuppressWarnings("NullAway.Init")
  public OutboxStore() {}

  private interface Work<T> {
    T in(Connection connection) throws SQLException;
  }

  private <T> T with(Work<T> work) {
    try (Connection connection = database.getConnection()) {
      return work.in(connection);
    } catch (SQLException e) {
      throw new EJBException("the outbox can't be reached now: " + e.getMessage(), e);
    }
  }

  private <T> T letters(TableWork<T> work) {
    return with(connection -> work.in(new OutboxTable(connection)));
  }

  private interface TableWork<T> {
    T in(OutboxTable table) throws SQLException;
  }

  /** Puts a letter into the outbox, unless it is there. */
  public boolean add(
      LetterKind kind, UserId user, String about, String detail, Instant now, Duration pause) {
    return letters(table -> table.add(kind, user, about, detail, now, now.plus(pause)));
  }

  /** A call was missed: there is a letter about it, or it is counted, when they are too many. */
  public void missed(UserId user, CallId call, Instant now, Duration pause, int mostHourly) {
    with(
        connection -> {
          new MissedHours(connection)
              .missed(user, call, now.truncatedTo(ChronoUnit.MICROS), pause, mostHourly);
          return true;
        });
  }

  /** How many missed calls of an hour were told by no letter of their own. */
  public int missedLeftOut(UserId user, Instant began) {
    return with(connection -> new MissedHours(connection).leftOut(user, began));
  }

  /** Takes letters for a time. */
  public List<WaitingLetter> take(Instant now, Duration lease, int most) {
    return letters(table -> table.take(now, now.plus(lease), most));
  }

  /** Deletes a letter; returns whether it was there. */
  public boolean remove(long id) {
    return letters(table -> table.remove(id));
  }

  /** An attempt has failed; it is tried again. */
  public void later(long id, Instant due, String fault) {
    letters(
        table -> {
          table.later(id, due, fault);
          return true;
        });
  }

  /** It is tried no more. */
  public void giveUp(long id, String fault) {
    letters(
        table -> {
          table.giveUp(id, fault);
          return true;
        });
  }

  /** It is tried again without its recording. */
  public void withoutRecording(long id, String fault) {
    letters(
        table -> {
          table.withoutRecording(id, fault);
          return true;
        });
  }

  /** Whoever had taken it gives it back. */
  public void giveBack(long id) {
    letters(
        table -> {
          table.giveBack(id);
          return true;
        });
  }

  /** Lets a letter be tried now; returns whether there is one that nobody sends. */
  public boolean retry(long id, Instant now) {
    return letters(table -> table.retry(id, now));
  }

  /** Lets all letters be tried now; returns how many. */
  public int retryAll(Instant now) {
    return letters(table -> table.retryAll(now));
  }

  /** Letters behind a number, the oldest first. */
  public List<QueuedLetter> page(long above, int most) {
    return letters(table -> table.page(above, most));
  }

  /** How much is in it. */
  public OutboxTable.Counts counts() {
    return letters(OutboxTable::counts);
  }

  /** Deletes letters that were given up before a moment; returns how many. */
  public int forget(Instant before) {
    return letters(table -> table.forget(before));
  }

  /** Deletes what was counted of missed calls before a moment; returns how many hours. */
  public int forgetHours(Instant before) {
    return with(connection -> new MissedHours(connection).forget(before));
  }

  /** What the records know of calls of which one may be missed. */
  public List<MissedCallTable.Ended> ended(List<CallId> calls) {
    return with(connection -> new MissedCallTable(connection).ended(calls));
  }

  /** Who has called, and when; empty: the record is gone. */
  public Optional<MissedCallTable.Told> told(CallId call) {
    return with(connection -> new MissedCallTable(connection).told(call));
  }

  /** Whether a message was left in a call, be it deleted since. */
  public boolean isMessageLeft(UserId owner, CallId call) {
    return with(connection -> new MissedCallTable(connection).isMessageLeft(owner, call));
  }
}
