package org.ringspan.identity.adapter;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ringspan.address.UserId;
import org.ringspan.identity.AccessToken;
import org.ringspan.identity.AccessToken.Scope;
import org.ringspan.identity.Account;
import org.ringspan.identity.Role;

/** Reads and writes tokens. */
public final class AccessTokenTable {
  private static final String COLUMNS =
      "select t.id, u.login, t.name, t.may_write, t.created_at, t.expires_at, t.last_used_at,"
          + " u.name, u.role, t.only_scim from access_token t join app_user u on u.id = t.user_id ";

  private final Connection database;

  public AccessTokenTable(Connection database) {
    this.database = database;
  }

  /** A token with its owner, who may log in. */
  public record Owned(AccessToken token, Account owner) {}

  /**
   * Adds a token.
   *
   * @return its id; empty when there is no such user
   */
  public Optional<Long> add(AccessToken token, String hash) throws SQLException {
    long id;
    try (PreparedStatement number =
            database.prepareStatement("select nextval('access_token_number')");
        ResultSet row = number.executeQuery()) {
      row.next();
      id = row.getLong(1);
    }
    try (PreparedStatement insert =
        database.prepareStatement(
            "insert into access_token (id, user_id, name, hash, may_write, only_scim, created_at,"
                + " expires_at) select cast(? as bigint), u.id, cast(? as varchar(100)),"
                + " cast(? as varchar(64)), cast(? as boolean), cast(? as boolean),"
                + " cast(? as timestamp(6) with time zone),"
                + " cast(? as timestamp(6) with time zone) from app_user u where u.login = ?")) {
      insert.setLong(1, id);
      insert.setString(2, token.name());
      insert.setString(3, hash);
      insert.setBoolean(4, token.scope().mayWrite());
      insert.setBoolean(5, token.scope() == Scope.SCIM);
      insert.setObject(6, time(token.created()));
      insert.setObject(7, token.expires().map(AccessTokenTable::time).orElse(null));
      insert.setString(8, token.owner().value());
      return insert.executeUpdate() == 1 ? Optional.of(id) : Optional.empty();
    }
  }

  /** The token with this hash, unless it has expired or its owner may not log in. */
  public Optional<Owned> valid(String hash, Instant now) throws SQLException {
    try (PreparedStatement select =
        database.prepareStatement(
            COLUMNS
                + "where t.hash = ? and u.enabled = true"
                + " and (t.expires_at is null or t.expires_at > ?)")) {
      select.setString(1, hash);
      select.setObject(2, time(now));
      try (ResultSet row = select.executeQuery()) {
        return row.next()
            ? Optional.of(
                new Owned(
                    token(row),
                    new Account(
                        new UserId(row.getString(2)),
                        row.getString(8),
                        Role.valueOf(row.getString(9)))))
            : Optional.empty();
      }
    }
  }

  /** The tokens of a user, or of everybody, the newest first; at most 1,000. */
  public List<AccessToken> all(Optional<UserId> owner) throws SQLException {
    try (PreparedStatement select =
        database.prepareStatement(
            COLUMNS
                + (owner.isPresent() ? "where u.login = ? " : "")
                + "order by t.id desc fetch first 1000 rows only")) {
      if (owner.isPresent()) {
        select.setString(1, owner.get().value());
      }
      List<AccessToken> tokens = new ArrayList<>();
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          tokens.add(token(row));
        }
      }
      return tokens;
    }
  }

  /** Notes that a token was used. */
  public void used(long id, Instant now) throws SQLException {
    try (PreparedStatement update =
        database.prepareStatement("update access_token set last_used_at = ? where id = ?")) {
      update.setObject(1, time(now));
      update.setLong(2, id);
      update.executeUpdate();
    }
  }

  /**
   * Removes a token.
   *
   * @param owner only when it is this user's
   * @return whether it was there
   */
  public boolean remove(long id, Optional<UserId> owner) throws SQLException {
    try (PreparedStatement delete =
        database.prepareStatement(
            "delete from access_token where id = ?"
                + (owner.isPresent()
                    ? " and user_id in (select u.id from app_user u where u.login = ?)"
                    : ""))) {
      delete.setLong(1, id);
      if (owner.isPresent()) {
        delete.setString(2, owner.get().value());
      }
      return delete.executeUpdate() == 1;
    }
  }

  private static AccessToken token(ResultSet row) throws SQLException {
    return new AccessToken(
        row.getLong(1),
        new UserId(row.getString(2)),
        row.getString(3),
        row.getBoolean(10) ? Scope.SCIM : row.getBoolean(4) ? Scope.WRITE : Scope.READ,
        row.getObject(5, OffsetDateTime.class).toInstant(),
        instant(row.getObject(6, OffsetDateTime.class)),
        instant(row.getObject(7, OffsetDateTime.class)));
  }

  private static Optional<Instant> instant(@Nullable OffsetDateTime time) {
    return Optional.ofNullable(time).map(OffsetDateTime::toInstant);
  }

  private static OffsetDateTime time(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
