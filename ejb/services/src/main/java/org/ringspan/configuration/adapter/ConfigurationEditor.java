package org.ringspan.configuration.adapter;

import static org.ringspan.configuration.boundary.ConfigurationRefused.Reason;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.ringspan.access.Pin;
import org.ringspan.address.E164Number;
import org.ringspan.address.UserId;
import org.ringspan.audit.AuditEntry;
import org.ringspan.audit.AuditQuestion;
import org.ringspan.audit.boundary.AuditTrail;
import org.ringspan.configuration.ConfigurationLinter;
import org.ringspan.configuration.ConfigurationSnapshot;
import org.ringspan.configuration.Finding;
import org.ringspan.configuration.adapter.ConfigurationWriter.Deed;
import org.ringspan.configuration.adapter.ConfigurationWriter.Written;
import org.ringspan.configuration.boundary.ConfigurationChange;
import org.ringspan.configuration.boundary.ConfigurationRefused;
import org.ringspan.configuration.boundary.ConfigurationRefused.Fault;
import org.ringspan.configuration.boundary.Resource;
import org.ringspan.configuration.boundary.ResourceKind;
import org.ringspan.configuration.boundary.ResourcePage;
import org.ringspan.configuration.boundary.ResourceQuestion;
import org.ringspan.identity.Actor;
import org.ringspan.identity.adapter.PasswordHash;
import org.ringspan.identity.adapter.SeedSecrets;

/** Reads what is there, has changes made, and sees that this node's calls follow them. */
@ApplicationScoped
public class ConfigurationEditor {
  private static final int SHORTEST_PASSWORD = 8;
  private static final int LONGEST_USER_PASSWORD = 256;
  private static final int LONGEST_SIP_PASSWORD = 128;

  @Inject private CurrentConfiguration current;
  @Inject private ConfigurationWriter writer;
  @Inject private AuditTrail trail;

  public ResourcePage list(ResourceKind kind, ResourceQuestion question) {
    return current.known().things().page(kind, question);
  }

  public Optional<Resource> read(ResourceKind kind, String key) {
    return current.known().things().find(kind, key);
  }

  public ConfigurationChange create(Actor actor, ResourceKind kind, JsonObject json) {
    return write(Deed.of(actor, "CREATE", kind), DocumentEdits.create(kind, json), kind);
  }

  public ConfigurationChange replace(
      Actor actor, ResourceKind kind, String key, Optional<String> tag, JsonObject json) {
    return write(
        Deed.of(actor, "REPLACE", kind), DocumentEdits.replace(kind, key, tag, json), kind);
  }

  public ConfigurationChange delete(
      Actor actor, ResourceKind kind, String key, Optional<String> tag) {
    return write(Deed.of(actor, "DELETE", kind), DocumentEdits.delete(kind, key, tag), kind);
  }

  public ConfigurationChange create(
      Actor actor, ResourceKind kind, JsonObject json, Runnable alongside) {
    return finish(
        writer.write(
            Deed.of(actor, "CREATE", kind),
            DocumentEdits.create(kind, json),
            writer.noSecrets(),
            alongside),
        Optional.of(kind));
  }

  public ConfigurationChange replace(
      Actor actor,
      ResourceKind kind,
      String key,
      Optional<String> tag,
      JsonObject json,
      Runnable alongside) {
    return finish(
        writer.write(
            Deed.of(actor, "REPLACE", kind),
            DocumentEdits.replace(kind, key, tag, json),
            writer.noSecrets(),
            alongside),
        Optional.of(kind));
  }

  private ConfigurationChange write(Deed deed, DocumentEdit edit, ResourceKind kind) {
    return finish(writer.write(deed, edit, writer.noSecrets()), Optional.of(kind));
  }

  /** Waits for this node, and looks at what the change has brought. */
  ConfigurationChange finish(Written written, Optional<ResourceKind> kind) {
    boolean inForce = current.catchUp(written.after().version());
    Optional<Resource> resource =
        kind.flatMap(
            it ->
                written.edited().is().map(json -> new Resource(it, written.edited().key(), json)));
    return new ConfigurationChange(
        resource, newFindings(written.before(), written.after()), written.audit(), inForce);
  }

  private static List<Finding> newFindings(
      ConfigurationSnapshot before, ConfigurationSnapshot after) {
    Set<Finding> old =
        new HashSet<>(ConfigurationLinter.quickFindings(before, MediaEngineSetting.encrypts()));
    List<Finding> now =
        new ArrayList<>(ConfigurationLinter.quickFindings(after, MediaEngineSetting.encrypts()));
    now.removeAll(old);
    return now;
  }

  public JsonObject document() {
    return SeedWriter.document(current.known().document());
  }

  public String documentTag() {
    return DocumentEdits.tagOf(document());
  }

  public ConfigurationChange replaceAll(Actor actor, byte[] json, Optional<String> tag) {
    Deed deed = new Deed(actor, "REPLACE", ConfigurationWriter.WHOLE, Optional.empty());
    return finish(
        writer.write(deed, DocumentEdits.replaceAll(json, tag), writer.noSecrets()),
        Optional.empty());
  }

  /** Makes a change of many things with their passwords. */
  ConfigurationChange write(Deed deed, DocumentEdit edit, SeedSecrets secrets) {
    return finish(writer.write(deed, edit, secrets), Optional.empty());
  }

  public ConfigurationChange undo(Actor actor, long audit) {
    AuditEntry entry =
        trail
            .entry(audit)
            .orElseThrow(
                () -> new ConfigurationRefused(Reason.NOT_FOUND, "the trail has no such line"));
    requireLatest(entry);
    Deed deed = new Deed(actor, "UNDO", entry.kind(), Optional.of(audit));
    if (entry.kind().equals(ConfigurationWriter.WHOLE)) {
      return undoWhole(deed, entry);
    }
    ResourceKind kind = kindOf(entry);
    DocumentEdit edit = undoing(kind, entry);
    return write(
        deed,
        now -> {
          requireUntouched(entry, DocumentEdits.find(now, kind, entry.name()).map(Resource::json));
          return edit.of(now);
        },
        kind);
  }

  private ConfigurationChange undoWhole(Deed deed, AuditEntry entry) {
    String before = entry.before().orElseThrow(ConfigurationEditor::notKept);
    if (entry.after().isEmpty()) {
      throw notKept();
    }
    DocumentEdit edit =
        DocumentEdits.replaceAll(before.getBytes(StandardCharsets.UTF_8), Optional.empty());
    return finish(
        writer.write(
            deed,
            now -> {
              requireUntouched(entry, Optional.of(SeedWriter.document(now)));
              return edit.of(now);
            },
            writer.noSecrets()),
        Optional.empty());
  }

  private static ResourceKind kindOf(AuditEntry entry) {
    for (ResourceKind kind : ResourceKind.values()) {
      if (kind.name().equals(entry.kind())) {
        return kind;
      }
    }
    throw new ConfigurationRefused(
        Reason.NOT_ALLOWED, "what the trail calls " + entry.action() + " can't be undone");
  }

  private static DocumentEdit undoing(ResourceKind kind, AuditEntry entry) {
    Optional<JsonObject> before = entry.before().map(ConfigurationEditor::object);
    if (before.isEmpty() && entry.after().isEmpty()) {
      throw notKept();
    }
    if (before.isEmpty()) {
      return DocumentEdits.delete(kind, entry.name(), Optional.empty());
    }
    return entry.after().isEmpty()
        ? DocumentEdits.create(kind, before.get())
        : DocumentEdits.replace(kind, entry.name(), Optional.empty(), before.get());
  }

  private static JsonObject object(String text) {
    return SeedParser.read(text.getBytes(StandardCharsets.UTF_8)).asJsonObject();
  }

  private static ConfigurationRefused notKept() {
    return new ConfigurationRefused(
        Reason.NOT_ALLOWED, "the trail doesn't hold what this was before");
  }

  private void requireLatest(AuditEntry entry) {
    boolean latest =
        trail
            .page(
                new AuditQuestion(
                    Optional.empty(),
                    Optional.of(entry.kind()),
                    Optional.of(entry.name()),
                    Optional.empty(),
                    1))
            .stream()
            .allMatch(last -> last.id() == entry.id());
    if (!latest) {
      throw touched(entry);
    }
  }

  private static void requireUntouched(AuditEntry entry, Optional<JsonObject> now) {
    if (!now.map(JsonObject::toString).equals(entry.after())) {
      throw touched(entry);
    }
  }

  private static ConfigurationRefused touched(AuditEntry entry) {
    return new ConfigurationRefused(
        Reason.CHANGED, entry.name() + " has been changed since: undo the newer change first");
  }

  public void setUserPassword(Actor actor, UserId user, String password) {
    requirePassword(password, SHORTEST_PASSWORD, LONGEST_USER_PASSWORD);
    PasswordHash hash = PasswordHash.of(password);
    var unused = current.catchUp(writer.setUserPassword(actor, user.value(), hash));
  }

  public void setUserPin(Actor actor, UserId user, String pin) {
    String objection =
        Pin.isPin(pin) ? new Pin(pin).objection(numbersOf(user)) : "a PIN is 4 to 20 digits";
    if (!objection.isEmpty()) {
      throw new ConfigurationRefused(Reason.INVALID, List.of(new Fault("/pin", objection)));
    }
    var unused = current.catchUp(writer.setUserPin(actor, user.value(), PasswordHash.of(pin)));
  }

  private List<String> numbersOf(UserId user) {
    return current.known().document().people().stream()
        .filter(person -> person.user().id().equals(user))
        .flatMap(
            person ->
                Stream.concat(
                    person.lines().stream()
                        .flatMap(
                            line ->
                                Stream.concat(
                                    Stream.of(line.number().digits()),
                                    line.did().map(E164Number::value).stream())),
                    person.user().remoteDestinations().stream()
                        .map(destination -> destination.number().value())))
        .toList();
  }

  public void setDevicePassword(Actor actor, String device, String password) {
    requirePassword(password, SHORTEST_PASSWORD, LONGEST_SIP_PASSWORD);
    requireThere(ResourceKind.DEVICE, device);
    var unused = current.catchUp(writer.setDevicePassword(actor, device, password));
  }

  public void setTrunkPassword(Actor actor, String trunk, String password) {
    requirePassword(password, SHORTEST_PASSWORD, LONGEST_SIP_PASSWORD);
    requireThere(ResourceKind.TRUNK, trunk);
    var unused = current.catchUp(writer.setTrunkPassword(actor, trunk, password));
  }

  public void setTrunkLoginPassword(Actor actor, String trunk, String password) {
    requirePassword(password, 1, LONGEST_SIP_PASSWORD);
    requireThere(ResourceKind.TRUNK, trunk);
    var unused = current.catchUp(writer.setTrunkLoginPassword(actor, trunk, password));
  }

  private void requireThere(ResourceKind kind, String key) {
    if (read(kind, key).isEmpty()) {
      throw new ConfigurationRefused(
          Reason.NOT_FOUND, "there is no " + kind.singular() + " " + key);
    }
  }

  private static void requirePassword(String password, int shortest, int longest) {
    if (password.length() < shortest
        || password.length() > longest
        || password.chars().anyMatch(Character::isISOControl)) {
      throw new ConfigurationRefused(
          Reason.INVALID,
          List.of(
              new Fault(
                  "/password",
                  "a password has "
                      + shortest
                      + "-"
                      + longest
                      + " characters and no control characters")));
    }
  }
}
