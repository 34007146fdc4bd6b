package org.ringspan.rest.directory;

import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ringspan.directory.DirectoryEvent;
import org.ringspan.directory.EventQuestion;
import org.ringspan.rest.http.Problem;

/** Which events are asked for. */
public class EventFilter {
  @QueryParam("kind")
  private @Nullable String kind;

  @QueryParam("user")
  private @Nullable String user;

  @QueryParam("text")
  private @Nullable String text;

  @QueryParam("from")
  private @Nullable String from;

  @QueryParam("to")
  private @Nullable String to;

  /** Filled in by the container. */
  public EventFilter() {}

  EventQuestion question(Optional<Long> below, int most) {
    try {
      return new EventQuestion(
          given(kind).map(EventFilter::kind),
          given(user),
          given(text),
          given(from).map(it -> time("from", it)),
          given(to).map(it -> time("to", it)),
          below,
          most);
    } catch (IllegalArgumentException e) {
      throw Problem.badRequest(String.valueOf(e.getMessage()));
    }
  }

  private static Optional<String> given(@Nullable String value) {
    return Optional.ofNullable(value).filter(it -> !it.isEmpty());
  }

  private static DirectoryEvent.Kind kind(String written) {
    for (DirectoryEvent.Kind kind : DirectoryEvent.Kind.values()) {
      if (kind.name().toLowerCase(Locale.ROOT).replace('_', '-').equals(written)) {
        return kind;
      }
    }
    throw Problem.badRequest("there is no such kind");
  }

  private static Instant time(String name, String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException e) {
      throw Problem.badRequest(name + " is a time such as 2026-11-30T10:00:00Z");
    }
  }
}
