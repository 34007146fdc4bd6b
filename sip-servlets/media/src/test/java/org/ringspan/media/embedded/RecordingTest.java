package org.ringspan.media.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringspan.media.Eventually;
import org.ringspan.media.MediaEvent;
import org.ringspan.media.audio.FullDisk;
import org.ringspan.media.audio.WavReader;

@DisplayName("A recording")
class RecordingTest {

  @TempDir Path directory;

  private final List<MediaEvent> events = new CopyOnWriteArrayList<>();
  private final FailureLog log = new FailureLog();
  private final EventDelivery delivery =
      new EventDelivery(events::add, Runnable::run, new Counters(), log);
  private final short[] frame = new short[160];

  private MediaEvent.RecordingFinished finished() {
    return (MediaEvent.RecordingFinished)
        Eventually.found("finished", () -> events.isEmpty() ? null : events.getFirst());
  }

  private SeekableByteChannel file(Path path) throws IOException {
    return Files.newByteChannel(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
  }

  @Test
  @DisplayName("has all that was said until its end")
  void whole() throws IOException {
    Path path = directory.resolve("a.wav");
    Recording recording = Recording.begin(path, Duration.ofSeconds(10), delivery, log);
    for (int i = 0; i < 60; i++) {
      assertThat(recording.add(frame)).isTrue();
    }
    recording.end();
    recording.end();
    assertThat(finished().failure()).isEmpty();
    assertThat(finished().length()).isEqualTo(Duration.ofMillis(1200));
    assertThat(WavReader.read(path).duration()).isEqualTo(Duration.ofMillis(1200));
    assertThat(events).hasSize(1);
  }

  @Test
  @DisplayName("on a full disk ends with what fitted, readable, and says why")
  void diskFull() throws IOException {
    Path path = directory.resolve("a.wav");
    Recording recording =
        Recording.begin(
            path, new FullDisk(file(path), 20_000), Duration.ofSeconds(10), delivery, log);
    Eventually.holds("it ends", () -> !recording.add(frame));
    assertThat(finished().failure())
        .hasValueSatisfying(why -> assertThat(why).contains("No space"));
    assertThat(finished().length()).isEqualTo(Duration.ofSeconds(1));
    assertThat(WavReader.read(path).duration()).isEqualTo(Duration.ofSeconds(1));
    recording.end();
    assertThat(events).hasSize(1);
  }

  @Test
  @DisplayName("on a disk that stands still ends, holds a bounded amount, and never waits")
  void diskStandsStill() throws IOException {
    Path path = directory.resolve("a.wav");
    CountDownLatch moves = new CountDownLatch(1);
    Recording recording =
        Recording.begin(path, new Stuck(file(path), moves), Duration.ofHours(1), delivery, log);
    int frames = 0;
    while (recording.add(frame)) {
      frames++;
    }
    assertThat(frames).isBetween(400, 700);
    recording.end();
    moves.countDown();
    assertThat(finished().failure()).contains("the disk was too slow");
    assertThat(WavReader.read(path).duration()).isEqualTo(finished().length());
  }

  @Test
  @DisplayName("never overwrites a file, and closes one that even the header doesn't fit into")
  void noFile() throws IOException {
    Path path = Files.createFile(directory.resolve("a.wav"));
    assertThatThrownBy(() -> Recording.begin(path, Duration.ofSeconds(1), delivery, log))
        .isInstanceOf(FileAlreadyExistsException.class);
    SeekableByteChannel full = new FullDisk(file(directory.resolve("b.wav")), 10);
    assertThatThrownBy(
            () ->
                Recording.begin(
                    directory.resolve("b.wav"), full, Duration.ofSeconds(1), delivery, log))
        .isInstanceOf(IOException.class);
    assertThat(full.isOpen()).isFalse();
  }

  /** A file whose samples are written only when it moves; its header is written at once. */
  private record Stuck(SeekableByteChannel file, CountDownLatch moves)
      implements SeekableByteChannel {

    @Override
    public int write(ByteBuffer bytes) throws IOException {
      if (file.position() > 0) {
        try {
          moves.await();
        } catch (InterruptedException e) {
          throw new IOException(e);
        }
      }
      return file.write(bytes);
    }

    @Override
    public int read(ByteBuffer to) throws IOException {
      return file.read(to);
    }

    @Override
    public long position() throws IOException {
      return file.position();
    }

    @Override
    public SeekableByteChannel position(long to) throws IOException {
      file.position(to);
      return this;
    }

    @Override
    public long size() throws IOException {
      return file.size();
    }

    @Override
    public SeekableByteChannel truncate(long size) throws IOException {
      file.truncate(size);
      return this;
    }

    @Override
    public boolean isOpen() {
      return file.isOpen();
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }
}
