package org.ringspan.console.overview;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.ringspan.cluster.ClusterMember;
import org.ringspan.cluster.boundary.Cluster;
import org.ringspan.configuration.Finding;
import org.ringspan.configuration.boundary.ConfigurationSource;
import org.ringspan.configuration.boundary.LinterService;
import org.ringspan.console.calls.LiveCalls;
import org.ringspan.console.operations.TrunksPage;
import org.ringspan.health.boundary.ServerHealth;
import org.ringspan.registration.Registrations;

/** How the server is at this moment. */
@Named
@RequestScoped
public class OverviewPage {
  @Inject private LiveCalls calls;
  @Inject private ConfigurationSource configuration;
  @Inject private Registrations registrations;
  @Inject private TrunksPage trunks;
  @Inject private LinterService linter;
  @Inject private ServerHealth health;
  @Inject private Cluster cluster;
  @Inject private Clock clock;

  /** Made by the container, which sets what is missing. */
  @SuppressWarnings("NullAway.Init")
  public OverviewPage() {}

  public int getLive() {
    return calls.now().count();
  }

  public int getUsers() {
    return configuration.current().users().size();
  }

  public int getDevices() {
    return configuration.current().devices().size();
  }

  public long getRegistered() {
    Instant now = clock.instant();
    return configuration.current().devices().stream()
        .filter(device -> !registrations.bindingsOf(device.name(), now).isEmpty())
        .count();
  }

  public List<TrunksPage.Row> getTrunks() {
    return trunks.getRows();
  }

  public long getTrunksUp() {
    return getTrunks().stream().filter(TrunksPage.Row::isUp).count();
  }

  /** How many findings there are that aren't mere notes. */
  public long getFindings() {
    return linter.findings().stream()
        .filter(finding -> finding.severity() != Finding.Severity.NOTE)
        .count();
  }

  public List<HealthRow> getHealth() {
    return health.readiness().stream()
        .map(check -> new HealthRow(check.name(), check.up()))
        .toList();
  }

  /** The nodes of the cluster; none when the server is alone. */
  public List<NodeRow> getNodes() {
    return cluster.members().stream().map(NodeRow::new).toList();
  }

  /** A node of the cluster. */
  public record NodeRow(ClusterMember member) {
    public String getName() {
      return member.node();
    }

    public String getAddress() {
      return member.address();
    }

    public Instant getBegan() {
      return member.began();
    }

    public Instant getSeen() {
      return member.seen();
    }

    public boolean isUp() {
      return member.lives();
    }

    public boolean isLeading() {
      return member.leads() && member.lives();
    }

    public boolean isSelf() {
      return member.self();
    }
  }

  /** Something that was looked at. */
  public record HealthRow(String name, boolean up) {
    public String getName() {
      return name;
    }

    public boolean isUp() {
      return up;
    }
  }
}
