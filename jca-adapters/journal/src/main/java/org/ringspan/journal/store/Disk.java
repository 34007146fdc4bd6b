package org.ringspan.journal.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The directory of a journal. Nobody else uses it while it is open. */
public interface Disk extends AutoCloseable {

  /** Names of all files. */
  List<String> names() throws IOException;

  /**
   * Makes a file of that length, every byte of it written and forced, so that later writes inside
   * need no room.
   *
   * @throws IOException when there is no room; the file isn't there then
   */
  DiskFile create(String name, int bytes) throws IOException;

  /** Opens a file. */
  DiskFile open(String name) throws IOException;

  /** Renames a file, replacing another of the new name; durable when it returns. */
  void rename(String from, String to) throws IOException;

  /** Deletes a file. */
  void delete(String name) throws IOException;

  /** Where a file is, for messages. */
  Path path(String name);

  /** Lets others have the directory. */
  @Override
  void close() throws IOException;

  /** A file of fixed length. An interrupt of the calling thread does no harm. */
  interface DiskFile extends AutoCloseable {

    /** Bytes of it. */
    int length() throws IOException;

    /** Everything in it. */
    byte[] read() throws IOException;

    /** Writes inside it. */
    void write(int position, byte[] bytes) throws IOException;

    /** Returns when everything that was written is on the disk. */
    void force() throws IOException;

    @Override
    void close() throws IOException;
  }
}
