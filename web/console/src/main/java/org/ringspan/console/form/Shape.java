package org.ringspan.console.form;

import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What may stand in a field: as much of a JSON schema as a form can show.
 *
 * @param type of what
 * @param description in the words of the API's document; may be empty
 * @param pattern what a text looks like; null: anything
 * @param minimum of a number; null: any
 * @param maximum of a number, or the longest text; null: any
 * @param choices what may be chosen
 * @param fields of an object, in their order
 * @param required which of them must be there
 * @param items of a list; null: it is none
 */
record Shape(
    Type type,
    String description,
    @Nullable String pattern,
    @Nullable Long minimum,
    @Nullable Long maximum,
    List<String> choices,
    Map<String, Shape> fields,
    Set<String> required,
    @Nullable Shape items)
    implements Serializable {
  /** What a field is filled in with. */
  enum Type {
    TEXT,
    NUMBER,
    FLAG,
    /** One of several words. */
    CHOICE,
    /** Texts, one a line. */
    TEXTS,
    /** Some of several words. */
    CHOICES,
    /** Fields of its own. */
    OBJECT,
    /** Any number of objects. */
    LIST,
    /** An object, or a word in its place. */
    OBJECT_OR_WORD
  }

  Shape {
    choices = List.copyOf(choices);
    required = Set.copyOf(required);
    fields = new LinkedHashMap<>(fields);
  }

  /** What a list is of. */
  Shape itemsOrFail() {
    return Optional.ofNullable(items)
        .orElseThrow(() -> new IllegalStateException("only lists have items"));
  }
}
