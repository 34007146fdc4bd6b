package org.ringspan.sip.container.testapp;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.ringspan.sip.container.api.Flow;

/** Which phone is registered over which flow, and what has been seen. */
@ApplicationScoped
public class Directory {
  private final Map<String, Flow> flows = new ConcurrentHashMap<>();
  private final Map<String, AtomicInteger> seen = new ConcurrentHashMap<>();

  Map<String, Flow> flows() {
    return flows;
  }

  void saw(String what) {
    seen.computeIfAbsent(what, ignored -> new AtomicInteger()).incrementAndGet();
  }

  String seen() {
    return seen.toString();
  }
}
