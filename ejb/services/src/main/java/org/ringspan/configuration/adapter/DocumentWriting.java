package org.ringspan.configuration.adapter;

import jakarta.persistence.EntityManager;
import org.ringspan.identity.adapter.SeedSecrets;

/**
 * Makes the tables say what a document says; to be used inside one transaction. First comes what is
 * new, from the bottom up, then goes what nobody refers to any more, from the top down.
 */
final class DocumentWriting {
  private final EntityManager tables;
  private final SeedSecrets secrets;

  /**
   * @param secrets passwords for what is new or changed; what has none in it keeps its own
   */
  DocumentWriting(EntityManager tables, SeedSecrets secrets) {
    this.tables = tables;
    this.secrets = secrets;
  }

  /** Writes the first document of an organisation that isn't there yet. */
  void seed(ConfigurationDocument document) {
    tables.persist(new OrganisationEntity(document.domain()));
    write(ConfigurationDocument.empty(document.domain()), document);
  }

  /**
   * Writes the difference.
   *
   * @param before what the tables say
   * @param after checked by {@link ConfigurationDocument#checkedSnapshot}, of the same domain
   */
  void write(ConfigurationDocument before, ConfigurationDocument after) {
    if (!before.domain().equals(after.domain())) {
      throw new IllegalArgumentException("the domain never changes: passwords are made for it");
    }
    long organisation = organisation(after.domain());
    DialPlanWriting plan = new DialPlanWriting(tables, organisation);
    TrunkWriting trunks = new TrunkWriting(tables, organisation, secrets);
    DialPlanWriting.Ids ids = plan.put(after.dialPlan());
    trunks.put(after.trunks());
    HuntTables hunts = new HuntTables(tables);
    hunts.remove(before.huntGroups(), after.huntGroups());
    new PeopleWriting(tables, organisation, secrets, ids, trunks.poolIds())
        .write(before.people(), after.people());
    hunts.put(organisation, before.huntGroups(), after.huntGroups(), ids);
    new ParkTables(tables).write(organisation, before.parks(), after.parks(), ids);
    tables.merge(new ReachSettingEntity(organisation, after.reach()));
    writeVoicemail(organisation, after, trunks);
    tables.flush();
    trunks.removeOthers(after.trunks());
    plan.removeOthers(after.dialPlan());
    tables.flush();
  }

  private long organisation(String domain) {
    return tables
        .createQuery("select o.id from OrganisationEntity o where o.domain = :domain", Long.class)
        .setParameter("domain", domain)
        .getSingleResult();
  }

  private void writeVoicemail(long organisation, ConfigurationDocument after, TrunkWriting trunks) {
    if (after.voicemail().isPresent()) {
      var mailbox = after.voicemail().get();
      tables.merge(
          new VoicemailEntity(
              organisation,
              mailbox,
              mailbox
                  .outside()
                  .map(outside -> trunks.trunkId(outside.trunk().value()))
                  .orElse(null)));
    } else {
      VoicemailEntity row = tables.find(VoicemailEntity.class, organisation);
      if (row != null) {
        tables.remove(row);
      }
    }
  }
}
