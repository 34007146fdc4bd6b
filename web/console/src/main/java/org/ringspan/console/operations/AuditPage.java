package org.ringspan.console.operations;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ringspan.audit.AuditEntry;
import org.ringspan.audit.AuditQuestion;
import org.ringspan.audit.boundary.AuditTrail;
import org.ringspan.configuration.boundary.ConfigurationEditing;
import org.ringspan.configuration.boundary.ConfigurationRefused;
import org.ringspan.console.page.Notices;
import org.ringspan.console.session.Viewer;
import org.ringspan.console.things.Addresses;

/** Who did what, with what was before and after, and the way back. */
@Named
@RequestScoped
public class AuditPage {
  private static final int MOST = 50;

  @Inject private AuditTrail trail;
  @Inject private ConfigurationEditing editing;
  @Inject private Viewer viewer;
  @Inject private Notices notices;
  private String actor = "";
  private String name = "";
  private @Nullable Long below;
  private @Nullable List<Row> rows;

  /** Made by the container, which sets what is missing. */
  @SuppressWarnings("NullAway.Init")
  public AuditPage() {}

  /** A line of the trail. */
  public record Row(AuditEntry entry, List<JsonChanges.Change> changes) {
    public long getId() {
      return entry.id();
    }

    public Instant getAt() {
      return entry.at();
    }

    public String getActor() {
      return entry.actor();
    }

    public String getSource() {
      return entry.source().orElse("");
    }

    public String getAction() {
      return entry.action();
    }

    public String getKind() {
      return entry.kind();
    }

    public String getName() {
      return entry.name();
    }

    public List<JsonChanges.Change> getChanges() {
      return changes;
    }

    /** Whether the way back may be open: whether it is, is seen when it is tried. */
    public boolean isUndoable() {
      return entry.before().isPresent() || entry.after().isPresent();
    }
  }

  /** The lines of the page, the newest first. */
  public List<Row> getRows() {
    if (rows == null) {
      rows =
          trail
              .page(
                  new AuditQuestion(
                      filled(actor),
                      Optional.empty(),
                      filled(name),
                      Optional.ofNullable(below),
                      MOST))
              .stream()
              .map(entry -> new Row(entry, JsonChanges.between(entry.before(), entry.after())))
              .toList();
    }
    return rows;
  }

  private static Optional<String> filled(String value) {
    return value.isBlank() ? Optional.empty() : Optional.of(value.strip());
  }

  /** Takes a change back. */
  public void undo(String id) {
    try {
      notices.findings(editing.undo(viewer.administrator(), Long.parseLong(id)));
      notices.done("undone");
    } catch (ConfigurationRefused | NumberFormatException e) {
      notices.error("notUndone", String.valueOf(e.getMessage()));
    }
    rows = null;
  }

  /** Where the next page is; empty: this is the last. */
  public String getNext() {
    return getRows().size() < MOST
        ? ""
        : "/console/audit?actor="
            + Addresses.encoded(actor)
            + "&name="
            + Addresses.encoded(name)
            + "&below="
            + getRows().getLast().getId();
  }

  public String getActor() {
    return actor;
  }

  public void setActor(@Nullable String actor) {
    this.actor = actor == null ? "" : actor;
  }

  public String getName() {
    return name;
  }

  public void setName(@Nullable String name) {
    this.name = name == null ? "" : name;
  }

  public @Nullable Long getBelow() {
    return below;
  }

  public void setBelow(@Nullable Long below) {
    this.below = below;
  }
}
