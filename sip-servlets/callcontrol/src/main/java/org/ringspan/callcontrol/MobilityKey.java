package org.ringspan.callcontrol;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.ringspan.access.MobilityAnswer;
import org.ringspan.access.MobilityAnswer.Result;
import org.ringspan.access.MobilityQuestion;
import org.ringspan.address.DeviceName;
import org.ringspan.address.UserId;
import org.ringspan.call.LegId;
import org.ringspan.call.boundary.MoveAnswer;
import org.ringspan.configuration.Device;
import org.ringspan.configuration.RemoteDestination;
import org.ringspan.configuration.User;
import org.ringspan.configuration.boundary.ConfigurationRefused;
import org.ringspan.configuration.boundary.ConfigurationSource;
import org.ringspan.configuration.boundary.OwnSettings;
import org.ringspan.identity.Actor;
import org.ringspan.voice.Answer;
import org.ringspan.voice.Question;
import org.ringspan.voice.boundary.VoiceAnswerer;

/**
 * The mobility key of a desk telephone: the call that is talked there goes to the mobile; where
 * there is none reach is turned on, or off when it is on for any destination.
 */
@ApplicationScoped
public class MobilityKey implements VoiceAnswerer {
  private static final Logger LOG = Logger.getLogger(MobilityKey.class);

  /** From where the trail says that settings were changed. */
  private static final String TELEPHONE = "telephone";

  @Inject private LiveCalls liveCalls;
  @Inject private CallMoves moves;
  @Inject private ConfigurationSource configuration;
  @Inject private OwnSettings settings;

  /** What is dialled for it; nothing where there is none. */
  Optional<String> code() {
    return configuration.current().reach().midCall().codes().mobility();
  }

  @Override
  public Optional<Answer> answer(Question question) {
    return question instanceof MobilityQuestion(var device)
        ? Optional.of(pressed(device))
        : Optional.empty();
  }

  private MobilityAnswer pressed(DeviceName device) {
    for (LiveCall call : liveCalls.all()) {
      Optional<LegId> party = moves.talkingAt(call, device);
      if (party.isPresent()) {
        return send(call, party.get());
      }
    }
    return configuration
        .current()
        .device(device)
        .map(Device::owner)
        .map(this::switchReach)
        .orElseGet(() -> MobilityAnswer.of(Result.NOT_SWITCHED));
  }

  /** Has the mobiles of a party's user ring. */
  MobilityAnswer send(LiveCall call, LegId party) {
    MoveAnswer answer = moves.send(call, party);
    return answer.result() == MoveAnswer.Result.BEGUN
        ? MobilityAnswer.of(Result.SENT)
        : new MobilityAnswer(Result.NOT_SENT, answer.reasons());
  }

  private MobilityAnswer switchReach(UserId user) {
    boolean on =
        configuration.current().user(user).stream()
            .map(User::remoteDestinations)
            .flatMap(destinations -> destinations.stream())
            .noneMatch(RemoteDestination::singleNumberReach);
    try {
      boolean any =
          settings.switchReach(
              new Actor(user.value(), Optional.of(TELEPHONE)), user, Optional.empty(), on);
      return MobilityAnswer.of(
          !any ? Result.NOT_SWITCHED : on ? Result.REACH_ON : Result.REACH_OFF);
    } catch (ConfigurationRefused e) {
      LOG.infof("reach of %s was not switched by its telephone: %s", user, e.getMessage());
      return MobilityAnswer.of(Result.NOT_SWITCHED);
    }
  }
}
