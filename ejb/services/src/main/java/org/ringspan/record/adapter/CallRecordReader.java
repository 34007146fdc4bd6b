package org.ringspan.record.adapter;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;
import org.ringspan.record.CallHistory.Page;
import org.ringspan.record.CallHistory.Question;
import org.ringspan.record.CallId;
import org.ringspan.record.RecordsUnavailable;
import org.ringspan.record.StoredCall;
import org.ringspan.record.boundary.StoredCalls;

/** Reads records from the server's database. */
@ApplicationScoped
public class CallRecordReader implements StoredCalls {
  @Resource(lookup = "java:jboss/datasources/RingspanXADS")
  private DataSource database;

  /** Made by the container, which sets what is missing. */
  @SuppressWarnings("NullAway.Init")
  public CallRecordReader() {}

  @Override
  public Page page(Question question) {
    try (Connection connection = database.getConnection()) {
      return new CallHistoryTable(connection).page(question);
    } catch (SQLException e) {
      throw new RecordsUnavailable("the calls can't be read now", e);
    }
  }

  @Override
  public Optional<StoredCall> call(CallId call) {
    try (Connection connection = database.getConnection()) {
      return new StoredCallTable(connection).call(call);
    } catch (SQLException e) {
      throw new RecordsUnavailable("the call can't be read now", e);
    } catch (Unreadable e) {
      throw new RecordsUnavailable("the record of call " + call + " is of another version", e);
    }
  }
}
