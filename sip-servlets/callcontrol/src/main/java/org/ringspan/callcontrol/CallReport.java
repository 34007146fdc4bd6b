package org.ringspan.callcontrol;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import javax.servlet.sip.SipServletMessage;
import javax.servlet.sip.SipServletRequest;
import javax.servlet.sip.SipServletResponse;
import org.ringspan.call.CallEffect;
import org.ringspan.call.CallEvent;
import org.ringspan.call.LegId;
import org.ringspan.event.boundary.CallEvents;
import org.ringspan.explain.CallChronicle;
import org.ringspan.record.CallEnded;
import org.ringspan.record.CallStarted;
import org.ringspan.record.SipMethod;
import org.ringspan.record.boundary.CallRecords;

/**
 * Reports one call: what passes by goes into its chronicle, and from there to the records and the
 * events. It changes nothing of the call. What the transaction layer sends by itself, 100 and the
 * ACK to a refusal, doesn't pass here.
 */
final class CallReport {
  private final CallChronicle chronicle;
  private final CallRecords records;
  private final CallEvents events;
  private final CallMeters meters;
  private final Clock clock;

  CallReport(
      CallChronicle chronicle,
      CallRecords records,
      CallEvents events,
      CallMeters meters,
      Clock clock) {
    this.chronicle = chronicle;
    this.records = records;
    this.events = events;
    this.meters = meters;
    this.clock = clock;
  }

  CallChronicle chronicle() {
    return chronicle;
  }

  void happened(CallEvent event) {
    chronicle.happened(event, clock.instant());
  }

  /** Called before the effect is carried out. */
  void decided(CallEffect effect) {
    boolean rang = chronicle.ringingAt().isPresent();
    chronicle.decided(effect, clock.instant());
    switch (effect) {
      case CallEffect.RecordStart start -> {
        CallStarted started = chronicle.started();
        records.started(started);
        meters.started(started);
        events.started(chronicle);
      }
      case CallEffect.RecordAnswer answer -> events.answered(chronicle);
      case CallEffect.RecordEnd end -> {
        chronicle.ended().ifPresent(this::ended);
        events.ended(chronicle);
      }
      default -> {
        if (!rang && chronicle.ringingAt().isPresent()) {
          events.ringing(chronicle);
          chronicle.ringingAt().ifPresent(this::rings);
        }
      }
    }
  }

  private void ended(CallEnded ended) {
    records.ended(ended);
    meters.ended(ended);
  }

  private void rings(Instant at) {
    meters.rings(Duration.between(chronicle.started().at(), at));
  }

  /** Something that neither an event nor an effect tells. */
  void noted(LegId party, String words) {
    chronicle.noted(party, words, clock.instant());
  }

  /** A message of this call was received. */
  void received(LegId party, SipServletMessage message) {
    note(party, false, message);
    if (message.getMethod().equals("CANCEL") && message instanceof SipServletRequest cancel) {
      // The container answers both by itself (RFC 3261 section 9.2).
      note(party, true, SipMethod.CANCEL, SipServletResponse.SC_OK, cancel);
      note(party, true, SipMethod.INVITE, SipServletResponse.SC_REQUEST_TERMINATED, cancel);
    }
  }

  /** Sends a message of this call. */
  void send(LegId party, SipServletMessage message) throws IOException {
    note(party, true, message);
    message.send();
  }

  /** A message of this call is about to be sent. */
  void sending(LegId party, SipServletMessage message) {
    note(party, true, message);
  }

  private void note(LegId party, boolean sent, SipServletMessage message) {
    int status = message instanceof SipServletResponse response ? response.getStatus() : 0;
    note(party, sent, SipMethod.named(message.getMethod()), status, message);
  }

  private void note(
      LegId party, boolean sent, SipMethod method, int status, SipServletMessage message) {
    chronicle.message(clock.instant(), party, sent, method, status, sequence(message));
  }

  /** The number of CSeq; 0 when there is none that can be read. */
  private static long sequence(SipServletMessage message) {
    String value = message.getHeader("CSeq");
    long number = 0;
    for (int i = 0; value != null && i < value.length() && i < 10; i++) {
      char c = value.charAt(i);
      if (c < '0' || c > '9') {
        break;
      }
      number = 10 * number + (c - '0');
    }
    return number;
  }
}
