package org.ringspan.configuration.adapter;

import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.ringspan.configuration.boundary.Resource;
import org.ringspan.configuration.boundary.ResourceKind;
import org.ringspan.configuration.boundary.ResourcePage;
import org.ringspan.configuration.boundary.ResourceQuestion;

/**
 * The things of a document in the order of their keys. They are sorted when they are first asked
 * for: programs read much more often than a document changes, and one page of a large company costs
 * as much as one of a small.
 */
final class ThingsByKey {
  private final ConfigurationDocument document;
  private final Map<ResourceKind, Sorted<?>> sorted = new ConcurrentHashMap<>();

  ThingsByKey(ConfigurationDocument document) {
    this.document = document;
  }

  ResourcePage page(ResourceKind kind, ResourceQuestion question) {
    return sorted(kind).page(kind, question);
  }

  /** One thing as it is. */
  Optional<Resource> find(ResourceKind kind, String key) {
    return sorted(kind).find(kind, key);
  }

  private Sorted<?> sorted(ResourceKind kind) {
    return sorted.computeIfAbsent(kind, it -> Sorted.of(document, Sections.of(it)));
  }

  /**
   * All of one kind.
   *
   * @param keys of the things, in the same order
   */
  private record Sorted<T>(Section<T> section, List<T> things, List<String> keys) {
    static <T> Sorted<T> of(ConfigurationDocument document, Section<T> section) {
      List<T> things =
          section.of().apply(document).stream()
              .sorted(Comparator.comparing(section.key()))
              .toList();
      return new Sorted<>(section, things, things.stream().map(section.key()).toList());
    }

    ResourcePage page(ResourceKind kind, ResourceQuestion question) {
      Optional<String> text = question.text().map(it -> it.toLowerCase(Locale.ROOT));
      List<T> found =
          things.subList(question.after().map(this::behind).orElse(0), things.size()).stream()
              .filter(it -> text.map(part -> occurs(part, it)).orElse(true))
              .limit(question.most() + 1L)
              .toList();
      List<Resource> page =
          found.stream().limit(question.most()).map(it -> resource(kind, it)).toList();
      return new ResourcePage(
          page, found.size() > page.size() ? Optional.of(page.getLast().key()) : Optional.empty());
    }

    private int behind(String key) {
      int at = Collections.binarySearch(keys, key);
      return at < 0 ? -1 - at : at + 1;
    }

    private boolean occurs(String part, T thing) {
      return section.key().apply(thing).toLowerCase(Locale.ROOT).contains(part)
          || section.name().apply(thing).toLowerCase(Locale.ROOT).contains(part);
    }

    Optional<Resource> find(ResourceKind kind, String key) {
      int at = Collections.binarySearch(keys, key);
      return at < 0 ? Optional.empty() : Optional.of(resource(kind, things.get(at)));
    }

    private Resource resource(ResourceKind kind, T thing) {
      return new Resource(kind, section.key().apply(thing), section.write().apply(thing));
    }
  }
}
