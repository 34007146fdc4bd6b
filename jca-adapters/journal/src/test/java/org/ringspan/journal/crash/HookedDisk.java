package org.ringspan.journal.crash;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.ringspan.journal.store.Disk;

/** A disk that says what it is about to do. */
record HookedDisk(Disk disk, FileRemote.Places places) implements Disk {

  @Override
  public List<String> names() throws IOException {
    return disk.names();
  }

  @Override
  public DiskFile create(String name, int bytes) throws IOException {
    return new HookedFile(disk.create(name, bytes), places);
  }

  @Override
  public DiskFile open(String name) throws IOException {
    return new HookedFile(disk.open(name), places);
  }

  @Override
  public void rename(String from, String to) throws IOException {
    places.at("rename");
    disk.rename(from, to);
  }

  @Override
  public void delete(String name) throws IOException {
    disk.delete(name);
  }

  @Override
  public Path path(String name) {
    return disk.path(name);
  }

  @Override
  public void close() throws IOException {
    disk.close();
  }

  private record HookedFile(DiskFile file, FileRemote.Places places) implements DiskFile {

    @Override
    public int length() throws IOException {
      return file.length();
    }

    @Override
    public byte[] read() throws IOException {
      return file.read();
    }

    @Override
    public void write(int position, byte[] bytes) throws IOException {
      places.at("write");
      file.write(position, bytes);
    }

    @Override
    public void force() throws IOException {
      places.at("force");
      file.force();
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }
}
