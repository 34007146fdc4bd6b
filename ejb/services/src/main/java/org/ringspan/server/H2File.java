package org.ringspan.server;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.db.Store;

/**
 * The file of an H2 database. Each commit writes pages anew and leaves the old ones behind. Where
 * commits aren't delayed ({@code WRITE_DELAY=0}) H2 has no thread that gathers what is still used,
 * so its file would grow without an end; it is told to by its own classes, since there is no
 * statement for that.
 */
final class H2File {
  /** What is gathered at a time, octets: commits wait for that long, some milliseconds. */
  private static final int AT_A_TIME = 1 << 20;

  /** Parts of the file of which less is used are gathered, per cent. */
  private static final int FILL_RATE = 90;

  private static final int MOST_TIMES = 8;

  private final Store store;

  private H2File(Store store) {
    this.store = store;
  }

  /** The file behind a connection; none when it isn't H2's, or the database has no file. */
  static Optional<H2File> of(Connection connection) throws SQLException {
    if (!connection.getMetaData().getDatabaseProductName().equals("H2")
        || !(connection.unwrap(JdbcConnection.class).getSession() instanceof SessionLocal local)) {
      return Optional.empty();
    }
    Store store = local.getDatabase().getStore();
    return store.getMvStore().getFileStore() == null
        ? Optional.empty()
        : Optional.of(new H2File(store));
  }

  /**
   * Gathers a few megabytes, and makes sure that what was committed is on the disk.
   *
   * @param reusedAfter how long what isn't used any more is left alone: longer than the time
   *     between two calls, so that what has replaced it is on the disk by then
   */
  void tidy(Duration reusedAfter) {
    store.sync();
    MVStore file = store.getMvStore();
    file.setRetentionTime((int) reusedAfter.toMillis());
    int times = 0;
    while (times < MOST_TIMES && file.compact(FILL_RATE, AT_A_TIME)) {
      times++;
    }
  }
}
