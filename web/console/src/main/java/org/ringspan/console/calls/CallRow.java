package org.ringspan.console.calls;

import java.time.Instant;
import java.util.Locale;
import org.ringspan.address.UserId;
import org.ringspan.console.page.Words;
import org.ringspan.record.CallHistory;

/**
 * A line of a history.
 *
 * @param hidden whether the caller withholds who they are, and it isn't for the company
 */
public record CallRow(CallHistory.Entry entry, boolean hidden, Words words) {
  public String getId() {
    return entry.call().value();
  }

  public Instant getAt() {
    return entry.at();
  }

  public String getCaller() {
    return hidden
        ? "private"
        : Parties.caller(
            entry.callerName(), entry.caller(), entry.callingUser(), entry.callerPrivate());
  }

  public String getCalled() {
    return Parties.called(entry.called(), entry.calledUser());
  }

  /** By which hunt group it rang the user whose calls these are; empty: by none. */
  public String getGroup() {
    return entry.group().map(CallHistory.GroupPart::group).orElse("");
  }

  /** Which member of the group took it; empty: nobody of them did. */
  public String getGroupAnsweredBy() {
    return entry.group().flatMap(CallHistory.GroupPart::answeredBy).map(UserId::value).orElse("");
  }

  public String getCalledUser() {
    return entry.calledUser().map(UserId::value).orElse("");
  }

  public String getOutcome() {
    return entry
        .outcome()
        .map(it -> it.name().toLowerCase(Locale.ROOT).replace('_', ' '))
        .orElse("going on");
  }

  public String getAnsweredBy() {
    return entry.answeredBy().orElse("");
  }

  public String getTalked() {
    return entry.talked().map(words::length).orElse("");
  }
}
