package org.ringspan.journal.store;

import java.util.ArrayList;
import java.util.List;
import java.util.SequencedMap;
import java.util.TreeMap;
import org.ringspan.journal.branch.BranchTable;
import org.ringspan.journal.frame.Frame;
import org.ringspan.journal.frame.SegmentScan;

/**
 * What the segments say together. The last whole snapshot is where it begins; a segment without one
 * is damaged, and what can be read of it is added to the older ones.
 *
 * @param table all that is open
 * @param lastNumber the highest number of a record that was seen
 * @param base the segment whose snapshot it began with, 0 when there was none
 * @param damages what is wrong with which segment, in words
 */
record Recovered(
    BranchTable table, long lastNumber, long base, SequencedMap<Long, String> damages) {

  /** Of all segments, in the order of their numbers. */
  static Recovered of(List<SegmentScan> segments) {
    var damages = new TreeMap<Long, String>();
    var frames = new ArrayList<Frame>();
    long last = 0;
    long base = 0;
    for (var segment : segments) {
      int snapshot = segment.lastSnapshot();
      var faults = new ArrayList<>(segment.damages());
      if (snapshot < 0) {
        faults.add("its snapshot isn't whole");
      } else {
        frames.clear();
        damages.clear();
        base = segment.segment();
      }
      frames.addAll(
          snapshot < 0
              ? segment.frames()
              : segment.frames().subList(snapshot, segment.frames().size()));
      if (!faults.isEmpty()) {
        damages.put(segment.segment(), String.join("; ", faults));
      }
      if (!segment.frames().isEmpty()) {
        last = Math.max(last, segment.frames().getLast().number());
      }
    }
    var table = new BranchTable();
    frames.forEach(frame -> table.apply(frame.record()));
    return new Recovered(table, last, base, damages);
  }
}
