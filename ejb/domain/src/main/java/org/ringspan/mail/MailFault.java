package org.ringspan.mail;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Why a letter wasn't sent.
 *
 * @param text in words, what the mail server said among them, one line of at most {@value #LONGEST}
 *     characters
 */
public record MailFault(Kind kind, String text) {
  /** How long the text may be. */
  public static final int LONGEST = 400;

  // rfc5321#section-4.2: "An SMTP reply consists of a three digit number […] followed by some text"
  private static final Pattern REPLY = Pattern.compile("^\\s*([245])[0-9][0-9](?:[ -]|$)");

  /** What it is about. */
  public enum Kind {
    /** The server, the way to it, or something that may be mended: tried again. */
    FOR_NOW,
    /** This recipient is refused for good. */
    RECIPIENT_REFUSED,
    /** The letter is larger than the server takes. */
    TOO_LARGE
  }

  public MailFault {
    text = Words.line(text, LONGEST);
  }

  /**
   * Tells the kinds apart. Only what is said of the recipient is for good: a refused login, sender
   * or content is mostly a setting, which an administrator mends while the letter waits.
   *
   * @param ofRecipient replies to the recipient's address
   * @param others what else was said, such as the reply to the letter itself
   */
  public static MailFault of(List<String> ofRecipient, List<String> others) {
    for (String reply : ofRecipient) {
      if (startsWith(reply, '5')) {
        // rfc5321#section-4.2.3: "552 Requested mail action aborted: exceeded storage allocation"
        return new MailFault(Kind.RECIPIENT_REFUSED, reply);
      }
    }
    for (String reply : others) {
      if (reply.strip().startsWith("552")) {
        return new MailFault(Kind.TOO_LARGE, reply);
      }
    }
    String text =
        ofRecipient.stream().findFirst().or(() -> others.stream().findFirst()).orElse("no reason");
    return new MailFault(Kind.FOR_NOW, text);
  }

  private static boolean startsWith(String reply, char digit) {
    Matcher code = REPLY.matcher(reply);
    return code.find() && code.group(1).charAt(0) == digit;
  }
}
