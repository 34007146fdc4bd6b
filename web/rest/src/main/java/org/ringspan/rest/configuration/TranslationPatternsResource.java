package org.ringspan.rest.configuration;

import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.Path;
import org.ringspan.configuration.boundary.ResourceKind;

/** Translation patterns. */
@Path("translation-patterns")
@RequestScoped
public class TranslationPatternsResource extends PatternThings {
  public TranslationPatternsResource() {
    super(ResourceKind.TRANSLATION_PATTERN);
  }
}
