package org.ringspan.server;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Persistence;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.jspecify.annotations.Nullable;

/** A migrated database of a product, and the mapping upon it. */
public final class TestDatabase implements AutoCloseable {
  private final DataSource source;
  private final EntityManagerFactory mapping;

  private TestDatabase(DataSource source) {
    this.source = source;
    DatabaseSchema.migrate(source);
    this.mapping =
        Persistence.createEntityManagerFactory(
            "ringspan",
            Map.of(
                "jakarta.persistence.transactionType",
                "RESOURCE_LOCAL",
                "jakarta.persistence.nonJtaDataSource",
                source));
    DatabaseSchema.validate(mapping);
  }

  /** The products that must behave the same. */
  public enum Product {
    H2 {
      @Override
      DataSource empty() {
        JdbcDataSource source = new JdbcDataSource();
        source.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        return source;
      }
    },
    POSTGRESQL {
      @Override
      DataSource empty() throws IOException {
        String name = "d" + UUID.randomUUID().toString().replace('-', '_');
        EmbeddedPostgres server = server();
        try (Connection connection = server.getPostgresDatabase().getConnection();
            Statement statement = connection.createStatement()) {
          statement.execute("create database " + name);
        } catch (SQLException e) {
          throw new IOException(e);
        }
        return server.getDatabase("postgres", name);
      }
    };

    private static @Nullable EmbeddedPostgres running;

    /** One server for all tests; it ends with this process. */
    private static synchronized EmbeddedPostgres server() throws IOException {
      EmbeddedPostgres server = running;
      if (server == null) {
        server = EmbeddedPostgres.start();
        running = server;
      }
      return server;
    }

    /** A database without tables. */
    abstract DataSource empty() throws IOException;

    /** A database with no data. */
    public TestDatabase open() throws IOException {
      return new TestDatabase(empty());
    }

    /**
     * A database that an older version has made and filled, brought to this one.
     *
     * @param version the last migration that the older version knew
     * @param statements what it has stored, statements separated by semicolons at the ends of lines
     */
    public TestDatabase upgraded(String version, String statements)
        throws IOException, SQLException {
      DataSource source = empty();
      DatabaseSchema.migrations(source).target(version).load().migrate();
      try (Connection connection = source.getConnection();
          Statement statement = connection.createStatement()) {
        for (String one : statements.split(";\\R")) {
          statement.execute(one);
        }
      }
      return new TestDatabase(source);
    }
  }

  public DataSource source() {
    return source;
  }

  /** Runs {@code work} in a transaction. */
  public void transaction(Consumer<EntityManager> work) {
    inTransaction(
        tables -> {
          work.accept(tables);
          return true;
        });
  }

  /** What {@code work} answers in a transaction. */
  public <T> T inTransaction(Function<EntityManager, T> work) {
    try (EntityManager tables = mapping.createEntityManager()) {
      tables.getTransaction().begin();
      try {
        T result = work.apply(tables);
        tables.getTransaction().commit();
        return result;
      } finally {
        if (tables.getTransaction().isActive()) {
          tables.getTransaction().rollback();
        }
      }
    }
  }

  @Override
  public void close() {
    mapping.close();
  }
}
