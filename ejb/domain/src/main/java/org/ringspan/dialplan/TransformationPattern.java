package org.ringspan.dialplan;

/**
 * Transforms a calling or a called number on its way to a trunk or phone, and does nothing else.
 * The transformation search space of that trunk or phone says which partitions are looked at; the
 * best match transforms once.
 *
 * @param kind which of the two numbers it transforms
 * @param change discard, mask and prefix
 * @param presentation of a calling number; {@link Presentation#DEFAULT} for a called one
 */
public record TransformationPattern(
    Kind kind,
    NumberPattern pattern,
    PartitionName partition,
    CalledChange change,
    Presentation presentation) {
  /** Which number a transformation pattern transforms. */
  public enum Kind {
    CALLING,
    CALLED
  }

  /**
   * @throws IllegalArgumentException when digits are to be discarded before a dot that isn't there,
   *     or a called number is to be hidden
   */
  public TransformationPattern {
    change.requireFits(pattern);
    if (kind == Kind.CALLED && presentation != Presentation.DEFAULT) {
      throw new IllegalArgumentException("only a calling number has a presentation");
    }
  }
}
