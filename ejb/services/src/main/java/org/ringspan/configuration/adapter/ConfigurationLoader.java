package org.ringspan.configuration.adapter;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.Map;
import org.hibernate.FlushMode;
import org.hibernate.Session;
import org.ringspan.address.DeviceName;
import org.ringspan.address.TrunkName;
import org.ringspan.configuration.ConfigurationSnapshot;
import org.ringspan.identity.adapter.SealedHashes;
import org.ringspan.server.ServerSettings;

/** Reads the configuration tables in a transaction of its own. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class ConfigurationLoader {
  @PersistenceContext private EntityManager tables;
  @Inject private ServerSettings settings;

  /** What is configured, with the secrets that belong to it. */
  record Loaded(
      ConfigurationDocument document,
      ConfigurationSnapshot snapshot,
      Map<DeviceName, SealedHashes> hashes,
      Map<TrunkName, String> trunkLogins) {
    @Override
    public String toString() {
      return "Loaded[" + snapshot.version() + "]";
    }
  }

  /** The counter of changes. */
  public long version() {
    return new ConfigurationTables(tables).version();
  }

  /**
   * Everything.
   *
   * @throws IllegalArgumentException when a change came in between and the parts don't fit; the
   *     next attempt sees it whole
   */
  public Loaded load() {
    // Nothing is changed here: without copies to compare with and without looking for changes
    // before
    // each question, a large company is read in a fraction of the time.
    Session session = tables.unwrap(Session.class);
    session.setDefaultReadOnly(true);
    session.setHibernateFlushMode(FlushMode.MANUAL);
    ConfigurationTables all = new ConfigurationTables(tables);
    // The version first: a change in between makes the snapshot newer than it says, never older.
    long version = all.version();
    ConfigurationDocument document = all.document(settings.domain());
    return new Loaded(
        document, document.snapshot(version), all.sealedHashes(), all.sealedTrunkLogins());
  }
}
