package org.ringspan.configuration.adapter;

import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ringspan.address.DeviceName;
import org.ringspan.address.DevicePoolName;
import org.ringspan.address.DirectoryNumber;
import org.ringspan.address.TrunkName;
import org.ringspan.configuration.Device;
import org.ringspan.configuration.Line;
import org.ringspan.identity.adapter.SeedSecrets;

/** Writes a seed document into empty tables, in the document's order. */
final class SeedLoading {
  private final EntityManager tables;
  private final SeedSecrets secrets;

  SeedLoading(EntityManager tables, SeedSecrets secrets) {
    this.tables = tables;
    this.secrets = secrets;
  }

  /** Writes everything; to be used inside one transaction. */
  void load(SeedDocument document) {
    OrganisationEntity organisation = new OrganisationEntity(document.domain());
    tables.persist(organisation);
    DialPlanTables.Written dialPlan =
        new DialPlanTables(tables).write(organisation.id, document.dialPlan());
    TrunkTables.Written trunks =
        new TrunkTables(tables).write(organisation, document.trunks(), secrets);
    Map<SeedDocument.Person, UserEntity> users = new LinkedHashMap<>();
    Map<DirectoryNumber, Long> lines = new HashMap<>();
    for (SeedDocument.Person person : document.people()) {
      UserEntity user =
          new UserEntity(organisation, person.user(), person.role(), person.enabled());
      secrets.passwordHash(person.user().id()).ifPresent(user::password);
      tables.persist(user);
      users.put(person, user);
      for (Line line : person.lines()) {
        LineEntity row = new LineEntity(user, line);
        row.partitionId = dialPlan.partition(line.place().partition());
        row.searchSpaceId = dialPlan.space(line.searchSpace());
        row.forwardSpaceId = dialPlan.space(line.forwarding().searchSpace());
        tables.persist(row);
        lines.put(line.number(), row.id);
      }
    }
    Map<DeviceName, Long> devices = new HashMap<>();
    users.forEach(
        (person, user) ->
            loadDevices(person, user, lines, trunks.pools(), dialPlan)
                .forEach(row -> devices.put(new DeviceName(row.name), row.id)));
    ReachTables reach = new ReachTables(tables);
    reach.write(organisation, document.reach());
    users.forEach(
        (person, user) ->
            reach.write(user, person.user(), lines, devices, trunks.pools(), dialPlan));
    loadVoicemail(organisation, document, trunks.trunks());
  }

  private List<DeviceEntity> loadDevices(
      SeedDocument.Person person,
      UserEntity user,
      Map<DirectoryNumber, Long> lines,
      Map<DevicePoolName, Long> pools,
      DialPlanTables.Written dialPlan) {
    List<DeviceEntity> rows = new ArrayList<>();
    for (Device device : person.devices()) {
      DeviceEntity row =
          new DeviceEntity(user, device, device.lines().stream().map(lines::get).toList());
      row.devicePoolId = device.pool().map(pools::get).orElse(null);
      row.searchSpaceId = dialPlan.space(device.searchSpace());
      secrets
          .deviceHashes(device.name())
          .ifPresent(
              hashes -> {
                row.ha1Md5 = hashes.md5().orElse(null);
                row.ha1Sha256 = hashes.sha256().orElse(null);
              });
      tables.persist(row);
      rows.add(row);
    }
    return rows;
  }

  private void loadVoicemail(
      OrganisationEntity organisation, SeedDocument document, Map<TrunkName, Long> trunks) {
    document
        .voicemail()
        .ifPresent(
            voicemail -> {
              Long trunk = trunks.get(voicemail.trunk());
              if (trunk != null) {
                tables.persist(new VoicemailEntity(organisation, voicemail, trunk));
              }
            });
  }
}
