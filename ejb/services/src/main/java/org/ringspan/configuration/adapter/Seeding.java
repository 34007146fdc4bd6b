package org.ringspan.configuration.adapter;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.ringspan.configuration.boundary.ConfigurationChanges;
import org.ringspan.identity.adapter.SecretBox;
import org.ringspan.identity.adapter.SeedSecrets;
import org.ringspan.server.ServerSettings;

/** Loads the seed document into an empty database, whole or not at all. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class Seeding {
  private static final Logger LOG = Logger.getLogger(Seeding.class);

  @PersistenceContext private EntityManager tables;
  @Inject private ServerSettings settings;
  @Inject private SecretBox box;
  @Inject private ConfigurationChanges changes;

  /**
   * Loads the seed document unless there is an organisation already.
   *
   * @throws SeedRefused when it has a fault
   * @throws IllegalStateException when the database belongs to another domain: the passwords in it
   *     are hashed with the old one
   */
  public void seedOnce() {
    Optional<OrganisationEntity> organisation = new ConfigurationTables(tables).organisation();
    organisation.ifPresent(existing -> requireDomain("the database", existing.domain));
    if (organisation.isEmpty() && settings.seedFile().isPresent()) {
      try {
        seed(settings.seedFile().get());
      } catch (IOException e) {
        throw new UncheckedIOException("the seed document or its secrets can't be read", e);
      }
    }
  }

  private void seed(Path file) throws IOException {
    ConfigurationDocument document = read(file);
    requireDomain("the seed document", document.domain());
    SeedSecrets secrets = SeedSecrets.read(settings.seedSecretsFile(), document.domain(), box);
    new DocumentWriting(tables, secrets).seed(document);
    changes.changed();
    LOG.infof(
        "Seeded %s: %d users, %d lines, %d devices",
        document.domain(),
        document.people().size(),
        document.lines().size(),
        document.devices().size());
  }

  private static ConfigurationDocument read(Path file) throws IOException {
    return SeedParser.parse(Files.readAllBytes(file));
  }

  private void requireDomain(String what, String domain) {
    if (!domain.equalsIgnoreCase(settings.domain())) {
      throw new IllegalStateException(
          what + " is of domain " + domain + ", ringspan.domain is " + settings.domain());
    }
  }
}
