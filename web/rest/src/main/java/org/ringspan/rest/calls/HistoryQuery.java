package org.ringspan.rest.calls;

import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ringspan.address.UserId;
import org.ringspan.record.CallHistory.Position;
import org.ringspan.record.CallHistory.Question;
import org.ringspan.record.CallOutcome;
import org.ringspan.rest.http.Pages;
import org.ringspan.rest.http.Problem;

/** The parameters of a look back at calls. */
public class HistoryQuery {
  @QueryParam("from")
  @Nullable String from;

  @QueryParam("until")
  @Nullable String until;

  @QueryParam("number")
  @Nullable String number;

  @QueryParam("outcome")
  @Nullable String outcome;

  @QueryParam("after")
  @Nullable String after;

  @QueryParam("limit")
  @DefaultValue(Pages.USUAL)
  String limit = Pages.USUAL;

  /** The same as the history understands it. */
  Question question(Optional<UserId> user) {
    try {
      return new Question(
          user,
          Optional.ofNullable(from).map(Instant::parse),
          Optional.ofNullable(until).map(Instant::parse),
          Optional.ofNullable(number),
          Optional.ofNullable(outcome).map(HistoryQuery::outcome),
          Optional.ofNullable(after).map(HistoryQuery::position),
          Pages.most(limit, Question.LARGEST_PAGE));
    } catch (DateTimeException e) {
      throw Problem.badRequest("from and until are times like 2026-01-31T12:00:00Z");
    } catch (IllegalArgumentException e) {
      throw Problem.badRequest(String.valueOf(e.getMessage()));
    }
  }

  private static CallOutcome outcome(String text) {
    for (CallOutcome one : CallOutcome.values()) {
      if (CallJson.small(one).equals(text)) {
        return one;
      }
    }
    throw new IllegalArgumentException("there is no outcome " + text);
  }

  /** Where a page ended, as programs hand it back. */
  static String text(Position position) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString((position.at() + " " + position.row()).getBytes(StandardCharsets.US_ASCII));
  }

  private static Position position(String text) {
    try {
      String[] parts =
          new String(Base64.getUrlDecoder().decode(text), StandardCharsets.US_ASCII).split(" ", 2);
      return new Position(Instant.parse(parts[0]), Long.parseLong(parts[1]));
    } catch (IllegalArgumentException | DateTimeException | ArrayIndexOutOfBoundsException e) {
      throw new IllegalArgumentException("after is what a page's Link says", e);
    }
  }
}
