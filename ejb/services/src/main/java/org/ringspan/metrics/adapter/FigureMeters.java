package org.ringspan.metrics.adapter;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import javax.management.openmbean.TabularData;
import org.jspecify.annotations.Nullable;
import org.ringspan.metrics.boundary.Meters;

/**
 * Shows the figures of our MBeans as meters. They are read when somebody asks for them, so what is
 * counted on the way of a call is counted once. A figure whose bean isn't there shows as not a
 * number.
 */
@ApplicationScoped
public class FigureMeters {
  private static final long LOOK_EVERY_SECONDS = 5;

  private final MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
  private final Map<Figure, Set<String>> shown = new ConcurrentHashMap<>();
  private final Meters meters;
  private @Nullable ScheduledFuture<?> looking;

  @Resource(lookup = "java:jboss/ee/concurrency/scheduler/ringspan")
  private @Nullable ManagedScheduledExecutorService scheduler;

  @Inject
  public FigureMeters(Meters meters) {
    this.meters = meters;
  }

  /** For the container's proxy only. */
  @SuppressWarnings("NullAway")
  protected FigureMeters() {
    this.meters = null;
  }

  /** Shows all figures from now on; new entries of maps within five seconds. */
  public void start() {
    for (Figure figure : Figure.values()) {
      if (figure.tag().isEmpty()) {
        show(figure, () -> single(figure));
      }
    }
    showEntries();
    ManagedScheduledExecutorService executor = scheduler;
    if (executor != null) {
      looking =
          executor.scheduleWithFixedDelay(
              this::showEntries, LOOK_EVERY_SECONDS, LOOK_EVERY_SECONDS, TimeUnit.SECONDS);
    }
  }

  /** Looks for new entries no more. */
  public void stop() {
    ScheduledFuture<?> repeated = looking;
    if (repeated != null) {
      repeated.cancel(false);
    }
  }

  /** Shows entries that are new and forgets those that are gone: a trunk may be deleted. */
  void showEntries() {
    for (Figure figure : Figure.values()) {
      if (figure.tag().isEmpty()) {
        continue;
      }
      Map<String, Double> entries = entries(figure);
      Set<String> known = shown.computeIfAbsent(figure, unused -> new TreeSet<>());
      known.removeIf(
          key -> {
            boolean gone = !entries.containsKey(key);
            if (gone) {
              meters.forget(figure.meter(), figure.tag(), key);
            }
            return gone;
          });
      for (String key : entries.keySet()) {
        if (known.add(key)) {
          show(figure, () -> entries(figure).getOrDefault(key, Double.NaN), figure.tag(), key);
        }
      }
    }
  }

  private void show(Figure figure, DoubleSupplier value, String... tags) {
    if (figure.kind() == Figure.Kind.COUNT) {
      meters.counted(figure.meter(), figure.description(), value, tags);
    } else {
      meters.gauge(figure.meter(), figure.description(), value, tags);
    }
  }

  private double single(Figure figure) {
    return number(read(figure));
  }

  private Map<String, Double> entries(Figure figure) {
    Map<String, Double> entries = new TreeMap<>();
    if (read(figure) instanceof TabularData table) {
      for (Object row : table.values()) {
        CompositeData entry = (CompositeData) row;
        entries.put(String.valueOf(entry.get("key")), number(entry.get("value")));
      }
    }
    return entries;
  }

  private @Nullable Object read(Figure figure) {
    try {
      return beans.getAttribute(
          new ObjectName("org.ringspan:type=" + figure.bean()), figure.attribute());
    } catch (InstanceNotFoundException e) {
      // It comes with an archive that isn't deployed yet, or any more.
      return null;
    } catch (JMException e) {
      throw new IllegalStateException("the figure " + figure + " can't be read", e);
    }
  }

  private static double number(@Nullable Object value) {
    return switch (value) {
      case Number number -> number.doubleValue();
      case Boolean truth -> truth ? 1 : 0;
      case String state -> "DOWN".equals(state) ? 1 : 0;
      case null, default -> Double.NaN;
    };
  }
}
