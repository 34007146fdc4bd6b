package org.ringspan.console.things;

import jakarta.enterprise.context.SessionScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.ringspan.configuration.boundary.ConfigurationEditing;
import org.ringspan.configuration.boundary.ConfigurationRefused;
import org.ringspan.console.page.Notices;
import org.ringspan.console.session.Viewer;

/** The last change somebody made, and the way back: it is offered for some minutes. */
@Named
@SessionScoped
public class LastChange implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final Duration OFFERED = Duration.ofMinutes(2);

  @Inject private transient ConfigurationEditing editing;
  @Inject private Viewer viewer;
  @Inject private Notices notices;
  @Inject private transient Clock clock;
  private long audit;
  private String sentence = "";
  private Instant at = Instant.EPOCH;

  /** Made by the container, which sets what is missing. */
  @SuppressWarnings("NullAway.Init")
  public LastChange() {}

  /**
   * A change was made.
   *
   * @param line of the trail
   * @param what in words
   */
  public void remember(long line, String what) {
    audit = line;
    sentence = what;
    at = clock.instant();
  }

  public boolean isOffered() {
    return audit > 0 && clock.instant().isBefore(at.plus(OFFERED));
  }

  public String getSentence() {
    return sentence;
  }

  /** Takes the change back. */
  public void undo() {
    try {
      editing.undo(viewer.administrator(), audit);
      notices.done("undone");
    } catch (ConfigurationRefused e) {
      notices.error("notUndone", String.valueOf(e.getMessage()));
    }
    audit = 0;
  }
}
