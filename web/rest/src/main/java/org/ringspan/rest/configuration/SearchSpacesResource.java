package org.ringspan.rest.configuration;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.Path;
import org.ringspan.configuration.boundary.ResourceKind;

/** Calling search spaces. */
@Path("search-spaces")
@ApplicationScoped
public class SearchSpacesResource extends NamedThings {
  public SearchSpacesResource() {
    super(ResourceKind.SEARCH_SPACE);
  }
}
