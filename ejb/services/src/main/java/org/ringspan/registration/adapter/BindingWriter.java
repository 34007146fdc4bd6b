package org.ringspan.registration.adapter;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.ringspan.cluster.boundary.Cluster;
import org.ringspan.configuration.ConfigurationSnapshot;
import org.ringspan.configuration.boundary.ConfigurationSource;
import org.ringspan.registration.adapter.BindingStore.Cursor;
import org.ringspan.registration.adapter.BindingStore.Kept;
import org.ringspan.registration.adapter.RegisteredDevices.Write;

/**
 * Writes registrations down: new places at once, as many as wait together in one transaction;
 * refreshed and expired ones in batches. In a cluster it also reads what other nodes have written:
 * one thread does both, so that what this node has written last is never missed. Takes those of
 * devices away that aren't there any more, soon after the configuration has changed.
 */
final class BindingWriter implements Runnable {
  private static final Logger LOG = Logger.getLogger(BindingWriter.class);
  private static final int LARGEST_BATCH = 200;
  private static final Duration BATCH_EVERY = Duration.ofSeconds(30);
  private static final Duration TICK = Duration.ofMillis(500);
  private static final long FOLLOW_EVERY_NANOS = TICK.toNanos();
  private static final Duration STOP_WITHIN = Duration.ofSeconds(10);

  private final RegisteredDevices devices;
  private final BindingStore store;
  private final Clock clock;
  private final ConfigurationSource configuration;
  private long looked;
  private final CountDownLatch finished = new CountDownLatch(1);
  private final Cluster cluster;
  private volatile boolean stopping;
  private Cursor read;
  private long followed;
  private boolean failing;

  BindingWriter(
      RegisteredDevices devices,
      BindingStore store,
      Clock clock,
      Cluster cluster,
      ConfigurationSource configuration,
      Cursor read) {
    this.devices = devices;
    this.store = store;
    this.clock = clock;
    this.cluster = cluster;
    this.configuration = configuration;
    this.read = read;
    this.followed = System.nanoTime();
  }

  @Override
  public void run() {
    Thread.currentThread().setName("ringspan-binding-writer");
    try {
      Instant nextBatch = clock.instant().plus(BATCH_EVERY);
      List<Write> writes = devices.takeWrites(LARGEST_BATCH, TICK);
      while (!stopping || !writes.isEmpty()) {
        writeNow(writes);
        follow();
        forgetGone();
        if (!clock.instant().isBefore(nextBatch)) {
          writeBatch();
          forgetExpired();
          nextBatch = clock.instant().plus(BATCH_EVERY);
        }
        writes = devices.takeWrites(LARGEST_BATCH, TICK);
      }
      writeBatch();
    } catch (InterruptedException e) {
      // The server stops without having asked; what is unwritten are times only.
      Thread.currentThread().interrupt();
    } finally {
      finished.countDown();
    }
  }

  /** Writes down the rest and ends; waits 10 seconds for that. */
  void stop() {
    stopping = true;
    try {
      if (!finished.await(STOP_WITHIN.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.warn("Registrations are still being written");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void writeNow(List<Write> writes) {
    if (writes.isEmpty()) {
      return;
    }
    if (keep(writes.stream().map(Write::change).toList())) {
      writes.forEach(write -> devices.written(write, true));
    } else {
      // One that the database refuses must not take the others with it.
      writes.forEach(write -> devices.written(write, keep(List.of(write.change()))));
    }
  }

  /** Of a configuration that isn't read yet nothing is known. */
  void forgetGone() {
    ConfigurationSnapshot now = configuration.current();
    if (now.version() > 0
        && now.version() != looked
        && devices.keepOnly(name -> now.device(name).isPresent())) {
      looked = now.version();
    }
  }

  /** Also what the clock has made of registrations: expired ones go. */
  void writeBatch() {
    List<BindingChange> unwritten = devices.takeUnwritten();
    for (int from = 0; from < unwritten.size(); from += LARGEST_BATCH) {
      List<BindingChange> part =
          unwritten.subList(from, Math.min(from + LARGEST_BATCH, unwritten.size()));
      if (!keep(part)) {
        devices.stillUnwritten(part);
      }
    }
  }

  private void follow() {
    if (!cluster.isShared() || System.nanoTime() - followed < FOLLOW_EVERY_NANOS) {
      return;
    }
    followed = System.nanoTime();
    try {
      Kept changed = store.changedSince(read);
      devices.follow(changed.devices());
      read = changed.read();
      failing = false;
    } catch (RuntimeException e) {
      if (!failing) {
        LOG.errorf(e, "Registrations at other nodes can't be read now; it is tried again");
      }
      failing = true;
    }
  }

  private void forgetExpired() {
    if (!cluster.isShared() || !cluster.leads()) {
      return;
    }
    try {
      int forgotten = store.forgetExpired();
      if (forgotten > 0) {
        LOG.infof("%d registrations of nodes that are gone have expired", forgotten);
      }
    } catch (RuntimeException e) {
      LOG.errorf(e, "Expired registrations of nodes that are gone can't be deleted");
    }
  }

  private boolean keep(List<BindingChange> bindings) {
    try {
      store.store(bindings);
      return true;
    } catch (RuntimeException e) {
      LOG.errorf(e, "Registrations of %d devices can't be written", bindings.size());
      return false;
    }
  }
}
