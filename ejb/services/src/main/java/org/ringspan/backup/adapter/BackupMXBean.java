package org.ringspan.backup.adapter;

/** Copies of the database, as {@code org.ringspan:type=Backup}. */
public interface BackupMXBean {
  /** Seconds since 1970 of the last copy that this run took; 0 when it took none. */
  long getLastSeconds();

  /**
   * Writes a copy of the H2 database into a new zip file.
   *
   * @param file absolute path that ends in .zip
   * @return size in octets
   */
  long writeTo(String file);
}
