package org.ringspan.media.embedded;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.ringspan.media.MediaEvent;
import org.ringspan.media.audio.Codec;
import org.ringspan.media.audio.SampleSink;
import org.ringspan.media.audio.WavWriter;

/**
 * A recording on its way to where it is kept, mostly the disk. The call's thread hands over half a
 * second at a time and never waits; a thread of the recording's own writes. When the disk is more
 * than {@value #MOST_WAITING} pieces behind the recording ends, complete up to there.
 */
final class Recording {

  /** Samples that are written at once, half a second. */
  private static final int PIECE = 25 * Codec.FRAME_SAMPLES;

  private static final int MOST_WAITING = 20;

  private record Piece(ByteBuffer samples, boolean isLast) {}

  private final String where;
  private final SampleSink writer;
  private final Consumer<Optional<String>> then;
  private final FailureLog log;
  private final BlockingQueue<Piece> pieces = new LinkedBlockingQueue<>();
  private ByteBuffer piece = piece();
  private volatile boolean full;
  private volatile @Nullable String failure;
  private boolean ended;

  private Recording(
      String where, SampleSink writer, Consumer<Optional<String>> then, FailureLog log) {
    this.where = where;
    this.writer = writer;
    this.then = then;
    this.log = log;
  }

  /** Begins in a place of the asker's, which is closed at the end. */
  static Recording begin(SampleSink sink, FailureLog log) {
    return begin(new Recording("memory", sink, failure -> {}, log));
  }

  private static Recording begin(Recording recording) {
    Thread.ofVirtual().name("recording-" + recording.where).start(recording::write);
    return recording;
  }

  /**
   * Makes the file and begins.
   *
   * @throws IOException when there is such a file, or none can be made
   */
  static Recording begin(Path path, Duration limit, EventDelivery events, FailureLog log)
      throws IOException {
    return begin(
        path,
        Files.newByteChannel(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
        limit,
        events,
        log);
  }

  /**
   * Begins in an empty file, which is closed at the end, or if even its header can't be written.
   */
  static Recording begin(
      Path path, SeekableByteChannel file, Duration limit, EventDelivery events, FailureLog log)
      throws IOException {
    try {
      int most = Math.toIntExact(limit.toSeconds() * Codec.SAMPLES_PER_SECOND);
      WavWriter writer = new WavWriter(file, most);
      return begin(
          new Recording(
              path.toString(), writer, why -> events.emit(finished(path, writer, why)), log));
    } catch (IOException | RuntimeException e) {
      file.close();
      throw e;
    }
  }

  private static MediaEvent finished(Path path, WavWriter writer, Optional<String> why) {
    Duration length = Duration.ofMillis(writer.samples() * 1000L / Codec.SAMPLES_PER_SECOND);
    return new MediaEvent.RecordingFinished(path, length, why);
  }

  private static ByteBuffer piece() {
    return ByteBuffer.allocate(2 * PIECE).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Takes 20 ms; by the call's thread. Returns false when it has ended by itself. */
  boolean add(short[] frame) {
    if (full || failure != null) {
      return false;
    }
    for (short sample : frame) {
      piece.putShort(sample);
    }
    if (!piece.hasRemaining()) {
      if (pieces.size() >= MOST_WAITING) {
        failure = "the disk was too slow";
        return false;
      }
      pieces.add(new Piece(piece.flip(), false));
      piece = piece();
    }
    return true;
  }

  /** Nothing more comes. Idempotent. */
  void end() {
    if (!ended) {
      ended = true;
      pieces.add(new Piece(piece.flip(), true));
    }
  }

  private void write() {
    String why = null;
    try (writer) {
      boolean last = false;
      while (!last) {
        Piece next = pieces.take();
        last = next.isLast;
        if (!full && next.samples.hasRemaining() && !writer.write(next.samples)) {
          full = true;
        }
      }
    } catch (IOException e) {
      why = e.toString();
      log.failed("Recording to " + where + " failed", e);
    } catch (InterruptedException e) {
      why = "interrupted";
      Thread.currentThread().interrupt();
    }
    if (why == null) {
      why = failure;
    } else {
      failure = why;
    }
    then.accept(Optional.ofNullable(why));
  }
}
