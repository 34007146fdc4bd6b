package org.ringspan.desk;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ringspan.call.CallState;
import org.ringspan.call.CallState.Talking;
import org.ringspan.call.LegId;
import org.ringspan.call.LegState;
import org.ringspan.call.Legs;
import org.ringspan.call.anchor.Anchored;
import org.ringspan.call.attended.Replacing;
import org.ringspan.call.join.Conference;
import org.ringspan.call.join.OnBehalf;
import org.ringspan.call.move.Moving;
import org.ringspan.call.park.Parked;
import org.ringspan.call.transfer.Transferring;
import org.ringspan.call.voice.Conversing;
import org.ringspan.reach.ReachPlan;

/**
 * What of a call the lines of those who are in it are shown.
 *
 * @param plan by which it is known who calls whom
 * @param parties who rings or talks
 */
public record CallView(ReachPlan plan, List<Standing> parties) {
  /**
   * Where one party stands.
   *
   * @param calling whether it is on the calling side
   * @param takable whether a desk telephone of the party's user may take its place
   */
  public record Standing(
      LegId party, boolean calling, LineDialog.Progress progress, boolean takable) {}

  public CallView {
    parties = List.copyOf(parties);
  }

  /** What of a call is shown now; nothing before its beginning and after its end. */
  public static Optional<CallView> of(CallState state) {
    return switch (state) {
      case CallState.Idle idle -> Optional.empty();
      case CallState.Ringing ringing ->
          Optional.of(ringing(ringing.setup().plan(), LineDialog.Progress.EARLY, ringing.legs()));
      case CallState.Answered answered ->
          Optional.of(
              new CallView(
                  answered.setup().plan(),
                  List.of(talks(LegId.CALLER, true), talks(answered.winner(), false))));
      case Talking talking -> Optional.of(talking(talking));
      case Moving moving -> Optional.of(talking(moving.talking()));
      case Replacing replacing -> Optional.of(talking(replacing.talking()));
      case Anchored anchored -> Optional.of(anchored(anchored));
      case Transferring transferring -> transferring(transferring);
      // Nobody can take a place among three.
      case Conference conference -> Optional.of(talking(conference.two().talking()));
      case Parked parked -> Optional.of(parked(parked));
      case Conversing conversing -> Optional.of(conversing(conversing));
      case OnBehalf left ->
          Optional.of(conversing(left.voice()))
              .map(view -> new CallView(view.plan(), view.withoutCaller()));
      case CallState.Clearing clearing -> Optional.empty();
      case CallState.Ended ended -> Optional.empty();
    };
  }

  /** Nobody takes a place while it rings elsewhere, and who has left has none. */
  private static Optional<CallView> transferring(Transferring state) {
    return of(state.beneath())
        .map(
            view ->
                new CallView(
                    view.plan(),
                    view.parties().stream()
                        .filter(party -> !state.left() || !party.party().equals(state.from()))
                        .map(
                            party ->
                                new Standing(
                                    party.party(), party.calling(), party.progress(), false))
                        .toList()));
  }

  /** Who has parked it has it no more. */
  private static CallView parked(Parked state) {
    Talking talking = state.two().talking();
    LegId waiting = talking.other(state.left());
    return new CallView(
        talking.setup().plan(), List.of(talks(waiting, waiting.equals(talking.calling()))));
  }

  private static CallView conversing(Conversing state) {
    return state.phase() instanceof Conversing.Connecting connecting
        ? ringing(
            connecting.ringing().setup().plan(),
            LineDialog.Progress.TALKING,
            connecting.ringing().legs())
        : new CallView(state.setup().plan(), List.of(talks(LegId.CALLER, true)));
  }

  private List<Standing> withoutCaller() {
    return parties.stream().filter(party -> !party.party().equals(LegId.CALLER)).toList();
  }

  private static CallView ringing(ReachPlan plan, LineDialog.Progress caller, Legs legs) {
    List<Standing> parties = new ArrayList<>();
    parties.add(new Standing(LegId.CALLER, true, caller, false));
    legs.states().entrySet().stream()
        .filter(leg -> leg.getValue().isRinging() && !(leg.getValue() instanceof LegState.Waiting))
        .map(leg -> new Standing(leg.getKey(), false, LineDialog.Progress.EARLY, false))
        .forEach(parties::add);
    return new CallView(plan, parties);
  }

  private static CallView talking(Talking talking) {
    return new CallView(
        talking.setup().plan(),
        List.of(talks(talking.calling(), true), talks(talking.winner(), false)));
  }

  private static CallView anchored(Anchored state) {
    Talking talking = state.talking();
    return new CallView(
        talking.setup().plan(),
        List.of(
            anchored(state, talking.calling(), true), anchored(state, talking.winner(), false)));
  }

  private static Standing anchored(Anchored state, LegId party, boolean calling) {
    return new Standing(
        party,
        calling,
        state.waitsFor(party) ? LineDialog.Progress.WAITING : LineDialog.Progress.TALKING,
        state.isForDesk(party));
  }

  private static Standing talks(LegId party, boolean calling) {
    return new Standing(party, calling, LineDialog.Progress.TALKING, false);
  }
}
