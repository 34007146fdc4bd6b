package org.ringspan.callcontrol;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;
import java.util.stream.Stream;
import javax.servlet.sip.SipServletResponse;
import org.ringspan.address.DeviceName;
import org.ringspan.address.UserId;
import org.ringspan.call.CallState.Talking;
import org.ringspan.call.LegId;
import org.ringspan.call.anchor.Anchored;
import org.ringspan.call.transfer.TransferEvent.TransferRequested;
import org.ringspan.configuration.Device;
import org.ringspan.configuration.boundary.ConfigurationSource;
import org.ringspan.desk.Replaces;
import org.ringspan.reach.CallOrigin;
import org.ringspan.reach.CallerIdentity;
import org.ringspan.reach.Claims;
import org.ringspan.reach.IncomingCall;
import org.ringspan.reach.LegDecision;
import org.ringspan.reach.LegPlan;
import org.ringspan.reach.LegTarget;

/**
 * Joins two calls of one telephone (RFC 5589 section 7):
 *
 * <ol>
 *   <li>the dialog that is named is another of that telephone's with us, in which two talk, or it
 *       is told 481: that of somebody else is none;
 *   <li>in this call two talk, too, and nothing else happens, or it is told 480;
 *   <li>one of the two calls goes on with the other: the one whose media go through the engine, if
 *       only one's do.
 * </ol>
 */
@ApplicationScoped
public class AttendedTransfers {
  private static final int LOOP_DETECTED = 482;
  private static final Duration LONGEST = CallSetting.TRANSFER.seconds();
  private static final int MOST = 10;

  @Inject private LiveCalls liveCalls;
  @Inject private ConfigurationSource configuration;

  private record Place(LiveCall call, LegId from, Talking talking) {
    LegId other() {
      return talking.other(from);
    }

    boolean isAnchored() {
      return call.state() instanceof Anchored;
    }
  }

  /**
   * Joins a call with another.
   *
   * @param from at which telephone of it who transfers is
   * @param named a dialog of that telephone's in the other call
   * @param told hears how it ends
   */
  void transfer(
      LiveCall call, LegId from, DeviceName device, Replaces.Dialog named, IntConsumer told) {
    Optional<UserId> owner = configuration.current().device(device).map(Device::owner);
    Optional<Party> other = named(device, named);
    if (other.isEmpty()) {
      told.accept(SipServletResponse.SC_CALL_LEG_DONE);
      return;
    }
    Optional<Place> here = talking(call, from);
    Optional<Place> there = talking(other.get().call(), other.get().leg());
    if (here.isEmpty() || there.isEmpty() || owner.isEmpty() || other.get().call() == call) {
      told.accept(SipServletResponse.SC_TEMPORARILY_UNAVAILABLE);
    } else if (named.earlyOnly()) {
      told.accept(SipServletResponse.SC_BUSY_HERE);
    } else if (!here.get().isAnchored() && there.get().isAnchored()) {
      join(there.get(), here.get(), owner.get(), told);
    } else {
      join(here.get(), there.get(), owner.get(), told);
    }
  }

  private void join(Place one, Place other, UserId by, IntConsumer told) {
    LegTarget target = shown(CallMoves.asIfCalling(other.call(), other.other()), other);
    LegPlan plan =
        new LegPlan(
            target,
            new LegDecision.Ring(Duration.ZERO),
            new CallerIdentity("", Optional.empty(), true),
            List.of(),
            Optional.empty());
    if (!one.call().transfers().another(MOST)) {
      told.accept(LOOP_DETECTED);
    } else if (!one.call()
        .transfers()
        .begin(told, new CallTransfers.Place(target, other.call(), other.from()))) {
      told.accept(SipServletResponse.SC_REQUEST_PENDING);
    } else {
      one.call()
          .post(
              new TransferRequested(
                  one.from(),
                  by,
                  "call " + other.call().id(),
                  List.of(plan),
                  Claims.NONE,
                  LONGEST));
    }
  }

  /** How who talks in the other call stands in the story of this one. */
  private static LegTarget shown(IncomingCall there, Place other) {
    return switch (there.origin()) {
      case CallOrigin.FromDevice(var device) -> new LegTarget.SilentDevice(device);
      case CallOrigin.FromTrunk trunk ->
          new LegTarget.OutsideNumber(
              there.caller().number().orElse("call " + other.call().id()), List.of());
    };
  }

  private static Optional<Place> talking(LiveCall call, LegId from) {
    return CallMoves.talking(call)
        .filter(two -> two.isOfPair(from))
        .map(two -> new Place(call, from, two));
  }

  private Optional<Party> named(DeviceName device, Replaces.Dialog named) {
    return liveCalls.all().stream()
        .flatMap(
            call ->
                CallMoves.talking(call).stream()
                    .flatMap(two -> Stream.of(two.calling(), two.winner()))
                    .flatMap(leg -> call.partyIfAny(leg).stream()))
        .filter(party -> party.name().filter(name -> name.is(named)).isPresent())
        .filter(party -> Referrals.isAt(party.call(), party.leg(), device))
        .findFirst();
  }
}
