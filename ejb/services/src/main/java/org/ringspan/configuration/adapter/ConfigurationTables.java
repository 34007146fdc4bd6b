package org.ringspan.configuration.adapter;

import jakarta.persistence.EntityManager;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ringspan.address.DeviceName;
import org.ringspan.address.TrunkName;
import org.ringspan.configuration.ConfigurationSnapshot;
import org.ringspan.configuration.Voicemail;
import org.ringspan.identity.adapter.SealedHashes;

/** Makes a snapshot of the configuration tables; to be used inside one transaction. */
public final class ConfigurationTables {
  private final EntityManager tables;

  public ConfigurationTables(EntityManager tables) {
    this.tables = tables;
  }

  /** The counter that grows with every change. */
  long version() {
    return tables
        .createQuery(
            "select v.version from ConfigurationVersionEntity v where v.id = :only", Long.class)
        .setParameter("only", ConfigurationVersionEntity.ONLY)
        .getSingleResult();
  }

  /** Counts a change; the row stays locked until the transaction ends. */
  public void changed() {
    tables
        .createQuery(
            "update ConfigurationVersionEntity v set v.version = v.version + 1 where v.id = :only")
        .setParameter("only", ConfigurationVersionEntity.ONLY)
        .executeUpdate();
  }

  /** The organisation, when there is one already. */
  Optional<OrganisationEntity> organisation() {
    return all("select o from OrganisationEntity o order by o.id", OrganisationEntity.class)
        .stream()
        .findFirst();
  }

  /** The whole configuration now; empty for {@code domain} before the first seed. */
  ConfigurationSnapshot snapshot(String domain) {
    // The version first: a change in between makes the snapshot newer than it says, never older.
    long version = version();
    return document(domain).snapshot(version);
  }

  /** The same as a document. */
  ConfigurationDocument document(String domain) {
    return organisation().map(this::document).orElseGet(() -> ConfigurationDocument.empty(domain));
  }

  private ConfigurationDocument document(OrganisationEntity organisation) {
    DialPlanTables.Read dialPlan = new DialPlanTables(tables).read(organisation.id);
    TrunkTables trunks = new TrunkTables(tables);
    return new ConfigurationDocument(
        organisation.domain,
        new PeopleTables(tables, dialPlan, trunks.poolNames()).read(),
        trunks.read(),
        voicemail(organisation, trunks.trunkNames()),
        dialPlan.settings(),
        new ReachTables(tables).settings(organisation),
        new HuntTables(tables).read(dialPlan),
        new ParkTables(tables).read(dialPlan));
  }

  private Optional<Voicemail> voicemail(
      OrganisationEntity organisation, Map<Long, TrunkName> names) {
    return Optional.ofNullable(tables.find(VoicemailEntity.class, organisation.id))
        .map(row -> row.toVoicemail(names));
  }

  /**
   * The sealed password hashes of every device, of devices without a password too, and of the
   * trunks that we challenge.
   */
  Map<DeviceName, SealedHashes> sealedHashes() {
    Map<DeviceName, SealedHashes> hashes = new HashMap<>(new TrunkTables(tables).sealedHashes());
    hashes.putAll(PeopleTables.sealedHashes(tables));
    return hashes;
  }

  /** The sealed passwords with which we answer the challenges of trunks. */
  Map<TrunkName, String> sealedTrunkLogins() {
    return new TrunkTables(tables).sealedLogins();
  }

  private <T> List<T> all(String query, Class<T> type) {
    return tables.createQuery(query, type).getResultList();
  }

  /** Foreign keys promise that it is there. */
  static <T> T of(Map<Long, T> byId, long id) {
    T value = byId.get(id);
    if (value == null) {
      throw new IllegalStateException("a foreign key leads nowhere: " + id);
    }
    return value;
  }
}
