package org.ringspan.console.operations;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.Part;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.omnifaces.util.Faces;
import org.ringspan.configuration.boundary.ConfigurationEditing;
import org.ringspan.configuration.boundary.ConfigurationReading;
import org.ringspan.configuration.boundary.ConfigurationRefused;
import org.ringspan.configuration.boundary.ImportLine;
import org.ringspan.configuration.boundary.ImportState;
import org.ringspan.configuration.boundary.UserTables;
import org.ringspan.console.page.Notices;
import org.ringspan.console.session.Viewer;
import org.ringspan.console.things.Addresses;
import org.ringspan.console.things.LastChange;

/** Users from a table, and the whole configuration from a file. */
@Named
@RequestScoped
public class ImportsPage {
  private static final int MOST_BYTES = 20_000_000;
  private static final int MOST_LINES = 100;

  @Inject private UserTables tables;
  @Inject private ConfigurationEditing editing;
  @Inject private ConfigurationReading reading;
  @Inject private LastChange last;
  @Inject private Viewer viewer;
  @Inject private Notices notices;
  @Inject private HttpServletRequest request;
  private @Nullable Part file;
  private @Nullable Part document;
  private boolean dryRun = true;
  private String id = "";
  private long after;
  private @Nullable ImportState shown;
  private boolean looked;

  /** Made by the container, which sets what is missing. */
  @SuppressWarnings("NullAway.Init")
  public ImportsPage() {}

  /** The import is known from the start: what can be done with it depends on it. */
  @PostConstruct
  void begun() {
    id = Objects.requireNonNullElse(request.getParameter("id"), "");
  }

  /** What was made of a line. */
  public record Row(ImportLine line) {
    public long getNumber() {
      return line.line();
    }

    public String getLogin() {
      return line.login();
    }

    public String getAction() {
      return line.action().name();
    }

    public String getFaults() {
      return line.faults().stream()
          .map(
              fault ->
                  fault.column().isEmpty()
                      ? fault.message()
                      : fault.column() + ": " + fault.message())
          .collect(Collectors.joining("; "));
    }
  }

  /** Begins to import users, or to tell what it would do. */
  public void begin() throws IOException {
    Optional<byte[]> csv = read(file);
    if (csv.isEmpty()) {
      return;
    }
    try {
      String begun = tables.begin(viewer.administrator(), csv.get(), dryRun);
      Faces.redirect("/console/imports?id=" + Addresses.encoded(begun));
    } catch (ConfigurationRefused e) {
      notices.errorSentence(String.valueOf(e.getMessage()));
    }
  }

  /** Puts a whole configuration in the place of the one that is there. */
  public void replaceAll() throws IOException {
    Optional<byte[]> json = read(document);
    if (json.isEmpty()) {
      return;
    }
    try {
      var change =
          editing.replaceAll(
              viewer.administrator(), json.get(), Optional.of(reading.documentTag()));
      notices.findings(change);
      last.remember(change.audit(), notices.text("configurationReplaced"));
    } catch (ConfigurationRefused e) {
      e.faults().stream()
          .limit(MOST_LINES)
          .forEach(
              fault ->
                  notices.errorSentence(
                      fault.pointer().isEmpty()
                          ? fault.message()
                          : fault.pointer() + ": " + fault.message()));
    }
  }

  private Optional<byte[]> read(@Nullable Part part) throws IOException {
    if (part == null || part.getSize() == 0) {
      notices.error("noFile");
      return Optional.empty();
    }
    if (part.getSize() > MOST_BYTES) {
      notices.error("fileTooLarge", MOST_BYTES / 1_000_000);
      return Optional.empty();
    }
    try (InputStream in = part.getInputStream()) {
      return Optional.of(in.readAllBytes());
    }
  }

  /** Stops the import that is shown. */
  public void cancel() {
    looked = false;
    viewer.administrator();
    if (tables.cancel(id)) {
      notices.done("importStops");
    } else {
      notices.error("importWrites");
    }
  }

  /** The import that is shown, looked up once for a page: all of it tells of the same moment. */
  private Optional<ImportState> state() {
    if (!looked) {
      looked = true;
      shown = id.isEmpty() ? null : tables.state(id).orElse(null);
    }
    return Optional.ofNullable(shown);
  }

  public boolean isThere() {
    return state().isPresent();
  }

  public boolean isOver() {
    return state().filter(it -> it.phase().isOver()).isPresent();
  }

  /** How far it has come, of 100. */
  public int getPercent() {
    return state()
        .map(it -> it.lines() == 0 ? 0 : (int) (100L * it.looked() / it.lines()))
        .orElse(0);
  }

  public String getSummary() {
    return state()
        .map(
            it ->
                notices.text(
                    it.dryRun() ? "importWould" : "importDoes",
                    it.lines(),
                    it.created(),
                    it.updated(),
                    it.unchanged(),
                    it.refused()))
        .orElse("");
  }

  public String getPhase() {
    return state().map(it -> it.phase().name()).orElse("");
  }

  public String getFailure() {
    return state().flatMap(ImportState::failure).orElse("");
  }

  private List<ImportLine> lines() {
    return id.isEmpty() ? List.of() : tables.report(id, after, MOST_LINES).orElse(List.of());
  }

  public List<Row> getRows() {
    return lines().stream().map(Row::new).toList();
  }

  /** Where the next page of the report is; empty: this is the last. */
  public String getNext() {
    List<ImportLine> lines = lines();
    return lines.size() < MOST_LINES
        ? ""
        : "/console/imports?id=" + Addresses.encoded(id) + "&after=" + lines.getLast().line();
  }

  public @Nullable Part getFile() {
    return file;
  }

  public void setFile(@Nullable Part file) {
    this.file = file;
  }

  public @Nullable Part getDocument() {
    return document;
  }

  public void setDocument(@Nullable Part document) {
    this.document = document;
  }

  public boolean isDryRun() {
    return dryRun;
  }

  public void setDryRun(boolean dryRun) {
    this.dryRun = dryRun;
  }

  public String getId() {
    return id;
  }

  public long getAfter() {
    return after;
  }

  public void setAfter(long after) {
    this.after = Math.max(0, after);
  }
}
