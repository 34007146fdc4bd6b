package org.ringspan.rest.configuration;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.Path;
import org.ringspan.configuration.boundary.ResourceKind;

/** Translation patterns. */
@Path("translation-patterns")
@ApplicationScoped
public class TranslationPatternsResource extends PatternThings {
  public TranslationPatternsResource() {
    super(ResourceKind.TRANSLATION_PATTERN);
  }
}
