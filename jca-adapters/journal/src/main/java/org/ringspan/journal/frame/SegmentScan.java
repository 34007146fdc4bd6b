package org.ringspan.journal.frame;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ringspan.journal.branch.JournalRecord;

/**
 * What can be read of a segment's bytes. Reads on behind damage: a frame is found again by its
 * magic number and checksums.
 *
 * @param segment its number, as its name says
 * @param header its beginning; empty when damaged
 * @param frames what could be read, numbers ascending
 * @param damages what couldn't be and had been durable, in words
 */
public record SegmentScan(
    long segment, Optional<SegmentHeader> header, List<Frame> frames, List<String> damages) {

  /** Copies are kept. */
  public SegmentScan {
    frames = List.copyOf(frames);
    damages = List.copyOf(damages);
  }

  /** Reads a file. Never throws, whatever is in it. */
  public static SegmentScan of(long segment, byte[] file) {
    var header = SegmentHeader.decode(file).filter(h -> h.segment() == segment);
    var damages = new ArrayList<String>();
    if (header.isEmpty()) {
      damages.add("its header can't be read");
    }
    var frames = new ArrayList<Frame>();
    int offset = SegmentHeader.BYTES;
    int hole = -1;
    while (offset + Framing.HEAD <= file.length) {
      int length = length(segment, file, offset);
      if (length < 0) {
        hole = hole < 0 ? offset : hole;
        offset += Framing.ALIGNMENT;
        continue;
      }
      var frame = frame(segment, file, offset, length, damages);
      long previous = frames.isEmpty() ? 0 : frames.getLast().number();
      if (frame.isEmpty() || frame.get().number() <= previous) {
        hole = hole < 0 ? offset : hole;
      } else {
        if (hole >= 0 || (previous > 0 && frame.get().number() != previous + 1)) {
          hole = hole < 0 ? offset : hole;
          describe(damages, hole, offset, previous, frame.get());
        }
        frames.add(frame.get());
        hole = -1;
      }
      offset += Framing.framed(length);
    }
    return new SegmentScan(segment, header, frames, damages);
  }

  /** Only what was durable once is a loss; the rest is a write that a crash cut off. */
  private static void describe(List<String> damages, int from, int to, long previous, Frame next) {
    long firstLost = previous == 0 ? next.number() - 1 : previous + 1;
    if (next.durable() >= firstLost) {
      damages.add(
          "bytes %d to %d can't be read: %s"
              .formatted(
                  from,
                  to,
                  previous == 0
                      ? "its first records are lost"
                      : (next.number() - firstLost) + " records are lost"));
    }
  }

  /** The length of the frame's record, or -1 when there is no frame. */
  private static int length(long segment, byte[] file, int offset) {
    var bytes = ByteBuffer.wrap(file);
    if (bytes.getInt(offset) != Framing.MAGIC
        || bytes.getInt(offset + 8) != Framing.headChecksum(segment, file, offset)) {
      return -1;
    }
    int length = bytes.getInt(offset + 4);
    return length >= 0 && length <= file.length - offset - Framing.HEAD ? length : -1;
  }

  private static Optional<Frame> frame(
      long segment, byte[] file, int offset, int length, List<String> damages) {
    var bytes = ByteBuffer.wrap(file);
    int start = offset + Framing.HEAD;
    if (bytes.getInt(offset + 12) != Framing.checksum(segment, file, start, length)) {
      return Optional.empty();
    }
    try {
      var record = RecordCodec.decode(ByteBuffer.wrap(file, start, length).slice());
      return Optional.of(new Frame(bytes.getLong(offset + 16), bytes.getLong(offset + 24), record));
    } catch (MalformedRecordException e) {
      damages.add("the record at byte %d isn't one: %s".formatted(offset, e.getMessage()));
      return Optional.empty();
    }
  }

  /** Where the last snapshot that is whole begins among the frames, or -1. */
  public int lastSnapshot() {
    for (int end = frames.size() - 1; end >= 0; end--) {
      if (frames.get(end).record() instanceof JournalRecord.SnapshotEnd(var first)) {
        long count = frames.get(end).number() - first;
        int begin = (int) (end - count);
        if (count >= 0 && begin >= 0 && begin <= end && frames.get(begin).number() == first) {
          return begin;
        }
      }
    }
    return -1;
  }
}
