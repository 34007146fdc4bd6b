package org.ringspan.configuration.adapter;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.ringspan.address.DeviceName;
import org.ringspan.address.TrunkName;
import org.ringspan.audit.AuditEntry;
import org.ringspan.audit.boundary.AuditTrail;
import org.ringspan.configuration.ConfigurationSnapshot;
import org.ringspan.configuration.boundary.ConfigurationChanges;
import org.ringspan.configuration.boundary.ConfigurationRefused;
import org.ringspan.configuration.boundary.ConfigurationRefused.Fault;
import org.ringspan.configuration.boundary.ConfigurationRefused.Reason;
import org.ringspan.configuration.boundary.ResourceKind;
import org.ringspan.identity.Actor;
import org.ringspan.identity.adapter.PasswordHash;
import org.ringspan.identity.adapter.SealedHashes;
import org.ringspan.identity.adapter.SecretBox;
import org.ringspan.identity.adapter.SeedSecrets;
import org.ringspan.server.ServerSettings;

/**
 * Makes one change in one transaction: the tables, the trail and the counter that tells all nodes.
 * Changes wait for each other, on all nodes: the first thing each does is to count, and the counter
 * is one row.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class ConfigurationWriter {
  /** The kind of thing that the trail calls the configuration as a whole. */
  static final String WHOLE = "CONFIGURATION";

  @PersistenceContext private EntityManager tables;
  @Inject private ConfigurationChanges changes;
  @Inject private CurrentConfiguration current;
  @Inject private AuditTrail trail;
  @Inject private ServerSettings settings;
  @Inject private SecretBox box;
  @Inject private Clock clock;

  /** What is written down of a change beside its content. */
  record Deed(Actor actor, String action, String kind, Optional<Long> undoes) {
    static Deed of(Actor actor, String action, ResourceKind kind) {
      return new Deed(actor, action, kind.name(), Optional.empty());
    }
  }

  /** A change that will be there when the transaction has ended well. */
  record Written(
      DocumentEdit.Edited edited,
      ConfigurationSnapshot before,
      ConfigurationSnapshot after,
      long audit) {}

  /**
   * Makes a change.
   *
   * @throws ConfigurationRefused when it can't be made; nothing has changed
   */
  public Written write(Deed deed, DocumentEdit edit, SeedSecrets secrets) {
    return write(deed, edit, () -> secrets);
  }

  /**
   * Makes a change.
   *
   * @param alongside what else is written in the same transaction, when the change is
   * @throws ConfigurationRefused when it can't be made; nothing has changed
   */
  public Written write(Deed deed, DocumentEdit edit, SeedSecrets secrets, Runnable alongside) {
    Written written = write(deed, edit, () -> secrets);
    alongside.run();
    return written;
  }

  /**
   * Imports a table of users.
   *
   * @param alongside what else is written in the same transaction, when the users are
   */
  public Written importUsers(Actor actor, UserImport job, byte[] csv, Runnable alongside) {
    Map<String, String> passwords = new HashMap<>();
    DocumentEdit edit =
        now -> {
          UserImportPlan plan = job.plan(csv, now);
          passwords.putAll(plan.passwords());
          job.writes();
          ConfigurationDocument after = plan.after();
          return new DocumentEdit.Edited(
              after,
              ResourceKind.ONLY,
              SeedWriter.documentUpTo(AuditEntry.LONGEST_TEXT, now),
              SeedWriter.documentUpTo(AuditEntry.LONGEST_TEXT, after));
        };
    Written written =
        write(
            new Deed(actor, "IMPORT", WHOLE, Optional.empty()),
            edit,
            () -> SeedSecrets.of(passwords, settings.domain(), box));
    alongside.run();
    return written;
  }

  /**
   * @param secrets asked for when the change was made
   */
  private Written write(Deed deed, DocumentEdit edit, Supplier<SeedSecrets> secrets) {
    changes.changed();
    ConfigurationTables all = new ConfigurationTables(tables);
    long version = all.version();
    CurrentConfiguration.Known before = before(all, version - 1);
    DocumentEdit.Edited edited;
    ConfigurationSnapshot after;
    try {
      edited = edit.of(before.document());
      after = edited.document().checkedSnapshot(version);
    } catch (SeedRefused e) {
      throw new ConfigurationRefused(
          Reason.INVALID, List.of(new Fault(pointer(deed, e.pointer()), e.why())));
    }
    DocumentEdits.requireAdministrator(before.document(), edited.document());
    DocumentWriting writing = new DocumentWriting(tables, secrets.get());
    if (all.organisation().isEmpty()) {
      writing.seed(edited.document());
    } else {
      writing.write(before.document(), edited.document());
    }
    long entry = audit(deed, edited.key(), edited.was(), edited.is());
    return new Written(edited, before.snapshot(), after, entry);
  }

  /** What this node knows is what the tables say, unless it hasn't caught up yet. */
  private CurrentConfiguration.Known before(ConfigurationTables all, long version) {
    CurrentConfiguration.Known known = current.known();
    if (known.version() == version) {
      return known;
    }
    ConfigurationDocument document = all.document(settings.domain());
    tables.clear();
    return new CurrentConfiguration.Known(document, document.snapshot(version));
  }

  /** A fault that was found in the whole document is shown in the part that was given. */
  private static String pointer(Deed deed, String pointer) {
    if (deed.kind().equals(ResourceKind.USER.name())) {
      return pointer.replaceFirst("^/users/[0-9]+", "");
    }
    return pointer.startsWith("/users/") && !deed.kind().equals(WHOLE) ? "" : pointer;
  }

  private long audit(Deed deed, String key, Optional<JsonObject> was, Optional<JsonObject> is) {
    return trail.add(
        new AuditEntry(
            0,
            clock.instant(),
            deed.actor().name(),
            deed.actor().source(),
            deed.action(),
            deed.kind(),
            key,
            was.map(JsonObject::toString),
            is.map(JsonObject::toString),
            deed.undoes()));
  }

  /** No passwords: everything keeps what it has. */
  public SeedSecrets noSecrets() {
    return SeedSecrets.none(settings.domain(), box);
  }

  /** Gives a user another password. */
  public long setUserPassword(Actor actor, String user, PasswordHash hash) {
    return setPassword(
        actor, ResourceKind.USER, user, UserEntity.class, "login", row -> row.password(hash));
  }

  /** Gives a user another PIN. */
  public long setUserPin(Actor actor, String user, PasswordHash hash) {
    return setSecret(
        Deed.of(actor, "PIN", ResourceKind.USER),
        ResourceKind.USER,
        user,
        UserEntity.class,
        "login",
        row -> row.pin(hash));
  }

  /** Gives a device another password. */
  public long setDevicePassword(Actor actor, String device, String password) {
    SealedHashes hashes =
        SeedSecrets.of(Map.of(device, password), settings.domain(), box)
            .deviceHashes(new DeviceName(device))
            .orElseThrow();
    return setPassword(
        actor,
        ResourceKind.DEVICE,
        device,
        DeviceEntity.class,
        "name",
        row -> row.password(hashes));
  }

  /** Gives a trunk the password with which it answers us. */
  public long setTrunkPassword(Actor actor, String trunk, String password) {
    return setPassword(
        actor,
        ResourceKind.TRUNK,
        trunk,
        TrunkEntity.class,
        "name",
        row -> {
          String name = row.acceptedName;
          if (row.acceptance != TrunkEntity.Told.DIGEST || name == null) {
            throw new ConfigurationRefused(
                Reason.NOT_ALLOWED, "trunk " + trunk + " isn't told by digest");
          }
          row.challenged(
              SeedSecrets.of(Map.of(name, password), settings.domain(), box)
                  .deviceHashes(new DeviceName(name))
                  .orElseThrow());
        });
  }

  /** Gives a trunk the password with which we answer it. */
  public long setTrunkLoginPassword(Actor actor, String trunk, String password) {
    return setPassword(
        actor,
        ResourceKind.TRUNK,
        trunk,
        TrunkEntity.class,
        "name",
        row -> {
          if (row.login == null) {
            throw new ConfigurationRefused(
                Reason.NOT_ALLOWED, "trunk " + trunk + " has no login that a password belongs to");
          }
          row.loginPassword =
              SeedSecrets.of(Map.of("trunk/" + trunk, password), settings.domain(), box)
                  .trunkLogin(new TrunkName(trunk))
                  .orElseThrow();
        });
  }

  private <E> long setPassword(
      Actor actor,
      ResourceKind kind,
      String key,
      Class<E> type,
      String field,
      Consumer<E> setting) {
    return setSecret(Deed.of(actor, "PASSWORD", kind), kind, key, type, field, setting);
  }

  private <E> long setSecret(
      Deed deed, ResourceKind kind, String key, Class<E> type, String field, Consumer<E> setting) {
    changes.changed();
    List<E> found = new Rows(tables).some(type, field, List.of(key));
    if (found.isEmpty()) {
      throw new ConfigurationRefused(
          Reason.NOT_FOUND, "there is no " + kind.singular() + " " + key);
    }
    setting.accept(found.getFirst());
    audit(deed, key, Optional.empty(), Optional.empty());
    return new ConfigurationTables(tables).version();
  }
}
