package org.ringspan.journal.store;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.ringspan.journal.JournalException;
import org.ringspan.journal.JournalException.Reason;

/**
 * A directory of this machine, locked by the file {@code lock} in it. Files are for the server's
 * user only.
 */
public final class LocalDisk implements Disk {

  private static final String LOCK = "lock";
  private static final int PIECE = 1 << 16;

  /**
   * Where the directories are noted that this process has open. A lock of the operating system
   * belongs to the whole process and would be lost when a second channel to the file is closed, so
   * the file isn't even opened then. All class loaders of a server share these properties.
   */
  private static final String OPEN = "org.ringspan.journal.open ";

  private final Path directory;
  private final String note;
  private final FileChannel lockFile;

  private LocalDisk(Path directory, String note, FileChannel lockFile) {
    this.directory = directory;
    this.note = note;
    this.lockFile = lockFile;
  }

  /**
   * Opens a directory, and makes it when there is none.
   *
   * @throws JournalException IN_USE when another process, or another part of this one, has it;
   *     UNUSABLE when it can't be used
   */
  public static LocalDisk open(Path directory) throws JournalException {
    try {
      makeDirectory(directory);
      var note = OPEN + directory.toRealPath();
      if (System.getProperties().putIfAbsent(note, "") != null) {
        throw inUse(directory, "process " + ProcessHandle.current().pid() + ", this one");
      }
      try {
        return new LocalDisk(directory, note, lock(directory));
      } catch (IOException | JournalException | RuntimeException e) {
        System.getProperties().remove(note);
        throw e;
      }
    } catch (IOException e) {
      throw new JournalException(
          Reason.UNUSABLE, "The directory " + directory + " can't be used for a journal", e);
    }
  }

  private static JournalException inUse(Path directory, String owner) {
    return new JournalException(
        Reason.IN_USE,
        "The journal in %s is in use by %s; two servers need two directories"
            .formatted(directory, owner),
        null);
  }

  private static FileChannel lock(Path directory) throws IOException, JournalException {
    var file =
        FileChannel.open(
            directory.resolve(LOCK),
            StandardOpenOption.CREATE,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE);
    try {
      if (file.tryLock() == null) {
        throw inUse(directory, owner(file));
      }
      file.truncate(0);
      file.write(
          ByteBuffer.wrap(
              ("process " + ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII)),
          0);
      return file;
    } catch (IOException | JournalException | RuntimeException e) {
      file.close();
      throw e;
    }
  }

  private static void makeDirectory(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      Files.createDirectories(
          directory,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }
  }

  private static String owner(FileChannel file) throws IOException {
    var bytes = ByteBuffer.allocate(40);
    file.read(bytes, 0);
    var owner = StandardCharsets.US_ASCII.decode(bytes.flip()).toString();
    return owner.matches("process [0-9]+") ? owner : "another process";
  }

  @Override
  public List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(f -> f.getFileName().toString()).sorted().toList();
    }
  }

  @Override
  public DiskFile create(String name, int bytes) throws IOException {
    var path = path(name);
    Files.createFile(
        path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    LocalFile file = null;
    try {
      file = new LocalFile(path);
      byte[] zeros = new byte[PIECE];
      for (int at = 0; at < bytes; at += PIECE) {
        file.write(at, bytes - at < PIECE ? new byte[bytes - at] : zeros);
      }
      file.force();
      forceDirectory();
      return file;
    } catch (IOException e) {
      if (file != null) {
        file.close();
      }
      Files.deleteIfExists(path);
      throw e;
    }
  }

  @Override
  public DiskFile open(String name) throws IOException {
    return new LocalFile(path(name));
  }

  @Override
  public void rename(String from, String to) throws IOException {
    Files.move(
        path(from), path(to), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    forceDirectory();
  }

  @Override
  public void delete(String name) throws IOException {
    Files.deleteIfExists(path(name));
  }

  @Override
  public Path path(String name) {
    return directory.resolve(name);
  }

  @Override
  public void close() throws IOException {
    try {
      lockFile.close();
    } finally {
      System.getProperties().remove(note);
    }
  }

  /** An interrupt would close the channel, so it is put off. */
  private void forceDirectory() throws IOException {
    boolean interrupted = Thread.interrupted();
    try (var channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Not a FileChannel: one would be closed by an interrupt of the thread that uses it. */
  private static final class LocalFile implements DiskFile {

    private final RandomAccessFile file;

    LocalFile(Path path) throws IOException {
      file = new RandomAccessFile(path.toFile(), "rw");
    }

    @Override
    public int length() throws IOException {
      return Math.toIntExact(Math.min(file.length(), Integer.MAX_VALUE));
    }

    @Override
    public synchronized byte[] read() throws IOException {
      byte[] bytes = new byte[length()];
      file.seek(0);
      file.readFully(bytes);
      return bytes;
    }

    @Override
    public synchronized void write(int position, byte[] bytes) throws IOException {
      file.seek(position);
      file.write(bytes);
    }

    @Override
    public void force() throws IOException {
      file.getFD().sync();
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }
}
