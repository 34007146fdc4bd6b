package org.ringspan.server;

import jakarta.persistence.EntityManagerFactory;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.hibernate.SessionFactory;

/** The schema of the database: Flyway's migrations, then Hibernate's check that they fit. */
public final class DatabaseSchema {
  // Named, not searched for: the server's class loaders show no folders.
  static final List<String> MIGRATIONS =
      List.of(
          "V1__configuration.sql",
          "V2__registrations.sql",
          "V3__call_records.sql",
          "V10__registration_path.sql",
          "V11__dial_plan.sql",
          "V12__trunks.sql",
          "V13__reach.sql",
          "V14__call_records.sql",
          "V20__accounts.sql",
          "V21__order.sql",
          "V22__access_tokens.sql",
          "V24__call_sums.sql",
          "V25__call_search.sql",
          "V26__declines_and_transformations.sql",
          "V27__user_control.sql",
          "V28__session_control.sql",
          "V29__mid_call_features.sql",
          "V31__call_search_by_outcome.sql",
          "V32__voicemail.sql",
          "V33__access_from_outside.sql",
          "V34__own_mailbox.sql",
          "V35__call_search_by_number_and_user.sql",
          "V36__directory.sql",
          "V39__hunt_groups.sql",
          "V40__mail.sql",
          "V41__directory_changes.sql",
          "V42__park_numbers.sql",
          "V43__mobility_key.sql",
          "V45__media_encryption.sql",
          "V47__group_calls_and_missed_hours.sql",
          "V48__spoken_languages.sql",
          "V49__identity_store.sql",
          "V50__provisioning.sql",
          "V52__secrets.sql",
          "V53__directory_people.sql",
          "V54__directory_events.sql",
          "V56__announced_callers.sql",
          "V59__scim_tokens.sql",
          "V60__cluster.sql",
          "V61__registrations_of_nodes.sql",
          "V62__users_by_login.sql");

  private DatabaseSchema() {}

  /**
   * Brings the schema to this version of the application; does nothing when it is there.
   *
   * @throws org.flywaydb.core.api.FlywayException when the database is newer, was changed by hand
   *     or refuses
   */
  public static void migrate(DataSource database) {
    migrations(database).load().migrate();
  }

  /** The migrations of a database, to be told how far. */
  static FluentConfiguration migrations(DataSource database) {
    ClassLoader loader = Objects.requireNonNull(DatabaseSchema.class.getClassLoader());
    return Flyway.configure(loader)
        .dataSource(database)
        .resourceProvider(new MigrationScripts(loader, "org/ringspan/schema/", MIGRATIONS))
        .failOnMissingLocations(false)
        .cleanDisabled(true);
  }

  /**
   * Compares the tables with the mapping.
   *
   * @throws jakarta.persistence.PersistenceException when they differ
   */
  public static void validate(EntityManagerFactory mapping) {
    mapping.unwrap(SessionFactory.class).getSchemaManager().validateMappedObjects();
  }
}
