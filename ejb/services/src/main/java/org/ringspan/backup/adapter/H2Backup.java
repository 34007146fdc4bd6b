package org.ringspan.backup.adapter;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.ringspan.backup.boundary.DatabaseBackup.BackupFailed;

/** H2's own copy of a database that is open. */
final class H2Backup {
  private H2Backup() {}

  /** As {@link org.ringspan.backup.boundary.DatabaseBackup#writeTo}. */
  static long write(DataSource database, Path file) {
    check(file);
    try (Connection connection = database.getConnection()) {
      if (!connection.getMetaData().getDatabaseProductName().equals("H2")) {
        throw new BackupFailed("only H2 is copied this way: use the tools of your database");
      }
      // Made first, so that nobody else ever may read it.
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      try (PreparedStatement backup = connection.prepareStatement("backup to ?")) {
        backup.setString(1, file.toString());
        backup.execute();
      } catch (SQLException e) {
        Files.deleteIfExists(file);
        throw e;
      }
      return Files.size(file);
    } catch (SQLException | IOException e) {
      throw new BackupFailed("the database can't be copied to " + file + ": " + e.getMessage(), e);
    }
  }

  private static void check(Path file) {
    Path folder = file.getParent();
    if (!file.isAbsolute() || folder == null || !file.normalize().equals(file)) {
      throw new IllegalArgumentException(file + " isn't an absolute path");
    }
    if (!file.toString().endsWith(".zip")) {
      throw new IllegalArgumentException(file + " doesn't end in .zip");
    }
    if (!Files.isDirectory(folder)) {
      throw new IllegalArgumentException("there is no directory " + folder);
    }
    if (Files.exists(file)) {
      throw new IllegalArgumentException(file + " is there already");
    }
  }
}
