package org.ringspan.activedirectory.change;

import java.util.Optional;
import org.ringspan.activedirectory.ActiveDirectoryException;
import org.ringspan.activedirectory.Bookmark;
import org.ringspan.activedirectory.DirectoryPage.Run;
import org.ringspan.activedirectory.DirectoryRefusedException;
import org.ringspan.activedirectory.DirectoryValue;
import org.ringspan.activedirectory.ldap.ControllerSession;
import org.ringspan.activedirectory.ldap.DirectoryClient;

/**
 * Begins runs: with DirSync, without the right to replicate, or by update numbers, in this order.
 */
public final class ChangeReader {
  private static final System.Logger LOG = System.getLogger(ChangeReader.class.getName());
  private static final String DIRSYNC = "1.2.840.113556.1.4.841";
  private static final int INSUFFICIENT_ACCESS = 50;

  private final DirectoryClient client;
  private final ChangeQuery query;
  private final Duplicates duplicates;

  /**
   * A reader.
   *
   * @param duplicates what was delivered; shared by the runs of a reader
   */
  public ChangeReader(DirectoryClient client, ChangeQuery query, Duplicates duplicates) {
    this.client = client;
    this.query = query;
    this.duplicates = duplicates;
  }

  /**
   * Begins a run, which asks for its first page; closed after use.
   *
   * @param bookmark where to go on; {@link Bookmark#NONE} for everything
   */
  public ChangeRun begin(Bookmark bookmark) throws ActiveDirectoryException {
    var session = client.session();
    ChangeRun run = null;
    try {
      run = begin(session, bookmark);
      return run;
    } finally {
      if (run == null) {
        session.close();
      }
    }
  }

  /** The same by update numbers, whatever the account may. */
  public ChangeRun beginByUpdateNumber(Bookmark bookmark) throws ActiveDirectoryException {
    var session = client.session();
    ChangeRun run = null;
    try {
      run = byUpdateNumber(session, bookmark);
      return run;
    } finally {
      if (run == null) {
        session.close();
      }
    }
  }

  private ChangeRun begin(ControllerSession session, Bookmark bookmark)
      throws ActiveDirectoryException {
    if (session.knows(DIRSYNC)) {
      for (var anybody : new boolean[] {false, true}) {
        try {
          return dirSync(session, bookmark, anybody);
        } catch (DirectoryRefusedException refused) {
          if (refused.resultCode() != INSUFFICIENT_ACCESS) {
            throw refused;
          }
        }
      }
      LOG.log(
          System.Logger.Level.INFO,
          "{0} doesn''t let the account use DirSync; changes are read by update numbers",
          session.controller().address());
    }
    return byUpdateNumber(session, bookmark);
  }

  private ChangeRun dirSync(ControllerSession session, Bookmark bookmark, boolean anybody)
      throws ActiveDirectoryException {
    var controller = session.controller();
    // A cookie says what was read of every controller, so that another's is better than none.
    var position =
        bookmark
            .of(controller.database(), Bookmark.Method.DIRSYNC)
            .or(() -> bookmark.latest(Bookmark.Method.DIRSYNC));
    if (position.isEmpty()) {
      return dirSync(session, bookmark, anybody, Optional.empty(), Run.FULL);
    }
    try {
      return dirSync(
          session, bookmark, anybody, position.map(Bookmark.Position::state), Run.INCREMENTAL);
    } catch (DirectoryRefusedException refused) {
      if (refused.resultCode() == INSUFFICIENT_ACCESS) {
        throw refused;
      }
      // Whatever it says: if it tells everything without the bookmark, that was the trouble.
      LOG.log(
          System.Logger.Level.WARNING,
          "{0} doesn''t accept the bookmark any more, everything is read again: {1}",
          controller.address(),
          refused.getMessage());
      return dirSync(session, bookmark, anybody, Optional.empty(), Run.FULL_BOOKMARK_REFUSED);
    }
  }

  private ChangeRun dirSync(
      ControllerSession session,
      Bookmark bookmark,
      boolean anybody,
      Optional<DirectoryValue> state,
      Run kind)
      throws ActiveDirectoryException {
    var controller = session.controller();
    return ChangeRun.begin(
        session,
        query,
        duplicates,
        kind,
        bookmark,
        Bookmark.Method.DIRSYNC,
        state.map(DirectoryValue::octets).orElse(new byte[0]),
        cookie ->
            session.dirSync(
                controller.domain(),
                query.withDeleted(),
                query.attributes(),
                cookie,
                anybody,
                query.octets()),
        DirectoryValue::of);
  }

  private ChangeRun byUpdateNumber(ControllerSession session, Bookmark bookmark)
      throws ActiveDirectoryException {
    var controller = session.controller();
    var position = bookmark.of(controller.database(), Bookmark.Method.UPDATE_NUMBER);
    var kind =
        position.isPresent()
            ? Run.INCREMENTAL
            : bookmark.positions().isEmpty() ? Run.FULL : Run.FULL_OTHER_CONTROLLER;
    // What changes while the pages are read has a higher number, and comes with the next run.
    var highest = session.highestUpdate();
    var from = position.map(known -> known.state().number() + 1);
    var filter = UpdateNumbers.filter(query, from);
    return ChangeRun.begin(
        session,
        query,
        duplicates,
        kind,
        bookmark,
        Bookmark.Method.UPDATE_NUMBER,
        new byte[0],
        cookie ->
            session.page(controller.domain(), filter, query.attributes(), cookie, query.pageSize()),
        cookie -> cookie.length == 0 ? DirectoryValue.of(highest) : null);
  }
}
