package org.ringspan.configuration.adapter;

import jakarta.json.JsonObject;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * The things of one kind in a document, and how one of them is written.
 *
 * @param of all of them, in the document's order
 * @param with the document with others in their place
 * @param key what one is told by
 * @param name what people call it; its key when it has no other name
 * @param read strictly; what objects to it says where
 * @param write without secrets
 */
record Section<T>(
    Function<ConfigurationDocument, List<T>> of,
    BiFunction<ConfigurationDocument, List<T>, ConfigurationDocument> with,
    Function<T, String> key,
    Function<T, String> name,
    Function<StrictObject, T> read,
    Function<T, JsonObject> write) {

  Section(
      Function<ConfigurationDocument, List<T>> of,
      BiFunction<ConfigurationDocument, List<T>, ConfigurationDocument> with,
      Function<T, String> key,
      Function<StrictObject, T> read,
      Function<T, JsonObject> write) {
    this(of, with, key, key, read, write);
  }
}
