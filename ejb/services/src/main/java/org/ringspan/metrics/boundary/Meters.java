package org.ringspan.metrics.boundary;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.instrumentation.jvm.JvmMetrics;
import io.prometheus.metrics.model.registry.Collector;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.OutputStream;

/**
 * What this application counts, in the form that Prometheus reads. Counting takes no lock and makes
 * no object: whoever counts keeps the data point of its labels.
 *
 * <p>Names follow Prometheus: {@code ringspan_calls_ended} is a counter that shows as {@code
 * ringspan_calls_ended_total}, times are in seconds.
 */
@ApplicationScoped
public class Meters {
  private static final PrometheusTextFormatWriter TEXT = new PrometheusTextFormatWriter(false);

  private final PrometheusRegistry registry = new PrometheusRegistry();

  /** The Java virtual machine is in it from the start. */
  public Meters() {
    JvmMetrics.builder().register(registry);
  }

  /** A counter that begins at zero; each value of its labels has a data point. */
  public Counter counter(String name, String help, String... labels) {
    return Counter.builder()
        .name(name)
        .help(help)
        .labelNames(labels)
        .withoutExemplars()
        .register(registry);
  }

  /**
   * A histogram of times.
   *
   * @param limits upper limits of its classes in seconds, rising
   */
  public Histogram histogram(String name, String help, double... limits) {
    return Histogram.builder()
        .name(name)
        .help(help)
        .classicOnly()
        .classicUpperBounds(limits)
        .withoutExemplars()
        .register(registry);
  }

  /** Adds what is counted elsewhere and read when somebody asks. */
  public void add(Collector collector) {
    registry.register(collector);
  }

  /** The content type of {@link #write}. */
  public String contentType() {
    return TEXT.getContentType();
  }

  /** Writes all figures of now. */
  public void write(OutputStream target) throws IOException {
    TEXT.write(target, registry.scrape());
  }
}
