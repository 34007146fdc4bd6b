package org.ringspan.configuration.adapter;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;
import org.ringspan.configuration.boundary.Resource;
import org.ringspan.configuration.boundary.ResourceKind;
import org.ringspan.configuration.boundary.ResourcePage;
import org.ringspan.configuration.boundary.ResourceQuestion;

/**
 * The things of a document in the order of their keys. They are sorted when they are first asked
 * for: programs read much more often than a document changes, and one page of a large company costs
 * as much as one of a small. For the same reason a thing keeps its text once it was written, until
 * there is another document.
 */
final class ThingsByKey {
  /** Of a kind: texts of users with all their settings take 1.6 kB, all of them together 32 MB. */
  private static final int MOST_KEPT = 20_000;

  private final ConfigurationDocument document;
  private final int mostKept;
  private final Map<ResourceKind, Sorted<?>> sorted = new ConcurrentHashMap<>();

  ThingsByKey(ConfigurationDocument document) {
    this(document, MOST_KEPT);
  }

  /**
   * @param mostKept of how many things of a kind, the first by their keys, texts are kept
   */
  ThingsByKey(ConfigurationDocument document, int mostKept) {
    this.document = document;
    this.mostKept = mostKept;
  }

  ResourcePage page(ResourceKind kind, ResourceQuestion question) {
    return sorted(kind).page(kind, question);
  }

  /** One thing as it is. */
  Optional<Resource> find(ResourceKind kind, String key) {
    return sorted(kind).find(kind, key);
  }

  private Sorted<?> sorted(ResourceKind kind) {
    return sorted.computeIfAbsent(kind, it -> Sorted.of(document, Sections.of(it), mostKept));
  }

  /**
   * All of one kind.
   *
   * @param keys of the things, in the same order
   * @param asked for already, in the same order; those behind its end are made each time
   */
  private record Sorted<T>(
      Section<T> section,
      List<T> things,
      List<String> keys,
      AtomicReferenceArray<@Nullable Resource> asked) {
    static <T> Sorted<T> of(ConfigurationDocument document, Section<T> section, int mostKept) {
      List<T> things =
          section.of().apply(document).stream()
              .sorted(Comparator.comparing(section.key()))
              .toList();
      return new Sorted<>(
          section,
          things,
          things.stream().map(section.key()).toList(),
          new AtomicReferenceArray<>(Math.min(things.size(), mostKept)));
    }

    ResourcePage page(ResourceKind kind, ResourceQuestion question) {
      Optional<String> text = question.text().map(it -> it.toLowerCase(Locale.ROOT));
      List<Resource> page = new ArrayList<>();
      for (int at = question.after().map(this::behind).orElse(0); at < things.size(); at++) {
        if (text.isEmpty() || occurs(text.get(), at)) {
          if (page.size() == question.most()) {
            return new ResourcePage(page, Optional.of(page.getLast().key()));
          }
          page.add(resource(kind, at));
        }
      }
      return new ResourcePage(page, Optional.empty());
    }

    private int behind(String key) {
      int at = Collections.binarySearch(keys, key);
      return at < 0 ? -1 - at : at + 1;
    }

    private boolean occurs(String part, int at) {
      return keys.get(at).toLowerCase(Locale.ROOT).contains(part)
          || section.name().apply(things.get(at)).toLowerCase(Locale.ROOT).contains(part);
    }

    Optional<Resource> find(ResourceKind kind, String key) {
      int at = Collections.binarySearch(keys, key);
      return at < 0 ? Optional.empty() : Optional.of(resource(kind, at));
    }

    private Resource resource(ResourceKind kind, int at) {
      if (at >= asked.length()) {
        return made(kind, at);
      }
      Resource known = asked.get(at);
      if (known == null) {
        known = made(kind, at);
        asked.set(at, known);
      }
      return known;
    }

    private Resource made(ResourceKind kind, int at) {
      T thing = things.get(at);
      return new Resource(kind, keys.get(at), () -> section.write().apply(thing));
    }
  }
}
