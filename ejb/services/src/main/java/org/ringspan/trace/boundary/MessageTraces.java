package org.ringspan.trace.boundary;

import java.util.function.Consumer;

/** Where call control brings messages to, when there is somebody who wants them. */
public interface MessageTraces {
  /**
   * Says who switches the messages on and off: called with true when the first trace begins, with
   * false when the last one has stopped, and now with how it stands.
   */
  void connect(Consumer<Boolean> messagesWanted);

  /** A message passed. Never waits, never throws; only while messages are wanted. */
  void passed(boolean sent, String transport, String address, int port, byte[] message);

  /**
   * Two dialogs, named by their Call-IDs, belong to one call. Costs one look while none is wanted.
   */
  void joined(String caller, String leg);
}
