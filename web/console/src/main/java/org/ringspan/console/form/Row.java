package org.ringspan.console.form;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * A line of a form.
 *
 * @param kind what it is
 * @param field which field it shows
 * @param list the list that an item is of; null: it is no item
 * @param pointer where the field is in the thing (RFC 6901)
 * @param depth how many headings stand over it
 * @param number of an item, from 1
 */
public record Row(
    Kind kind, Field field, @Nullable Field list, String pointer, int depth, int number)
    implements Serializable {
  /** What a line of a form is. */
  public enum Kind {
    /** Something to fill in. */
    VALUE,
    /** The heading of an object. */
    GROUP,
    /** The heading of a list, where things are added to it. */
    LIST,
    /** The heading of one of a list, where it is removed. */
    ITEM
  }

  // Pages read properties, and records have none.
  public Kind getKind() {
    return kind;
  }

  public Field getField() {
    return field;
  }

  public String getPointer() {
    return pointer;
  }

  public int getDepth() {
    return depth;
  }

  public int getNumber() {
    return number;
  }

  /** The identifier of the field on the page. */
  public String getAnchor() {
    return "f" + pointer.replace('/', '-');
  }

  /** The identifier of the input that its label is for. */
  public String getInput() {
    return switch (field.shape().type()) {
      case TEXT -> "text";
      case NUMBER -> "number";
      case FLAG -> "flag";
      case CHOICE -> "choice";
      case TEXTS -> "texts";
      case CHOICES -> "choices";
      case OBJECT_OR_WORD -> "word";
      case OBJECT, LIST -> "none";
    };
  }

  /** What the field is for, and which numbers it takes. */
  public String getHint() {
    String range = "";
    if (field.shape().type() == Shape.Type.NUMBER
        && field.getMinimum() != null
        && field.getMaximum() != null) {
      range = field.getMinimum() + "–" + field.getMaximum();
    }
    String what = field.getDescription();
    return what.isEmpty() || range.isEmpty() ? what + range : what + " (" + range + ")";
  }
}
