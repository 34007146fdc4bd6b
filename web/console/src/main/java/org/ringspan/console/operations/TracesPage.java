package org.ringspan.console.operations;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ringspan.console.page.Notices;
import org.ringspan.console.session.Viewer;
import org.ringspan.trace.boundary.TraceService;

/** Traces of SIP messages: who helps others begins one, looks into it and throws it away. */
@Named
@RequestScoped
public class TracesPage {
  @Inject private TraceService traces;
  @Inject private Viewer viewer;
  @Inject private Notices notices;
  private String kind = "user";
  private String about = "";
  private int minutes = 15;
  private String id = "";

  /** Made by the container, which sets what is missing. */
  @SuppressWarnings("NullAway.Init")
  public TracesPage() {}

  /** A trace. */
  public record Row(TraceService.Trace trace) {
    public String getId() {
      return trace.id();
    }

    public String getAbout() {
      return trace.about();
    }

    public Instant getBegan() {
      return trace.began();
    }

    public boolean isRunning() {
      return trace.running();
    }

    public long getKilobytes() {
      return (trace.octets() + 1023) / 1024;
    }
  }

  public List<Row> getRows() {
    return traces.traces().stream().map(Row::new).toList();
  }

  /** Begins a trace. */
  public void start() {
    viewer.support();
    try {
      String what = about.strip();
      traces.start(
          switch (kind) {
            case "number" -> new TraceService.Subject.OfNumber(what);
            case "call" -> new TraceService.Subject.OfCall(what);
            default -> new TraceService.Subject.OfUser(what);
          },
          Duration.ofMinutes(minutes));
      notices.done("traceBegun");
    } catch (IllegalArgumentException | IllegalStateException e) {
      notices.errorSentence(String.valueOf(e.getMessage()));
    }
  }

  /** Ends a trace; it stays to be read. */
  public void stop(String which) {
    viewer.support();
    traces.stop(which);
    notices.done("traceStopped");
  }

  /** Throws a trace away. */
  public void delete(String which) {
    viewer.support();
    if (traces.delete(which)) {
      notices.done("traceDeleted");
    }
  }

  /** What is in the chosen trace; empty: none is chosen, or it isn't there. */
  public String getText() {
    return id.isEmpty() ? "" : traces.read(id).orElse("");
  }

  public String getId() {
    return id;
  }

  public void setId(@Nullable String id) {
    this.id = id == null ? "" : id;
  }

  public String getKind() {
    return kind;
  }

  public void setKind(@Nullable String kind) {
    this.kind = kind == null ? "user" : kind;
  }

  public String getAbout() {
    return about;
  }

  public void setAbout(@Nullable String about) {
    this.about = about == null ? "" : about;
  }

  public int getMinutes() {
    return minutes;
  }

  public void setMinutes(int minutes) {
    this.minutes = minutes;
  }
}
