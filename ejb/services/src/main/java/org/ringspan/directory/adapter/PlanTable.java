package org.ringspan.directory.adapter;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.ringspan.configuration.boundary.ImportLine;
import org.ringspan.directory.DirectoryPlan;
import org.ringspan.directory.DirectoryRun.Counts;
import org.ringspan.directory.Field;
import org.ringspan.directory.LeftOut;
import org.ringspan.directory.PlannedUser;
import org.ringspan.directory.PlannedUser.Kind;
import org.ringspan.directory.RunLine;
import org.ringspan.directory.RunLine.Action;

/**
 * A plan as the table that users are imported by, so that what comes from the directory is checked
 * as everything else is; and what the import says of it as the report of the run.
 */
final class PlanTable {
  private static final int LONGEST_LOGIN = 255;
  private static final int LONGEST_ENTRY = 2000;
  private static final int LONGEST_DETAIL = 1000;
  private static final String[] HEADER = {
    "login", "name", "enabled", "number", "did", "mobile", "mail"
  };

  private final DirectoryPlan plan;
  private final List<PlannedUser> changes;

  PlanTable(DirectoryPlan plan) {
    this.plan = plan;
    this.changes = plan.users().stream().filter(user -> user.kind() != Kind.NOTHING).toList();
  }

  /** The table, CSV in UTF-8; a line for each user who changes, in the order of the plan. */
  byte[] csv() {
    StringBuilder text = new StringBuilder();
    CSVFormat format = CSVFormat.RFC4180.builder().setHeader(HEADER).get();
    try (CSVPrinter printer = new CSVPrinter(text, format)) {
      for (PlannedUser user : changes) {
        Map<Field, String> values = user.values();
        printer.printRecord(
            user.user().value(),
            quoted(values.getOrDefault(Field.NAME, "")),
            user.enabled().map(String::valueOf).orElse(""),
            values.getOrDefault(Field.NUMBER, ""),
            values.getOrDefault(Field.DID, ""),
            values.getOrDefault(Field.MOBILE, ""),
            quoted(values.getOrDefault(Field.MAIL, "")));
      }
    } catch (IOException e) {
      throw new IllegalStateException("memory can be written to", e);
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** The import takes one apostrophe off the beginning of a cell. */
  private static String quoted(String text) {
    return text.startsWith("'") ? "'" + text : text;
  }

  boolean isEmpty() {
    return changes.isEmpty();
  }

  /**
   * The report.
   *
   * @param imported what the import says of the table's lines; none when it wasn't asked
   */
  List<RunLine> report(List<ImportLine> imported) {
    Map<Long, ImportLine> byLine = new HashMap<>();
    imported.forEach(line -> byLine.put(line.line(), line));
    List<RunLine> report = new ArrayList<>();
    long line = 1;
    for (PlannedUser user : plan.users()) {
      String fault = "";
      if (user.kind() != Kind.NOTHING) {
        line++;
        ImportLine answer = byLine.get(line);
        fault = answer == null ? "" : faults(answer);
      } else if (user.remarks().isEmpty()) {
        continue;
      }
      report.add(
          new RunLine(
              report.size() + 1,
              fault.isEmpty() ? action(user) : Action.REFUSE,
              user.user().value(),
              cut(user.entry().orElse(""), LONGEST_ENTRY),
              user.remarks().stream().map(Enum::name).toList(),
              cut(fault, LONGEST_DETAIL)));
    }
    for (LeftOut left : plan.leftOut()) {
      report.add(
          new RunLine(
              report.size() + 1,
              Action.LEAVE_OUT,
              cut(left.login(), LONGEST_LOGIN),
              cut(left.entry(), LONGEST_ENTRY),
              List.of(left.why().name()),
              ""));
    }
    return report;
  }

  /** How many there are of each. */
  Counts counts(List<RunLine> report) {
    int unremarkable =
        (int)
            plan.users().stream()
                .filter(user -> user.kind() == Kind.NOTHING && user.remarks().isEmpty())
                .count();
    return new Counts(
        count(report, Action.CREATE),
        count(report, Action.UPDATE),
        count(report, Action.DEACTIVATE),
        count(report, Action.REACTIVATE),
        unremarkable + count(report, Action.NOTHING) + count(report, Action.WRITE_BACK),
        count(report, Action.LEAVE_OUT),
        count(report, Action.REFUSE),
        plan.writes());
  }

  private static int count(List<RunLine> report, Action action) {
    return (int) report.stream().filter(line -> line.action() == action).count();
  }

  private static Action action(PlannedUser user) {
    return switch (user.kind()) {
      case CREATE -> Action.CREATE;
      case UPDATE -> Action.UPDATE;
      case NOTHING -> user.writes().isEmpty() ? Action.NOTHING : Action.WRITE_BACK;
      case DEACTIVATE -> Action.DEACTIVATE;
      case REACTIVATE -> Action.REACTIVATE;
    };
  }

  private static String faults(ImportLine line) {
    return String.join(
        "; ",
        line.faults().stream()
            .map(
                fault ->
                    fault.column().isEmpty()
                        ? fault.message()
                        : fault.column() + ": " + fault.message())
            .toList());
  }

  private static String cut(String text, int longest) {
    return text.length() <= longest ? text : text.substring(0, longest - 1) + "…";
  }
}
