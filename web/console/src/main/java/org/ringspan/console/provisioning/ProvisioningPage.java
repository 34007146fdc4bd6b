package org.ringspan.console.provisioning;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.omnifaces.util.Faces;
import org.ringspan.configuration.boundary.ConfigurationRefused;
import org.ringspan.console.page.Notices;
import org.ringspan.console.session.Viewer;
import org.ringspan.console.things.Addresses;
import org.ringspan.progress.Progress;
import org.ringspan.provisioning.ProvisioningRun;
import org.ringspan.provisioning.ProvisioningRun.Phase;
import org.ringspan.provisioning.ReportLine;
import org.ringspan.provisioning.Step.Action;
import org.ringspan.provisioning.boundary.Provisioning;

/** Another service that is told of people and groups: where it is, runs and their reports. */
@Named
@RequestScoped
public class ProvisioningPage {
  /** How the keys of the texts for constants begin. */
  private static final String WORD = "provisioning_";

  private static final int MOST_RUNS = 20;
  private static final int MOST_LINES = 100;

  @Inject private Provisioning provisioning;
  @Inject private Viewer viewer;
  @Inject private Notices notices;
  @Inject private HttpServletRequest request;
  private ProvisioningForm form = new ProvisioningForm();
  private boolean known;
  private String secret = "";
  private String run = "";
  private int after;
  private @Nullable List<ReportLine> lines;
  private @Nullable Run shown;
  private boolean looked;

  /** Made by the container, which sets what is missing. */
  @SuppressWarnings("NullAway.Init")
  public ProvisioningPage() {}

  /** The run is known from the start: what can be done with it depends on it. */
  @PostConstruct
  void begun() {
    run = Objects.requireNonNullElse(request.getParameter("run"), "");
    provisioning
        .target()
        .ifPresent(
            target -> {
              known = true;
              form = ProvisioningForm.of(target);
            });
  }

  /** A line of a report. */
  public final class Line {
    private final ReportLine line;

    private Line(ReportLine line) {
      this.line = line;
    }

    public String getAction() {
      return line.action().name();
    }

    /** The same in words. */
    public String getActionText() {
      return word(line.action().name());
    }

    public String getKindText() {
      return word(line.kind().name());
    }

    public String getName() {
      return line.name();
    }

    public String getDetail() {
      return line.detail();
    }
  }

  /** A run. */
  public final class Run {
    private final ProvisioningRun run;

    private Run(ProvisioningRun run) {
      this.run = run;
    }

    public ProvisioningRun getRun() {
      return run;
    }

    public String getPhase() {
      return run.phase().name();
    }

    /** The same in words. */
    public String getPhaseText() {
      return word(run.phase().name());
    }

    public boolean isOver() {
      return run.phase() != Phase.RUNNING;
    }

    public boolean isAsking() {
      return run.phase() == Phase.NEEDS_CONSENT;
    }

    public String getKind() {
      return notices.text(run.dryRun() ? "directoryDryRun" : "directoryRun");
    }

    /** What it did, in numbers. */
    public String getSummary() {
      return notices.text(
          run.dryRun() || isAsking() ? "provisioningWould" : "provisioningDid",
          run.count(Action.CREATE),
          run.count(Action.UPDATE),
          run.count(Action.DEACTIVATE),
          run.count(Action.REACTIVATE),
          run.count(Action.REMOVE),
          run.unchanged(),
          run.count(Action.REFUSE));
    }

    public String getFailure() {
      return run.failure().orElse("");
    }

    public String getHref() {
      return address(run.id());
    }

    private Optional<Progress> progress() {
      return provisioning.progress(run.id());
    }

    /** Whether it tells the service, so that it is known how far it is. */
    public boolean isMeasured() {
      return progress().filter(far -> far.of() > 0).isPresent();
    }

    public int getDone() {
      return progress().map(Progress::done).orElse(0);
    }

    /** Of how many, at least 1. */
    public int getOf() {
      return progress().map(far -> Math.max(1, far.of())).orElse(1);
    }

    /** How far it is, in words; nothing while it compares. */
    public String getProgressText() {
      return progress()
          .map(
              far ->
                  far.left()
                      .map(
                          left ->
                              notices.text(
                                  "provisioningToldLeft",
                                  far.done(),
                                  far.of(),
                                  Math.max(1, left.toSeconds())))
                      .orElseGet(() -> notices.text("provisioningTold", far.done(), far.of())))
          .orElse("");
    }
  }

  /** What the console calls a constant. */
  private String word(String constant) {
    String key = WORD + constant;
    return notices.text(key);
  }

  private static String address(String id) {
    return "/console/provisioning?run=" + Addresses.encoded(id);
  }

  /** Keeps where the service is. */
  public void save() {
    try {
      provisioning.change(viewer.administrator(), form.target());
      known = true;
      notices.done("provisioningSaved");
    } catch (ConfigurationRefused e) {
      refused(e);
    }
  }

  /** Keeps the service's secret. */
  public void keepSecret() {
    try {
      provisioning.setSecret(viewer.administrator(), secret);
      notices.done("provisioningSecretSaved");
    } catch (ConfigurationRefused e) {
      refused(e);
    } finally {
      secret = "";
    }
  }

  /** Tells nobody any more. */
  public void remove() {
    if (provisioning.remove(viewer.administrator())) {
      notices.done("provisioningRemoved");
    }
    known = false;
    form = new ProvisioningForm();
  }

  private void refused(ConfigurationRefused e) {
    if (e.faults().isEmpty()) {
      notices.errorSentence(String.valueOf(e.getMessage()));
    }
    e.faults()
        .forEach(
            fault ->
                notices.errorSentence(
                    fault.pointer().isEmpty()
                        ? fault.message()
                        : fault.pointer() + ": " + fault.message()));
  }

  /** Begins a run that only tells what it would do. */
  public void tryRun() {
    begin(true, false);
  }

  /** Begins a run. */
  public void runNow() {
    begin(false, false);
  }

  /** Begins a run that may take the login there from any number of users. */
  public void runWithConsent() {
    begin(false, true);
  }

  private void begin(boolean dryRun, boolean consent) {
    try {
      Faces.redirect(address(provisioning.begin(viewer.administrator(), dryRun, consent)));
    } catch (ConfigurationRefused e) {
      refused(e);
    }
  }

  /** Stops the run that is shown. */
  public void cancel() {
    looked = false;
    viewer.administrator();
    if (provisioning.cancel(run)) {
      notices.done("provisioningStops");
    } else {
      notices.error("provisioningOver");
    }
  }

  /**
   * The run that is shown; none when the page shows the service and all runs. It is looked up once
   * for a page: what ends in between would be half running and half over there.
   */
  public @Nullable Run getShown() {
    if (!looked) {
      looked = true;
      shown = run.isEmpty() ? null : provisioning.run(run).map(Run::new).orElse(null);
    }
    return shown;
  }

  public List<Run> getRuns() {
    return provisioning.runs(MOST_RUNS).stream().map(Run::new).toList();
  }

  private List<ReportLine> lines() {
    List<ReportLine> read = lines;
    if (read == null) {
      read = run.isEmpty() ? List.of() : provisioning.report(run, after, MOST_LINES);
      lines = read;
    }
    return read;
  }

  public List<Line> getLines() {
    return lines().stream().map(Line::new).toList();
  }

  /** Where the next page of the report is; empty: this is the last. */
  public String getNext() {
    List<ReportLine> page = lines();
    return page.size() < MOST_LINES ? "" : address(run) + "&after=" + page.getLast().number();
  }

  public ProvisioningForm getForm() {
    return form;
  }

  public boolean isKnown() {
    return known;
  }

  public boolean isSecretKept() {
    return provisioning.hasSecret();
  }

  public String getSecret() {
    return secret;
  }

  public void setSecret(String secret) {
    this.secret = secret;
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
