package org.ringspan.directory.adapter;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.ringspan.directory.DirectoryEvent;

/** Events as a table. */
public final class EventCsv {
  private EventCsv() {}

  /** CSV (RFC 4180) with a line of names. */
  public static String of(List<DirectoryEvent> events) {
    StringBuilder text = new StringBuilder();
    CSVFormat format =
        CSVFormat.RFC4180.builder().setHeader("number", "at", "kind", "login", "text").get();
    try (CSVPrinter printer = new CSVPrinter(text, format)) {
      for (DirectoryEvent event : events) {
        printer.printRecord(
            event.number(),
            event.at(),
            event.kind().name().toLowerCase(Locale.ROOT).replace('_', '-'),
            harmless(event.login().orElse("")),
            harmless(event.text()));
      }
    } catch (IOException e) {
      throw new IllegalStateException("memory can be written to", e);
    }
    return text.toString();
  }

  /** A table calculator takes what begins so for a formula. */
  private static String harmless(String text) {
    return !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
  }
}
