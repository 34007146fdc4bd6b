package org.ringspan.callcontrol;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import javax.servlet.sip.SipSession;
import org.ringspan.address.TrunkName;
import org.ringspan.configuration.boundary.ConfigurationSource;
import org.ringspan.reach.CallOrigin;
import org.ringspan.trunk.DigitDelivery;

/** Tells which legs come over a trunk that tells of keys by KPML (RFC 4730). */
@ApplicationScoped
public class KeyTrunks {
  @Inject private ConfigurationSource configuration;

  /** Whether a leg of ours leads to such a trunk. */
  boolean leadsTo(SipSession dialog) {
    return isOne(TrunkObservations.trunkOf(dialog));
  }

  /** Whether a caller comes from such a trunk. */
  boolean isFrom(CallOrigin origin) {
    return origin instanceof CallOrigin.FromTrunk(var trunk) && isOne(Optional.of(trunk));
  }

  private boolean isOne(Optional<TrunkName> name) {
    return name.flatMap(it -> configuration.current().trunk(it))
        .filter(trunk -> trunk.digits() == DigitDelivery.KPML)
        .isPresent();
  }
}
