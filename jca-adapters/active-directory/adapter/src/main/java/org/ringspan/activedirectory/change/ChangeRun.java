package org.ringspan.activedirectory.change;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ringspan.activedirectory.ActiveDirectoryException;
import org.ringspan.activedirectory.Bookmark;
import org.ringspan.activedirectory.DirectoryChange;
import org.ringspan.activedirectory.DirectoryEntry;
import org.ringspan.activedirectory.DirectoryPage;
import org.ringspan.activedirectory.DirectoryValue;
import org.ringspan.activedirectory.DistinguishedName;
import org.ringspan.activedirectory.ldap.ControllerSession;
import org.ringspan.activedirectory.ldap.ControllerSession.Changes;

/** The pages of one run, from one controller. */
public final class ChangeRun implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(ChangeRun.class.getName());

  private final ControllerSession session;
  private final ChangeQuery query;
  private final Duplicates duplicates;
  private final DirectoryPage.Run kind;
  private final Bookmark.Method method;
  private final Pages pages;
  private final States states;
  private Bookmark bookmark;
  private @Nullable Changes ahead;
  private int number;
  private byte[] cookie;
  private boolean over;

  /** Asks for a page. */
  interface Pages {
    Changes after(byte[] cookie) throws ActiveDirectoryException;
  }

  /** The state of a position after a page, or null where a run can't be taken up again. */
  interface States {
    @Nullable DirectoryValue after(byte[] cookie);
  }

  private ChangeRun(
      ControllerSession session,
      ChangeQuery query,
      Duplicates duplicates,
      DirectoryPage.Run kind,
      Bookmark bookmark,
      Bookmark.Method method,
      byte[] cookie,
      Pages pages,
      States states) {
    this.session = session;
    this.query = query;
    this.duplicates = duplicates;
    this.kind = kind;
    this.bookmark = bookmark;
    this.method = method;
    this.cookie = cookie;
    this.pages = pages;
    this.states = states;
  }

  static ChangeRun begin(
      ControllerSession session,
      ChangeQuery query,
      Duplicates duplicates,
      DirectoryPage.Run kind,
      Bookmark bookmark,
      Bookmark.Method method,
      byte[] cookie,
      Pages pages,
      States states)
      throws ActiveDirectoryException {
    var run =
        new ChangeRun(session, query, duplicates, kind, bookmark, method, cookie, pages, states);
    run.ahead = pages.after(cookie);
    return run;
  }

  /** The next page; empty after the last. */
  public Optional<DirectoryPage> next() throws ActiveDirectoryException {
    if (over) {
      return Optional.empty();
    }
    var changes = ahead == null ? pages.after(cookie) : ahead;
    ahead = null;
    cookie = changes.cookie();
    over = !changes.more();
    var state = states.after(cookie);
    var controller = session.controller();
    if (state != null) {
      bookmark = bookmark.with(new Bookmark.Position(controller.database(), method, state));
    }
    number++;
    var told = new ArrayList<DirectoryChange>(changes.entries().size());
    var before = 0;
    for (var entry : changes.entries()) {
      var change = change(entry);
      if (change.isEmpty()) {
        continue;
      }
      if (!kind.full() && duplicates.contains(change.get(), controller.database())) {
        before++;
      } else {
        told.add(change.get());
      }
    }
    return Optional.of(
        new DirectoryPage(
            kind,
            controller.address().toString(),
            number,
            List.copyOf(told),
            before,
            !over,
            bookmark));
  }

  private Optional<DirectoryChange> change(DirectoryEntry entry) {
    try {
      var guid = entry.objectGuid();
      if (guid.isEmpty()) {
        LOG.log(System.Logger.Level.WARNING, "A change without objectGUID is left out");
        return Optional.empty();
      }
      var state = state(entry);
      if (state == DirectoryChange.State.ELSEWHERE && kind.full()) {
        return Optional.empty();
      }
      var complete = kind.full() || method == Bookmark.Method.UPDATE_NUMBER;
      return Optional.of(new DirectoryChange(guid.get(), state, entry, complete));
    } catch (IllegalArgumentException nonsense) {
      LOG.log(
          System.Logger.Level.WARNING,
          "A change that isn''t Active Directory''s is left out: {0}",
          nonsense.getMessage());
      return Optional.empty();
    }
  }

  private DirectoryChange.State state(DirectoryEntry entry) {
    if (entry.value("isDeleted").map(DirectoryValue::truth).orElse(false)) {
      return DirectoryChange.State.DELETED;
    }
    return query.covers(DistinguishedName.parse(entry.name()))
        ? DirectoryChange.State.PRESENT
        : DirectoryChange.State.ELSEWHERE;
  }

  /** The page was delivered: another controller that tells the same is told apart from now on. */
  public void delivered(DirectoryPage page) throws ActiveDirectoryException {
    duplicates.delivered(page, session.controller().database());
  }

  @Override
  public void close() {
    session.close();
  }
}
