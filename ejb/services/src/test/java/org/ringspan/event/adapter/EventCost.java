package org.ringspan.event.adapter;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.stream.Stream;
import org.ringspan.event.CallNews;

/**
 * Measures what it costs to put a call's five events into words and JSON, without the broker; not a
 * test. Run it with the test class path.
 */
final class EventCost {
  private EventCost() {}

  public static void main(String[] arguments) {
    int calls = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 30_000;
    List<CallNews> news =
        Stream.concat(
                EventJsonTest.news().filter(one -> !(one instanceof CallNews.Started)),
                EventJsonTest.news().limit(1))
            .toList();
    for (int round = 0; round < 4; round++) {
      long characters = 0;
      long began = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
      for (int call = 0; call < calls; call++) {
        for (CallNews one : news) {
          characters += EventJson.write(one).length();
        }
      }
      long nanos = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - began;
      System.out.printf(
          "%d calls of %d events: %.1f us of processor time and %d characters a call%n",
          calls, news.size(), nanos / 1000.0 / calls, characters / calls);
    }
  }
}
