package org.ringspan.rest.http;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.Optional;
import org.ringspan.json.SharedJson;
import org.ringspan.progress.Progress;

/** How far long work is, beside what is told of it anyway. */
public final class Underway {
  private Underway() {}

  /**
   * Adds {@code progress}: how much is done, of how much if that is known, and how many seconds are
   * left if that can be told.
   */
  public static JsonObject told(JsonObject work, Optional<Progress> progress) {
    return progress
        .map(far -> SharedJson.createObjectBuilder(work).add("progress", json(far)).build())
        .orElse(work);
  }

  private static JsonObject json(Progress progress) {
    JsonObjectBuilder json = SharedJson.createObjectBuilder().add("done", progress.done());
    if (progress.of() > 0) {
      json.add("of", progress.of());
    }
    progress.left().ifPresent(left -> json.add("secondsLeft", left.toSeconds()));
    return json.build();
  }
}
