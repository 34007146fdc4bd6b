package org.ringspan.activedirectory.simulator;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Who may log in, and what they may do; wrong passwords lock, as the usual policy has it.
 * Thread-safe.
 */
public final class SimulatedAccounts {
  private static final int ACCOUNT_DISABLED = 0x2;

  private final SimulatedDomain domain;
  private final int lockAfter;
  private final Map<String, String> passwords = new HashMap<>();
  private final Set<String> mayWrite = new HashSet<>();
  private final Set<String> mayReplicate = new HashSet<>();
  private final Map<UUID, Integer> wrong = new HashMap<>();

  /**
   * No accounts.
   *
   * @param lockAfter wrong passwords that lock an account
   */
  public SimulatedAccounts(SimulatedDomain domain, int lockAfter) {
    this.domain = domain;
    this.lockAfter = lockAfter;
  }

  /**
   * Gives an object of the domain a password.
   *
   * @param login its sAMAccountName
   */
  public synchronized void password(String login, String password) {
    passwords.put(login.toLowerCase(Locale.ROOT), password);
  }

  /** Lets an account change the directory. */
  public synchronized void letWrite(String login) {
    mayWrite.add(login.toLowerCase(Locale.ROOT));
  }

  /** Lets an account change the directory no more. */
  public synchronized void forbidWriting(String login) {
    mayWrite.remove(login.toLowerCase(Locale.ROOT));
  }

  /** Lets an account replicate. */
  public synchronized void letReplicate(String login) {
    mayReplicate.add(login.toLowerCase(Locale.ROOT));
  }

  synchronized boolean mayWrite(String login) {
    return mayWrite.contains(login);
  }

  synchronized boolean mayReplicate(String login) {
    return mayReplicate.contains(login);
  }

  /** Logs in; the sAMAccountName of who did. */
  synchronized String login(String name, String password) throws DirectoryError {
    var account = domain.account(name);
    if (account == null) {
      // As AD: whether there is such a user isn't told to somebody who doesn't know the password.
      throw DirectoryError.login(0x52e);
    }
    var login = String.valueOf(account.text("sAMAccountName")).toLowerCase(Locale.ROOT);
    var failures = wrong.getOrDefault(account.guid, 0);
    if (failures >= lockAfter) {
      throw DirectoryError.login(0x775);
    }
    if (!password.equals(passwords.get(login))) {
      wrong.put(account.guid, failures + 1);
      throw DirectoryError.login(0x52e);
    }
    var bits = account.text("userAccountControl");
    if (bits != null && (Integer.parseInt(bits) & ACCOUNT_DISABLED) != 0) {
      throw DirectoryError.login(0x533);
    }
    wrong.remove(account.guid);
    return login;
  }
}
