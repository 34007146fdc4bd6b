package org.ringspan.configuration.adapter;

import static org.ringspan.configuration.adapter.WholeTable.optionalLong;

import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ringspan.address.DirectoryNumber;
import org.ringspan.address.ParkName;
import org.ringspan.configuration.ParkNumbers;

/** Reads and writes the table of park numbers; to be used inside one transaction. */
final class ParkTables {
  private final EntityManager tables;

  ParkTables(EntityManager tables) {
    this.tables = tables;
  }

  /** All of them by their names. */
  List<ParkNumbers> read(DialPlanTables.Read dialPlan) {
    List<ParkNumbers> ranges = new ArrayList<>();
    WholeTable.read(
        tables,
        "select name, first_number, last_number, prefix, partition_id, reversion_ms, revert_to,"
            + " search_space_id from park_numbers order by name",
        row ->
            ranges.add(
                new ParkNumbers(
                    new ParkName(row.getString(1)),
                    new DirectoryNumber(row.getString(2)),
                    new DirectoryNumber(row.getString(3)),
                    row.getString(4),
                    dialPlan.place(optionalLong(row, 5), null).partition(),
                    Duration.ofMillis(row.getLong(6)),
                    Optional.ofNullable(row.getString(7)),
                    dialPlan.space(optionalLong(row, 8)))));
    return ranges;
  }

  /** Writes what has changed: what is gone first, since numbers may change places. */
  void write(
      long organisation,
      List<ParkNumbers> before,
      List<ParkNumbers> after,
      DialPlanWriting.Ids dialPlan) {
    List<ParkNumbers> gone = new ArrayList<>(before);
    gone.removeAll(after);
    for (ParkNumbers range : gone) {
      tables
          .createQuery("select p from ParkEntity p where p.name = :name", ParkEntity.class)
          .setParameter("name", range.name().value())
          .getResultStream()
          .toList()
          .forEach(tables::remove);
    }
    tables.flush();
    List<ParkNumbers> fresh = new ArrayList<>(after);
    fresh.removeAll(before);
    fresh.forEach(range -> tables.persist(new ParkEntity(organisation, range, dialPlan)));
    tables.flush();
  }
}
