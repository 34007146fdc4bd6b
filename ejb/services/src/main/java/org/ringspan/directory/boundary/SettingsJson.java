package org.ringspan.directory.boundary;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.Locale;
import java.util.TreeMap;
import org.ringspan.directory.DirectorySettings;
import org.ringspan.json.SharedJson;

/** Settings as JSON, as REST shows them and the trail keeps them. */
public final class SettingsJson {
  private SettingsJson() {}

  /** Fields in the order of the documentation. */
  public static JsonObject of(DirectorySettings settings) {
    JsonArrayBuilder bases = SharedJson.createArrayBuilder();
    settings.bases().forEach(bases::add);
    JsonObjectBuilder attributes = SharedJson.createObjectBuilder();
    new TreeMap<>(settings.attributes())
        .forEach((field, name) -> attributes.add(field.name().toLowerCase(Locale.ROOT), name));
    JsonObjectBuilder json =
        SharedJson.createObjectBuilder()
            .add("bases", bases)
            .add("filter", settings.filter())
            .add("attributes", attributes)
            .add("mostDeactivated", settings.mostDeactivated())
            .add("writeNumbers", settings.writeNumbers())
            .add("follow", settings.follow());
    settings.dailyAt().ifPresent(at -> json.add("dailyAt", at.toString()));
    settings.avatar().ifPresent(attribute -> json.add("avatar", attribute));
    JsonArrayBuilder groups = SharedJson.createArrayBuilder();
    settings.groups().names().forEach(groups::add);
    json.add("groups", groups).add("onlyMembers", settings.groups().onlyMembers());
    return json.build();
  }
}
