package org.ringspan.e2e.ua;

import java.net.InetSocketAddress;
import java.time.Duration;

/**
 * A message that came from the wire.
 *
 * @param at {@link System#nanoTime()} directly after it was read
 * @param from where it came from
 */
public record Received(long at, SipMessage message, InetSocketAddress from) {
  /**
   * The time from {@code start}, a {@link System#nanoTime()} value, to the arrival of this message.
   */
  public Duration since(long start) {
    return Duration.ofNanos(at - start);
  }

  /**
   * The time from the arrival of {@code earlier} to the arrival of this message; negative when it
   * came before.
   */
  public Duration since(Received earlier) {
    return since(earlier.at);
  }
}
