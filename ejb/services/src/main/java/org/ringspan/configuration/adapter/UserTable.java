package org.ringspan.configuration.adapter;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVPrinter;
import org.apache.commons.csv.CSVRecord;
import org.apache.commons.csv.DuplicateHeaderMode;
import org.ringspan.configuration.Device;
import org.ringspan.configuration.Line;
import org.ringspan.configuration.RemoteDestination;
import org.ringspan.configuration.adapter.ConfigurationDocument.Person;
import org.ringspan.configuration.boundary.UserTables;

/**
 * Users as CSV (RFC 4180).
 *
 * <p>Programs for tables take a cell that begins with {@code = + - @} for a formula. Texts that
 * users choose get an apostrophe in front of such a beginning, and of an apostrophe; reading takes
 * one apostrophe off. Numbers hold nothing but digits, {@code * #} and a plus sign in front, so no
 * formula can hide in them: they are written as they are.
 */
final class UserTable {
  static final String LOGIN = "login";
  static final String MAIL = "mail";
  static final String SIP_PASSWORD = "sip_password";

  /** What is written; reading takes them in any order, and {@link #SIP_PASSWORD} too. */
  static final List<String> COLUMNS =
      List.of(
          LOGIN,
          "name",
          "role",
          "enabled",
          "mobility",
          "number",
          "did",
          "voicemail",
          "device",
          "mobile",
          "mobile_name",
          MAIL);

  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private UserTable() {}

  /**
   * One line.
   *
   * @param number among the records of the file, the header being 1
   * @param cells by column, those that aren't empty
   * @param fault why the line can't be read
   */
  record Row(long number, Map<String, String> cells, Optional<String> fault) {
    Row {
      cells = Map.copyOf(cells);
    }

    Optional<String> cell(String column) {
      return Optional.ofNullable(cells.get(column));
    }

    @Override
    public String toString() {
      return "Row[" + number + "]";
    }
  }

  /** Reads a table that somebody gave. */
  static List<Row> read(byte[] csv) {
    return read(csv, UserTables.MOST_LINES);
  }

  /**
   * Reads a table.
   *
   * @param most lines that it may have
   * @throws SeedRefused when it is none, or its header has a fault
   */
  static List<Row> read(byte[] csv, int most) {
    CSVFormat format =
        CSVFormat.RFC4180
            .builder()
            .setHeader()
            .setSkipHeaderRecord(true)
            .setDuplicateHeaderMode(DuplicateHeaderMode.DISALLOW)
            .setIgnoreEmptyLines(true)
            .get();
    try (CSVParser parser = CSVParser.parse(new StringReader(text(csv)), format)) {
      requireHeader(parser.getHeaderNames());
      List<Row> rows = new ArrayList<>();
      for (CSVRecord record : parser) {
        if (rows.size() == most) {
          throw refused("a table has at most " + most + " lines");
        }
        rows.add(row(record.getRecordNumber() + 1, record));
      }
      return rows;
    } catch (SeedRefused e) {
      throw e;
    } catch (IOException | IllegalArgumentException | IllegalStateException e) {
      throw refused("not CSV: " + String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
    } catch (UncheckedIOException e) {
      throw refused("not CSV: a quoted cell doesn't end, or something follows it");
    }
  }

  private static String text(byte[] csv) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(csv)).toString();
      return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      throw refused("the table isn't in UTF-8");
    }
  }

  private static void requireHeader(List<String> names) {
    if (!names.contains(LOGIN)) {
      throw refused("the header has no column " + LOGIN);
    }
    for (String name : names) {
      if (!COLUMNS.contains(name) && !name.equals(SIP_PASSWORD)) {
        String shown = name.replaceAll("\\p{Cntrl}", "?");
        throw refused(
            "there is no column "
                + (shown.length() > 64 ? shown.substring(0, 64) + "…" : shown)
                + ", but "
                + String.join(", ", COLUMNS)
                + " and "
                + SIP_PASSWORD);
      }
    }
  }

  private static Row row(long line, CSVRecord record) {
    if (!record.isConsistent()) {
      return new Row(line, Map.of(), Optional.of("has other columns than the header"));
    }
    Map<String, String> cells = new TreeMap<>();
    record
        .toMap()
        .forEach(
            (column, cell) -> {
              String meant = cell.startsWith("'") ? cell.substring(1) : cell;
              if (!meant.isEmpty()) {
                cells.put(column, meant);
              }
            });
    return new Row(line, cells, Optional.empty());
  }

  private static SeedRefused refused(String why) {
    return new SeedRefused(Place.ROOT, why);
  }

  /** All people as a table. Who has several lines, devices or destinations has several rows. */
  static String write(List<Person> people) {
    StringBuilder text = new StringBuilder();
    CSVFormat format = CSVFormat.RFC4180.builder().setHeader(COLUMNS.toArray(String[]::new)).get();
    try (CSVPrinter printer = new CSVPrinter(text, format)) {
      for (Person person : people) {
        int rows =
            Math.max(
                1,
                Math.max(
                    person.user().remoteDestinations().size(),
                    Math.max(person.lines().size(), person.devices().size())));
        for (int i = 0; i < rows; i++) {
          printer.printRecord(cells(person, i));
        }
      }
    } catch (IOException e) {
      throw new IllegalStateException("memory can be written to", e);
    }
    return text.toString();
  }

  private static List<String> cells(Person person, int row) {
    Optional<Line> line = at(person.lines(), row);
    Optional<Device> device = at(person.devices(), row);
    Optional<RemoteDestination> destination = at(person.user().remoteDestinations(), row);
    return List.of(
        person.id().value(),
        harmless(person.user().name()),
        person.role().roleName(),
        Boolean.toString(person.enabled()),
        Boolean.toString(person.user().mobility()),
        line.map(it -> it.number().digits()).orElse(""),
        line.flatMap(Line::did).map(Object::toString).orElse(""),
        line.map(it -> Boolean.toString(it.voicemail())).orElse(""),
        device.map(it -> it.name().value()).orElse(""),
        destination.map(it -> it.number().value()).orElse(""),
        destination.map(it -> harmless(it.name())).orElse(""),
        harmless(person.user().mail().address().map(Object::toString).orElse("")));
  }

  private static <T> Optional<T> at(List<T> list, int index) {
    return index < list.size() ? Optional.of(list.get(index)) : Optional.empty();
  }

  /** A text that no program for tables takes for a formula. */
  static String harmless(String text) {
    return text.isEmpty() || "=+-@\t\r'".indexOf(text.charAt(0)) < 0 ? text : "'" + text;
  }
}
