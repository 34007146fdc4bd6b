package org.ringspan.e2e.kill;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.ringspan.activedirectory.simulator.SimulatedWrite;
import org.ringspan.activedirectory.simulator.WriteWatcher;
import org.ringspan.e2e.kill.KillPoint.AtWrite;

/** What the server has asked the directory for. */
final class Writes implements WriteWatcher {
  private final Map<String, Integer> made = new TreeMap<>();
  private final List<String> refused = new ArrayList<>();
  private int asked;
  private volatile @Nullable Armed armed;

  private record Armed(AtWrite at, Runnable kill) {}

  /** Has something done at a write, counted from now on. */
  void arm(AtWrite at, Runnable kill) {
    forgetCount();
    armed = new Armed(at, kill);
  }

  /** Nothing is done at any write. */
  void disarm() {
    armed = null;
  }

  private synchronized void forgetCount() {
    asked = 0;
  }

  /** Begins anew. */
  synchronized void forget() {
    asked = 0;
    made.clear();
    refused.clear();
  }

  /** What was made, and how often. */
  synchronized Map<String, Integer> made() {
    return new TreeMap<>(made);
  }

  /** What was refused. */
  synchronized List<String> refused() {
    return List.copyOf(refused);
  }

  @Override
  public void asked(SimulatedWrite write) {
    synchronized (this) {
      asked++;
    }
    killAt(false);
  }

  @Override
  public void made(SimulatedWrite write, boolean accepted) {
    synchronized (this) {
      for (var change : write.changes()) {
        if (accepted) {
          made.merge(write.place() + " " + change, 1, Integer::sum);
        } else {
          refused.add(write.place() + " " + change);
        }
      }
    }
    killAt(true);
  }

  private void killAt(boolean isMade) {
    var now = armed;
    if (now != null && now.at().made() == isMade && now.at().write() == count()) {
      armed = null;
      now.kill().run();
    }
  }

  private synchronized int count() {
    return asked;
  }
}
