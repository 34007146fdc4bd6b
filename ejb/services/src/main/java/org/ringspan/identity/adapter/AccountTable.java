package org.ringspan.identity.adapter;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.ringspan.address.UserId;
import org.ringspan.identity.Account;
import org.ringspan.identity.Role;

/** Reads accounts from the table of users, as the server's realm does. */
public final class AccountTable {
  private final Connection database;

  public AccountTable(Connection database) {
    this.database = database;
  }

  /** An account and what its owner knows. */
  public record Protected(Account account, PasswordHash password) {}

  /** The account of this login, unless it is disabled or has no password. */
  public Optional<Protected> withPassword(String login) throws SQLException {
    String query =
        "select login, name, role, password_hash, password_salt, password_iterations from app_user"
            + " where login = ? and enabled = true and password_hash is not null";
    try (PreparedStatement select = database.prepareStatement(query)) {
      select.setString(1, login);
      try (ResultSet row = select.executeQuery()) {
        return row.next()
            ? Optional.of(
                new Protected(
                    account(row),
                    new PasswordHash(row.getString(4), row.getString(5), row.getInt(6))))
            : Optional.empty();
      }
    }
  }

  /** The PIN of this login, unless it is disabled or has none. */
  public Optional<PasswordHash> pinOf(String login) throws SQLException {
    String query =
        "select pin_hash, pin_salt, pin_iterations from app_user"
            + " where login = ? and enabled = true and pin_hash is not null";
    try (PreparedStatement select = database.prepareStatement(query)) {
      select.setString(1, login);
      try (ResultSet row = select.executeQuery()) {
        return row.next()
            ? Optional.of(new PasswordHash(row.getString(1), row.getString(2), row.getInt(3)))
            : Optional.empty();
      }
    }
  }

  /** The account of this login, unless it is disabled. */
  public Optional<Account> enabled(String login) throws SQLException {
    String query = "select login, name, role from app_user where login = ? and enabled = true";
    try (PreparedStatement select = database.prepareStatement(query)) {
      select.setString(1, login);
      try (ResultSet row = select.executeQuery()) {
        return row.next() ? Optional.of(account(row)) : Optional.empty();
      }
    }
  }

  private static Account account(ResultSet row) throws SQLException {
    return new Account(
        new UserId(row.getString(1)), row.getString(2), Role.valueOf(row.getString(3)));
  }
}
