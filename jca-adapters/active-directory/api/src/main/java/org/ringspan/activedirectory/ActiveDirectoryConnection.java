package org.ringspan.activedirectory;

import java.util.Collection;
import java.util.List;

/**
 * A connection to Active Directory, used by one thread at a time and closed after use.
 *
 * <p><strong>Reads are immediate.</strong> They see what a domain controller holds now, and never
 * the writes of the caller's own transaction.
 *
 * <p><strong>Writes are deferred.</strong> Active Directory has no transactions. A method that
 * begins with {@code ensure} finds the object at once, so that a wrong name or key is told to the
 * caller, and notes what is to be the case. When the transaction commits, the object is read again
 * and changed only where it isn't so yet; writes on one object run in the order in which they were
 * asked for. When the transaction rolls back, nothing happens. Such a method therefore returns
 * nothing. Outside a transaction it is carried out at once, and throws what the controller says.
 *
 * <p>A controller that refuses a write after the commit was decided leaves a heuristic outcome that
 * an administrator sees; it isn't lost silently.
 *
 * <p>Passwords can't be written: what waits for the commit stands in a journal on the disk.
 */
public interface ActiveDirectoryConnection extends AutoCloseable {
  /**
   * Searches. Pages are fetched as the cursor moves on, so that any number of entries needs the
   * memory of one page.
   *
   * @throws NoSuchObjectException when the base isn't there
   * @throws DirectoryUnavailableException when no controller answers
   * @throws ActiveDirectoryException for every other refusal
   */
  DirectoryCursor search(DirectorySearch search) throws ActiveDirectoryException;

  /**
   * Reads one object.
   *
   * @param attributes names of the attributes wanted; {@link DirectorySearch#ALL} for all that have
   *     values
   * @throws NoSuchObjectException when it isn't there
   */
  DirectoryEntry read(ObjectKey key, List<String> attributes) throws ActiveDirectoryException;

  /**
   * At commit: the attribute has exactly these values; none removes it.
   *
   * @throws NoSuchObjectException at once, when the object isn't there
   * @throws IllegalArgumentException for a name that is no attribute's, a secret attribute, more
   *     than 5,000 values or more than 250,000 octets of them
   */
  void ensureValues(ObjectKey key, String attribute, Collection<DirectoryValue> values)
      throws ActiveDirectoryException;

  /** At commit: the attribute has this value, among others perhaps, such as a member of a group. */
  void ensureContains(ObjectKey key, String attribute, DirectoryValue value)
      throws ActiveDirectoryException;

  /** At commit: the attribute doesn't have this value. */
  void ensureLacks(ObjectKey key, String attribute, DirectoryValue value)
      throws ActiveDirectoryException;

  /** At commit: the account can log in; only the one bit of userAccountControl is touched. */
  void ensureEnabled(ObjectKey account) throws ActiveDirectoryException;

  /** At commit: the account can't log in. */
  void ensureDisabled(ObjectKey account) throws ActiveDirectoryException;

  /**
   * At commit: the object bears this name where it is, "Alice Adams" for CN=Alice Adams.
   *
   * @param name the value of the naming attribute, unescaped, 1 to 255 characters
   */
  void ensureName(ObjectKey key, String name) throws ActiveDirectoryException;

  /** At commit: the object is in this container; it keeps its name and its objectGUID. */
  void ensureParent(ObjectKey key, DistinguishedName parent) throws ActiveDirectoryException;

  /** Gives the connection back; pending writes stay with the transaction. */
  @Override
  void close();
}
