package org.ringspan.console.mail;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.ringspan.console.page.Notices;
import org.ringspan.console.session.Viewer;
import org.ringspan.identity.Actor;
import org.ringspan.mail.MailSettings;
import org.ringspan.mail.boundary.MailAdministration;
import org.ringspan.mail.boundary.MailStatus;
import org.ringspan.mail.boundary.MailUnavailable;
import org.ringspan.mail.boundary.QueuedLetter;

/** Outgoing mail: whether it works, and what waits. */
@Named
@RequestScoped
public class MailPage {
  private static final int MOST = 100;

  @Inject private MailAdministration mail;
  @Inject private Viewer viewer;
  @Inject private Notices notices;
  private String after = "";
  private @Nullable MailStatus status;
  private @Nullable List<Row> rows;
  private boolean away;
  private boolean more;

  /** Made by the container, which sets what is missing. */
  @SuppressWarnings("NullAway.Init")
  public MailPage() {}

  /** A letter. */
  public record Row(QueuedLetter letter) {
    public long getId() {
      return letter.id();
    }

    public String getKindKey() {
      return "letter_" + letter.kind().name();
    }

    public String getUser() {
      return letter.user().value();
    }

    public Instant getQueued() {
      return letter.queued();
    }

    public @Nullable Instant getDue() {
      return letter.givenUp() ? null : letter.due();
    }

    public int getAttempts() {
      return letter.attempts();
    }

    public boolean isGivenUp() {
      return letter.givenUp();
    }

    public String getFault() {
      return letter.fault().orElse("");
    }
  }

  private Optional<MailStatus> status() {
    if (status == null && !away) {
      try {
        status = mail.status();
      } catch (MailUnavailable e) {
        away = true;
      }
    }
    return Optional.ofNullable(status);
  }

  /** Whether the outbox can't be read. */
  public boolean isAway() {
    return status().isEmpty();
  }

  public boolean isOff() {
    return mail.isOff();
  }

  private Optional<MailSettings> settings() {
    return status().flatMap(MailStatus::settings);
  }

  /** Where letters are handed to, and how. */
  public String getServer() {
    return settings().map(it -> it.host() + ":" + it.port()).orElse("");
  }

  public String getSecurityKey() {
    return "mailSecurity_" + settings().map(it -> it.security().name()).orElse("NONE");
  }

  public String getFrom() {
    return settings().map(it -> it.from().value()).orElse("");
  }

  public int getWaiting() {
    return status().map(MailStatus::waiting).orElse(0);
  }

  public int getGivenUp() {
    return status().map(MailStatus::givenUp).orElse(0);
  }

  public long getSent() {
    return status().map(MailStatus::sent).orElse(0L);
  }

  public @Nullable Instant getLastSent() {
    return status().flatMap(MailStatus::lastSent).orElse(null);
  }

  public @Nullable Instant getOldest() {
    return status().flatMap(MailStatus::oldest).orElse(null);
  }

  public String getLastFault() {
    return fault().map(MailStatus.Fault::text).orElse("");
  }

  public @Nullable Instant getLastFaultAt() {
    return fault().map(MailStatus.Fault::at).orElse(null);
  }

  private Optional<MailStatus.Fault> fault() {
    return status().flatMap(MailStatus::lastFault);
  }

  /** Whether the last attempt has failed. */
  public boolean isFailing() {
    Instant sent = getLastSent();
    Instant failed = getLastFaultAt();
    return failed != null && (sent == null || failed.isAfter(sent));
  }

  public List<Row> getRows() {
    List<Row> read = rows;
    if (read == null) {
      read = read();
      rows = read;
    }
    return read;
  }

  private List<Row> read() {
    long above = after.matches("[0-9]{1,18}") ? Long.parseLong(after) : 0;
    try {
      List<QueuedLetter> letters = mail.letters(above, MOST + 1);
      more = letters.size() > MOST;
      return letters.stream().limit(MOST).map(Row::new).toList();
    } catch (MailUnavailable e) {
      away = true;
      return List.of();
    }
  }

  /** The address of the next page; empty: this is the last. */
  public String getNext() {
    List<Row> page = getRows();
    return more ? "/console/mail?after=" + page.getLast().getId() : "";
  }

  /** Has a letter tried now. */
  public void retry(String letter) {
    change(
        letter,
        actor -> {
          if (mail.retry(actor, Long.parseLong(letter))) {
            notices.done("letterRetried");
          } else {
            notices.error("noSuchLetter");
          }
        });
  }

  /** Throws a letter away. */
  public void discard(String letter) {
    change(
        letter,
        actor -> {
          if (mail.discard(actor, Long.parseLong(letter))) {
            notices.done("letterDiscarded");
          } else {
            notices.error("noSuchLetter");
          }
        });
  }

  private void change(String letter, Consumer<Actor> change) {
    Actor actor = viewer.administrator();
    if (!letter.matches("[0-9]{1,18}")) {
      notices.error("noSuchLetter");
      return;
    }
    asked(() -> change.accept(actor));
  }

  /** Has all letters tried now. */
  public void retryAll() {
    Actor actor = viewer.administrator();
    asked(() -> notices.done("lettersRetried", mail.retryAll(actor)));
  }

  /** Sends a letter to who looks. */
  public void test() {
    Actor actor = viewer.administrator();
    asked(
        () -> {
          switch (mail.test(actor)) {
            case MailAdministration.Test.Sent(var to) -> notices.done("mailTestSent", to);
            case MailAdministration.Test.Failed(var why) -> notices.error("mailTestFailed", why);
            case MailAdministration.Test.NoAddress() -> notices.error("mailNoAddress");
            case MailAdministration.Test.SwitchedOff() -> notices.error("mailIsOff");
          }
        });
  }

  private void asked(Runnable change) {
    try {
      change.run();
    } catch (MailUnavailable e) {
      notices.error("mailAway");
    }
  }

  public String getAfter() {
    return after;
  }

  public void setAfter(@Nullable String after) {
    this.after = after == null ? "" : after;
  }
}
