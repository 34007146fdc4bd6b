package org.ringspan.directory.adapter;

import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.TreeMap;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import javax.management.openmbean.TabularData;

/**
 * Figures of the resource adapter, by its bean. Its classes can't be seen from here.
 *
 * @param counts what was asked of controllers since the start, by its name
 */
record AdapterFigures(Map<String, Long> counts, int parkedWrites, int openTransactions) {
  /** There is no directory. */
  static final AdapterFigures NONE = new AdapterFigures(Map.of(), 0, 0);

  private static final String NAME = "org.ringspan:type=ActiveDirectory";

  /** As they are now; none without a directory. */
  static AdapterFigures now() {
    MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
    try {
      ObjectName name = new ObjectName(NAME);
      Map<String, Long> counts = new TreeMap<>();
      TabularData figures = (TabularData) beans.getAttribute(name, "Figures");
      for (Object row : figures.values()) {
        CompositeData figure = (CompositeData) row;
        counts.put(String.valueOf(figure.get("key")), ((Number) figure.get("value")).longValue());
      }
      return new AdapterFigures(
          counts,
          ((Number) beans.getAttribute(name, "ParkedWrites")).intValue(),
          ((Number) beans.getAttribute(name, "OpenTransactions")).intValue());
    } catch (InstanceNotFoundException e) {
      return NONE;
    } catch (MalformedObjectNameException e) {
      throw new IllegalStateException("the name is one", e);
    } catch (JMException e) {
      throw new IllegalStateException("the resource adapter can't be asked", e);
    }
  }

  /** How often something was counted. */
  long of(String figure) {
    return counts.getOrDefault(figure, 0L);
  }
}
