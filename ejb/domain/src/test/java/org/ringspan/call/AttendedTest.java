package org.ringspan.call;

import static org.ringspan.call.CallScenario.callTo;
import static org.ringspan.call.Example.desk;
import static org.ringspan.call.Example.sdp;
import static org.ringspan.call.LegId.CALLER;

import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ringspan.call.CallEffect.Acknowledge;
import org.ringspan.call.CallEffect.HangUp;
import org.ringspan.call.CallEffect.MoveBegins;
import org.ringspan.call.CallEffect.MoveEnds;
import org.ringspan.call.CallEffect.RecordEnd;
import org.ringspan.call.CallEffect.RefuseReoffer;
import org.ringspan.call.CallEffect.Reoffer;
import org.ringspan.call.CallEvent.Acknowledged;
import org.ringspan.call.CallEvent.HungUp;
import org.ringspan.call.CallEvent.LegAnswered;
import org.ringspan.call.CallEvent.ReofferAnswered;
import org.ringspan.call.CallEvent.ReofferRefused;
import org.ringspan.call.CallEvent.Reoffered;
import org.ringspan.call.CallState.Clearing;
import org.ringspan.call.CallState.Talking;
import org.ringspan.call.attended.AttendedEffect.AnswerOther;
import org.ringspan.call.attended.AttendedEffect.RefuseOther;
import org.ringspan.call.attended.AttendedEvent.PlaceWanted;
import org.ringspan.call.attended.Replacing;
import org.ringspan.reach.Claims;
import org.ringspan.record.CallId;
import org.ringspan.record.CallOutcome;

/**
 * The call that a telephone has made to ask, and that is joined with the one it transfers (RFC 5589
 * section 7): the caller has both, the desk stays.
 */
class AttendedTest {
  private static final LegId DESK = new LegId(1);
  private static final LegId OTHER = new LegId(1000);
  private static final CallId OTHER_CALL = new CallId("other");
  private static final Optional<SessionDescription> NOTHING = Optional.empty();
  private static final Optional<SessionDescription> OF_DESK = Optional.of(sdp("desk", 5000));
  private static final Optional<SessionDescription> AGAIN = Optional.of(sdp("desk", 5002));
  private static final Optional<SessionDescription> OF_OTHER = Optional.of(sdp("other", 6000));
  private static final Optional<SessionDescription> OF_CALLER = Optional.of(sdp("caller", 4002));

  private static CallScenario talking() {
    return callTo(desk()).given(new LegAnswered(DESK, OF_DESK), new Acknowledged(CALLER, NOTHING));
  }

  private static PlaceWanted wanted() {
    return new PlaceWanted(CALLER, OTHER, OTHER_CALL);
  }

  @Test
  @DisplayName("RFC 5589 7.1: who stays is asked for an offer, and its ACK carries the other's")
  void offers() {
    talking()
        .when(wanted())
        .then(new Reoffer(DESK, NOTHING))
        .in(Replacing.class)
        .when(new ReofferAnswered(DESK, AGAIN))
        .then(new AnswerOther(OTHER, AGAIN.orElseThrow()))
        .when(new Acknowledged(OTHER, OF_OTHER))
        .then(
            new MoveBegins(Claims.NONE),
            new Acknowledge(DESK, OF_OTHER),
            new HangUp(CALLER, Reason.MOVED),
            new MoveEnds(OTHER, DESK, Optional.of(OTHER)))
        .in(Talking.class)
        .when(new HungUp(OTHER))
        .thenAmongOthers(new HangUp(DESK, Reason.HUNG_UP))
        .in(Clearing.class);
  }

  @Test
  @DisplayName("RFC 5589 7.3: who stays refuses: the other call hears how, and the two talk on")
  void refuses() {
    talking()
        .given(wanted())
        .when(new ReofferRefused(DESK, 488))
        .then(new RefuseOther(OTHER, 488))
        .in(Talking.class)
        .when(new Reoffered(DESK, AGAIN, false))
        .then(new Reoffer(CALLER, AGAIN));
  }

  @Test
  @DisplayName("It negotiates meanwhile: the other call is refused; another one, too")
  void notNow() {
    talking()
        .given(new Reoffered(DESK, AGAIN, false))
        .when(wanted())
        .then(new RefuseOther(OTHER, 491))
        .in(Talking.class)
        .given(new ReofferAnswered(CALLER, OF_CALLER), new Acknowledged(DESK, NOTHING))
        .given(wanted())
        .when(new PlaceWanted(CALLER, new LegId(2000), OTHER_CALL))
        .then(new RefuseOther(new LegId(2000), 491))
        .when(new Reoffered(CALLER, OF_CALLER, false))
        .then(new RefuseReoffer(CALLER, 491));
  }

  @Test
  @DisplayName("The other call gives up behind the offer: the two are brought together again")
  void givesUp() {
    talking()
        .given(wanted(), new ReofferAnswered(DESK, AGAIN))
        .when(new HungUp(OTHER))
        .then(new Reoffer(CALLER, AGAIN))
        .when(new ReofferAnswered(CALLER, OF_CALLER))
        .then(new Acknowledge(CALLER, NOTHING), new Acknowledge(DESK, OF_CALLER))
        .in(Talking.class);
  }

  @Test
  @DisplayName("The other call gives up before who stays has answered: the same")
  void givesUpEarly() {
    talking()
        .given(wanted())
        .when(new HungUp(OTHER))
        .then()
        .when(new ReofferAnswered(DESK, AGAIN))
        .then(new Reoffer(CALLER, AGAIN))
        .when(new ReofferAnswered(CALLER, OF_CALLER))
        .then(new Acknowledge(CALLER, NOTHING), new Acknowledge(DESK, OF_CALLER))
        .in(Talking.class);
  }

  @Test
  @DisplayName("RFC 3264 6: the other call's party wants none of the streams: the same")
  void rejects() {
    talking()
        .given(wanted(), new ReofferAnswered(DESK, AGAIN))
        .when(new Acknowledged(OTHER, AGAIN.map(SessionDescription::rejected)))
        .then(new HangUp(OTHER, Reason.BROKEN), new Reoffer(CALLER, AGAIN))
        .when(new HungUp(OTHER))
        .thenIgnored()
        .in(Replacing.class);
  }

  @Test
  @DisplayName("The transferor hangs up meanwhile: it gets no BYE, and the others are joined")
  void leaves() {
    talking()
        .given(wanted())
        .when(new HungUp(CALLER))
        .then()
        .given(new ReofferAnswered(DESK, AGAIN))
        .when(new Acknowledged(OTHER, OF_OTHER))
        .then(
            new MoveBegins(Claims.NONE),
            new Acknowledge(DESK, OF_OTHER),
            new MoveEnds(OTHER, DESK, Optional.of(OTHER)))
        .in(Talking.class);
  }

  @Test
  @DisplayName("The transferor has hung up, and the other call gives up: the call ends")
  void nobodyLeft() {
    talking()
        .given(wanted(), new HungUp(CALLER), new ReofferAnswered(DESK, AGAIN))
        .when(new HungUp(OTHER))
        .thenAmongOthers(
            new Acknowledge(DESK, AGAIN.map(SessionDescription::rejected)),
            new HangUp(DESK, Reason.HUNG_UP),
            new RecordEnd(
                CallOutcome.ANSWERED,
                200,
                "the call that was to be joined gave up, and who has transferred it had left"))
        .in(Clearing.class);
  }

  @Test
  @DisplayName("Who stays hangs up meanwhile: the other call is refused, the transferor gets BYE")
  void stayingLeaves() {
    talking()
        .given(wanted())
        .when(new HungUp(DESK))
        .thenAmongOthers(new RefuseOther(OTHER, 480), new HangUp(CALLER, Reason.HUNG_UP))
        .in(Clearing.class);
    talking()
        .given(wanted(), new ReofferAnswered(DESK, AGAIN))
        .when(new HungUp(DESK))
        .thenAmongOthers(new HangUp(OTHER, Reason.HUNG_UP), new HangUp(CALLER, Reason.HUNG_UP))
        .in(Clearing.class);
  }
}
