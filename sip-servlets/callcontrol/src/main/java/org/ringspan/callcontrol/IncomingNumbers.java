package org.ringspan.callcontrol;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import org.ringspan.address.TrunkName;
import org.ringspan.configuration.boundary.ConfigurationSource;
import org.ringspan.reach.CallOrigin;
import org.ringspan.reach.CallerIdentity;
import org.ringspan.reach.IncomingCall;
import org.ringspan.trunk.NumberingPlan;
import org.ringspan.trunk.Trunk;
import org.ringspan.trunk.TrunkNumbers;

/** Makes the numbers of a call that comes from a trunk ours: +E.164 wherever they can be. */
@ApplicationScoped
public class IncomingNumbers {
  @Inject private ConfigurationSource configuration;
  @Inject private NumberingPlan plan;

  /** The call with its numbers as we know them; a call from a phone stays as it is. */
  IncomingCall ours(IncomingCall call) {
    return switch (call.origin()) {
      case CallOrigin.FromDevice device -> call;
      case CallOrigin.FromTrunk(TrunkName name) ->
          configuration
              .current()
              .trunk(name)
              .map(Trunk::numbers)
              .map(numbers -> ours(call, numbers))
              .orElse(call);
    };
  }

  private IncomingCall ours(IncomingCall call, TrunkNumbers numbers) {
    CallerIdentity caller = call.caller();
    Optional<String> calling = caller.number().map(number -> numbers.callingInside(number, plan));
    return new IncomingCall(
        call.origin(),
        numbers.calledInside(call.called(), plan),
        new CallerIdentity(caller.displayName(), calling, caller.isPrivate()),
        call.instance(),
        call.divertedBy().stream().map(number -> numbers.callingInside(number, plan)).toList(),
        call.audio());
  }
}
