package org.ringspan.bench.peer;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Application;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The least that a REST service in the same server can do: it knows nobody, asks nothing, and answers a constant JSON text of so many octets. What
 * ours takes is compared with it.
 */
@ApplicationPath("/")
public class Peer extends Application {
  private static final Map<Integer, String> TEXTS = new ConcurrentHashMap<>();

  /** The only resource. */
  @Path("of/{octets}")
  public static class Constant {
    @GET
    @Produces("application/json")
    public String text(@PathParam("octets") int octets) {
      return TEXTS.computeIfAbsent(octets, length -> "{\"text\":\"" + "x".repeat(length - 11) + "\"}");
    }
  }
}
