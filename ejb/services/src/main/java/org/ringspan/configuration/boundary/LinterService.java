package org.ringspan.configuration.boundary;

import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ringspan.configuration.ConfigurationLinter;
import org.ringspan.configuration.ConfigurationSnapshot;
import org.ringspan.configuration.Finding;
import org.ringspan.configuration.adapter.MediaEngineSetting;
import org.ringspan.voice.boundary.SpokenRecordings;

/** Answers what in the configuration of this moment an administrator should look at. */
// No pool to wait for and no container lock: the bean holds nothing that changes.
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class LinterService {
  @Inject private ConfigurationSource configuration;
  @Inject private SpokenRecordings recordings;
  private volatile @Nullable Looked looked;

  /** What was found in a configuration. */
  private record Looked(ConfigurationSnapshot snapshot, List<Finding> findings) {}

  /** For the container. */
  @SuppressWarnings("NullAway.Init")
  public LinterService() {}

  LinterService(ConfigurationSource configuration, SpokenRecordings recordings) {
    this.configuration = configuration;
    this.recordings = recordings;
  }

  /**
   * All findings of reach, the dial plan and the trunks, the worst first, then those of recordings.
   * Reads memory only. A configuration is looked through once, by who asks first; that costs more
   * the larger it is, so it isn't for the call path.
   */
  public List<Finding> findings() {
    ConfigurationSnapshot now = configuration.current();
    List<Finding> spoken = recordings.findings(now);
    if (spoken.isEmpty()) {
      return findings(now);
    }
    List<Finding> all = new ArrayList<>(findings(now));
    all.addAll(spoken);
    return List.copyOf(all);
  }

  private List<Finding> findings(ConfigurationSnapshot now) {
    Looked known = looked;
    if (known != null && known.snapshot() == now) {
      return known.findings();
    }
    List<Finding> findings =
        List.copyOf(ConfigurationLinter.findings(now, MediaEngineSetting.encrypts()));
    looked = new Looked(now, findings);
    return findings;
  }
}
