package org.ringspan.json;

import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.json.JsonReaderFactory;
import jakarta.json.JsonString;
import jakarta.json.JsonWriterFactory;
import jakarta.json.spi.JsonProvider;
import jakarta.json.stream.JsonGeneratorFactory;
import jakarta.json.stream.JsonParserFactory;
import java.io.InputStream;
import java.io.Reader;
import java.util.Collection;
import java.util.Map;

/**
 * What {@link jakarta.json.Json} does, by one provider. That class looks for a provider at each
 * call, for each single value, and all threads wait for each other there: in a large company nearly
 * all threads that wrote a page of users were found there.
 */
public final class SharedJson {
  private static final JsonProvider PROVIDER = JsonProvider.provider();

  private SharedJson() {}

  public static JsonObjectBuilder createObjectBuilder() {
    return PROVIDER.createObjectBuilder();
  }

  /** Begins with what {@code object} has. */
  public static JsonObjectBuilder createObjectBuilder(JsonObject object) {
    return PROVIDER.createObjectBuilder(object);
  }

  public static JsonArrayBuilder createArrayBuilder() {
    return PROVIDER.createArrayBuilder();
  }

  /** Begins with what {@code array} has. */
  public static JsonArrayBuilder createArrayBuilder(JsonArray array) {
    return PROVIDER.createArrayBuilder(array);
  }

  /** Begins with these texts, numbers, flags and values. */
  public static JsonArrayBuilder createArrayBuilder(Collection<?> values) {
    return PROVIDER.createArrayBuilder(values);
  }

  public static JsonString createValue(String value) {
    return PROVIDER.createValue(value);
  }

  public static JsonNumber createValue(int value) {
    return PROVIDER.createValue(value);
  }

  public static JsonNumber createValue(long value) {
    return PROVIDER.createValue(value);
  }

  public static JsonReader createReader(Reader reader) {
    return PROVIDER.createReader(reader);
  }

  public static JsonReader createReader(InputStream in) {
    return PROVIDER.createReader(in);
  }

  public static JsonReaderFactory createReaderFactory(Map<String, ?> settings) {
    return PROVIDER.createReaderFactory(settings);
  }

  public static JsonWriterFactory createWriterFactory(Map<String, ?> settings) {
    return PROVIDER.createWriterFactory(settings);
  }

  public static JsonParserFactory createParserFactory(Map<String, ?> settings) {
    return PROVIDER.createParserFactory(settings);
  }

  public static JsonGeneratorFactory createGeneratorFactory(Map<String, ?> settings) {
    return PROVIDER.createGeneratorFactory(settings);
  }
}
