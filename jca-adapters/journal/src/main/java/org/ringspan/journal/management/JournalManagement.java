package org.ringspan.journal.management;

import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.StandardMBean;
import org.ringspan.journal.IdempotencyKey;
import org.ringspan.journal.IntentJournal;
import org.ringspan.journal.JournalAdministration;
import org.ringspan.journal.JournalAdministration.Repair;
import org.ringspan.journal.JournalDamage;
import org.ringspan.journal.JournalFigures;
import org.ringspan.journal.OpenBranch;
import org.ringspan.journal.ParkedIntent;

/** Offers a journal over JMX, from {@link #offer} to {@link #close}. */
public final class JournalManagement implements AutoCloseable {

  private final MBeanServer server = ManagementFactory.getPlatformMBeanServer();
  private final ObjectName name;

  private JournalManagement(ObjectName name) {
    this.name = name;
  }

  /**
   * Offers a journal.
   *
   * @param name what it is called, such as {@code active-directory}
   * @throws IllegalStateException when there is a bean of that name
   */
  public static JournalManagement offer(IntentJournal<?> journal, String name, Clock clock) {
    try {
      var management = new JournalManagement(objectName(name));
      management.server.registerMBean(
          new StandardMBean(new Bean(journal, clock), JournalMXBean.class, true), management.name);
      return management;
    } catch (JMException e) {
      throw new IllegalStateException("the journal " + name + " can't be offered", e);
    }
  }

  /**
   * The name of the bean of a journal.
   *
   * @throws IllegalArgumentException when the journal's name can't be a part of one
   */
  public static ObjectName objectName(String name) {
    try {
      return new ObjectName("org.ringspan:type=Journal,name=" + name);
    } catch (JMException e) {
      throw new IllegalArgumentException("not a name for a bean: " + name, e);
    }
  }

  /** Withdraws it. */
  @Override
  public void close() {
    try {
      server.unregisterMBean(name);
    } catch (JMException e) {
      throw new IllegalStateException(name + " can't be withdrawn", e);
    }
  }

  private record Bean(IntentJournal<?> journal, Clock clock) implements JournalMXBean {

    private JournalFigures figures() {
      return journal.figures();
    }

    private JournalAdministration administration() {
      return journal.administration();
    }

    @Override
    public int getActiveBranches() {
      return figures().activeBranches();
    }

    @Override
    public int getInDoubtBranches() {
      return figures().inDoubtBranches();
    }

    @Override
    public int getCommittingBranches() {
      return figures().committingBranches();
    }

    @Override
    public int getHeuristicBranches() {
      return figures().heuristicBranches();
    }

    @Override
    public int getParkedIntents() {
      return figures().parkedIntents();
    }

    @Override
    public long getOldestOpenSeconds() {
      return figures()
          .oldestOpen()
          .map(since -> Math.max(0, Duration.between(since, clock.instant()).toSeconds()))
          .orElse(0L);
    }

    @Override
    public long getLiveBytes() {
      return figures().liveBytes();
    }

    @Override
    public long getMostLiveBytes() {
      return figures().mostLiveBytes();
    }

    @Override
    public long getFileBytes() {
      return figures().fileBytes();
    }

    @Override
    public long getCommitted() {
      return figures().committed();
    }

    @Override
    public long getCarriedOut() {
      return figures().carriedOut();
    }

    @Override
    public long getUnavailable() {
      return figures().unavailable();
    }

    @Override
    public long getFailed() {
      return figures().failed();
    }

    @Override
    public long getForces() {
      return figures().forces();
    }

    @Override
    public long getForcedRecords() {
      return figures().forcedRecords();
    }

    @Override
    public long getMeanForceMicros() {
      return figures().meanForce().toNanos() / 1000;
    }

    @Override
    public long getLongestForceMicros() {
      return figures().longestForce().toNanos() / 1000;
    }

    @Override
    public List<String> getDamages() {
      return administration().damages().stream().map(Bean::words).toList();
    }

    private static String words(JournalDamage damage) {
      return damage.keptAt() + ": " + damage.description();
    }

    @Override
    public List<Open> getOpen() {
      return administration().open().stream().map(Bean::open).toList();
    }

    private static Open open(OpenBranch branch) {
      return new Open(
          branch.transaction(),
          branch.phase().name(),
          branch.preparedAt().toString(),
          branch.intents(),
          branch.settled(),
          branch.waitsFor().orElse(""));
    }

    @Override
    public List<Parked> getParked() {
      return administration().parked().stream().map(Bean::parked).toList();
    }

    private static Parked parked(ParkedIntent intent) {
      return new Parked(
          intent.key().text(),
          intent.object().name(),
          intent.description(),
          intent.why().name(),
          intent.reason(),
          intent.attempts(),
          intent.preparedAt().toString(),
          intent.parkedAt().toString(),
          intent.overtaken());
    }

    @Override
    public String retry(String key, boolean evenIfOvertaken, String administrator) {
      return repair(key, k -> administration().retry(k, evenIfOvertaken, administrator));
    }

    @Override
    public String discard(String key, String administrator) {
      return repair(key, k -> administration().discard(k, administrator));
    }

    @Override
    public String markAsDone(String key, String administrator) {
      return repair(key, k -> administration().markAsDone(k, administrator));
    }

    /** What isn't a key isn't parked. */
    private static String repair(String key, Function<IdempotencyKey, Repair> remedy) {
      IdempotencyKey name;
      try {
        name = new IdempotencyKey(key);
      } catch (IllegalArgumentException e) {
        return Repair.NOT_PARKED.name();
      }
      return remedy.apply(name).name();
    }
  }
}
