package org.ringspan.callcontrol;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntConsumer;
import java.util.stream.Stream;
import javax.servlet.sip.SipServletResponse;
import org.ringspan.address.DeviceName;
import org.ringspan.address.UserId;
import org.ringspan.call.CallState.Talking;
import org.ringspan.call.LegId;
import org.ringspan.call.transfer.TransferEvent.TransferRequested;
import org.ringspan.configuration.Device;
import org.ringspan.configuration.boundary.ConfigurationSource;
import org.ringspan.reach.CallOrigin;
import org.ringspan.reach.CallerIdentity;
import org.ringspan.reach.Claims;
import org.ringspan.reach.IncomingCall;
import org.ringspan.reach.LegDecision;
import org.ringspan.reach.LegPlan;
import org.ringspan.reach.LegTarget;
import org.ringspan.reach.RoutingDecision;
import org.ringspan.reach.boundary.ReachService;

/**
 * Sends who talks with a telephone to a number (RFC 5589 section 6):
 *
 * <ol>
 *   <li>the two talk, and nothing else happens to the call;
 *   <li>the call hasn't been sent on too often;
 *   <li>the telephone may call that number itself;
 *   <li>somebody rings there who isn't one of the two.
 * </ol>
 */
@ApplicationScoped
public class Transfers {
  private static final int LOOP_DETECTED = 482;
  private static final Duration RINGING = CallSetting.TRANSFER.seconds();

  /** A call that is sent on more often goes round in circles. */
  private static final int MOST = 10;

  @Inject private ReachService reach;
  @Inject private ConfigurationSource configuration;

  /**
   * Has a call go elsewhere.
   *
   * @param from at which telephone of it who sends the other is
   * @param number where to, as the telephone would dial it
   * @param told hears with which status it rings, and how it ends
   */
  void transfer(LiveCall call, LegId from, DeviceName device, String number, IntConsumer told) {
    Optional<UserId> owner = configuration.current().device(device).map(Device::owner);
    Optional<Talking> talking =
        CallMoves.talking(call).filter(two -> two.isOfPair(from) && owner.isPresent());
    if (talking.isEmpty()) {
      told.accept(SipServletResponse.SC_TEMPORARILY_UNAVAILABLE);
      return;
    }
    if (!call.transfers().another(MOST)) {
      told.accept(LOOP_DETECTED);
      return;
    }
    IncomingCall sending =
        new IncomingCall(
            new CallOrigin.FromDevice(device),
            number,
            new CallerIdentity("", Optional.empty(), false));
    IncomingCall sent = CallMoves.asIfCalling(call, talking.get().other(from));
    switch (reach.transfer(sending, sent)) {
      case RoutingDecision.Place(var plan) -> {
        // What rings for a call that there is already takes nothing of the line.
        reach.release(new Claims(Set.of(), plan.claims().lines()));
        Claims users = new Claims(plan.claims().users(), Set.of());
        List<LegPlan> legs =
            plan.legs().stream().filter(leg -> !isOfTheTwo(call, talking.get(), leg)).toList();
        if (legs.stream().noneMatch(leg -> leg.decision() instanceof LegDecision.Ring)) {
          reach.release(users);
          told.accept(SipServletResponse.SC_TEMPORARILY_UNAVAILABLE);
        } else if (!call.transfers().begin(told)) {
          reach.release(users);
          told.accept(SipServletResponse.SC_REQUEST_PENDING);
        } else {
          call.post(new TransferRequested(from, owner.orElseThrow(), number, legs, users, RINGING));
        }
      }
      case RoutingDecision.Refuse refused -> {
        call.report()
            .noted(
                from,
                "%s may not transfer the call to %s: %s"
                    .formatted(owner.orElseThrow(), number, refused.why()));
        told.accept(refused.status());
      }
      case RoutingDecision.Retrieve(var place, var plan) -> {
        reach.release(plan.claims());
        told.accept(SipServletResponse.SC_NOT_FOUND);
      }
      case RoutingDecision.Access never -> told.accept(SipServletResponse.SC_NOT_FOUND);
      case RoutingDecision.ParkAt never -> told.accept(SipServletResponse.SC_NOT_FOUND);
    }
  }

  private static boolean isOfTheTwo(LiveCall call, Talking talking, LegPlan leg) {
    return leg.target() instanceof LegTarget.RegisteredDevice there
        && Stream.of(talking.calling(), talking.winner())
            .flatMap(party -> CallMoves.at(call, party).stream())
            .anyMatch(
                at ->
                    switch (at) {
                      case LegTarget.RegisteredDevice phone ->
                          phone.device().equals(there.device());
                      case LegTarget.SilentDevice phone -> phone.device().equals(there.device());
                      default -> false;
                    });
  }
}
