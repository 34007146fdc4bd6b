package org.ringspan.record.adapter;

import java.util.List;

/**
 * The content of one message.
 *
 * @param node which server took the calls in
 * @param run which start of it, in milliseconds since 1970
 * @param halves in the order they happened
 */
record RecordBatch(String node, long run, List<RecordHalf> halves) {
  RecordBatch {
    halves = List.copyOf(halves);
  }
}
