package org.ringspan.console.page;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Named;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.ringspan.console.form.Row;
import org.ringspan.console.reach.Day;

/** How things are written on pages. */
@Named
@ApplicationScoped
public class Words {
  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

  /** A moment in UTC, to the second. Scripts of the page show it in the reader's own time zone. */
  public String moment(@Nullable Instant at) {
    return at == null ? "" : MOMENT.format(at) + " UTC";
  }

  /** A moment for the {@code datetime} attribute. */
  public String iso(@Nullable Instant at) {
    return at == null ? "" : at.toString();
  }

  /** A length of time, such as 1:05 or 1:00:05. */
  public String length(@Nullable Duration duration) {
    if (duration == null) {
      return "";
    }
    long seconds = duration.toSeconds();
    return seconds >= 3600
        ? String.format(
            Locale.ROOT, "%d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60)
        : String.format(Locale.ROOT, "%d:%02d", seconds / 60, seconds % 60);
  }

  /** A constant in small letters, as people read it. */
  public String small(@Nullable Object constant) {
    return constant == null ? "" : constant.toString().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /** The name of a field as people read it: {@code delayBeforeRinging} is Delay before ringing. */
  public static String label(String field) {
    StringBuilder words = new StringBuilder();
    for (char letter : field.toCharArray()) {
      if (Character.isUpperCase(letter)) {
        words.append(' ').append(Character.toLowerCase(letter));
      } else {
        words.append(letter);
      }
    }
    return words.isEmpty() ? "" : Character.toUpperCase(words.charAt(0)) + words.substring(1);
  }

  /** The name of a field: that of the texts, or else made from its name in the API. */
  public String fieldLabel(String field) {
    FacesContext faces = FacesContext.getCurrentInstance();
    ResourceBundle texts = faces.getApplication().getResourceBundle(faces, "text");
    String key = "field_" + field;
    return texts.containsKey(key) ? texts.getString(key) : label(field);
  }

  /** The name of a line's field: where the same name means two things, that of its place. */
  public String rowLabel(Row row) {
    FacesContext faces = FacesContext.getCurrentInstance();
    ResourceBundle texts = faces.getApplication().getResourceBundle(faces, "text");
    String[] path = row.pointer().split("/", -1);
    String key =
        path.length < 2 ? "" : "field_" + path[path.length - 2] + "_" + path[path.length - 1];
    return texts.containsKey(key) ? texts.getString(key) : fieldLabel(row.field().getName());
  }

  /** The heading of one of a list: the name of what is in it, or its number. */
  public String itemLabel(Row row) {
    return row.field().title().orElseGet(() -> "#" + row.number());
  }

  /** A day of a telephone in words. */
  public String day(Day.Row row) {
    return row.spans().stream().map(Day.Span::text).collect(Collectors.joining("; "));
  }

  /** What is there, or nothing. */
  public String or(Optional<?> value) {
    return value.map(Object::toString).orElse("");
  }
}
