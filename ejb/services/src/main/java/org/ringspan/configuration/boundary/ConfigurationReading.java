package org.ringspan.configuration.boundary;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.util.Optional;
import org.ringspan.configuration.adapter.ConfigurationEditor;

/**
 * Reads the configuration as this node has it, thing by thing or whole, as in a seed document.
 * Everything comes from memory, so there is nothing here of what a session bean brings.
 */
@ApplicationScoped
public class ConfigurationReading {
  @Inject private ConfigurationEditor editor;

  /** The things of one kind, page by page, in the order of their keys. */
  public ResourcePage list(ResourceKind kind, ResourceQuestion question) {
    return editor.list(kind, question);
  }

  /** One thing. */
  public Optional<Resource> read(ResourceKind kind, String key) {
    return editor.read(kind, key);
  }

  /** The whole configuration as a seed document. */
  public JsonObject document() {
    return editor.document();
  }

  /** The mark of the whole configuration. */
  public String documentTag() {
    return editor.documentTag();
  }
}
