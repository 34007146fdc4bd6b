package org.ringspan.reach.boundary;

import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Clock;
import org.ringspan.configuration.boundary.ConfigurationSource;
import org.ringspan.reach.IncomingCall;
import org.ringspan.reach.ReachRules;
import org.ringspan.reach.RoutingDecision;
import org.ringspan.registration.Registrations;

/** Decides whom a call rings, with the configuration and the registrations of this moment. */
// No pool to wait for and no container lock: the bean holds nothing that changes.
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class ReachService {
  @Inject private ConfigurationSource configuration;
  @Inject private Registrations registrations;
  @Inject private Clock clock;

  /** What becomes of {@code call} now; see {@link ReachRules}. Reads memory only. */
  public RoutingDecision route(IncomingCall call) {
    return ReachRules.route(configuration.current(), registrations, call, clock.instant());
  }
}
