package org.ringspan.cluster.adapter;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.management.JMException;
import javax.management.ObjectName;
import javax.management.StandardMBean;
import org.jboss.logging.Logger;
import org.ringspan.cluster.ClusterMember;
import org.ringspan.cluster.Lease;
import org.ringspan.cluster.LeaseTimes;
import org.ringspan.cluster.NodeRun;
import org.ringspan.cluster.Tenure;
import org.ringspan.cluster.boundary.Cluster;
import org.ringspan.identity.adapter.SecretBox;
import org.ringspan.server.ServerRun;
import org.ringspan.server.ServerSettings;

/**
 * This node in its cluster: a thread gives a sign of life every two seconds and learns who leads. A
 * leader also has the leftovers of lost nodes closed. A server that isn't told of a cluster has no
 * such thread, and leads.
 */
@ApplicationScoped
public class ClusterMembership implements Cluster {
  private static final Logger LOG = Logger.getLogger(ClusterMembership.class);
  private static final String NAME = "org.ringspan:type=Cluster";
  private static final LeaseTimes TIMES = LeaseTimes.DEFAULT;
  private static final Duration STOP_WITHIN = Duration.ofSeconds(5);
  private static final long ASK_AGAIN_MILLIS = 250;

  private final ClusterStore store;
  private final SecretBox box;
  private final NodeRun self;
  private final ClusterSettings settings;
  private final CountDownLatch stopping = new CountDownLatch(1);
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final Permits permits;

  @Resource(lookup = "java:jboss/ee/concurrency/factory/ringspan")
  private ManagedThreadFactory threads;

  private volatile Tenure leading = Tenure.NONE;
  private volatile long answeredAt;
  private volatile boolean counts = true;
  private volatile List<ClusterMember> members = List.of();
  private volatile boolean ready;
  private boolean failing;

  @Inject
  @SuppressWarnings("NullAway.Init")
  public ClusterMembership(
      ClusterStore store, SecretBox box, ServerSettings server, ServerRun run) {
    this.store = store;
    this.box = box;
    this.self = new NodeRun(server.node(), run.beganAtMillis());
    this.settings = ClusterSettings.of(System.getProperties());
    this.permits = new Permits(store, self);
  }

  /** For the container's proxy only. */
  @SuppressWarnings({"NullAway", "NullAway.Init"})
  protected ClusterMembership() {
    this.store = null;
    this.box = null;
    this.self = null;
    this.settings = null;
    this.permits = null;
  }

  /**
   * Joins the cluster; a lone server makes sure that it is alone.
   *
   * @throws IllegalStateException when it mustn't start, with what is to be changed
   */
  public void start() {
    if (!settings.shared()) {
      Joining.requireAlone(store);
      registerFigures();
      return;
    }
    try {
      new Joining(store, box, self).join(settings.address());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("the start was interrupted", e);
    }
    pulse();
    threads.newThread(this::live).start();
    registerFigures();
    LOG.infof("%s has joined the cluster", self.node());
  }

  /** The application has started: what lost nodes have left may be closed. */
  public void ready() {
    ready = true;
  }

  /** Leaves: others take over at once. */
  public void stop() {
    unregisterFigures();
    if (!settings.shared()) {
      return;
    }
    stopping.countDown();
    try {
      if (!stopped.await(STOP_WITHIN.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.warn(
            "The database doesn't answer: the other nodes will find out that this one is gone");
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return;
    }
    leading = Tenure.NONE;
    try {
      store.leave(
          self,
          Stream.concat(
                  Stream.of(ClusterTable.LEADER), Arrays.stream(Work.values()).map(Work::name))
              .toList());
    } catch (RuntimeException e) {
      LOG.warnf(e, "The other nodes will find out that this one is gone");
    }
  }

  private void live() {
    Thread.currentThread().setName("ringspan-cluster");
    try {
      while (!stopping.await(TIMES.pulse().toMillis(), TimeUnit.MILLISECONDS) && counts) {
        pulse();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      stopped.countDown();
    }
  }

  private void pulse() {
    long asked = System.nanoTime();
    boolean led = leads();
    try {
      ClusterStore.Pulse answer = store.pulse(self);
      take(answer, asked);
      if (ready && leads() && answer.leads().isPresent()) {
        closeLost(answer.leads().get());
      }
      members = store.members(self);
      failing = false;
    } catch (RuntimeException e) {
      if (!failing) {
        LOG.errorf(e, "This node can't reach the database of the cluster; it tries again");
      }
      failing = true;
    }
    if (led && !leads()) {
      LOG.warn("This node doesn't lead any more");
    }
  }

  private void take(ClusterStore.Pulse answer, long asked) {
    if (!answer.counts()) {
      counts = false;
      leading = Tenure.NONE;
      LOG.errorf(
          "Another server called %s has taken this one's place in the cluster: this one must be"
              + " stopped. Each server needs a name of its own in jboss.tx.node.id",
          self.node());
      return;
    }
    if (answeredAt != 0 && asked - answeredAt > TIMES.lost().toNanos()) {
      LOG.warnf(
          "This node was silent for %d s: its calls of that time may be recorded as interrupted"
              + " until they end",
          TimeUnit.NANOSECONDS.toSeconds(asked - answeredAt));
    }
    answeredAt = asked;
    Tenure before = leading;
    Optional<Lease> lease = answer.leads();
    leading = lease.map(it -> Tenure.of(it.term(), asked)).orElse(Tenure.NONE);
    if (!before.term().equals(leading.term()) && lease.isPresent()) {
      LOG.infof("This node leads the cluster, in term %d", lease.get().term());
    }
  }

  private void closeLost(Lease lease) {
    for (NodeRun lost : store.closeLost(self, lease.term())) {
      LOG.warnf(
          "%s is lost: its calls are recorded as interrupted, and what it did alone is free",
          lost.node());
    }
  }

  @Override
  public boolean isShared() {
    return settings.shared();
  }

  @Override
  public NodeRun self() {
    return self;
  }

  @Override
  public boolean leads() {
    return !settings.shared() || leading.holdsAt(System.nanoTime(), TIMES);
  }

  @Override
  public Optional<Permit> begin(Work work) {
    return settings.shared() ? permits.begin(work) : Optional.of(Permits.ALONE);
  }

  @Override
  public Optional<Permit> begin(Work work, Duration within) throws InterruptedException {
    long end = System.nanoTime() + within.toNanos();
    Optional<Permit> permit = begin(work);
    while (permit.isEmpty() && System.nanoTime() < end) {
      Thread.sleep(ASK_AGAIN_MILLIS);
      permit = begin(work);
    }
    return permit;
  }

  @Override
  public List<ClusterMember> members() {
    return members;
  }

  @Override
  public boolean isSound() {
    return !settings.shared() || counts && System.nanoTime() - answeredAt < TIMES.lost().toNanos();
  }

  private void registerFigures() {
    ClusterMXBean figures =
        new ClusterMXBean() {
          @Override
          public int getLeader() {
            return leads() ? 1 : 0;
          }

          @Override
          public int getNodes() {
            return settings.shared()
                ? (int) members.stream().filter(ClusterMember::lives).count()
                : 1;
          }

          @Override
          public long getTerm() {
            return leading.term().orElse(0);
          }
        };
    try {
      ManagementFactory.getPlatformMBeanServer()
          .registerMBean(
              new StandardMBean(figures, ClusterMXBean.class, true), new ObjectName(NAME));
    } catch (JMException e) {
      throw new IllegalStateException("the figures of the cluster can't be shown", e);
    }
  }

  private static void unregisterFigures() {
    try {
      ManagementFactory.getPlatformMBeanServer().unregisterMBean(new ObjectName(NAME));
    } catch (JMException e) {
      throw new IllegalStateException("the figures of the cluster can't be removed", e);
    }
  }
}
