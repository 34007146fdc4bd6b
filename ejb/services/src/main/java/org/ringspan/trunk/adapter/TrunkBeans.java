package org.ringspan.trunk.adapter;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.ringspan.configuration.boundary.ConfigurationSource;
import org.ringspan.trunk.ChannelCounters;
import org.ringspan.trunk.Rotation;
import org.ringspan.trunk.Trunk;
import org.ringspan.trunk.TrunkChannels;

/** Makes what counts calls on trunks: one of each for the server. */
@Dependent
public class TrunkBeans {
  @Produces
  @Singleton
  TrunkChannels channels(ConfigurationSource configuration) {
    return new ChannelCounters(
        name -> configuration.current().trunk(name).map(Trunk::channels).orElse(-1));
  }

  @Produces
  @Singleton
  Rotation rotation() {
    return Rotation.counting();
  }

  @Produces
  @Singleton
  TrunkSettings settings() {
    return TrunkSettings.of(System.getProperties());
  }
}
