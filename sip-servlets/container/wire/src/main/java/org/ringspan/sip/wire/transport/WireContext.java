package org.ringspan.sip.wire.transport;

import gov.nist.javax.sip.header.CSeq;
import gov.nist.javax.sip.header.CallID;
import gov.nist.javax.sip.header.ContentLength;
import gov.nist.javax.sip.header.From;
import gov.nist.javax.sip.header.RequestLine;
import gov.nist.javax.sip.header.StatusLine;
import gov.nist.javax.sip.header.To;
import gov.nist.javax.sip.header.Via;
import gov.nist.javax.sip.message.SIPMessage;
import gov.nist.javax.sip.message.SIPResponse;
import java.net.InetAddress;
import java.text.ParseException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ringspan.sip.wire.ConnectionEnds;
import org.ringspan.sip.wire.DropReason;
import org.ringspan.sip.wire.ExpectedNames;
import org.ringspan.sip.wire.MessageValidation;
import org.ringspan.sip.wire.RejectionLog;
import org.ringspan.sip.wire.Rule;
import org.ringspan.sip.wire.StatelessAnswer;
import org.ringspan.sip.wire.Transport;
import org.ringspan.sip.wire.Verdict;
import org.ringspan.sip.wire.WireCounters;
import org.ringspan.sip.wire.WireLimits;

/** What all channels of a stack share: limits, validation, counters and log. */
record WireContext(
    WireLimits limits,
    MessageValidation validation,
    WireCounters counters,
    RejectionLog log,
    ConnectionEnds ends,
    ExpectedNames expected,
    TapSocket tap) {

  private static final Set<Class<?>> MANDATORY =
      Set.of(
          RequestLine.class,
          StatusLine.class,
          Via.class,
          From.class,
          To.class,
          CallID.class,
          CSeq.class,
          ContentLength.class);

  WireContext(
      WireLimits limits,
      WireCounters counters,
      ConnectionEnds ends,
      ExpectedNames expected,
      TapSocket tap) {
    this(
        limits,
        new MessageValidation(limits),
        counters,
        new RejectionLog(System.getLogger("org.ringspan.sip.wire")),
        ends,
        expected,
        tap);
  }

  /** Where the answer to a refused request goes. */
  interface Answers {
    void send(Verdict.Reject reject, byte[] answer);
  }

  /**
   * Judges one message and parses it.
   *
   * @param answers sends the answer when the message is refused
   * @return the message for the stack, or null when it was refused
   */
  @Nullable SIPMessage admit(
      byte[] m,
      int from,
      int to,
      Transport transport,
      InetAddress source,
      int port,
      Answers answers) {
    return admit(
        validation.judge(m, from, to, transport), m, from, to, transport, source, port, answers);
  }

  /** As {@link #admit} with a verdict that was given before. */
  @Nullable SIPMessage admit(
      Verdict verdict,
      byte[] m,
      int from,
      int to,
      Transport transport,
      InetAddress source,
      int port,
      Answers answers) {
    if (!(verdict instanceof Verdict.Drop(DropReason reason, var rule))
        || reason != DropReason.KEEP_ALIVE) {
      counters.received();
    }
    switch (verdict) {
      case Verdict.Accept accept -> {
        SIPMessage message = parse(m, accept);
        if (message != null) {
          tap.passed(false, transport, source, port, m, from, to);
          if (message instanceof SIPResponse response) {
            counters.responseReceived(response.getStatusCode());
          }
          return message;
        }
        Verdict refused = validation.refuse(m, from, to, Rule.NOT_PARSED);
        if (refused instanceof Verdict.Drop) {
          refused = new Verdict.Drop(DropReason.PARSER_REFUSED, Rule.NOT_PARSED);
        }
        refuse(refused, m, from, to, transport, source, port, answers);
      }
      case Verdict.Reject reject -> refuse(reject, m, from, to, transport, source, port, answers);
      case Verdict.Drop drop -> refuse(drop, m, from, to, transport, source, port, answers);
    }
    return null;
  }

  private void refuse(
      Verdict verdict,
      byte[] m,
      int from,
      int to,
      Transport transport,
      InetAddress source,
      int port,
      Answers answers) {
    switch (verdict) {
      case Verdict.Reject reject -> {
        counters.rejected(reject.status());
        counters.responseSent(reject.status());
        answers.send(reject, StatelessAnswer.encode(reject, source, port));
        log.refused(
            "answered " + reject.status() + " " + reject.reason(),
            m,
            from,
            to,
            source,
            port,
            transport);
      }
      case Verdict.Drop(DropReason reason, var rule) -> {
        counters.dropped(reason);
        if (reason != DropReason.KEEP_ALIVE) {
          log.refused("dropped " + reason, m, from, to, source, port, transport);
        }
      }
      case Verdict.Accept accept -> throw new IllegalArgumentException("accepted");
    }
  }

  /** The parsed message, or null when the stack's parser refuses what the validation accepted. */
  private @Nullable SIPMessage parse(byte[] m, Verdict.Accept accept) {
    try {
      SIPMessage message =
          new WireParser()
              .parseSIPMessage(accept.headers(m), false, false, WireContext::onParseError);
      if (message == null
          || message.getTopmostVia() == null
          || message.getFrom() == null
          || message.getTo() == null
          || message.getCallId() == null
          || message.getCSeq() == null) {
        return null;
      }
      if (accept.bodyBytes() > 0) {
        message.setMessageContent(accept.body(m));
      }
      if (message instanceof ReceivedRequest request) {
        request.received();
      }
      return message;
    } catch (ParseException | RuntimeException e) {
      // Its parsers of RAck, RSeq, MIME-Version and Server throw NumberFormatException and the
      // like.
      return null;
    }
  }

  private static void onParseError(
      ParseException e, SIPMessage message, @Nullable Class<?> type, String header, String text)
      throws ParseException {
    if (type != null && MANDATORY.contains(type)) {
      throw e;
    }
    message.addUnparsed(header);
  }
}
