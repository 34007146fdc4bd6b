package org.ringspan.callcontrol;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Set;
import org.ringspan.configuration.boundary.ConfigurationSource;
import org.ringspan.sip.container.api.SipContainer;
import org.ringspan.trunk.TrunkStates;

/**
 * Has the container look whom it connects to: a trunk that is told by the name in its certificate
 * when it calls must prove the same name when it is called.
 */
@ApplicationScoped
public class TrunkNames {
  @Inject private ConfigurationSource configuration;
  @Inject private TrunkStates states;
  @Inject private SipContainer container;
  private volatile boolean told;

  /**
   * To be called before anything is sent to a trunk. While the application starts, the container
   * can't be asked yet.
   */
  void require() {
    if (!told) {
      container.expect(this::at);
      told = true;
    }
  }

  private Set<String> at(String address, int port) {
    return configuration.current().trunks().tlsNamesAt(address, port, states);
  }
}
