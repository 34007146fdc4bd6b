package org.ringspan.event.adapter;

import java.util.List;
import org.ringspan.event.CallNews;

/** Where news go. */
public interface EventSender {
  /**
   * Hands the news over, all or none. Throws any runtime exception when that fails; the same news
   * are handed over again then.
   *
   * @param queued whether they also go into the durable queue
   */
  void send(List<CallNews> news, boolean queued);
}
