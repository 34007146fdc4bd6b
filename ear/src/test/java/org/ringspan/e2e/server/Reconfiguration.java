package org.ringspan.e2e.server;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.util.Map;

/** Changes of the company's configuration; closing takes all of them back. */
public final class Reconfiguration implements AutoCloseable {
  private final Rest administrator;
  private final String before;

  /** Remembers what is configured now. */
  public Reconfiguration(TestServer server) {
    administrator = server.rest().as(Company.ADMINISTRATOR);
    before = administrator.get("/configuration").response().body();
  }

  /** Adds a thing to a collection. */
  public Reconfiguration add(String collection, String thing) {
    var added = administrator.post(collection, thing);
    assertThat(added.status()).as("%s", added).isEqualTo(201);
    return this;
  }

  /** Changes one field of a thing; {@code json} is its new value. */
  public Reconfiguration change(String path, String field, String json) {
    var read = administrator.get(path);
    var changed = Json.createObjectBuilder(read.json()).add(field, value(json)).build();
    var answer = administrator.put(path, read.tag(), changed.toString());
    assertThat(answer.status()).as("%s", answer).isEqualTo(200);
    return this;
  }

  /** Puts {@code json} in the place of a thing. */
  public Reconfiguration replace(String path, String json) {
    var answer = administrator.put(path, administrator.get(path).tag(), json);
    assertThat(answer.status()).as("%s", answer).isEqualTo(200);
    return this;
  }

  private static JsonValue value(String json) {
    try (JsonReader reader = Json.createReader(new StringReader(json))) {
      return reader.readValue();
    }
  }

  @Override
  public void close() {
    var restored = administrator.send("PUT", "/configuration", before, Map.of("If-Match", "*"));
    assertThat(restored.status()).as("%s", restored).isEqualTo(200);
  }
}
