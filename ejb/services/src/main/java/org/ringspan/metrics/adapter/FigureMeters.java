package org.ringspan.metrics.adapter;

import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.management.ManagementFactory;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import javax.management.openmbean.TabularData;
import org.jspecify.annotations.Nullable;
import org.ringspan.metrics.boundary.Meters;

/**
 * Shows figures of MBeans to monitoring. They are read when somebody asks for them, so what is
 * counted on the way of a call is counted once. A figure whose bean isn't there isn't shown.
 */
@ApplicationScoped
public class FigureMeters {
  private final MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
  private final Meters meters;

  @Inject
  public FigureMeters(Meters meters) {
    this.meters = meters;
  }

  /** For the container's proxy only. */
  @SuppressWarnings("NullAway")
  protected FigureMeters() {
    this.meters = null;
  }

  /** Shows all figures from now on. */
  public void start() {
    for (Figure figure : Figure.values()) {
      String[] labels = figure.label().isEmpty() ? new String[0] : new String[] {figure.label()};
      if (figure.kind() == Figure.Kind.COUNT) {
        meters.add(
            CounterWithCallback.builder()
                .name(figure.metric())
                .help(figure.description())
                .labelNames(labels)
                .callback(callback -> tell(figure, callback::call))
                .build());
      } else {
        meters.add(
            GaugeWithCallback.builder()
                .name(figure.metric())
                .help(figure.description())
                .labelNames(labels)
                .callback(callback -> tell(figure, callback::call))
                .build());
      }
    }
  }

  /** Takes values with their labels. */
  private interface Listener {
    void value(double value, String... labels);
  }

  private void tell(Figure figure, Listener listener) {
    Object read = read(figure);
    if (read instanceof TabularData table) {
      for (Object row : table.values()) {
        CompositeData entry = (CompositeData) row;
        listener.value(number(entry.get("value")), String.valueOf(entry.get("key")));
      }
    } else if (read != null) {
      listener.value(number(read));
    }
  }

  private @Nullable Object read(Figure figure) {
    try {
      return beans.getAttribute(new ObjectName(figure.bean()), figure.attribute());
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
