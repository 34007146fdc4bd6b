package org.ringspan.record.adapter;

import java.lang.management.ManagementFactory;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import org.ringspan.server.TestDatabase;

/**
 * Measures what a call's record costs: flattened, written into its message, read, and written into
 * an H2 database in memory; not a test. Run it with the test class path.
 */
final class RecordCost {
  private static final int BATCH = 10;

  private RecordCost() {}

  public static void main(String[] arguments) throws Exception {
    int calls = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 30_000;
    RowNumbers numbers = new RowNumbers();
    try (TestDatabase database = TestDatabase.Product.H2.open();
        Connection connection = database.source().getConnection()) {
      connection.setAutoCommit(false);
      for (int round = 0; round < 3; round++) {
        long octets = 0;
        long began = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        for (int first = 0; first < calls; first += BATCH) {
          octets += write(connection, numbers, round, first, true);
          octets += write(connection, numbers, round, first, false);
        }
        long nanos = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - began;
        System.out.printf(
            "%d calls: %.1f us of processor time and %d octets of messages a call%n",
            calls, nanos / 1000.0 / calls, octets / calls);
      }
    }
  }

  private static int write(
      Connection connection, RowNumbers numbers, int round, int first, boolean start)
      throws Exception {
    List<RecordHalf> halves = new ArrayList<>();
    for (int i = first; i < first + BATCH; i++) {
      String call = "0a1b2c3d-0000-4000-8000-" + round + "-" + i;
      halves.add(
          start ? RecordHalf.of(Examples.started(call)) : RecordHalf.of(Examples.ended(call)));
    }
    byte[] message = RecordCodec.write(new RecordBatch("node-1", 1, halves));
    new CallRecordTable(connection, numbers).write(RecordCodec.read(message));
    connection.commit();
    return message.length;
  }
}
