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
 * @param frames what could be read and counts, numbers ascending
 * @param damages what couldn't be and had been durable, in words
 */
public record SegmentScan(
    long segment, Optional<SegmentHeader> header, List<Frame> frames, List<String> damages) {

  /** Copies are kept. */
  public SegmentScan {
    frames = List.copyOf(frames);
    damages = List.copyOf(damages);
  }

  /** Bytes that can't be read, and the number of the first record that is missing in them. */
  private record Hole(int from, int to, long firstLost, int framesBefore) {}

  /** Reads a file. Never throws, whatever is in it. */
  public static SegmentScan of(long segment, byte[] file) {
    var header = SegmentHeader.decode(file).filter(h -> h.segment() == segment);
    var damages = new ArrayList<String>();
    if (header.isEmpty()) {
      damages.add("its header can't be read");
    }
    var frames = new ArrayList<Frame>();
    var holes = new ArrayList<Hole>();
    int offset = SegmentHeader.BYTES;
    int hole = -1;
    while (offset + Framing.HEAD <= file.length) {
      int length = length(segment, file, offset);
      var frame =
          length < 0 ? Optional.<Frame>empty() : frame(segment, file, offset, length, damages);
      long previous = frames.isEmpty() ? 0 : frames.getLast().number();
      if (frame.isEmpty() || frame.get().number() <= previous) {
        hole = hole < 0 ? offset : hole;
      } else {
        long number = frame.get().number();
        if (hole >= 0 || (previous > 0 && number != previous + 1)) {
          long firstLost = previous > 0 ? previous + 1 : number - 1;
          holes.add(new Hole(hole < 0 ? offset : hole, offset, firstLost, frames.size()));
        }
        frames.add(frame.get());
        hole = -1;
      }
      offset += length < 0 ? Framing.ALIGNMENT : Framing.framed(length);
    }
    int readable = judge(holes, frames, damages);
    return new SegmentScan(segment, header, frames.subList(0, readable), damages);
  }

  /**
   * Tells damage from writes that a crash cut off. A record is known to have been durable when a
   * later one says so: then its loss is damage, and what follows it counts. Otherwise it was never
   * promised to anybody, nor was anything behind it, which doesn't count then.
   *
   * @return how many frames count
   */
  private static int judge(List<Hole> holes, List<Frame> frames, List<String> damages) {
    long durable = frames.stream().mapToLong(SegmentScan::knownDurable).max().orElse(0);
    for (var hole : holes) {
      if (hole.firstLost() > durable) {
        return hole.framesBefore();
      }
      damages.add(
          "bytes %d to %d can't be read; record %d is lost and maybe others"
              .formatted(hole.from(), hole.to(), hole.firstLost()));
    }
    return frames.size();
  }

  /** A segment gets its name when its snapshot is on the disk. */
  private static long knownDurable(Frame frame) {
    return frame.record() instanceof JournalRecord.SnapshotEnd ? frame.number() : frame.durable();
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
