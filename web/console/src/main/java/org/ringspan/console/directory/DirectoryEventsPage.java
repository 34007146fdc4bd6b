package org.ringspan.console.directory;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ringspan.console.page.Notices;
import org.ringspan.console.things.Addresses;
import org.ringspan.directory.DirectoryEvent;
import org.ringspan.directory.EventQuestion;
import org.ringspan.directory.boundary.DirectoryConnector;

/** What the directory connector did and met. */
@Named
@RequestScoped
public class DirectoryEventsPage {
  /** How the keys of the texts for kinds begin. */
  static final String WORD = "directoryEvent_";

  private static final int MOST = 100;
  private static final int LONGEST = 255;

  @Inject private DirectoryConnector connector;
  @Inject private Notices notices;
  private String kind = "";
  private String user = "";
  private String words = "";
  private String from = "";
  private String to = "";
  private String below = "";
  private @Nullable List<DirectoryEvent> found;

  /** Made by the container, which sets what is missing. */
  @SuppressWarnings("NullAway.Init")
  public DirectoryEventsPage() {}

  /** An event. */
  public record Row(DirectoryEvent event, String word) {
    public Instant getAt() {
      return event.at();
    }

    /** What it is about, in words. */
    public String getKind() {
      return word;
    }

    public boolean isBad() {
      return switch (event.kind()) {
        case FAILED, BRAKE, PARKED, WRITE_REFUSED -> true;
        default -> false;
      };
    }

    public String getLogin() {
      return event.login().orElse("");
    }

    public String getText() {
      return event.text();
    }
  }

  /** A kind to choose. */
  public record Choice(String value, String label, boolean chosen) {
    public String getValue() {
      return value;
    }

    public String getLabel() {
      return label;
    }

    public boolean isChosen() {
      return chosen;
    }
  }

  private String word(DirectoryEvent.Kind of) {
    String key = WORD + of.name();
    return notices.text(key);
  }

  /** All kinds, the chosen one marked. */
  public List<Choice> getKinds() {
    return List.of(DirectoryEvent.Kind.values()).stream()
        .map(it -> new Choice(it.name(), word(it), it.name().equals(kind)))
        .toList();
  }

  private EventQuestion question(int most) {
    return new EventQuestion(
        List.of(DirectoryEvent.Kind.values()).stream()
            .filter(it -> it.name().equals(kind))
            .findFirst(),
        given(user),
        given(words),
        day(from).map(day -> begin(day)),
        day(to).map(day -> begin(day.plusDays(1))),
        given(below).filter(it -> it.matches("[0-9]{1,18}")).map(Long::parseLong),
        most);
  }

  private static Optional<String> given(String text) {
    String stripped = text.strip();
    return Optional.of(stripped.length() > LONGEST ? stripped.substring(0, LONGEST) : stripped)
        .filter(it -> !it.isEmpty());
  }

  private static Optional<LocalDate> day(String text) {
    try {
      return given(text).map(LocalDate::parse);
    } catch (DateTimeParseException e) {
      // As the field of the page writes days, or none.
      return Optional.empty();
    }
  }

  private static Instant begin(LocalDate day) {
    return day.atStartOfDay(ZoneId.systemDefault()).toInstant();
  }

  private List<DirectoryEvent> found() {
    List<DirectoryEvent> events = found;
    if (events == null) {
      events = connector.events(question(MOST + 1));
      found = events;
    }
    return events;
  }

  public List<Row> getRows() {
    return found().stream().limit(MOST).map(it -> new Row(it, word(it.kind()))).toList();
  }

  private String query() {
    return "kind="
        + Addresses.encoded(kind)
        + "&user="
        + Addresses.encoded(user)
        + "&text="
        + Addresses.encoded(words)
        + "&from="
        + Addresses.encoded(from)
        + "&to="
        + Addresses.encoded(to);
  }

  /** Where the next page is; empty: this is the last. */
  public String getNext() {
    List<DirectoryEvent> events = found();
    return events.size() <= MOST
        ? ""
        : "/console/directory-events?" + query() + "&below=" + events.get(MOST - 1).number();
  }

  /** Where the same is as a table. */
  public String getTable() {
    return "/console/export/directory-events.csv?" + query();
  }

  /** The table itself. */
  String table() {
    return connector.eventTable(question(EventQuestion.LARGEST));
  }

  public String getKind() {
    return kind;
  }

  public void setKind(@Nullable String kind) {
    this.kind = kind == null ? "" : kind;
  }

  public String getUser() {
    return user;
  }

  public void setUser(@Nullable String user) {
    this.user = user == null ? "" : user;
  }

  public String getText() {
    return words;
  }

  public void setText(@Nullable String text) {
    this.words = text == null ? "" : text;
  }

  public String getFrom() {
    return from;
  }

  public void setFrom(@Nullable String from) {
    this.from = from == null ? "" : from;
  }

  public String getTo() {
    return to;
  }

  public void setTo(@Nullable String to) {
    this.to = to == null ? "" : to;
  }

  public String getBelow() {
    return below;
  }

  public void setBelow(@Nullable String below) {
    this.below = below == null ? "" : below;
  }
}
