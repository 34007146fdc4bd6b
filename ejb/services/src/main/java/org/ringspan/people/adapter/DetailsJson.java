package org.ringspan.people.adapter;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.Locale;
import java.util.TreeMap;
import org.ringspan.json.SharedJson;
import org.ringspan.people.PersonDetails;

/** What is known of a person, as the trail keeps it. */
final class DetailsJson {
  private DetailsJson() {}

  static JsonObject of(PersonDetails details) {
    JsonObjectBuilder json = SharedJson.createObjectBuilder();
    new TreeMap<>(details.texts())
        .forEach((field, text) -> json.add(field.name().toLowerCase(Locale.ROOT), text));
    details.manager().ifPresent(manager -> json.add("manager", manager));
    json.add("more", details.more());
    return json.build();
  }
}
