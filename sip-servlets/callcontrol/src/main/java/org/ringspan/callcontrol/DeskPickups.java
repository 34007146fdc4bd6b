package org.ringspan.callcontrol;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.servlet.sip.SipServletRequest;
import javax.servlet.sip.SipServletResponse;
import org.ringspan.address.DeviceName;
import org.ringspan.address.DirectoryNumber;
import org.ringspan.address.UserId;
import org.ringspan.call.LegId;
import org.ringspan.call.anchor.AnchorEvent;
import org.ringspan.call.anchor.AnchorEvent.PickupDialled;
import org.ringspan.call.park.Parked;
import org.ringspan.configuration.Device;
import org.ringspan.configuration.boundary.ConfigurationSource;
import org.ringspan.desk.Replaces;
import org.ringspan.reach.CallOrigin;
import org.ringspan.reach.LegTarget;

/**
 * A telephone calls to take its user's call; it becomes a party of that call. It names the call by
 * the code for all that wait, or by one of the dialogs that it is shown (RFC 3891).
 */
@ApplicationScoped
public class DeskPickups {
  static final String OPTION = "replaces";
  private static final String FIELD = "Replaces";
  private static final String CONTRARY = "Join";

  @Inject private LiveCalls liveCalls;
  @Inject private CallMoves moves;
  @Inject private LineWatch lines;
  @Inject private ParkPlaces parks;
  @Inject private ConfigurationSource configuration;

  /** Whether a call is to take the place of another. */
  static boolean replaces(SipServletRequest invite) {
    return invite.getHeader(FIELD) != null;
  }

  /** A telephone has dialled the code that takes a call from hold. */
  void byCode(SipServletRequest invite, DeviceName device) throws IOException {
    for (LiveCall call : liveCalls.all()) {
      Optional<LegId> from = moves.waitingFor(call, device);
      if (from.isPresent()) {
        join(invite, device, call, from.get(), AnchorEvent.By.CODE);
        return;
      }
    }
    refuse(invite, SipServletResponse.SC_NOT_FOUND);
  }

  /**
   * A telephone has dialled what retrieves the call that is parked at a number. Where there is none
   * it gets 404.
   */
  void parked(SipServletRequest invite, DeviceName device, DirectoryNumber number)
      throws IOException {
    Optional<LiveCall> call = parks.at(number);
    if (call.isPresent() && call.get().state() instanceof Parked parked) {
      join(invite, device, call.get(), parked.left(), AnchorEvent.By.PARK);
    } else {
      refuse(invite, SipServletResponse.SC_NOT_FOUND);
    }
  }

  /**
   * Somebody names a dialog to be replaced, with the answers of RFC 3891 section 3:
   *
   * <ol>
   *   <li>what can't be read, or comes twice or with its contrary, gets 400;
   *   <li>what nobody, or only somebody else, could name gets 481: that another's call exists is
   *       told to nobody, so there is no 403;
   *   <li>a call that has just ended gets 603;
   *   <li>one that must be replaced only while it rings gets 486, since no such is ever named;
   *   <li>one that can't be taken at this moment, or is held for another telephone, gets 480.
   * </ol>
   *
   * @param origin who that is, proved
   */
  void byName(SipServletRequest invite, CallOrigin origin) throws IOException {
    switch (Replaces.of(fields(invite), invite.getHeader(CONTRARY) != null)) {
      case Replaces.Malformed malformed -> refuse(invite, SipServletResponse.SC_BAD_REQUEST);
      case Replaces.Dialog name -> byName(invite, origin, name);
    }
  }

  private void byName(SipServletRequest invite, CallOrigin origin, Replaces.Dialog name)
      throws IOException {
    Optional<DeviceName> device =
        origin instanceof CallOrigin.FromDevice(var phone) ? Optional.of(phone) : Optional.empty();
    Optional<UserId> user = device.flatMap(this::ownerOf);
    Optional<LineBook.Named<LiveCall>> named = user.flatMap(it -> lines.meantBy(name, it));
    if (named.isEmpty()) {
      refuse(invite, SipServletResponse.SC_CALL_LEG_DONE);
      return;
    }
    LineBook.Side side = named.get().side();
    Optional<LiveCall> call = named.get().call();
    Optional<LegId> from = call.flatMap(it -> moves.anchoredAt(it, side.user(), side.calling()));
    if (from.isEmpty()) {
      refuse(invite, SipServletResponse.SC_DECLINE);
    } else if (name.earlyOnly()) {
      refuse(invite, SipServletResponse.SC_BUSY_HERE);
    } else if (moves.mayBeReplaced(call.orElseThrow(), from.get())) {
      join(invite, device.orElseThrow(), call.orElseThrow(), from.get(), AnchorEvent.By.REPLACES);
    } else {
      // The call decides; but what can't be is no reason to become a party of it.
      refuse(invite, SipServletResponse.SC_TEMPORARILY_UNAVAILABLE);
    }
  }

  private static List<String> fields(SipServletRequest invite) {
    List<String> fields = new ArrayList<>();
    invite.getHeaders(FIELD).forEachRemaining(fields::add);
    return fields;
  }

  private Optional<UserId> ownerOf(DeviceName device) {
    return configuration.current().device(device).map(Device::owner);
  }

  private void join(
      SipServletRequest invite, DeviceName device, LiveCall call, LegId from, AnchorEvent.By by)
      throws IOException {
    invite.getApplicationSession().setExpires(0);
    Flows.backToCaller(invite);
    LegId leg = call.arrival();
    call.join(leg, invite);
    call.rings(
        leg, new LegTarget.SilentDevice(device, configuration.current().encryptionOf(device)));
    call.report().received(leg, invite);
    call.post(new PickupDialled(from, leg, Bodies.session(invite), by));
  }

  private static void refuse(SipServletRequest invite, int status) throws IOException {
    invite.createResponse(status).send();
  }
}
