package org.ringspan.record.adapter;

import jakarta.annotation.Resource;
import jakarta.ejb.EJBException;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import javax.sql.DataSource;

/** One step of the nightly cleaning, in a transaction of its own. */
@Stateless
public class RecordCleaning {
  /** How many records a step deletes: the locks are held for a moment only. */
  static final int STEP = 500;

  @Resource(lookup = "java:jboss/datasources/RingspanXADS")
  private DataSource database;

  /** Made by the container, which sets what is missing. */
  @SuppressWarnings("NullAway.Init")
  public RecordCleaning() {}

  /** Deletes some records that began before this moment, at last their sums; returns how many. */
  @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
  public int step(Instant before) {
    try (Connection connection = database.getConnection()) {
      int deleted = ExpiredRecords.delete(connection, before, STEP);
      if (deleted < STEP) {
        CallSumTable.delete(connection, before);
      }
      return deleted;
    } catch (SQLException e) {
      throw new EJBException("old call records can't be deleted now", e);
    }
  }
}
