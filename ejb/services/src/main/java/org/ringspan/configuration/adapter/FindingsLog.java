package org.ringspan.configuration.adapter;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.ringspan.configuration.Finding;
import org.ringspan.configuration.Finding.Severity;

/**
 * Tells what is wrong with a configuration, one line each, when it comes into force. Notes are left
 * to those who ask. What has been told is told again only after it has changed.
 */
final class FindingsLog {
  /** More lines than these are counted, not shown. */
  static final int MOST_LINES = 20;

  private final Consumer<String> log;
  private List<String> told = List.of();

  FindingsLog(Consumer<String> log) {
    this.log = log;
  }

  synchronized void tell(List<Finding> findings) {
    List<Finding> serious =
        findings.stream().filter(finding -> finding.severity() != Severity.NOTE).toList();
    List<String> lines =
        new ArrayList<>(serious.stream().limit(MOST_LINES).map(FindingsLog::line).toList());
    if (serious.size() > MOST_LINES) {
      lines.add("%d more findings in the configuration".formatted(serious.size() - MOST_LINES));
    }
    if (!lines.equals(told)) {
      told = List.copyOf(lines);
      told.forEach(log);
    }
  }

  private static String line(Finding finding) {
    String sentence = finding.sentence();
    String end = sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
    return "Configuration %s, %s: %s; %s"
        .formatted(
            finding.severity() == Severity.ERROR ? "error" : "warning",
            finding.where(),
            end,
            finding.remedy());
  }
}
