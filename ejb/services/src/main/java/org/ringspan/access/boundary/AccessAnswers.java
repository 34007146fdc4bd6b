package org.ringspan.access.boundary;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.ringspan.access.AccessAnswer;
import org.ringspan.access.AccessAnswer.Checked;
import org.ringspan.access.AccessAnswer.Known;
import org.ringspan.access.AccessAnswer.Routed;
import org.ringspan.access.AccessAnswer.Switched;
import org.ringspan.access.AccessQuestion;
import org.ringspan.address.DestinationNumber;
import org.ringspan.address.UserId;
import org.ringspan.configuration.boundary.ConfigurationRefused;
import org.ringspan.configuration.boundary.ConfigurationSource;
import org.ringspan.configuration.boundary.OwnSettings;
import org.ringspan.identity.Actor;
import org.ringspan.identity.boundary.Pins;
import org.ringspan.reach.AccessPerson;
import org.ringspan.reach.AccessRules;
import org.ringspan.reach.IncomingCall;
import org.ringspan.reach.RoutingDecision;
import org.ringspan.reach.boundary.ReachService;
import org.ringspan.voice.Answer;
import org.ringspan.voice.Question;
import org.ringspan.voice.boundary.VoiceAnswerer;

/** Answers what voice access and feature access ask the rules. */
@ApplicationScoped
public class AccessAnswers implements VoiceAnswerer {
  private static final Logger LOG = Logger.getLogger(AccessAnswers.class);

  /** From where the trail says that settings were changed. */
  private static final String TELEPHONE = "telephone";

  @Inject private ConfigurationSource configuration;
  @Inject private ReachService reach;
  @Inject private Pins pins;
  @Inject private OwnSettings settings;

  /** Made by the container, which sets what is missing. */
  @SuppressWarnings("NullAway.Init")
  public AccessAnswers() {}

  @Override
  public Optional<Answer> answer(Question question) {
    return question instanceof AccessQuestion ofAccess
        ? Optional.of(answer(ofAccess))
        : Optional.empty();
  }

  private AccessAnswer answer(AccessQuestion question) {
    return switch (question) {
      case AccessQuestion.Identify(var number) ->
          new Known(AccessRules.identified(configuration.current(), number));
      case AccessQuestion.FindDestination(var user, var number) ->
          new Known(AccessRules.destinationOf(configuration.current(), user, number));
      case AccessQuestion.CheckPin(var user, var caller, var pressed) ->
          new Checked(pins.check(user, pressed, caller));
      case AccessQuestion.Route(var person, var call, var number, var joins) ->
          route(person, call, number, joins);
      case AccessQuestion.SwitchReach(var user, var destination, var on) ->
          switchReach(user, destination, on);
    };
  }

  private AccessAnswer route(AccessPerson person, IncomingCall call, String number, boolean joins) {
    IncomingCall dialled =
        new IncomingCall(
            call.origin(), number, call.caller(), Optional.empty(), List.of(), call.audio());
    return switch (reach.dialled(person, dialled, joins)) {
      case RoutingDecision.Place(var plan) -> new Routed(Optional.of(plan));
      case RoutingDecision.Refuse(var why, var status, var detail, var considered) -> {
        LOG.debugf("call by access refused: %s %s", why, detail);
        yield new Routed(Optional.empty());
      }
      case RoutingDecision.Retrieve(var at, var plan) -> new AccessAnswer.Retrieves(at, plan);
      case RoutingDecision.ParkAt(var at) -> new AccessAnswer.ParkNumber(at);
      case RoutingDecision.Access another -> new Routed(Optional.empty());
    };
  }

  private Switched switchReach(UserId user, Optional<DestinationNumber> destination, boolean on) {
    try {
      return new Switched(
          settings.switchReach(
              new Actor(user.value(), Optional.of(TELEPHONE)), user, destination, on));
    } catch (ConfigurationRefused e) {
      LOG.infof("reach of %s was not switched by telephone: %s", user, e.getMessage());
      return new Switched(false);
    }
  }
}
