package org.ringspan.callcontrol;

import org.ringspan.call.CallEvent;
import org.ringspan.call.CallEvent.DigitPressed;
import org.ringspan.call.LegId;

/** Where the keys of a call's parties are heard: in their media, or by messages (CC9). */
final class PartyKeys {
  private final LiveCall call;
  private final CallMedia media;
  private final CallEnvironment environment;

  PartyKeys(LiveCall call, CallEnvironment environment) {
    this.call = call;
    this.environment = environment;
    this.media = new CallMedia(environment.media(), this::heard);
  }

  /** The media of the call; what they hear is told to it. */
  CallMedia media() {
    return media;
  }

  /** What the engine tells: of a party that tells of its keys by itself they were heard twice. */
  void heard(CallEvent event) {
    boolean twice =
        event instanceof DigitPressed(var party, var digit)
            && call.partyIfAny(party).filter(one -> one.keys().counts()).isPresent();
    if (!twice) {
      call.post(event);
    }
  }

  /** Whether a party tells of its keys by messages. */
  boolean tellsOfKeys(LegId leg) {
    return call.partyIfAny(leg)
        .filter(party -> party.infos().tellsOfKeys() || party.keys().counts())
        .isPresent();
  }

  /** Has keys of a party told. */
  void want(LegId leg) {
    call.partyIfAny(leg).ifPresent(party -> party.keys().want());
    ask(leg);
  }

  /** Asks a party for its keys, once it has media with us. */
  void ask(LegId leg) {
    if (media.has(leg)) {
      call.partyIfAny(leg).ifPresent(party -> party.keys().begin(environment.timers()));
    }
  }
}
