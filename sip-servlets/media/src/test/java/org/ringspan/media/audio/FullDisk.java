package org.ringspan.media.audio;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;

/** A file on a disk with no room beyond a position. */
public final class FullDisk implements SeekableByteChannel {

  private final SeekableByteChannel file;
  private final long room;

  /** A file of at most so many bytes. */
  public FullDisk(SeekableByteChannel file, long room) {
    this.file = file;
    this.room = room;
  }

  @Override
  public int write(ByteBuffer bytes) throws IOException {
    long left = room - file.position();
    if (left <= 0) {
      throw new IOException("No space left on device");
    }
    int limit = bytes.limit();
    bytes.limit((int) Math.min(limit, bytes.position() + left));
    try {
      return file.write(bytes);
    } finally {
      bytes.limit(limit);
    }
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
