package org.ringspan.scim;

import de.captaingoldfish.scim.sdk.server.endpoints.Context;
import de.captaingoldfish.scim.sdk.server.endpoints.authorize.Authorization;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ringspan.identity.Actor;

/**
 * What belongs to one request: who asks, and what the request has seen of the things that it is
 * about to change, so that nothing is overwritten that it hasn't.
 */
final class ScimContext extends Context {
  private final Actor actor;
  private final Map<String, Object> seen = new HashMap<>();

  /** The door has looked; the library needn't, nor warn at each request that it doesn't. */
  private record LetIn(String getClientId) implements Authorization {
    @Override
    public Set<String> getClientRoles() {
      return Set.of();
    }

    @Override
    public boolean authenticate(Map<String, String> headers, Map<String, String> query) {
      return true;
    }
  }

  ScimContext(Actor actor) {
    super(new LetIn(actor.name()));
    this.actor = actor;
  }

  static ScimContext of(Context context) {
    if (context instanceof ScimContext ours) {
      return ours;
    }
    throw new IllegalStateException("a request was let in by nobody");
  }

  Actor actor() {
    return actor;
  }

  void see(String id, Object thing) {
    seen.put(id, thing);
  }

  /** What was seen last, once. */
  <T> Optional<T> seen(String id, Class<T> type) {
    @Nullable Object thing = seen.remove(id);
    return Optional.ofNullable(thing).map(type::cast);
  }
}
