package org.ringspan.voice.boundary;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.ringspan.record.CallId;
import org.ringspan.voice.RecordingId;

/**
 * The recordings of one call: what its caller has said, and what it is to hear. In memory only, in
 * μ-law at 8,000 samples a second, and gone with the call as soon as nobody holds them any more.
 * Safe for several threads.
 */
public final class CallRecordings {
  private final RecordingRoom room;
  private final Optional<CallId> call;
  private final Map<RecordingId, Recording> recordings = new HashMap<>();
  private int holders;
  private boolean closed;

  /**
   * @param room what they are counted against
   */
  public CallRecordings(RecordingRoom room) {
    this(room, Optional.empty());
  }

  /**
   * @param room what they are counted against
   * @param call whose they are
   */
  public CallRecordings(RecordingRoom room, Optional<CallId> call) {
    this.room = room;
    this.call = call;
  }

  /** Whose they are; empty: of no call that is recorded. */
  public Optional<CallId> call() {
    return call;
  }

  /** One of them; written by one thread. */
  public final class Recording {
    private final List<byte[]> pieces = new ArrayList<>();
    private final CountDownLatch finished = new CountDownLatch(1);
    private int octets;
    private boolean dropped;

    private Recording() {}

    /** Appends a piece, which is kept as it is; returns false when there is no room for it. */
    public boolean add(byte[] ulaw) {
      synchronized (CallRecordings.this) {
        // Nobody will hear it.
        if (dropped) {
          return true;
        }
        if (!room.take(ulaw.length)) {
          return false;
        }
        pieces.add(ulaw);
        octets += ulaw.length;
        return true;
      }
    }

    /** Shortens it to so many samples, if it is longer, and ends it. */
    public void finish(int samples) {
      synchronized (CallRecordings.this) {
        if (samples < octets) {
          byte[] whole = whole();
          room.giveBack(octets - samples);
          octets = samples;
          pieces.clear();
          byte[] kept = new byte[samples];
          System.arraycopy(whole, 0, kept, 0, samples);
          pieces.add(kept);
        }
        finished.countDown();
      }
    }

    private byte[] whole() {
      byte[] whole = new byte[octets];
      int at = 0;
      for (byte[] piece : pieces) {
        System.arraycopy(piece, 0, whole, at, piece.length);
        at += piece.length;
      }
      return whole;
    }

    private void drop() {
      room.giveBack(octets);
      octets = 0;
      pieces.clear();
      dropped = true;
      finished.countDown();
    }
  }

  /** Begins one, in the place of an earlier one of this name. */
  public synchronized Recording begin(RecordingId id) {
    Recording recording = new Recording();
    Recording before = recordings.put(id, recording);
    if (before != null) {
      before.drop();
    }
    if (isOver()) {
      recording.drop();
    }
    return recording;
  }

  /**
   * Adds a sound that comes from elsewhere, in the place of an earlier one of this name; returns
   * false when there is no room for it.
   */
  public boolean put(RecordingId id, byte[] ulaw) {
    Recording recording = begin(id);
    boolean kept = recording.add(ulaw);
    recording.finish(Integer.MAX_VALUE);
    return kept;
  }

  /**
   * The samples of one.
   *
   * @param wait how long its end is waited for
   * @return nothing when there is none of this name, it has no sound, or hasn't ended in time
   */
  public Optional<byte[]> sound(RecordingId id, Duration wait) {
    Recording recording = find(id);
    if (recording == null || !hasEnded(recording, wait)) {
      return Optional.empty();
    }
    synchronized (this) {
      return recording.octets == 0 ? Optional.empty() : Optional.of(recording.whole());
    }
  }

  private synchronized @Nullable Recording find(RecordingId id) {
    return recordings.get(id);
  }

  private static boolean hasEnded(Recording recording, Duration wait) {
    try {
      return recording.finished.await(wait.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Somebody needs them still, although the call may end; each hold is to be let go. */
  public synchronized void hold() {
    holders++;
  }

  /** Ends a hold. */
  public synchronized void letGo() {
    holders--;
    dropWhenOver();
  }

  /** The call is over. */
  public synchronized void close() {
    closed = true;
    dropWhenOver();
  }

  private boolean isOver() {
    return closed && holders == 0;
  }

  private void dropWhenOver() {
    if (isOver()) {
      recordings.values().forEach(Recording::drop);
      recordings.clear();
    }
  }
}
