package org.ringspan.people;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What is known of a person beyond the user.
 *
 * @param texts of {@link PersonField#EXTERNAL_ID} to {@link PersonField#DEPARTMENT}, 1 to 255
 *     characters each
 * @param manager the id of another user
 * @param more what nobody searches by: a JSON object, at most {@value #LONGEST_MORE} characters
 */
public record PersonDetails(Map<PersonField, String> texts, OptionalLong manager, String more) {
  /** The longest of the texts, in characters. */
  public static final int LONGEST_TEXT = 255;

  public static final int LONGEST_MORE = 20_000;

  /** Nothing is known. */
  public static final PersonDetails NONE = new PersonDetails(Map.of(), OptionalLong.empty(), "{}");

  public PersonDetails {
    texts = Map.copyOf(texts);
  }

  /** A text, if it is known. */
  public Optional<String> text(PersonField field) {
    return Optional.ofNullable(texts.get(field));
  }
}
