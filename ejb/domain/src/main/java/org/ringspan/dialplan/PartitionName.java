package org.ringspan.dialplan;

import java.util.List;
import java.util.regex.Pattern;

/**
 * The name of a partition: a set of patterns that are reached together. 1 to 50 letters, digits,
 * blanks, dots, hyphens and underscores, beginning with a letter or digit. Names in angle brackets
 * are the {@linkplain #SYSTEM system's own}: they can be searched, but nobody else puts patterns
 * there.
 */
public record PartitionName(String value) {
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9 ._-]{0,49}");

  /** Lines and the voicemail pilot that are in no other partition. */
  public static final PartitionName LINES = new PartitionName("<lines>");

  /** The public numbers of the lines. */
  public static final PartitionName DIDS = new PartitionName("<dids>");

  /** Every +E.164 number, by the first trunk: what phones reach while no plan is configured. */
  public static final PartitionName OUTSIDE = new PartitionName("<outside>");

  /** The partitions that are always there. */
  public static final List<PartitionName> SYSTEM = List.of(LINES, DIDS, OUTSIDE);

  /**
   * @throws IllegalArgumentException when {@code value} has another form
   */
  public PartitionName {
    boolean system = value.equals("<lines>") || value.equals("<dids>") || value.equals("<outside>");
    if (!system && !FORM.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "not a partition name: 1-50 of A-Z a-z 0-9 blank . _ -, or <lines>, <dids>, <outside>");
    }
  }

  /** Whether this is one of the {@link #SYSTEM} partitions. */
  public boolean isSystem() {
    return value.charAt(0) == '<';
  }

  @Override
  public String toString() {
    return value;
  }
}
