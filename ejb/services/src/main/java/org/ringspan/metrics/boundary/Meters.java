package org.ringspan.metrics.boundary;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.DoubleSupplier;

/**
 * Makes the meters of this application in the server's registry, which shows them at the management
 * port under {@code /metrics}, and takes them away when the application ends. Counting takes no
 * lock and makes no object.
 *
 * <p>Names are written with dots; Prometheus reads {@code ringspan.calls.ended} as {@code
 * ringspan_calls_ended_total}. Tags are pairs of name and value.
 */
@ApplicationScoped
public class Meters {
  private final Queue<Meter> made = new ConcurrentLinkedQueue<>();
  private final MeterRegistry registry;

  /** Every archive of the application is offered the one registry of the server. */
  @Inject
  public Meters(Instance<MeterRegistry> registries) {
    this(
        registries.stream()
            .findFirst()
            .orElseThrow(
                () -> new IllegalStateException("the server lacks its micrometer subsystem")));
  }

  /** Meters in a registry. */
  public Meters(MeterRegistry registry) {
    this.registry = registry;
  }

  /** For the container's proxy only. */
  @SuppressWarnings("NullAway")
  protected Meters() {
    this.registry = null;
  }

  /** A counter that begins at zero. */
  public Counter counter(String name, String description, String... tags) {
    return keep(Counter.builder(name).description(description).tags(tags).register(registry));
  }

  /** A counter that something else counts. */
  public void counted(String name, String description, DoubleSupplier count, String... tags) {
    keep(
        FunctionCounter.builder(name, count, DoubleSupplier::getAsDouble)
            .description(description)
            .tags(tags)
            .register(registry));
  }

  /** What is so many now. */
  public void gauge(String name, String description, DoubleSupplier value, String... tags) {
    // The registry must hold it: nobody else does.
    keep(
        Gauge.builder(name, value::getAsDouble)
            .strongReference(true)
            .description(description)
            .tags(tags)
            .register(registry));
  }

  /** A histogram of times, with these upper limits of its classes. */
  public Timer histogram(String name, String description, Duration... limits) {
    return keep(
        Timer.builder(name)
            .description(description)
            .serviceLevelObjectives(limits)
            .register(registry));
  }

  /** Takes away a meter that is of something that is there no more. */
  public void forget(String name, String... tags) {
    made.removeIf(
        meter -> {
          boolean meant =
              meter.getId().getName().equals(name)
                  && Tags.of(meter.getId().getTags()).equals(Tags.of(tags));
          if (meant) {
            registry.remove(meter);
          }
          return meant;
        });
  }

  private <M extends Meter> M keep(M meter) {
    made.add(meter);
    return meter;
  }

  @PreDestroy
  void stop() {
    made.forEach(registry::remove);
    made.clear();
  }
}
