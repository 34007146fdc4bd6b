package org.ringspan.configuration.adapter;

import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ringspan.audit.AuditEntry;
import org.ringspan.configuration.adapter.DocumentEdit.Edited;
import org.ringspan.configuration.boundary.ConfigurationRefused;
import org.ringspan.configuration.boundary.ConfigurationRefused.Reason;
import org.ringspan.configuration.boundary.Resource;
import org.ringspan.configuration.boundary.ResourceKind;
import org.ringspan.identity.Role;

/** The changes of a document: pure, so that they can be made on any. */
final class DocumentEdits {
  private static final int MOST_USES = 5;

  private DocumentEdits() {}

  /** Adds a thing, which is not there yet. */
  static DocumentEdit create(ResourceKind kind, JsonObject json) {
    if (kind.isPermanent()) {
      throw new ConfigurationRefused(
          Reason.NOT_ALLOWED, "the " + kind.singular() + " are always there");
    }
    return now -> create(now, Sections.of(kind), kind, json);
  }

  private static <T> Edited create(
      ConfigurationDocument now, Section<T> section, ResourceKind kind, JsonObject json) {
    T made = read(section, json);
    String key = section.key().apply(made);
    List<T> all = new ArrayList<>(section.of().apply(now));
    if (all.stream().anyMatch(it -> section.key().apply(it).equals(key))) {
      throw new ConfigurationRefused(
          Reason.EXISTS, "there is a " + kind.singular() + " " + key + " already");
    }
    all.add(made);
    return new Edited(
        section.with().apply(now, all),
        key,
        Optional.empty(),
        Optional.of(section.write().apply(made)));
  }

  /**
   * Puts a thing in the place of the one that is there.
   *
   * @param tag the mark of what is to be replaced; empty: whatever is there
   */
  static DocumentEdit replace(
      ResourceKind kind, String key, Optional<String> tag, JsonObject json) {
    return now -> replace(now, Sections.of(kind), kind, key, tag, json);
  }

  private static <T> Edited replace(
      ConfigurationDocument now,
      Section<T> section,
      ResourceKind kind,
      String key,
      Optional<String> tag,
      JsonObject json) {
    List<T> all = new ArrayList<>(section.of().apply(now));
    int at = place(section, all, kind, key);
    JsonObject was = section.write().apply(all.get(at));
    requireTag(kind, key, tag, was);
    T made = read(section, json);
    String name = section.key().apply(made);
    if (!name.equals(key)) {
      throw new ConfigurationRefused(
          Reason.INVALID,
          "a " + kind.singular() + " keeps its name: this is " + key + ", not " + name);
    }
    all.set(at, made);
    return new Edited(
        section.with().apply(now, all),
        key,
        Optional.of(was),
        Optional.of(section.write().apply(made)));
  }

  /**
   * Removes a thing that nothing refers to.
   *
   * @param tag the mark of what is to be removed; empty: whatever is there
   */
  static DocumentEdit delete(ResourceKind kind, String key, Optional<String> tag) {
    if (kind.isPermanent()) {
      throw new ConfigurationRefused(
          Reason.NOT_ALLOWED, "the " + kind.singular() + " are always there");
    }
    return now -> delete(now, Sections.of(kind), kind, key, tag);
  }

  private static <T> Edited delete(
      ConfigurationDocument now,
      Section<T> section,
      ResourceKind kind,
      String key,
      Optional<String> tag) {
    List<T> all = new ArrayList<>(section.of().apply(now));
    int at = place(section, all, kind, key);
    JsonObject was = section.write().apply(all.get(at));
    requireTag(kind, key, tag, was);
    List<String> uses = Uses.of(now, kind, key);
    if (!uses.isEmpty()) {
      String named = String.join(", ", uses.subList(0, Math.min(uses.size(), MOST_USES)));
      int more = uses.size() - MOST_USES;
      throw new ConfigurationRefused(
          Reason.IN_USE,
          "the "
              + kind.singular()
              + " "
              + key
              + " is used by "
              + named
              + (more > 0 ? " and " + more + " more" : ""));
    }
    all.remove(at);
    return new Edited(section.with().apply(now, all), key, Optional.of(was), Optional.empty());
  }

  /** Puts a whole document in the place of the one that is there. */
  static DocumentEdit replaceAll(byte[] json, Optional<String> tag) {
    return now -> {
      if (tag.isPresent() && !tag.get().equals(tagOf(SeedWriter.document(now)))) {
        throw changed("the configuration");
      }
      ConfigurationDocument made = SeedParser.parse(json);
      if (!made.domain().equals(now.domain())) {
        throw new SeedRefused(
            Place.ROOT.field("domain"),
            "the domain is and stays " + now.domain() + ": passwords are made for it");
      }
      return new Edited(
          made,
          ResourceKind.ONLY,
          SeedWriter.documentUpTo(AuditEntry.LONGEST_TEXT, now),
          SeedWriter.documentUpTo(AuditEntry.LONGEST_TEXT, made));
    };
  }

  /** The mark of a whole document. */
  static String tagOf(JsonObject document) {
    return new Resource(ResourceKind.REACH, ResourceKind.ONLY, document).tag();
  }

  /** A thing as it is. */
  static Optional<Resource> find(ConfigurationDocument now, ResourceKind kind, String key) {
    return find(now, Sections.of(kind), kind, key);
  }

  private static <T> Optional<Resource> find(
      ConfigurationDocument now, Section<T> section, ResourceKind kind, String key) {
    return section.of().apply(now).stream()
        .filter(it -> section.key().apply(it).equals(key))
        .findFirst()
        .map(it -> new Resource(kind, key, section.write().apply(it)));
  }

  private static <T> T read(Section<T> section, JsonObject json) {
    StrictObject given = new StrictObject(Place.ROOT, json);
    T made = given.checked(section.read());
    given.nothingElse();
    return made;
  }

  private static <T> int place(Section<T> section, List<T> all, ResourceKind kind, String key) {
    for (int i = 0; i < all.size(); i++) {
      if (section.key().apply(all.get(i)).equals(key)) {
        return i;
      }
    }
    throw new ConfigurationRefused(
        Reason.NOT_FOUND,
        kind.isSingle()
            ? "there is no " + kind.singular()
            : "there is no " + kind.singular() + " " + key);
  }

  private static void requireTag(
      ResourceKind kind, String key, Optional<String> tag, JsonObject was) {
    if (tag.isPresent() && !tag.get().equals(new Resource(kind, key, was).tag())) {
      throw changed("the " + kind.singular() + " " + key);
    }
  }

  private static ConfigurationRefused changed(String what) {
    return new ConfigurationRefused(
        Reason.CHANGED, what + " has been changed meanwhile: read it again");
  }

  /** Somebody must be able to undo it. */
  static void requireAdministrator(ConfigurationDocument before, ConfigurationDocument after) {
    if (hasAdministrator(before) && !hasAdministrator(after)) {
      throw new ConfigurationRefused(
          Reason.NOT_ALLOWED, "this would leave no administrator who may log in");
    }
  }

  private static boolean hasAdministrator(ConfigurationDocument document) {
    return document.people().stream()
        .anyMatch(person -> person.enabled() && person.role() == Role.ADMINISTRATOR);
  }
}
