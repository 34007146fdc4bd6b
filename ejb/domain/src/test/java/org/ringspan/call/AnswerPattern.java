package org.ringspan.call;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A line of the corpus of answer patterns.
 *
 * @param name what it is about
 * @param forwardAfter how long the desk rings
 * @param desk what the desk telephone does
 * @param mobiles what the mobiles do
 * @param withTimers who has the caller in the end when answers are judged by their time
 * @param withUserControl the same when a key confirms them
 */
record AnswerPattern(
    String name,
    Duration forwardAfter,
    List<Deed> desk,
    List<List<Deed>> mobiles,
    String withTimers,
    String withUserControl) {
  private static final Pattern FORWARD = Pattern.compile("(.*) forward=([0-9]+)");
  private static final Pattern DEED = Pattern.compile("([a-z0-9-]+)@([0-9.]+)");

  /**
   * Something a telephone does.
   *
   * @param after since our INVITE
   */
  record Deed(String what, Duration after) {}

  /** All of the corpus. */
  static Stream<AnswerPattern> corpus() {
    try (InputStream in =
        Objects.requireNonNull(
            AnswerPattern.class.getResourceAsStream("answer-patterns.txt"), "the corpus")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
              .lines()
              .filter(line -> !line.startsWith("#") && !line.isBlank())
              .map(AnswerPattern::parse)
              .toList()
              .stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static AnswerPattern parse(String line) {
    String[] fields = line.split("\\|", -1);
    boolean two = !fields[3].isBlank();
    Matcher forward = FORWARD.matcher(fields[0].strip());
    boolean patient = forward.matches();
    List<List<Deed>> mobiles = new ArrayList<>();
    mobiles.add(deeds(fields[2]));
    if (two) {
      mobiles.add(deeds(fields[3]));
    }
    return new AnswerPattern(
        patient ? forward.group(1) : fields[0].strip(),
        patient ? Duration.ofSeconds(Long.parseLong(forward.group(2))) : Example.FORWARD_AFTER,
        deeds(fields[1]),
        mobiles,
        fields[4].strip(),
        fields[5].strip());
  }

  private static List<Deed> deeds(String text) {
    List<Deed> deeds = new ArrayList<>();
    for (String word : text.strip().split(" +")) {
      if (word.equals("nothing")) {
        continue;
      }
      Matcher deed = DEED.matcher(word);
      if (!deed.matches()) {
        throw new IllegalArgumentException(word);
      }
      deeds.add(
          new Deed(
              deed.group(1),
              Duration.ofMillis(Math.round(1000 * Double.parseDouble(deed.group(2))))));
    }
    return deeds;
  }

  @Override
  public String toString() {
    return name;
  }
}
