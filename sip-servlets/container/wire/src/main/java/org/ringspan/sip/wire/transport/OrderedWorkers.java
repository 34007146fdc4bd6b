package org.ringspan.sip.wire.transport;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Threads that run tasks of the same key one after another in the order they came, and tasks of
 * different keys side by side. So messages of one call keep their order, and a slow call doesn't
 * hold up the others of the same connection.
 */
final class OrderedWorkers {

  private static final int LANES = 256;
  private static final int TURN = 16;

  private final ExecutorService threads;
  private final Lane[] lanes = new Lane[LANES];

  OrderedWorkers(int size, String name) {
    AtomicInteger count = new AtomicInteger();
    ThreadFactory factory =
        task ->
            Thread.ofPlatform().daemon().name(name + '-' + count.incrementAndGet()).unstarted(task);
    threads = Executors.newFixedThreadPool(size, factory);
    for (int i = 0; i < LANES; i++) {
      lanes[i] = new Lane();
    }
  }

  /** Runs the task after those of its key; the task must not throw. */
  void execute(Object key, Runnable task) {
    int hash = key.hashCode();
    lanes[(hash ^ hash >>> 16) & (LANES - 1)].add(task);
  }

  void stop() {
    threads.shutdownNow();
  }

  private final class Lane implements Runnable {

    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();

    void add(Runnable task) {
      tasks.add(task);
      if (waiting.getAndIncrement() == 0) {
        threads.execute(this);
      }
    }

    @Override
    public void run() {
      for (int i = 0; i < TURN; i++) {
        Runnable task = tasks.poll();
        if (task != null) {
          task.run();
        }
        if (waiting.decrementAndGet() == 0) {
          return;
        }
      }
      threads.execute(this);
    }
  }
}
