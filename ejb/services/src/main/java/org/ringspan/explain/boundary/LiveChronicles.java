package org.ringspan.explain.boundary;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.function.Function;
import org.ringspan.explain.CallChronicle;
import org.ringspan.record.CallId;

/** Where call control shows the calls that live: the services can't see its classes. */
@ApplicationScoped
public class LiveChronicles {
  private volatile Function<CallId, Optional<CallChronicle>> source = call -> Optional.empty();

  /** From now on live calls are asked for here. */
  public void from(Function<CallId, Optional<CallChronicle>> callControl) {
    source = callControl;
  }

  /** The chronicle of a call that lives. */
  public Optional<CallChronicle> of(CallId call) {
    return source.apply(call);
  }
}
