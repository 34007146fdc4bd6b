package org.ringspan.identity.adapter;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;
import org.ringspan.identity.Account;

/** Looks accounts up and checks passwords. */
@ApplicationScoped
public class Accounts {
  /** Checked for logins that don't exist, so that time doesn't tell which do. */
  private static final PasswordHash NOBODY = PasswordHash.of("");

  @Resource(lookup = "java:jboss/datasources/RingspanXADS")
  private DataSource database;

  /** The account, if the login may come in and the password is its own. */
  public Optional<Account> withPassword(String login, String password) {
    Optional<AccountTable.Protected> found = read(table -> table.withPassword(login));
    PasswordHash hash = found.map(AccountTable.Protected::password).orElse(NOBODY);
    return hash.isOf(password) ? found.map(AccountTable.Protected::account) : Optional.empty();
  }

  /**
   * Whether the login may come in and the PIN is its own.
   *
   * @param pressed anything; what can't be a PIN takes as long to find out
   */
  public boolean hasPin(String login, String pressed) {
    Optional<PasswordHash> found = read(table -> table.pinOf(login));
    return found.orElse(NOBODY).isOf(pressed) && found.isPresent();
  }

  /** The account, if the login may come in. */
  public Optional<Account> enabled(String login) {
    return read(table -> table.enabled(login));
  }

  private interface Question<T> {
    T of(AccountTable table) throws SQLException;
  }

  private <T> T read(Question<T> question) {
    try (Connection connection = database.getConnection()) {
      return question.of(new AccountTable(connection));
    } catch (SQLException e) {
      throw new IllegalStateException("accounts can't be read now", e);
    }
  }
}
