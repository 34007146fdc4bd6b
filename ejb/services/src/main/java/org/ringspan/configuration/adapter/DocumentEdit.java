package org.ringspan.configuration.adapter;

import jakarta.json.JsonObject;
import java.util.Optional;
import org.ringspan.configuration.boundary.ConfigurationRefused;

/** A change of a document. */
interface DocumentEdit {
  /**
   * The document after the change.
   *
   * @throws ConfigurationRefused when it can't be made
   * @throws SeedRefused when what was given has a fault
   */
  Edited of(ConfigurationDocument now);

  /**
   * What came of it.
   *
   * @param key what the changed thing is told by
   * @param was the thing before; empty when it is new, or too long to be kept in the trail
   * @param is the thing now; empty when it was removed, or too long to be kept in the trail
   */
  record Edited(
      ConfigurationDocument document,
      String key,
      Optional<JsonObject> was,
      Optional<JsonObject> is) {}
}
