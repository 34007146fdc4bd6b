package org.ringspan.record.adapter;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.ringspan.record.CallStatistics;
import org.ringspan.record.LegCourse;
import org.ringspan.record.adapter.RecordHalf.End;

/**
 * What a batch of records changes in the sums of a node. A call is counted when both halves of its
 * record are there, and once: who counts it otherwise takes it out first.
 */
final class SumChanges {
  private static final String CHANGE =
      "update call_sum set calls = calls + ? where slot = ? and outcome = ? and place = ?"
          + " and node = ?";
  private static final String ADD =
      "insert into call_sum (calls, slot, outcome, place, node) values (?, ?, ?, ?, ?)";

  private record Key(long slot, String outcome, String place) {}

  // In an order, so that two writers never wait for each other crosswise.
  private final Map<Key, Long> changes =
      new TreeMap<>(
          Comparator.comparingLong(Key::slot)
              .thenComparing(Key::outcome)
              .thenComparing(Key::place));

  void count(Instant began, String outcome, String place) {
    change(began, outcome, place, 1);
  }

  void takeOut(Instant began, String outcome, String place) {
    change(began, outcome, place, -1);
  }

  private void change(Instant began, String outcome, String place, long calls) {
    changes.merge(
        new Key(CallStatistics.slotOf(began).getEpochSecond(), outcome, place), calls, Long::sum);
  }

  /** What answered a call: the kind of the leg that won, as far as it is known. */
  static String place(End end) {
    return end.answeredBy()
        .flatMap(winner -> winningLeg(winner, end.legs()))
        .map(leg -> leg.kind().name())
        .orElse(CallSumTable.NOWHERE);
  }

  // A leg that answered too soon has the time of its answer too, and may have the same number.
  private static Optional<LegCourse> winningLeg(String winner, List<LegCourse> legs) {
    Comparator<LegCourse> answeredLast = Comparator.comparingLong(leg -> leg.answered().orElse(-1));
    return legs.stream()
        .filter(leg -> CleanText.of(leg.target(), CleanText.LONGEST).equals(winner))
        .max(answeredLast);
  }

  void write(Connection database, String node) throws SQLException {
    List<Map.Entry<Key, Long>> wanted =
        changes.entrySet().stream().filter(change -> change.getValue() != 0).toList();
    if (wanted.isEmpty()) {
      return;
    }
    int[] changed = execute(database, CHANGE, wanted, node);
    execute(database, ADD, missing(wanted, changed), node);
  }

  private static List<Map.Entry<Key, Long>> missing(
      List<Map.Entry<Key, Long>> wanted, int[] changed) {
    return IntStream.range(0, changed.length)
        // What was never counted can't be taken out.
        .filter(i -> changed[i] == 0 && wanted.get(i).getValue() > 0)
        .mapToObj(wanted::get)
        .toList();
  }

  private static int[] execute(
      Connection database, String sql, List<Map.Entry<Key, Long>> rows, String node)
      throws SQLException {
    if (rows.isEmpty()) {
      return new int[0];
    }
    try (PreparedStatement statement = database.prepareStatement(sql)) {
      for (Map.Entry<Key, Long> row : rows) {
        Key key = row.getKey();
        statement.setLong(1, row.getValue());
        statement.setLong(2, key.slot());
        statement.setString(3, key.outcome());
        statement.setString(4, key.place());
        statement.setString(5, node);
        statement.addBatch();
      }
      return statement.executeBatch();
    }
  }
}
