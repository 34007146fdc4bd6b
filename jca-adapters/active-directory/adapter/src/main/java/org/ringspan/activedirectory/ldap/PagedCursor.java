package org.ringspan.activedirectory.ldap;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import org.apache.directory.api.ldap.extras.controls.ad.AdShowDeletedImpl;
import org.apache.directory.api.ldap.model.message.SearchResultDone;
import org.apache.directory.api.ldap.model.message.SearchScope;
import org.apache.directory.api.ldap.model.message.controls.PagedResults;
import org.apache.directory.api.ldap.model.message.controls.PagedResultsImpl;
import org.jspecify.annotations.Nullable;
import org.ringspan.activedirectory.ActiveDirectoryException;
import org.ringspan.activedirectory.DirectoryCursor;
import org.ringspan.activedirectory.DirectoryEntry;
import org.ringspan.activedirectory.DirectorySearch;
import org.ringspan.activedirectory.DirectoryUnavailableException;
import org.ringspan.activedirectory.DistinguishedName;
import org.ringspan.activedirectory.LimitExceededException;

/** A search page by page (RFC 2696), here and then at the servers that referrals name. */
final class PagedCursor implements DirectoryCursor {
  private static final int MOST_REFERRALS = 32;
  private static final int MOST_EMPTY_PAGES = 1000;

  private final ConnectionPool pool;
  private final LdapSettings settings;
  private final LdapFigures figures;
  private final DirectorySearch search;
  private final String what;
  private final Deque<Referrals.Target> elsewhere = new ArrayDeque<>();
  private final Set<Referrals.Target> seen = new HashSet<>();
  private @Nullable ControllerConnection connection;
  private @Nullable SearchRun run;
  private @Nullable DirectoryEntry ahead;
  private DistinguishedName base;
  private byte[] cookie = {};
  private int given;
  private int emptyPages;
  private boolean pageEmpty = true;
  private boolean over;

  PagedCursor(
      ConnectionPool pool, LdapSettings settings, LdapFigures figures, DirectorySearch search) {
    this.pool = pool;
    this.settings = settings;
    this.figures = figures;
    this.search = search;
    this.base = search.base();
    this.what = "search below " + search.base();
  }

  /** Begins; what is wrong with the search as a whole is told here. */
  void begin() throws ActiveDirectoryException {
    try {
      connection = pool.take();
      ask(connection);
      ahead = advance();
    } catch (ActiveDirectoryException failed) {
      close();
      throw failed;
    }
  }

  @Override
  public @Nullable DirectoryEntry next() throws ActiveDirectoryException {
    if (over) {
      return null;
    }
    var entry = ahead;
    try {
      if (entry == null) {
        entry = advance();
      }
      ahead = null;
      if (entry == null) {
        close();
        return null;
      }
      if (search.sizeLimit() > 0 && given == search.sizeLimit()) {
        throw new LimitExceededException(
            LimitExceededException.Limit.SIZE, what + ": more than " + given + " entries");
      }
      given++;
      return entry;
    } catch (ActiveDirectoryException failed) {
      close();
      throw failed;
    }
  }

  private @Nullable DirectoryEntry advance() throws ActiveDirectoryException {
    while (connection != null && run != null) {
      var here = connection;
      var going = run;
      switch (going.next()) {
        case SearchRun.Found(var entry) -> {
          pageEmpty = false;
          return RangedValues.completed(here, entry);
        }
        case SearchRun.Elsewhere(var urls) -> note(urls);
        case null -> turn(here, going);
      }
    }
    return null;
  }

  /** A page is over: the next one, the next server, or the end. */
  private void turn(ControllerConnection here, SearchRun ended) throws ActiveDirectoryException {
    var referrals = ended.referrals();
    if (!referrals.isEmpty() && note(referrals)) {
      cookie = new byte[0];
    } else {
      ended.check();
      var before = cookie;
      cookie = cookie(ended.done());
      emptyPages = pageEmpty ? emptyPages + 1 : 0;
      if (cookie.length > 0
          && (pageEmpty && Arrays.equals(before, cookie) || emptyPages > MOST_EMPTY_PAGES)) {
        throw new DirectoryUnavailableException(
            what + ": " + here.address() + " gives pages without entries and without end", null);
      }
    }
    run = null;
    if (cookie.length > 0) {
      ask(here);
      return;
    }
    connection = null;
    pool.give(here, true);
    var next = elsewhere.poll();
    if (next != null) {
      figures.count(LdapFigures.Figure.REFERRALS_FOLLOWED);
      base = next.base();
      connection = pool.takeReferral(next.server());
      ask(connection);
    }
  }

  private boolean note(Iterable<String> urls) {
    var target = Referrals.accepted(urls, settings.referrals());
    if (target.isEmpty() || seen.size() >= MOST_REFERRALS) {
      figures.count(LdapFigures.Figure.REFERRALS_IGNORED);
      return false;
    }
    if (seen.add(target.get())) {
      elsewhere.add(target.get());
    }
    return true;
  }

  private void ask(ControllerConnection here) throws ActiveDirectoryException {
    var request = ControllerConnection.request(base, scope(), search.attributes());
    request.setFilter(LdapFilters.of(search.filter()));
    request.setSizeLimit(search.sizeLimit());
    request.setTimeLimit((int) search.timeLimit().toSeconds());
    if (search.scope() != DirectorySearch.Scope.BASE) {
      var page = new PagedResultsImpl();
      page.setCritical(true);
      page.setSize(search.pageSize());
      page.setCookie(cookie);
      request.addControl(page);
    }
    if (search.showDeleted()) {
      var deleted = new AdShowDeletedImpl();
      deleted.setCritical(true);
      request.addControl(deleted);
    }
    pageEmpty = true;
    run = here.search(request, what);
  }

  private SearchScope scope() {
    return switch (search.scope()) {
      case BASE -> SearchScope.OBJECT;
      case ONE_LEVEL -> SearchScope.ONELEVEL;
      case SUBTREE -> SearchScope.SUBTREE;
    };
  }

  private static byte[] cookie(SearchResultDone done) {
    return done.getControl(PagedResults.OID) instanceof PagedResults page
            && page.getCookie() != null
        ? page.getCookie()
        : new byte[0];
  }

  @Override
  public void close() {
    over = true;
    ahead = null;
    var here = connection;
    var going = run;
    connection = null;
    run = null;
    if (here != null) {
      var ended = true;
      if (going != null && !going.ended()) {
        ended = false;
        going.abandon();
      }
      pool.give(here, ended);
    }
  }
}
