package org.ringspan.provisioning.boundary;

import static org.ringspan.configuration.boundary.ConfigurationRefused.Reason;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ringspan.configuration.boundary.ConfigurationRefused;
import org.ringspan.configuration.boundary.ConfigurationRefused.Fault;
import org.ringspan.identity.Actor;
import org.ringspan.progress.Progress;
import org.ringspan.provisioning.ProvisioningRun;
import org.ringspan.provisioning.ReportLine;
import org.ringspan.provisioning.Target;
import org.ringspan.provisioning.adapter.ProvisioningRuns;
import org.ringspan.provisioning.adapter.ProvisioningStore;

/** Another service that is told of our people and groups: where it is, and what the runs did. */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class Provisioning {
  private static final int LONGEST_SECRET = 4000;

  @Inject private ProvisioningStore store;
  @Inject private ProvisioningRuns runs;

  /** The service; empty: there is none. */
  public Optional<Target> target() {
    return store.target();
  }

  /** Whether there is a secret for it. */
  public boolean hasSecret() {
    return store.hasSecret();
  }

  /**
   * Has this service told from the next run on. The secret of another address is forgotten: it was
   * for that one.
   *
   * @throws ConfigurationRefused naming the field that has a fault
   */
  public void change(Actor actor, Target target) {
    Map<String, String> faults = target.faults();
    if (!faults.isEmpty()) {
      throw new ConfigurationRefused(
          Reason.INVALID,
          faults.entrySet().stream()
              .map(fault -> new Fault("/" + fault.getKey(), fault.getValue()))
              .toList());
    }
    store.save(actor, target);
  }

  /**
   * Keeps the secret, sealed; there is no reading it.
   *
   * @param secret 1 to 4000 printable characters of ASCII
   */
  public void setSecret(Actor actor, String secret) {
    if (secret.isEmpty()
        || secret.length() > LONGEST_SECRET
        || secret.chars().anyMatch(it -> it < '!' || it > '~')) {
      throw new ConfigurationRefused(
          Reason.INVALID,
          List.of(
              new Fault("/secret", "has 1-" + LONGEST_SECRET + " printable characters of ASCII")));
    }
    store.saveSecret(actor, secret);
  }

  /**
   * Tells nobody any more. What the service has stays there; it is forgotten which of ours it is.
   *
   * @return whether there was one
   */
  public boolean remove(Actor actor) {
    return store.remove(actor);
  }

  /**
   * Begins a run, on this server, one at a time.
   *
   * @param dryRun only to tell what a run would do
   * @param consent whether any number of users may lose their login there
   * @return the name of the run
   * @throws ConfigurationRefused when one is running, or it isn't said where the service is
   */
  public String begin(Actor actor, boolean dryRun, boolean consent) {
    return runs.begin(actor, dryRun, consent);
  }

  /** The last runs, the newest first, of all servers. */
  public List<ProvisioningRun> runs(int most) {
    return store.runs(most);
  }

  /** A run; empty when there is none of that name, or not any more. */
  public Optional<ProvisioningRun> run(String id) {
    return store.run(id);
  }

  /** How far a run of this server is that tells its service; nothing of others. */
  public Optional<Progress> progress(String id) {
    return runs.progress(id);
  }

  /**
   * Has a run of this server stop; what it has told stays told, and is in its report.
   *
   * @return whether it does
   */
  public boolean cancel(String id) {
    return runs.cancel(id);
  }

  /**
   * What a run did, or would have done.
   *
   * @param after the number of the line behind which the page begins
   */
  public List<ReportLine> report(String id, int after, int most) {
    return store.lines(id, after, most);
  }
}
