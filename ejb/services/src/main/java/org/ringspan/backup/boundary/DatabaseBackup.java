package org.ringspan.backup.boundary;

import java.nio.file.Path;

/** Takes copies of the database while the server works. */
public interface DatabaseBackup {
  /**
   * Writes a consistent copy of the H2 database into a new zip file; calls go on meanwhile. The
   * secrets in it are encrypted with a key that isn't in it.
   *
   * @param file absolute, ends in {@code .zip}, isn't there yet, in a directory that is
   * @return the size of the copy in octets
   * @throws IllegalArgumentException when the file can't be meant
   * @throws BackupFailed when the database isn't H2 or refuses; no file is left then
   */
  long writeTo(Path file);

  /** No copy could be taken. */
  final class BackupFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public BackupFailed(String why) {
      super(why);
    }

    public BackupFailed(String why, Throwable cause) {
      super(why, cause);
    }
  }
}
