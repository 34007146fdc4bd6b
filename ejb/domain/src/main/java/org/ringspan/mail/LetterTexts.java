package org.ringspan.mail;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.ringspan.address.MailAddress;

/**
 * The words of letters: a plain text, and the same as a page.
 *
 * @param zone in which times are told
 * @param place where the console is, as {@code https://phone.example.com}; empty: letters have no
 *     links
 */
public record LetterTexts(MailAddress to, String name, ZoneId zone, Optional<String> place) {
  private static final int LONGEST = 120;
  private static final DateTimeFormatter FILE =
      DateTimeFormatter.ofPattern("yyyy-MM-dd-HHmm").withZone(ZoneOffset.UTC);

  /**
   * Who has called, as the user may see it.
   *
   * @param number empty when unknown
   * @param name empty when unknown
   * @param isPrivate whether it is withheld
   */
  public record Caller(Optional<String> number, String name, boolean isPrivate) {
    String words() {
      if (isPrivate) {
        return "a withheld number";
      }
      String shownName = Words.line(name, LONGEST);
      String shownNumber = Words.line(number.orElse(""), LONGEST);
      if (shownNumber.isEmpty()) {
        return shownName.isEmpty() ? "an unknown number" : shownName;
      }
      return shownName.isEmpty() || shownName.equals(shownNumber)
          ? shownNumber
          : shownName + " (" + shownNumber + ")";
    }
  }

  /**
   * A message in the mailbox.
   *
   * @param recording the file; empty when the user doesn't want it, or it is too long
   * @param tooLong whether it was left out since it is too long
   */
  public Letter newMessage(
      Caller caller, Instant at, Duration length, Optional<byte[]> recording, boolean tooLong) {
    List<String> sentences = new ArrayList<>();
    if (recording.isPresent()) {
      sentences.add("The recording is attached.");
    } else if (tooLong) {
      sentences.add("The recording is too long to be mailed. It is in your mailbox.");
    } else {
      sentences.add("The message is in your mailbox.");
    }
    return letter(
        "Voice message from " + caller.words() + ", " + Words.shortMoment(at, zone),
        "You have a new voice message.",
        List.of(
            new Fact("From", caller.words()),
            new Fact("Left", Words.moment(at, zone)),
            new Fact("Length", Words.length(length))),
        sentences,
        new Link("Your voicemail", "/me/voicemail"),
        recording.map(wav -> new Letter.Recording("message-" + FILE.format(at) + ".wav", wav)));
  }

  /**
   * A missed call.
   *
   * @param called the number that was called
   */
  public Letter missedCall(Caller caller, Instant at, String called) {
    return missedCall(caller, at, called, false);
  }

  /**
   * A missed call.
   *
   * @param last whether it is the last of its hour that is told by itself
   */
  public Letter missedCall(Caller caller, Instant at, String called, boolean last) {
    return letter(
        "Missed call from " + caller.words() + ", " + Words.shortMoment(at, zone),
        "You have missed a call.",
        List.of(
            new Fact("From", caller.words()),
            new Fact("At", Words.moment(at, zone)),
            new Fact("Called", Words.line(called, LONGEST))),
        last
            ? List.of(
                "These were many calls within an hour. If more are missed in it, one letter tells"
                    + " how many.")
            : List.of(),
        new Link("Your calls", "/me/calls"),
        Optional.empty());
  }

  /**
   * Missed calls that weren't told one by one.
   *
   * @param count how many
   * @param from the hour in which they came began
   * @param until it ended
   */
  public Letter missedCalls(int count, Instant from, Instant until) {
    String calls = count == 1 ? "one more missed call" : count + " more missed calls";
    return letter(
        capital(calls) + ", " + Words.shortMoment(until, zone),
        (count == 1 ? "There was " : "There were ") + calls + " that no letter told of.",
        List.of(
            new Fact("From", Words.moment(from, zone)),
            new Fact("Until", Words.moment(until, zone))),
        List.of("Your list of calls has them all."),
        new Link("Your calls", "/me/calls"),
        Optional.empty());
  }

  private static String capital(String text) {
    return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }

  /**
   * Too many wrong PINs.
   *
   * @param until when right ones are looked at again
   */
  public Letter lockedOut(Caller caller, Instant at, Instant until) {
    return letter(
        "Your telephone PIN is locked, " + Words.shortMoment(at, zone),
        "Somebody has keyed in wrong PINs for you several times by telephone.",
        List.of(
            new Fact("Last from", caller.words()),
            new Fact("Last at", Words.moment(at, zone)),
            new Fact("Locked until", Words.moment(until, zone))),
        List.of(
            "Until then no PIN of yours is taken by telephone, not even the right one. Your telephones,"
                + " your password and your mailbox on the page are not touched.",
            "If it wasn't you, change your PIN and tell your administrator. A caller may show any"
                + " number as its own."),
        new Link("Your account", "/me/account"),
        Optional.empty());
  }

  /** Shows that mail arrives. */
  public Letter test(Instant at) {
    return letter(
        "Test of outgoing mail, " + Words.shortMoment(at, zone),
        "This letter shows that the telephone server can send mail.",
        List.of(new Fact("Sent", Words.moment(at, zone))),
        List.of(),
        new Link("Mail in the console", "/console/mail"),
        Optional.empty());
  }

  private record Fact(String name, String value) {}

  private record Link(String words, String path) {}

  private Letter letter(
      String subject,
      String opening,
      List<Fact> facts,
      List<String> sentences,
      Link link,
      Optional<Letter.Recording> recording) {
    return new Letter(
        to,
        Words.line(subject, 2 * LONGEST),
        plain(opening, facts, sentences, link),
        html(opening, facts, sentences, link),
        recording);
  }

  private String greeting() {
    return "Hello " + Words.line(name, LONGEST) + ",";
  }

  private String plain(String opening, List<Fact> facts, List<String> sentences, Link link) {
    StringBuilder text = new StringBuilder();
    text.append(greeting()).append("\n\n").append(opening).append("\n\n");
    facts.forEach(fact -> text.append(fact.name()).append(": ").append(fact.value()).append('\n'));
    sentences.forEach(sentence -> text.append('\n').append(sentence).append('\n'));
    place.ifPresent(
        it -> text.append('\n').append(link.words()).append(": ").append(it).append(link.path()));
    return text.append("\n\n-- \nSent by the telephone server. Nobody reads answers.\n").toString();
  }

  private String html(String opening, List<Fact> facts, List<String> sentences, Link link) {
    StringBuilder page =
        new StringBuilder(
            "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"UTF-8\"></head>"
                + "<body style=\"font-family: sans-serif\">");
    page.append(paragraph(greeting())).append(paragraph(opening)).append("<table>");
    facts.forEach(
        fact ->
            page.append("<tr><th align=\"left\" style=\"padding-right: 1em\">")
                .append(Words.html(fact.name()))
                .append("</th><td>")
                .append(Words.html(fact.value()))
                .append("</td></tr>"));
    page.append("</table>");
    sentences.forEach(sentence -> page.append(paragraph(sentence)));
    place.ifPresent(
        it ->
            page.append("<p><a href=\"")
                .append(Words.html(it + link.path()))
                .append("\">")
                .append(Words.html(link.words()))
                .append("</a></p>"));
    return page.append(
            "<p style=\"color: #595959\"><small>Sent by the telephone server. Nobody reads")
        .append(" answers.</small></p></body></html>")
        .toString();
  }

  private static String paragraph(String text) {
    return "<p>" + Words.html(text) + "</p>";
  }
}
