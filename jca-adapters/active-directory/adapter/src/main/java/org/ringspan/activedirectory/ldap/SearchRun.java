package org.ringspan.activedirectory.ldap;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import org.apache.directory.api.ldap.model.cursor.CursorException;
import org.apache.directory.api.ldap.model.cursor.SearchCursor;
import org.apache.directory.api.ldap.model.exception.LdapException;
import org.apache.directory.api.ldap.model.message.ResultCodeEnum;
import org.apache.directory.api.ldap.model.message.SearchResultDone;
import org.apache.directory.api.ldap.model.message.SearchResultEntry;
import org.apache.directory.api.ldap.model.message.SearchResultReference;
import org.jspecify.annotations.Nullable;
import org.ringspan.activedirectory.ActiveDirectoryException;
import org.ringspan.activedirectory.DirectoryEntry;

/** One search on the wire: what comes, and how it ended. */
final class SearchRun {
  private final ControllerConnection connection;
  private final SearchCursor cursor;
  private final String what;
  private @Nullable SearchResultDone done;

  SearchRun(ControllerConnection connection, SearchCursor cursor, String what) {
    this.connection = connection;
    this.cursor = cursor;
    this.what = what;
  }

  /** Something that came. */
  sealed interface Item {}

  /** An entry. */
  record Found(DirectoryEntry entry) implements Item {}

  /** Another server has more. */
  record Elsewhere(List<String> urls) implements Item {}

  /** The next item, or null when the search has ended, which may be by a refusal. */
  @Nullable Item next() throws ActiveDirectoryException {
    if (done != null) {
      return null;
    }
    try {
      while (cursor.next()) {
        switch (cursor.get()) {
          case SearchResultEntry found -> {
            connection.taken(found);
            return new Found(LdapEntries.of(found.getEntry()));
          }
          case SearchResultReference reference -> {
            return new Elsewhere(List.copyOf(reference.getReferral().getLdapUrls()));
          }
          default -> {
            // An intermediate answer, which no request of ours asks for.
          }
        }
      }
    } catch (LdapException | CursorException failed) {
      throw connection.lost(what, failed);
    }
    var end = cursor.getSearchResultDone();
    // A lost connection looks like the end of the entries to the library; it isn't one.
    if (end == null
        || end.getLdapResult().getResultCode() == ResultCodeEnum.PROTOCOL_ERROR
            && !connection.connected()) {
      throw connection.lost(what, null);
    }
    done = end;
    return null;
  }

  /** How it ended; asked after the last item. */
  SearchResultDone done() {
    if (done == null) {
      throw new IllegalStateException("the search goes on");
    }
    return done;
  }

  /**
   * Checks that it ended well.
   *
   * @throws ActiveDirectoryException when it didn't
   */
  void check() throws ActiveDirectoryException {
    var result = done().getLdapResult();
    if (result.getResultCode() != ResultCodeEnum.SUCCESS) {
      throw connection.refused(result, what);
    }
  }

  /** Servers named by a referral in place of a result. */
  Collection<String> referrals() {
    var result = done().getLdapResult();
    return result.getResultCode() == ResultCodeEnum.REFERRAL && result.getReferral() != null
        ? result.getReferral().getLdapUrls()
        : List.of();
  }

  /** Whether it has ended, so that the connection can be used for something else. */
  boolean ended() {
    return done != null;
  }

  /** Gives up. */
  void abandon() {
    try {
      cursor.close();
    } catch (IOException alreadyGone) {
      connection.discard();
    }
  }
}
