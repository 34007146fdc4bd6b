package org.ringspan.record.adapter;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.ringspan.record.CallId;
import org.ringspan.record.CallOutcome;
import org.ringspan.record.boundary.CallsRecorded;

/** Writes batches in the transaction that runs, and counts what could not be read. */
@ApplicationScoped
public class CallRecordWriter {
  @Resource(lookup = "java:jboss/datasources/RingspanXADS")
  private DataSource database;

  @Inject private Event<CallsRecorded> recorded;

  private final RowNumbers numbers = new RowNumbers();
  private final AtomicLong parked = new AtomicLong();

  /** Made by the container, which sets what is missing. */
  @SuppressWarnings("NullAway.Init")
  public CallRecordWriter() {}

  /**
   * Writes a batch, and tells {@link CallsRecorded} within the transaction.
   *
   * @throws SQLException when the database refuses: the transaction must roll back
   * @throws Unreadable when the octets are no batch
   */
  public void write(byte[] batch) throws SQLException, Unreadable {
    RecordBatch read = RecordCodec.read(batch);
    try (Connection connection = database.getConnection()) {
      CallRecordTable table = new CallRecordTable(connection, numbers);
      table.write(read);
      tell(table.ended());
    }
  }

  private void tell(List<RecordHalf.End> ended) {
    if (!ended.isEmpty()) {
      recorded.fire(
          new CallsRecorded(
              ended.stream()
                  .map(
                      end ->
                          new CallsRecorded.Call(
                              new CallId(end.call()),
                              CallOutcome.valueOf(end.outcome()),
                              end.legs()))
                  .toList()));
    }
  }

  /** A message was put aside, because it could not be read. */
  public void parked() {
    parked.incrementAndGet();
  }

  /** How many messages were put aside because they could not be read. */
  public long parkedSoFar() {
    return parked.get();
  }
}
