package org.ringspan.configuration.adapter;

import jakarta.persistence.EntityManager;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ringspan.configuration.Device;
import org.ringspan.configuration.DirectoryNumber;
import org.ringspan.configuration.Gateway;
import org.ringspan.configuration.GatewayName;
import org.ringspan.configuration.Line;
import org.ringspan.configuration.RemoteDestination;
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
    Map<SeedDocument.Person, UserEntity> users = new LinkedHashMap<>();
    Map<DirectoryNumber, Long> lines = new HashMap<>();
    for (SeedDocument.Person person : document.people()) {
      UserEntity user =
          new UserEntity(
              organisation,
              person.user(),
              person.role(),
              secrets.passwordHash(person.user().id()).orElse(null));
      tables.persist(user);
      users.put(person, user);
      for (Line line : person.lines()) {
        LineEntity row = new LineEntity(user, line);
        tables.persist(row);
        lines.put(line.number(), row.id);
      }
      loadDestinations(user, person.user().remoteDestinations());
    }
    users.forEach((person, user) -> loadDevices(person, user, lines));
    loadGateways(organisation, document);
  }

  private void loadDestinations(UserEntity user, List<RemoteDestination> destinations) {
    for (int i = 0; i < destinations.size(); i++) {
      tables.persist(new RemoteDestinationEntity(user, i, destinations.get(i)));
    }
  }

  private void loadDevices(
      SeedDocument.Person person, UserEntity user, Map<DirectoryNumber, Long> lines) {
    for (Device device : person.devices()) {
      DeviceEntity row =
          new DeviceEntity(user, device, device.lines().stream().map(lines::get).toList());
      secrets
          .deviceHashes(device.name())
          .ifPresent(
              hashes -> {
                row.ha1Md5 = hashes.md5().orElse(null);
                row.ha1Sha256 = hashes.sha256().orElse(null);
              });
      tables.persist(row);
    }
  }

  private void loadGateways(OrganisationEntity organisation, SeedDocument document) {
    Map<GatewayName, GatewayEntity> gateways = new HashMap<>();
    for (Gateway gateway : document.gateways()) {
      GatewayEntity row = new GatewayEntity(organisation, gateways.size(), gateway);
      tables.persist(row);
      gateways.put(gateway.name(), row);
    }
    document
        .voicemail()
        .ifPresent(
            voicemail -> {
              GatewayEntity gateway = gateways.get(voicemail.gateway());
              if (gateway != null) {
                tables.persist(new VoicemailEntity(organisation, voicemail, gateway));
              }
            });
  }
}
