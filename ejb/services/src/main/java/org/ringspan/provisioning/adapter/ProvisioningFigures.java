package org.ringspan.provisioning.adapter;

import jakarta.enterprise.context.ApplicationScoped;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;
import javax.management.JMException;
import javax.management.ObjectName;
import javax.management.StandardMBean;
import org.ringspan.provisioning.ProvisioningRun;
import org.ringspan.provisioning.ProvisioningRun.Phase;
import org.ringspan.provisioning.Step.Action;
import org.ringspan.provisioning.ThingKind;

/** What monitoring is shown of provisioning. Whoever reads it doesn't ask the database. */
@ApplicationScoped
public class ProvisioningFigures {
  private static final String NAME = "org.ringspan:type=Provisioning";

  private final Map<Phase, LongAdder> runs;
  private final LongAdder refused = new LongAdder();
  private volatile Stored stored = new Stored(Map.of(), Optional.empty());

  /** Nothing has run yet. */
  public ProvisioningFigures() {
    Map<Phase, LongAdder> none = new EnumMap<>(Phase.class);
    for (Phase phase : Phase.values()) {
      // Who is cut off can't be counted here any more.
      if (phase != Phase.RUNNING && phase != Phase.CUT_OFF) {
        none.put(phase, new LongAdder());
      }
    }
    runs = Collections.unmodifiableMap(none);
  }

  /**
   * What the database says.
   *
   * @param there how many of each kind the service has from here
   * @param lastSuccess when a run was through last
   */
  public record Stored(Map<ThingKind, Long> there, Optional<Instant> lastSuccess) {
    public Stored {
      there = Map.copyOf(there);
    }
  }

  /** Counts a run that is over; a trial tells nobody anything, and isn't counted. */
  void ended(ProvisioningRun run) {
    LongAdder outcome = runs.get(run.phase());
    if (!run.dryRun() && outcome != null) {
      outcome.increment();
      if (run.phase() != Phase.NEEDS_CONSENT) {
        refused.add(run.count(Action.REFUSE));
      }
    }
  }

  /** Shows what the database says now. */
  void show(Stored now) {
    stored = now;
  }

  void start() {
    ProvisioningMXBean figures =
        new ProvisioningMXBean() {
          @Override
          public Map<String, Long> getRuns() {
            Map<String, Long> named = new TreeMap<>();
            runs.forEach((phase, count) -> named.put(small(phase), count.sum()));
            return named;
          }

          @Override
          public long getRefused() {
            return refused.sum();
          }

          @Override
          public long getLastSuccessSeconds() {
            return stored.lastSuccess().map(Instant::getEpochSecond).orElse(0L);
          }

          @Override
          public Map<String, Long> getThere() {
            Map<ThingKind, Long> there = stored.there();
            Map<String, Long> named = new TreeMap<>();
            for (ThingKind kind : ThingKind.values()) {
              named.put(small(kind), there.getOrDefault(kind, 0L));
            }
            return named;
          }
        };
    try {
      ManagementFactory.getPlatformMBeanServer()
          .registerMBean(
              new StandardMBean(figures, ProvisioningMXBean.class, true), new ObjectName(NAME));
    } catch (JMException e) {
      throw new IllegalStateException("the figures of provisioning can't be shown", e);
    }
  }

  void stop() {
    try {
      ManagementFactory.getPlatformMBeanServer().unregisterMBean(new ObjectName(NAME));
    } catch (JMException e) {
      throw new IllegalStateException("the figures of provisioning can't be removed", e);
    }
  }

  private static String small(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
