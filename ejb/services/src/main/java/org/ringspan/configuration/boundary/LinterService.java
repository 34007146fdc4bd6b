package org.ringspan.configuration.boundary;

import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.List;
import org.ringspan.configuration.ConfigurationLinter;
import org.ringspan.configuration.Finding;

/** Answers what in the configuration of this moment an administrator should look at. */
// No pool to wait for and no container lock: the bean holds nothing that changes.
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class LinterService {
  @Inject private ConfigurationSource configuration;

  /** For the container. */
  @SuppressWarnings("NullAway.Init")
  public LinterService() {}

  LinterService(ConfigurationSource configuration) {
    this.configuration = configuration;
  }

  /**
   * All findings of reach, the dial plan and the trunks, the worst first. Reads memory only; its
   * cost grows with the configuration, so it isn't for the call path.
   */
  public List<Finding> findings() {
    return ConfigurationLinter.findings(configuration.current());
  }
}
