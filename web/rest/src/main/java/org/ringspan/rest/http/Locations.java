package org.ringspan.rest.http;

import jakarta.ws.rs.core.UriInfo;
import java.net.URI;

/** Where things are that a request has made; relative, as the container completes it. */
public final class Locations {
  private Locations() {}

  /**
   * Something below what was asked.
   *
   * @param name encoded for a path
   */
  public static URI below(UriInfo uri, String name) {
    return URI.create(path(uri) + "/" + name);
  }

  /** Something beside what was asked. */
  public static URI beside(UriInfo uri, String name) {
    String path = path(uri);
    return URI.create(path.substring(0, path.lastIndexOf('/') + 1) + name);
  }

  private static String path(UriInfo uri) {
    String path = uri.getPath(false);
    return path.startsWith("/") ? path.substring(1) : path;
  }
}
