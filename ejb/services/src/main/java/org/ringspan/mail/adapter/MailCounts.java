package org.ringspan.mail.adapter;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.ringspan.mail.boundary.MailStatus;

/** What this server has sent since its start. For several threads. */
final class MailCounts {
  private final AtomicLong sent = new AtomicLong();
  private final AtomicLong failed = new AtomicLong();
  private volatile Optional<Instant> lastSent = Optional.empty();
  private volatile Optional<MailStatus.Fault> lastFault = Optional.empty();

  void sent(Instant now) {
    sent.incrementAndGet();
    lastSent = Optional.of(now);
  }

  void failed(Instant now, String why) {
    failed.incrementAndGet();
    lastFault = Optional.of(new MailStatus.Fault(now, why));
  }

  long sent() {
    return sent.get();
  }

  long failed() {
    return failed.get();
  }

  Optional<Instant> lastSent() {
    return lastSent;
  }

  Optional<MailStatus.Fault> lastFault() {
    return lastFault;
  }
}
