package org.ringspan.rest.configuration;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.Path;
import org.ringspan.configuration.boundary.ResourceKind;

/** Device pools. */
@Path("device-pools")
@ApplicationScoped
public class DevicePoolsResource extends NamedThings {
  public DevicePoolsResource() {
    super(ResourceKind.DEVICE_POOL);
  }
}
