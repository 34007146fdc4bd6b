package org.ringspan.explain.boundary;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.ringspan.explain.CallChronicle;
import org.ringspan.record.CallId;

/** Where call control shows the calls that live: the services can't see its classes. */
@ApplicationScoped
public class LiveChronicles {
  private volatile Supplier<List<CallChronicle>> all = List::of;
  private volatile Function<CallId, Optional<CallChronicle>> source = call -> Optional.empty();

  /** From now on live calls are asked for here. */
  public void from(
      Function<CallId, Optional<CallChronicle>> callControl,
      Supplier<List<CallChronicle>> allCalls) {
    source = callControl;
    all = allCalls;
  }

  /** The chronicles of all calls that live, in no order. */
  public List<CallChronicle> all() {
    return all.get();
  }

  /** The chronicle of a call that lives. */
  public Optional<CallChronicle> of(CallId call) {
    return source.apply(call);
  }
}
