package org.ringspan.configuration.boundary;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.ringspan.configuration.adapter.UserImports;
import org.ringspan.directory.KnownUser;
import org.ringspan.identity.Actor;

/**
 * Users as a table: CSV (RFC 4180) in UTF-8 with a header. A line belongs to the user of its login,
 * who is made if need be; a user may have several lines, each with another telephone line, device
 * or destination. A line adds and changes, and never removes; columns that aren't there and cells
 * that are empty change nothing.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class UserTables {
  /** The largest table that somebody gives, in lines. */
  public static final int MOST_LINES = 50_000;

  /** The largest that this server makes itself, of a directory; it has one line for each person. */
  public static final int MOST_AT_ONCE = 200_000;

  @Inject private UserImports imports;

  /**
   * Begins to import a table, on this server, one at a time.
   *
   * @param dryRun whether only to tell what would be done; what is done then is the same
   * @return the name of the import
   * @throws ConfigurationRefused when another one runs
   */
  public String begin(Actor actor, byte[] csv, boolean dryRun) {
    return imports.begin(actor, csv, dryRun);
  }

  /**
   * What an import has done.
   *
   * @param report what was made of each line
   */
  public record Imported(ImportState state, List<ImportLine> report) {
    public Imported {
      report = List.copyOf(report);
    }
  }

  /**
   * Imports a table of up to {@value #MOST_AT_ONCE} lines before it returns; parameters as {@link
   * #begin}.
   *
   * @param alongside what else is written in the same transaction, when the users are; not run by a
   *     dry run
   */
  public Imported now(Actor actor, byte[] csv, boolean dryRun, Runnable alongside) {
    return imports.now(actor, csv, dryRun, alongside);
  }

  /** All users as they are now. Reads memory only. */
  public List<KnownUser> users() {
    return imports.users();
  }

  /** The users with some logins, in small letters, whatever case theirs is in. */
  public List<KnownUser> users(Set<String> logins) {
    return imports.users(logins);
  }

  /** How far an import has come; empty when there is none of that name, or not any more. */
  public Optional<ImportState> state(String id) {
    return imports.state(id);
  }

  /**
   * What was made of the lines, in their order, as far as they were looked at.
   *
   * @param after the number of the line behind which the page begins
   * @param most how many, at least 1
   */
  public Optional<List<ImportLine>> report(String id, long after, int most) {
    return imports.report(id, after, most);
  }

  /**
   * Has an import stop before it writes.
   *
   * @return whether there is such an import, and it will stop
   */
  public boolean cancel(String id) {
    return imports.cancel(id);
  }

  /** All users as a table that can be imported again; without passwords. Reads memory only. */
  public String export() {
    return imports.export();
  }
}
