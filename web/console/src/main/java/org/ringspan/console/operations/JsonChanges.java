package org.ringspan.console.operations;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.ringspan.json.SharedJson;

/** What differs between two things. */
public final class JsonChanges {
  private static final int MOST = 200;

  private JsonChanges() {}

  /**
   * A field that differs.
   *
   * @param pointer where it is (RFC 6901); empty: the whole
   * @param before empty: it wasn't there
   * @param after empty: it is there no more
   */
  public record Change(String pointer, String before, String after) {
    public String getPointer() {
      return pointer;
    }

    public String getBefore() {
      return before;
    }

    public String getAfter() {
      return after;
    }
  }

  /** The fields that differ, in their order; at most 200. */
  static List<Change> between(Optional<String> before, Optional<String> after) {
    Map<String, String> old = leaves(before);
    Map<String, String> now = leaves(after);
    Set<String> pointers = new LinkedHashSet<>(old.keySet());
    pointers.addAll(now.keySet());
    List<Change> changes = new ArrayList<>();
    for (String pointer : pointers) {
      String was = old.getOrDefault(pointer, "");
      String is = now.getOrDefault(pointer, "");
      if (!was.equals(is) && changes.size() < MOST) {
        changes.add(new Change(pointer, was, is));
      }
    }
    return changes;
  }

  private static Map<String, String> leaves(Optional<String> text) {
    Map<String, String> leaves = new LinkedHashMap<>();
    text.ifPresent(
        it -> {
          try (JsonReader reader = SharedJson.createReader(new StringReader(it))) {
            add("", reader.readValue(), leaves);
          }
        });
    return leaves;
  }

  private static void add(String pointer, JsonValue value, Map<String, String> leaves) {
    switch (value) {
      case JsonObject object ->
          object.forEach((name, child) -> add(pointer + "/" + name, child, leaves));
      case JsonArray array -> {
        for (int i = 0; i < array.size(); i++) {
          add(pointer + "/" + i, array.get(i), leaves);
        }
      }
      case JsonString string -> leaves.put(pointer, string.getString());
      default -> leaves.put(pointer, value.toString());
    }
  }
}
