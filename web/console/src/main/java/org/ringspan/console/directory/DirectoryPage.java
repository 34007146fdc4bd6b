package org.ringspan.console.directory;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.omnifaces.util.Faces;
import org.ringspan.configuration.boundary.ConfigurationRefused;
import org.ringspan.console.page.Notices;
import org.ringspan.console.session.Viewer;
import org.ringspan.console.things.Addresses;
import org.ringspan.directory.DirectoryPerson;
import org.ringspan.directory.DirectoryRun;
import org.ringspan.directory.DirectoryRun.Counts;
import org.ringspan.directory.DirectoryRun.Phase;
import org.ringspan.directory.Field;
import org.ringspan.directory.Following;
import org.ringspan.directory.RunLine;
import org.ringspan.directory.SourceMembership;
import org.ringspan.directory.WaitingWrite;
import org.ringspan.directory.boundary.DirectoryConnector;
import org.ringspan.directory.boundary.DirectoryUnreachable;
import org.ringspan.progress.Progress;

/** Users from a company directory: settings, a look at what they find, runs and their reports. */
@Named
@RequestScoped
public class DirectoryPage {
  /** How the keys of the texts for constants begin. */
  static final String WORD = "directory_";

  private static final int MOST_RUNS = 20;
  private static final int MOST_LINES = 100;
  private static final int PREVIEW = 5;

  @Inject private DirectoryConnector connector;
  @Inject private Viewer viewer;
  @Inject private Notices notices;
  @Inject private HttpServletRequest request;
  private DirectoryForm form = new DirectoryForm();
  private boolean known;
  private String run = "";
  private int after;
  private @Nullable List<Sample> preview;
  private @Nullable List<RunLine> lines;
  private @Nullable Run shown;
  private boolean looked;

  /** Made by the container, which sets what is missing. */
  @SuppressWarnings("NullAway.Init")
  public DirectoryPage() {}

  /** The run is known from the start: what can be done with it depends on it. */
  @PostConstruct
  void begun() {
    run = Objects.requireNonNullElse(request.getParameter("run"), "");
    connector
        .settings()
        .ifPresent(
            settings -> {
              known = true;
              form = DirectoryForm.of(settings);
            });
  }

  /** A person as the settings find it. */
  public record Sample(DirectoryPerson person) {
    public String getEntry() {
      return person.entry();
    }

    public boolean isActive() {
      return person.active();
    }

    public String getLogin() {
      return of(Field.LOGIN);
    }

    public String getName() {
      return of(Field.NAME);
    }

    public String getMail() {
      return of(Field.MAIL);
    }

    public String getNumber() {
      return of(Field.NUMBER);
    }

    public String getDid() {
      return of(Field.DID);
    }

    public String getMobile() {
      return of(Field.MOBILE);
    }

    private String of(Field field) {
      return person
          .value(field)
          .or(() -> Optional.ofNullable(person.unusable().get(field)).map(text -> "✗ " + text))
          .orElse("");
    }
  }

  /** A line of a report. */
  public final class Line {
    private final RunLine line;

    private Line(RunLine line) {
      this.line = line;
    }

    public String getAction() {
      return line.action().name();
    }

    /** The same in words. */
    public String getActionText() {
      return word(line.action().name());
    }

    public String getLogin() {
      return line.login();
    }

    public String getEntry() {
      return line.entry();
    }

    /** Why, in words. */
    public String getWhy() {
      String remarks =
          line.remarks().stream().map(DirectoryPage.this::word).collect(Collectors.joining("; "));
      return remarks.isEmpty() || line.detail().isEmpty()
          ? remarks + line.detail()
          : line.detail() + "; " + remarks;
    }
  }

  /** A run. */
  public final class Run {
    private final DirectoryRun run;

    private Run(DirectoryRun run) {
      this.run = run;
    }

    public DirectoryRun getRun() {
      return run;
    }

    public String getId() {
      return run.id();
    }

    public String getPhase() {
      return run.phase().name();
    }

    /** The same in words. */
    public String getPhaseText() {
      return word(run.phase().name());
    }

    public boolean isOver() {
      return run.phase().isOver();
    }

    private Optional<Progress> progress() {
      return connector.progress(run.id());
    }

    /** Whether it is known of how many so many are read. */
    public boolean isMeasured() {
      return progress().filter(far -> far.of() > 0 && far.done() <= far.of()).isPresent();
    }

    public int getDone() {
      return progress().map(Progress::done).orElse(0);
    }

    /** Of how many, at least 1. */
    public int getOf() {
      return progress().map(far -> Math.max(1, far.of())).orElse(1);
    }

    /** How far it is, in words; nothing when it only writes. */
    public String getProgressText() {
      return progress()
          .map(
              far ->
                  far.of() == 0
                      ? notices.text("directoryReadSoFar", far.done())
                      : far.left()
                          .map(
                              left ->
                                  notices.text(
                                      "directoryReadLeft",
                                      far.done(),
                                      far.of(),
                                      Math.max(1, left.toSeconds())))
                          .orElseGet(() -> notices.text("directoryReadOf", far.done(), far.of())))
          .orElse("");
    }

    public String getKind() {
      return notices.text(
          switch (run.kind()) {
            case FULL -> run.dryRun() ? "directoryDryRun" : "directoryRun";
            case CHANGES -> "directoryChanges";
          });
    }

    /** What it did, in numbers. */
    public String getSummary() {
      Counts counts = run.counts();
      return notices.text(
          run.dryRun() || run.phase() == Phase.NEEDS_CONSENT
              ? "directoryRunWould"
              : "directoryRunDid",
          run.people(),
          counts.created(),
          counts.updated(),
          counts.deactivated(),
          counts.reactivated(),
          counts.unchanged(),
          counts.leftOut(),
          counts.refused(),
          counts.written());
    }

    public String getFailure() {
      return run.failure().orElse("");
    }

    public boolean isAsking() {
      return run.phase() == Phase.NEEDS_CONSENT;
    }

    public String getHref() {
      return address(run.id());
    }
  }

  /** What the console calls a constant of the connector. */
  private String word(String constant) {
    String key = WORD + constant;
    return notices.text(key);
  }

  private static String address(String id) {
    return "/console/directory?run=" + Addresses.encoded(id);
  }

  /** How changes are followed, in words; empty when they aren't. */
  public String getFollowing() {
    if (!form.isFollow() || !known) {
      return "";
    }
    Following following = connector.following();
    if (following.paused().isPresent()) {
      return notices.text("directoryPaused", following.paused().get());
    }
    if (following.fullRunWanted()) {
      return notices.text("directoryFullRunWanted");
    }
    return notices.text(
        following.bookmark().isEmpty() ? "directoryFollowingSoon" : "directoryFollowing");
  }

  /** Keeps the settings. */
  public void save() {
    try {
      connector.change(viewer.administrator(), form.settings());
      known = true;
      notices.done("directorySaved");
    } catch (ConfigurationRefused e) {
      refused(e);
    }
  }

  /** Shows the first people that the settings find; keeps nothing. */
  public void look() {
    viewer.administrator();
    try {
      preview = connector.preview(form.settings(), PREVIEW).stream().map(Sample::new).toList();
    } catch (ConfigurationRefused e) {
      refused(e);
    } catch (DirectoryUnreachable e) {
      notices.error("directoryUnreachable", String.valueOf(e.getMessage()));
    }
  }

  private void refused(ConfigurationRefused e) {
    e.faults()
        .forEach(
            fault ->
                notices.errorSentence(
                    fault.pointer().isEmpty()
                        ? fault.message()
                        : fault.pointer() + ": " + fault.message()));
  }

  /** Begins a run that only tells. */
  public void tryRun() {
    begin(true, false);
  }

  /** Begins a run. */
  public void runNow() {
    begin(false, false);
  }

  /** Begins a run that may deactivate any number of users. */
  public void runWithConsent() {
    begin(false, true);
  }

  private void begin(boolean dryRun, boolean consent) {
    try {
      Faces.redirect(address(connector.begin(viewer.administrator(), dryRun, consent)));
    } catch (ConfigurationRefused e) {
      refused(e);
    }
  }

  /** Stops the run that is shown. */
  public void cancel() {
    looked = false;
    viewer.administrator();
    if (connector.cancel(run)) {
      notices.done("directoryStops");
    } else {
      notices.error("directoryWrites");
    }
  }

  /** The groups that the settings name, as they were read last. */
  public List<SourceMembership> getGroups() {
    return connector.groups();
  }

  /** Writes that the directory refused. */
  public List<Waiting> getWaiting() {
    return connector.waitingWrites().stream().map(Waiting::new).toList();
  }

  /** A write that the directory refused. */
  public record Waiting(WaitingWrite write) {
    public String getKey() {
      return write.key();
    }

    public String getObject() {
      return write.object();
    }

    public String getDescription() {
      return write.description();
    }

    public String getReason() {
      return write.reason();
    }

    public Instant getSince() {
      return write.since();
    }
  }

  /** Has a write tried again, unless it was overtaken. */
  public void retry(String key) {
    decide(key, WaitingWrite.Remedy.RETRY);
  }

  /** Gives a write up. */
  public void discard(String key) {
    decide(key, WaitingWrite.Remedy.DISCARD);
  }

  private void decide(String key, WaitingWrite.Remedy remedy) {
    try {
      connector.decide(viewer.administrator(), key, remedy, false);
      notices.done(remedy == WaitingWrite.Remedy.RETRY ? "directoryRetried" : "directoryDiscarded");
    } catch (ConfigurationRefused e) {
      refused(e);
    }
  }

  /**
   * The run that is shown; none when the page shows settings and all runs. It is looked up once for
   * a page: what ends in between would be half running and half over there.
   */
  public @Nullable Run getShown() {
    if (!looked) {
      looked = true;
      shown = run.isEmpty() ? null : connector.run(run).map(Run::new).orElse(null);
    }
    return shown;
  }

  public List<Run> getRuns() {
    return connector.runs(Optional.empty(), MOST_RUNS).stream().map(Run::new).toList();
  }

  private List<RunLine> lines() {
    List<RunLine> read = lines;
    if (read == null) {
      read = run.isEmpty() ? List.of() : connector.report(run, after, Optional.empty(), MOST_LINES);
      lines = read;
    }
    return read;
  }

  public List<Line> getLines() {
    return lines().stream().map(Line::new).toList();
  }

  /** Where the next page of the report is; empty: this is the last. */
  public String getNext() {
    List<RunLine> page = lines();
    return page.size() < MOST_LINES ? "" : address(run) + "&after=" + page.getLast().number();
  }

  public @Nullable List<Sample> getPreview() {
    return preview;
  }

  public DirectoryForm getForm() {
    return form;
  }

  public boolean isKnown() {
    return known;
  }

  public String getRunId() {
    return run;
  }

  public int getAfter() {
    return after;
  }

  public void setAfter(int after) {
    this.after = Math.max(0, after);
  }
}
