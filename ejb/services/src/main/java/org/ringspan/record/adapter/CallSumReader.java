package org.ringspan.record.adapter;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.ringspan.record.CallStatistics;
import org.ringspan.record.CallStatistics.Question;
import org.ringspan.record.RecordsUnavailable;
import org.ringspan.record.boundary.CallSums;

/** Reads the sums from the server's database. */
@ApplicationScoped
public class CallSumReader implements CallSums {
  @Resource(lookup = "java:jboss/datasources/RingspanXADS")
  private DataSource database;

  /** Made by the container, which sets what is missing. */
  @SuppressWarnings("NullAway.Init")
  public CallSumReader() {}

  @Override
  public CallStatistics between(Question question) {
    try (Connection connection = database.getConnection()) {
      return CallSumTable.between(connection, question);
    } catch (SQLException e) {
      throw new RecordsUnavailable("the calls can't be counted now", e);
    }
  }
}
