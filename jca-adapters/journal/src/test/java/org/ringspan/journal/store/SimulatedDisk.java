package org.ringspan.journal.store;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/**
 * A disk in memory. It can be full, can fail, and knows what a power failure leaves of writes that
 * weren't forced.
 */
public final class SimulatedDisk implements Disk {

  private static final int SECTOR = 512;

  /** What happens at an operation, before it. */
  public interface Hook {

    /** May throw. */
    void at(String operation, String name) throws IOException;
  }

  private final Map<String, Content> files;
  private long room = Long.MAX_VALUE / 2;
  private volatile Hook hook = (operation, name) -> {};
  private volatile int forces;

  /** An empty disk. */
  public SimulatedDisk() {
    this(new TreeMap<>());
  }

  private SimulatedDisk(Map<String, Content> files) {
    this.files = files;
  }

  private static final class Content {
    byte[] cached;
    byte[] durable;

    Content(byte[] bytes) {
      cached = bytes.clone();
      durable = bytes.clone();
    }
  }

  /** Calls the hook before each operation: create, write, force, rename. */
  public void hook(Hook next) {
    hook = next;
  }

  /** How many bytes more it takes. */
  public void room(long bytes) {
    room = bytes;
  }

  /** How often a file was forced. */
  public int forces() {
    return forces;
  }

  /** The disk after the process was killed: all writes are there. */
  public synchronized SimulatedDisk afterKill() {
    var copy = new TreeMap<String, Content>();
    files.forEach((name, content) -> copy.put(name, new Content(content.cached)));
    return new SimulatedDisk(copy);
  }

  /** The disk after a power failure that nothing survived which wasn't forced. */
  public synchronized SimulatedDisk afterLosingUnforced() {
    var copy = new TreeMap<String, Content>();
    files.forEach((name, content) -> copy.put(name, new Content(content.durable)));
    return new SimulatedDisk(copy);
  }

  /** The disk after a power failure: of what wasn't forced, some sectors are there. */
  public synchronized SimulatedDisk afterPowerFailure(RandomGenerator random) {
    var copy = new TreeMap<String, Content>();
    // Mostly nothing or everything, sometimes any part.
    int kind = random.nextInt(3);
    files.forEach(
        (name, content) -> {
          byte[] bytes = content.durable.clone();
          for (int at = 0; at < bytes.length; at += SECTOR) {
            if (kind == 1 || (kind == 2 && random.nextBoolean())) {
              int end = Math.min(at + SECTOR, bytes.length);
              System.arraycopy(content.cached, at, bytes, at, end - at);
            }
          }
          copy.put(name, new Content(bytes));
        });
    return new SimulatedDisk(copy);
  }

  /** The bytes of a file; changes to them change the file. */
  public synchronized byte[] bytes(String name) {
    var content = content(name);
    content.durable = content.cached;
    return content.cached;
  }

  /** Makes a file of these bytes. */
  public synchronized void put(String name, byte[] bytes) {
    files.put(name, new Content(bytes));
  }

  private synchronized Content content(String name) {
    var content = files.get(name);
    if (content == null) {
      throw new IllegalArgumentException(name);
    }
    return content;
  }

  @Override
  public synchronized List<String> names() {
    return List.copyOf(files.keySet());
  }

  @Override
  public DiskFile create(String name, int bytes) throws IOException {
    hook.at("create", name);
    synchronized (this) {
      if (bytes > room) {
        throw new IOException("No space left on device");
      }
      if (files.containsKey(name)) {
        throw new IOException("There is " + name);
      }
      room -= bytes;
      files.put(name, new Content(new byte[bytes]));
    }
    return open(name);
  }

  @Override
  public synchronized DiskFile open(String name) throws IOException {
    var content = files.get(name);
    if (content == null) {
      throw new FileNotFoundException(name);
    }
    return new MemoryFile(name, content);
  }

  @Override
  public void rename(String from, String to) throws IOException {
    hook.at("rename", from);
    synchronized (this) {
      var content = files.remove(from);
      if (content == null) {
        throw new FileNotFoundException(from);
      }
      files.put(to, content);
    }
  }

  @Override
  public synchronized void delete(String name) {
    var content = files.remove(name);
    if (content != null) {
      room += content.cached.length;
    }
  }

  @Override
  public Path path(String name) {
    return Path.of("simulated", name);
  }

  @Override
  public void close() {}

  private final class MemoryFile implements DiskFile {

    private final String name;
    private final Content content;
    private boolean closed;

    MemoryFile(String name, Content content) {
      this.name = name;
      this.content = content;
    }

    private void check() throws IOException {
      if (closed) {
        throw new IOException("closed: " + name);
      }
    }

    @Override
    public int length() {
      return content.cached.length;
    }

    @Override
    public byte[] read() throws IOException {
      synchronized (SimulatedDisk.this) {
        check();
        return content.cached.clone();
      }
    }

    @Override
    public void write(int position, byte[] bytes) throws IOException {
      hook.at("write", name);
      synchronized (SimulatedDisk.this) {
        check();
        if (position + bytes.length > content.cached.length) {
          throw new IOException("behind the end of " + name);
        }
        System.arraycopy(bytes, 0, content.cached, position, bytes.length);
      }
    }

    @Override
    public void force() throws IOException {
      byte[] now;
      synchronized (SimulatedDisk.this) {
        check();
        now = Arrays.copyOf(content.cached, content.cached.length);
      }
      hook.at("force", name);
      synchronized (SimulatedDisk.this) {
        content.durable = now;
        forces++;
      }
    }

    @Override
    public void close() {
      closed = true;
    }
  }
}
