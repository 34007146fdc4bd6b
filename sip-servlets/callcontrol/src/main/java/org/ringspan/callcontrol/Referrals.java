package org.ringspan.callcontrol;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.servlet.sip.ServletParseException;
import javax.servlet.sip.SipServletRequest;
import javax.servlet.sip.SipServletResponse;
import javax.servlet.sip.SipSession;
import javax.servlet.sip.SipURI;
import javax.servlet.sip.URI;
import org.jboss.logging.Logger;
import org.ringspan.access.MobilityAnswer;
import org.ringspan.access.MobilityQuestion;
import org.ringspan.address.DeviceName;
import org.ringspan.address.DirectoryNumber;
import org.ringspan.address.UserId;
import org.ringspan.call.LegId;
import org.ringspan.call.park.ParkEvent.ParkAnswered.Result;
import org.ringspan.configuration.Device;
import org.ringspan.configuration.boundary.ConfigurationSource;
import org.ringspan.desk.Replaces;
import org.ringspan.reach.CallOrigin;
import org.ringspan.reach.CallerIdentity;
import org.ringspan.reach.IncomingCall;
import org.ringspan.reach.LegTarget;
import org.ringspan.reach.ReachRules;
import org.ringspan.record.CallId;
import org.ringspan.voice.boundary.CallRecordings;

/**
 * REFER of a desk telephone (RFC 3515):
 *
 * <ol>
 *   <li>the telephone proves which device it is, be it in a dialog;
 *   <li>exactly one Refer-To is there and can be read, or it gets 400;
 *   <li>in a dialog, that is a call of the device's own, or it gets 403;
 *   <li>to the mobility key: the call goes to the mobile, and outside of a dialog it is as if the
 *       key were dialled; to a park number: the call is parked; to another number: who talks with
 *       the telephone is sent there ({@link Transfers}); with another call of the telephone's: the
 *       two are joined ({@link AttendedTransfers}); everything else is declined by 603;
 *   <li>202, and NOTIFY tells what became of it, unless the telephone wants none (RFC 4488).
 * </ol>
 */
@ApplicationScoped
public class Referrals {
  private static final Logger LOG = Logger.getLogger(Referrals.class);

  /** With a dialog's name in it, in which much is escaped. */
  private static final int LONGEST = 1500;

  private static final String NUMBER = "[A-Za-z0-9+*#._~!-]{1,64}";
  private static final String FRAGMENT = "message/sipfrag;version=2.0";

  @Inject private Senders senders;
  @Inject private MobilityKey mobility;
  @Inject private ParkPlaces parks;
  @Inject private Transfers transfers;
  @Inject private AttendedTransfers attended;
  @Inject private VoiceQuestions questions;
  @Inject private ConfigurationSource configuration;

  /** What becomes of the reference, for NOTIFY. */
  private record Outcome(int status, String phrase) {
    static final Outcome DONE = new Outcome(200, "OK");
    static final Outcome BUSY = new Outcome(486, "Busy Here");
    static final Outcome FAILED = new Outcome(480, "Temporarily Unavailable");

    static Outcome of(boolean done) {
      return done ? DONE : FAILED;
    }
  }

  /** Where the outcome is told. */
  private record Asker(SipSession dialog, String event, boolean told) {}

  void arrive(SipServletRequest refer) throws IOException {
    Optional<DeviceName> device = senders.deviceOf(refer);
    if (device.isEmpty()) {
      return;
    }
    Optional<URI> to = target(refer);
    if (to.isEmpty()) {
      refuse(refer, SipServletResponse.SC_BAD_REQUEST);
      return;
    }
    Optional<Replaces> replaced = replaced(to.get());
    if (replaced.filter(it -> it instanceof Replaces.Malformed).isPresent()) {
      refuse(refer, SipServletResponse.SC_BAD_REQUEST);
      return;
    }
    // What asks for more than a call isn't taken for less than that.
    Optional<String> called =
        to.get() instanceof SipURI sip && sip.getHeaderNames().hasNext()
            ? Optional.empty()
            : Addressing.userOf(to.get()).filter(user -> user.matches(NUMBER));
    if (refer.isInitial()) {
      if (called.isPresent() && called.equals(mobility.code())) {
        pressed(refer, device.get());
      } else {
        refuse(refer, SipServletResponse.SC_DECLINE);
      }
      return;
    }
    Optional<Party> party = LiveCall.partyOf(refer.getSession(false));
    if (party.isEmpty()) {
      refuse(refer, SipServletResponse.SC_CALL_LEG_DONE);
    } else if (!isAt(party.get(), device.get())) {
      refuse(refer, SipServletResponse.SC_FORBIDDEN);
    } else if (replaced.isPresent() && replaced.get() instanceof Replaces.Dialog dialog) {
      Asker asker = accept(refer);
      attended.transfer(
          party.get().call(),
          party.get().leg(),
          device.get(),
          dialog,
          status -> tell(asker, status));
    } else if (called.isEmpty()) {
      refuse(refer, SipServletResponse.SC_DECLINE);
    } else if (called.equals(mobility.code())) {
      Asker asker = accept(refer);
      MobilityAnswer answer = mobility.send(party.get().call(), party.get().leg());
      tell(asker, Outcome.of(answer.done()));
    } else {
      send(refer, party.get(), device.get(), called.get());
    }
  }

  // rfc3515#section-2.4.1: "A REFER request method MUST contain exactly one Refer-To header field
  // value."
  private static Optional<URI> target(SipServletRequest refer) {
    List<String> fields = new ArrayList<>();
    refer.getHeaders("Refer-To").forEachRemaining(fields::add);
    if (fields.size() != 1 || fields.getFirst().length() > LONGEST) {
      return Optional.empty();
    }
    try {
      return Optional.ofNullable(refer.getAddressHeader("Refer-To")).map(it -> it.getURI());
    } catch (ServletParseException e) {
      LOG.debugf("Refer-To can't be read: %s", e.getMessage());
      return Optional.empty();
    }
  }

  // rfc3891#section-6.1: the dialog stands in the header Replaces of the URI, escaped.
  private static Optional<Replaces> replaced(URI to) {
    return to instanceof SipURI sip
        ? Optional.ofNullable(sip.getHeader("Replaces"))
            .map(field -> Replaces.of(List.of(field), sip.getHeader("Join") != null))
        : Optional.empty();
  }

  private static boolean isAt(Party party, DeviceName device) {
    return isAt(party.call(), party.leg(), device);
  }

  /** Whether a party talks at a telephone of ours. */
  static boolean isAt(LiveCall call, LegId leg, DeviceName device) {
    return CallMoves.at(call, leg)
        .filter(
            target ->
                switch (target) {
                  case LegTarget.RegisteredDevice phone -> phone.device().equals(device);
                  case LegTarget.SilentDevice phone -> phone.device().equals(device);
                  default -> false;
                })
        .isPresent();
  }

  private void pressed(SipServletRequest refer, DeviceName device) throws IOException {
    Asker asker = accept(refer);
    CallRecordings none = questions.recordings(new CallId(UUID.randomUUID().toString()));
    questions.ask(
        new MobilityQuestion(device),
        none,
        answer -> {
          none.close();
          tell(asker, Outcome.of(answer instanceof MobilityAnswer known && known.done()));
        });
  }

  private void send(SipServletRequest refer, Party party, DeviceName device, String called)
      throws IOException {
    Optional<DirectoryNumber> number =
        ReachRules.parkNumber(
            configuration.current(),
            new IncomingCall(
                new CallOrigin.FromDevice(device),
                called,
                new CallerIdentity("", Optional.empty(), false)));
    Optional<UserId> owner = configuration.current().device(device).map(Device::owner);
    if (owner.isEmpty()) {
      refuse(refer, SipServletResponse.SC_DECLINE);
      return;
    }
    Asker asker = accept(refer);
    if (number.isEmpty()) {
      transfers.transfer(party.call(), party.leg(), device, called, status -> tell(asker, status));
      return;
    }
    parks.park(
        party.call(),
        party.leg(),
        owner.get(),
        number.get(),
        result -> tell(asker, parked(result)));
  }

  private static Outcome parked(Result result) {
    return switch (result) {
      case PARKED -> Outcome.DONE;
      case OCCUPIED -> Outcome.BUSY;
      case NOTHING_HELD, NOT_NOW -> Outcome.FAILED;
    };
  }

  private Asker accept(SipServletRequest refer) throws IOException {
    // rfc4488#section-4: who wants no subscription says so, and is told that there is none.
    boolean told = !"false".equalsIgnoreCase(refer.getHeader("Refer-Sub"));
    SipServletResponse accepted = refer.createResponse(SipServletResponse.SC_ACCEPTED);
    if (!told) {
      accepted.setHeader("Refer-Sub", "false");
    }
    accepted.send();
    String sequence = refer.getHeader("CSeq").strip().split("\\s+", 2)[0];
    Asker asker = new Asker(refer.getSession(), "refer;id=" + sequence, told);
    // rfc3515#section-2.4.4: a NOTIFY comes at once.
    tell(asker, new Outcome(100, "Trying"), "active;expires=60");
    return asker;
  }

  /** How far a transfer is; before its end the subscription goes on. */
  private static void tell(Asker asker, int status) {
    Outcome outcome = new Outcome(status, phrase(status));
    if (status < SipServletResponse.SC_OK) {
      tell(asker, outcome, "active;expires=60");
    } else {
      tell(asker, outcome);
    }
  }

  private static String phrase(int status) {
    return switch (status) {
      case SipServletResponse.SC_RINGING -> "Ringing";
      case SipServletResponse.SC_OK -> "OK";
      case SipServletResponse.SC_FORBIDDEN -> "Forbidden";
      case SipServletResponse.SC_NOT_FOUND -> "Not Found";
      case SipServletResponse.SC_BUSY_HERE -> "Busy Here";
      case SipServletResponse.SC_DECLINE -> "Decline";
      case SipServletResponse.SC_CALL_LEG_DONE -> "Call/Transaction Does Not Exist";
      case 482 -> "Loop Detected";
      default -> "Not Transferred";
    };
  }

  private static void tell(Asker asker, Outcome outcome) {
    tell(asker, outcome, "terminated;reason=noresource");
  }

  /** Who can't be told any more has no need of it. */
  private static void tell(Asker asker, Outcome outcome, String state) {
    if (!asker.told()) {
      return;
    }
    try {
      SipServletRequest notify = asker.dialog().createRequest("NOTIFY");
      notify.setHeader("Event", asker.event());
      notify.setHeader("Subscription-State", state);
      notify.setContent(
          "SIP/2.0 %d %s\r\n"
              .formatted(outcome.status(), outcome.phrase())
              .getBytes(StandardCharsets.US_ASCII),
          FRAGMENT);
      notify.send();
    } catch (IOException | IllegalStateException e) {
      LOG.debugf("what became of a reference can't be told: %s", e.getMessage());
    }
  }

  private static void refuse(SipServletRequest refer, int status) throws IOException {
    refer.createResponse(status).send();
  }
}
