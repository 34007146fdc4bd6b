package org.ringspan.provisioning.boundary;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import org.ringspan.json.SharedJson;
import org.ringspan.provisioning.Target;

/** A target as JSON, as REST shows it and the trail keeps it; the secret isn't in it. */
public final class TargetJson {
  private TargetJson() {}

  /** Fields in the order of the documentation. */
  public static JsonObject of(Target target) {
    JsonObjectBuilder json = SharedJson.createObjectBuilder().add("address", target.address());
    target.tokenAddress().ifPresent(address -> json.add("tokenAddress", address));
    target.client().ifPresent(client -> json.add("client", client));
    json.add("groups", target.groups()).add("mostDeactivated", target.mostDeactivated());
    target.dailyAt().ifPresent(at -> json.add("dailyAt", at.toString()));
    return json.build();
  }
}
