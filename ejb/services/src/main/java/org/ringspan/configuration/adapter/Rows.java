package org.ringspan.configuration.adapter;

import jakarta.persistence.EntityManager;
import jakarta.persistence.FlushModeType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What the writing of all tables has in common; to be used inside one transaction. Questions and
 * statements by keys see what was flushed: to look through all rows of a large company for changes
 * before each of hundreds of them would take longer than to write it.
 */
final class Rows {
  /** How many keys one statement names. */
  private static final int CHUNK = 500;

  /** From so many keys on, one walk over the table costs less than to name them. */
  private static final int MANY = 4 * CHUNK;

  private final EntityManager tables;

  Rows(EntityManager tables) {
    this.tables = tables;
  }

  /** Gives a row what it should say. */
  interface Setting<T, E> {
    void set(E row, int position, T wanted);
  }

  /** Rows by their keys. */
  static <E> Map<String, E> byKey(List<E> rows, Function<E, String> key) {
    Map<String, E> map = new HashMap<>();
    rows.forEach(row -> map.put(key.apply(row), row));
    return map;
  }

  /**
   * Makes a row of everything wanted: one that is there is changed, a missing one is added to the
   * table and to {@code rows}.
   */
  <T, E> void put(
      List<T> wanted,
      Function<T, String> key,
      Map<String, E> rows,
      Supplier<E> empty,
      Setting<T, E> setting) {
    for (int i = 0; i < wanted.size(); i++) {
      E row = rows.get(key.apply(wanted.get(i)));
      if (row == null) {
        E made = empty.get();
        setting.set(made, i, wanted.get(i));
        tables.persist(made);
        rows.put(key.apply(wanted.get(i)), made);
      } else {
        setting.set(row, i, wanted.get(i));
      }
    }
  }

  /** Removes the rows that nobody wants. */
  <T, E> void removeOthers(List<T> wanted, Function<T, String> key, Map<String, E> rows) {
    Set<String> keys = new HashSet<>();
    wanted.forEach(it -> keys.add(key.apply(it)));
    rows.entrySet().stream()
        .filter(row -> !keys.contains(row.getKey()))
        .forEach(row -> tables.remove(row.getValue()));
    tables.flush();
  }

  /** All rows. */
  <E> List<E> all(Class<E> type) {
    return tables.createQuery("select e from " + type.getSimpleName() + " e", type).getResultList();
  }

  /** The rows whose {@code field} is one of {@code keys}. */
  <E> List<E> some(Class<E> type, String field, Collection<String> keys) {
    return keys.size() < MANY
        ? in(type, field, keys)
        : in(type, "id", ids(type, field, keys).values());
  }

  private <E> List<E> in(Class<E> type, String field, Collection<?> keys) {
    List<E> found = new ArrayList<>();
    for (List<?> chunk : chunks(keys)) {
      found.addAll(
          tables
              .createQuery(
                  "select e from " + type.getSimpleName() + " e where e." + field + " in :keys",
                  type)
              .setFlushMode(FlushModeType.COMMIT)
              .setParameter("keys", chunk)
              .getResultList());
    }
    return found;
  }

  /** The identifiers of the rows whose {@code field} is one of {@code keys}, by it. */
  Map<String, Long> ids(Class<?> type, String field, Collection<String> keys) {
    String all = "select e.%1$s, e.id from %2$s e".formatted(field, type.getSimpleName());
    Map<String, Long> ids = new HashMap<>();
    if (keys.size() < MANY) {
      for (List<String> chunk : chunks(keys)) {
        tables
            .createQuery(all + " where e." + field + " in :keys", Object[].class)
            .setFlushMode(FlushModeType.COMMIT)
            .setParameter("keys", chunk)
            .getResultList()
            .forEach(row -> ids.put((String) row[0], (Long) row[1]));
      }
    } else {
      tables
          .createQuery(all, Object[].class)
          .setFlushMode(FlushModeType.COMMIT)
          .getResultList()
          .forEach(row -> ids.put((String) row[0], (Long) row[1]));
      ids.keySet().retainAll(Set.copyOf(keys));
    }
    return ids;
  }

  /** Carries out a statement with the parameter {@code keys} for all keys. */
  void execute(String statement, Collection<?> keys) {
    for (List<?> chunk : chunks(keys)) {
      tables
          .createQuery(statement)
          .setFlushMode(FlushModeType.COMMIT)
          .setParameter("keys", chunk)
          .executeUpdate();
    }
  }

  private static <K> List<List<K>> chunks(Collection<K> keys) {
    List<K> all = List.copyOf(keys);
    List<List<K>> chunks = new ArrayList<>();
    for (int from = 0; from < all.size(); from += CHUNK) {
      chunks.add(all.subList(from, Math.min(from + CHUNK, all.size())));
    }
    return chunks;
  }

  /** A document that was checked promises that it is there. */
  static <K> long id(Map<K, Long> ids, K key) {
    Long id = ids.get(key);
    if (id == null) {
      throw new IllegalStateException("what should be written refers to what isn't there: " + key);
    }
    return id;
  }
}
