package org.ringspan.activedirectory.simulator;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import com.unboundid.ldap.sdk.RDN;
import com.unboundid.ldap.sdk.ResultCode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The objects of a simulated domain, shared by its controllers. Thread-safe. */
public final class SimulatedDomain {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuuMMddHHmmss'.0Z'");

  final DN top;
  final DN deletedObjects;
  final SimulatedSchema schema = new SimulatedSchema();
  private final String dnsName;
  private final InstantSource clock;
  private final Map<UUID, SimulatedObject> byGuid = new HashMap<>();
  private final NavigableMap<String, SimulatedObject> byPlace = new TreeMap<>();
  private final NavigableMap<Long, SimulatedObject> byUpdate = new TreeMap<>();
  private final Map<String, SimulatedObject> byLogin = new HashMap<>();
  private final Map<UUID, Set<UUID>> members = new HashMap<>();
  private final Map<UUID, Set<UUID>> groups = new HashMap<>();
  private final List<Consumer<SimulatedObject>> watchers = new CopyOnWriteArrayList<>();
  private long update = 1000;
  private long random = 1;

  /**
   * An empty domain.
   *
   * @param dnsName such as {@code ringspan.example}
   * @param clock for whenCreated and whenChanged
   */
  public SimulatedDomain(String dnsName, InstantSource clock) {
    this.dnsName = dnsName;
    this.clock = clock;
    try {
      top = new DN("DC=" + dnsName.replace(".", ",DC="));
      deletedObjects = new DN(new RDN("CN", "Deleted Objects"), top);
      put(entry(top, "domainDNS"));
      put(entry(deletedObjects, "container"));
      put(entry(new DN(new RDN("CN", "Users"), top), "container"));
    } catch (LDAPException | DirectoryError impossible) {
      throw new IllegalArgumentException("not a domain: " + dnsName, impossible);
    }
  }

  private static Entry entry(DN name, String objectClass) {
    return new Entry(name, new Attribute("objectClass", "top", objectClass));
  }

  /** The DNS name. */
  public String dnsName() {
    return dnsName;
  }

  /** The distinguished name of the top. */
  public String base() {
    return top.toString();
  }

  /** How many objects there are, without deleted ones. */
  public synchronized int size() {
    return (int) byGuid.values().stream().filter(object -> !object.deleted).count();
  }

  synchronized long highestUpdate() {
    return update;
  }

  void watch(Consumer<SimulatedObject> watcher) {
    watchers.add(watcher);
  }

  void unwatch(Consumer<SimulatedObject> watcher) {
    watchers.remove(watcher);
  }

  /** A key that sorts everything below an object right behind it. */
  static String place(DN name) {
    var key = new StringBuilder();
    var parts = name.getRDNs();
    for (var i = parts.length - 1; i >= 0; i--) {
      key.append(parts[i].toNormalizedString()).append('\u0001');
    }
    return key.toString();
  }

  synchronized @Nullable SimulatedObject find(DN name) {
    return byPlace.get(place(name));
  }

  synchronized @Nullable SimulatedObject find(UUID guid) {
    return byGuid.get(guid);
  }

  /** The object of a login name: sAMAccountName, userPrincipalName or distinguished name. */
  synchronized @Nullable SimulatedObject account(String name) {
    var login = name.toLowerCase(Locale.ROOT);
    if (login.contains("\\")) {
      login = login.substring(login.indexOf('\\') + 1);
    } else if (login.contains("=")) {
      try {
        return find(new DN(name));
      } catch (LDAPException notOne) {
        return null;
      }
    }
    return byLogin.get(login);
  }

  /** Everything at and below a place, deleted objects too. */
  synchronized List<SimulatedObject> below(DN base) {
    var from = place(base);
    return new ArrayList<>(byPlace.subMap(from, true, from + '\uffff', true).values());
  }

  /** At most so many objects that changed after an update, in the order of their updates. */
  synchronized List<SimulatedObject> updatedAfter(long after, int most) {
    return byUpdate.tailMap(after, false).values().stream().limit(most).toList();
  }

  /** Names of an object's members or groups. */
  synchronized Collection<String> links(SimulatedObject object, boolean up) {
    var linked = (up ? groups : members).getOrDefault(object.guid, Set.of());
    var names = new ArrayList<String>(linked.size());
    for (var guid : linked) {
      var other = byGuid.get(guid);
      if (other != null) {
        names.add(other.name.toString());
      }
    }
    return names;
  }

  /** Whether a chain of links leads from one object to another. */
  synchronized boolean chain(UUID from, UUID to, boolean up) {
    var seen = new LinkedHashSet<UUID>();
    var open = new ArrayList<UUID>(List.of(from));
    while (!open.isEmpty()) {
      for (var next : (up ? groups : members).getOrDefault(open.removeLast(), Set.of())) {
        if (next.equals(to)) {
          return true;
        }
        if (seen.add(next)) {
          open.add(next);
        }
      }
    }
    return false;
  }

  /** Adds an object. */
  synchronized SimulatedObject add(Entry entry) throws DirectoryError {
    DN name;
    try {
      name = entry.getParsedDN();
    } catch (LDAPException notOne) {
      throw new DirectoryError(ResultCode.INVALID_DN_SYNTAX, "0000208F: NameErr: DSID-03100245\n");
    }
    var parent = name.getParent();
    if (parent == null || find(parent) == null) {
      throw DirectoryError.noSuchObject(top.toString());
    }
    for (var attribute : entry.getAttributes()) {
      if (SimulatedSchema.isReadOnly(attribute.getName())) {
        continue;
      }
      for (var value : attribute.getValueByteArrays()) {
        schema.check(attribute.getName(), value);
      }
    }
    return put(entry);
  }

  private SimulatedObject put(Entry entry) throws DirectoryError {
    DN name;
    try {
      name = entry.getParsedDN();
    } catch (LDAPException impossible) {
      throw new IllegalStateException(impossible);
    }
    if (find(name) != null) {
      throw DirectoryError.exists();
    }
    checkLogins(entry.getAttributeValue("sAMAccountName"), null);
    checkLogins(entry.getAttributeValue("userPrincipalName"), null);
    var object = new SimulatedObject(nextGuid(), name);
    var next = ++update;
    byGuid.put(object.guid, object);
    byPlace.put(place(name), object);
    for (var attribute : entry.getAttributes()) {
      if (attribute.getName().equalsIgnoreCase("member")) {
        for (var member : attribute.getValues()) {
          link(object, member, next);
        }
      } else if (!SimulatedSchema.isReadOnly(attribute.getName())) {
        object.set(attribute, next);
      }
    }
    var rdn = Objects.requireNonNull(name.getRDN());
    object.set(new Attribute(rdn.getAttributeNames()[0], rdn.getAttributeValues()[0]), next);
    object.set(new Attribute("name", rdn.getAttributeValues()[0]), next);
    object.set(new Attribute("objectGUID", octets(object.guid)), next);
    object.set(new Attribute("whenCreated", now()), next);
    object.set(new Attribute("uSNCreated", Long.toString(next)), next);
    index(object, true);
    touch(object, next);
    return object;
  }

  private UUID nextGuid() {
    // As good as random for tests, and the same in each run.
    random = random * 6364136223846793005L + 1442695040888963407L;
    var high = random;
    random = random * 6364136223846793005L + 1442695040888963407L;
    return new UUID(high, random);
  }

  static byte[] octets(UUID guid) {
    var high = guid.getMostSignificantBits();
    return ByteBuffer.allocate(16)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt((int) (high >>> 32))
        .putShort((short) (high >>> 16))
        .putShort((short) high)
        .order(ByteOrder.BIG_ENDIAN)
        .putLong(guid.getLeastSignificantBits())
        .array();
  }

  private String now() {
    return TIME.format(clock.instant().atOffset(ZoneOffset.UTC));
  }

  private void touch(SimulatedObject object, long next) {
    byUpdate.remove(object.updated);
    object.updated = next;
    byUpdate.put(next, object);
    object.set(new Attribute("whenChanged", now()), next);
    object.set(new Attribute("distinguishedName", object.name.toString()), next);
    watchers.forEach(watcher -> watcher.accept(object));
  }

  private void index(SimulatedObject object, boolean present) {
    for (var attribute : List.of("sAMAccountName", "userPrincipalName")) {
      var login = object.text(attribute);
      if (login != null) {
        if (present) {
          byLogin.put(login.toLowerCase(Locale.ROOT), object);
        } else {
          byLogin.remove(login.toLowerCase(Locale.ROOT));
        }
      }
    }
  }

  private void checkLogins(@Nullable String login, @Nullable SimulatedObject own)
      throws DirectoryError {
    var other = login == null ? null : byLogin.get(login.toLowerCase(Locale.ROOT));
    if (other != null && other != own) {
      throw new DirectoryError(
          ResultCode.ENTRY_ALREADY_EXISTS,
          "00000524: UpdErr: DSID-031A11FA, problem 6005 (ENTRY_EXISTS), data 0\n");
    }
  }

  private void link(SimulatedObject group, String member, long next) throws DirectoryError {
    SimulatedObject other;
    try {
      other = find(new DN(member));
    } catch (LDAPException notOne) {
      other = null;
    }
    if (other == null || other.deleted) {
      throw DirectoryError.badReference(member);
    }
    if (!members.computeIfAbsent(group.guid, g -> new LinkedHashSet<>()).add(other.guid)) {
      throw DirectoryError.valueExists();
    }
    groups.computeIfAbsent(other.guid, g -> new LinkedHashSet<>()).add(group.guid);
    group.touched("member", next);
  }

  private void unlink(SimulatedObject group, UUID member, long next) {
    members.getOrDefault(group.guid, new LinkedHashSet<>()).remove(member);
    groups.getOrDefault(member, new LinkedHashSet<>()).remove(group.guid);
    group.touched("member", next);
  }

  /** Changes an object, all or nothing. */
  synchronized void modify(DN name, List<Modification> modifications) throws DirectoryError {
    var object = living(name);
    var next = update + 1;
    var changed = new HashMap<String, Attribute>();
    var links = new ArrayList<Modification>();
    for (var modification : modifications) {
      var attribute = modification.getAttributeName();
      if (SimulatedSchema.isReadOnly(attribute)) {
        throw new DirectoryError(
            ResultCode.UNWILLING_TO_PERFORM,
            "00002077: SvcErr: DSID-03190F4A, problem 5003 (WILL_NOT_PERFORM), data 0\n");
      }
      if (attribute.equalsIgnoreCase("member")) {
        links.add(modification);
        continue;
      }
      for (var value : modification.getValueByteArrays()) {
        schema.check(attribute, value);
      }
      var key = attribute.toLowerCase(Locale.ROOT);
      var before = changed.getOrDefault(key, object.get(attribute));
      changed.put(key, changed(modification, before));
    }
    var login = changed.get("samaccountname");
    if (login != null) {
      checkLogins(login.getValue(), object);
    }
    checkLinks(object, links);
    for (var modification : links) {
      apply(object, modification, next);
    }
    index(object, false);
    changed.values().forEach(attribute -> object.set(attribute, next));
    index(object, true);
    update = next;
    touch(object, next);
  }

  private Attribute changed(Modification modification, @Nullable Attribute before)
      throws DirectoryError {
    var name = modification.getAttributeName();
    var given = new Attribute(name, schema.comparisons(), modification.getValueByteArrays());
    var old = before == null ? new Attribute(name, new byte[0][]) : before;
    if (modification.getModificationType().equals(ModificationType.REPLACE)) {
      return given;
    }
    if (modification.getModificationType().equals(ModificationType.ADD)) {
      for (var value : given.getValueByteArrays()) {
        if (old.hasValue(value)) {
          throw DirectoryError.valueExists();
        }
      }
      return Attribute.mergeAttributes(old, given);
    }
    if (old.size() == 0) {
      throw DirectoryError.noSuchValue();
    }
    for (var value : given.getValueByteArrays()) {
      if (!old.hasValue(value)) {
        throw DirectoryError.noSuchValue();
      }
    }
    return given.size() == 0
        ? new Attribute(name, new byte[0][])
        : Attribute.removeValues(old, given);
  }

  /** Links are checked before anything is changed. */
  private void checkLinks(SimulatedObject group, List<Modification> links) throws DirectoryError {
    for (var modification : links) {
      for (var value : modification.getValues()) {
        SimulatedObject other;
        try {
          other = find(new DN(value));
        } catch (LDAPException notOne) {
          other = null;
        }
        var present =
            other != null && members.getOrDefault(group.guid, Set.of()).contains(other.guid);
        if (modification.getModificationType().equals(ModificationType.DELETE)) {
          if (!present) {
            throw DirectoryError.noSuchValue();
          }
        } else if (other == null || other.deleted) {
          throw DirectoryError.badReference(value);
        } else if (present && modification.getModificationType().equals(ModificationType.ADD)) {
          throw DirectoryError.valueExists();
        }
      }
    }
  }

  private void apply(SimulatedObject group, Modification modification, long next)
      throws DirectoryError {
    var type = modification.getModificationType();
    if (type.equals(ModificationType.REPLACE)
        || type.equals(ModificationType.DELETE) && !modification.hasValue()) {
      for (var member : List.copyOf(members.getOrDefault(group.guid, Set.of()))) {
        unlink(group, member, next);
      }
    }
    for (var value : modification.getValues()) {
      if (type.equals(ModificationType.DELETE)) {
        try {
          unlink(group, Objects.requireNonNull(find(new DN(value))).guid, next);
        } catch (LDAPException checkedBefore) {
          throw new IllegalStateException(checkedBefore);
        }
      } else {
        link(group, value, next);
      }
    }
  }

  /** Moves or renames an object and what is below it. */
  synchronized void rename(DN name, RDN rdn, @Nullable DN parent) throws DirectoryError {
    var object = living(name);
    var container = parent == null ? name.getParent() : parent;
    if (container == null || find(container) == null) {
      throw new DirectoryError(
          ResultCode.NO_SUCH_OBJECT,
          "00002089: UpdErr: DSID-031B0D28, problem 5012 (DIR_ERROR), data 0\n");
    }
    var wanted = new DN(rdn, container);
    var there = find(wanted);
    if (there != null && there != object) {
      throw DirectoryError.exists();
    }
    var next = ++update;
    for (var moved : below(name)) {
      byPlace.remove(place(moved.name));
      var parts = new ArrayList<>(List.of(moved.name.getRDNs()));
      parts.subList(parts.size() - name.getRDNs().length, parts.size()).clear();
      parts.addAll(List.of(wanted.getRDNs()));
      moved.name = new DN(parts.toArray(RDN[]::new));
      byPlace.put(place(moved.name), moved);
      moved.set(new Attribute("distinguishedName", moved.name.toString()), next);
    }
    object.set(new Attribute(rdn.getAttributeNames()[0], rdn.getAttributeValues()[0]), next);
    object.set(new Attribute("name", rdn.getAttributeValues()[0]), next);
    touch(object, next);
  }

  /** Deletes an object: it loses most attributes and goes to the deleted ones. */
  synchronized void delete(DN name) throws DirectoryError {
    var object = living(name);
    if (below(name).size() > 1) {
      throw new DirectoryError(
          ResultCode.NOT_ALLOWED_ON_NONLEAF,
          "00002015: UpdErr: DSID-031A1209, problem 6003 (CANT_ON_NON_LEAF), data 0\n");
    }
    var next = ++update;
    index(object, false);
    byPlace.remove(place(name));
    var parent = Objects.requireNonNull(name.getParent()).toString();
    for (var group : List.copyOf(groups.getOrDefault(object.guid, Set.of()))) {
      unlink(Objects.requireNonNull(byGuid.get(group)), object.guid, next);
    }
    for (var member : List.copyOf(members.getOrDefault(object.guid, Set.of()))) {
      unlink(object, member, next);
    }
    var rdn = Objects.requireNonNull(name.getRDN());
    for (var attribute : List.copyOf(object.all())) {
      if (!survives(attribute.getName())) {
        object.set(new Attribute(attribute.getName(), new byte[0][]), next);
      }
    }
    object.deleted = true;
    object.name =
        new DN(
            new RDN(
                rdn.getAttributeNames()[0], rdn.getAttributeValues()[0] + "\nDEL:" + object.guid),
            deletedObjects);
    byPlace.put(place(object.name), object);
    object.set(new Attribute("isDeleted", "TRUE"), next);
    object.set(new Attribute("lastKnownParent", parent), next);
    object.set(
        new Attribute("name", Objects.requireNonNull(object.name.getRDN()).getAttributeValues()[0]),
        next);
    touch(object, next);
  }

  private static boolean survives(String attribute) {
    return switch (attribute.toLowerCase(Locale.ROOT)) {
      case "objectclass",
          "objectguid",
          "objectsid",
          "samaccountname",
          "usncreated",
          "whencreated",
          "useraccountcontrol",
          "distinguishedname" ->
          true;
      default -> false;
    };
  }

  private SimulatedObject living(DN name) throws DirectoryError {
    var object = find(name);
    if (object == null || object.deleted) {
      throw DirectoryError.noSuchObject(top.toString());
    }
    return object;
  }
}
