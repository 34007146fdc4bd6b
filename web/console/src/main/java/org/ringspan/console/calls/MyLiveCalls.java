package org.ringspan.console.calls;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.ringspan.address.UserId;
import org.ringspan.console.session.Viewer;
import org.ringspan.explain.CallChronicle;
import org.ringspan.explain.boundary.LiveChronicles;
import org.ringspan.record.CallStarted;

/** The viewer's own calls that live now. */
@Named
@RequestScoped
public class MyLiveCalls {
  /** More than anybody has at a time. */
  private static final int MOST = 20;

  @Inject private LiveChronicles chronicles;
  @Inject private Viewer viewer;

  /** Made by the container, which sets what is missing. */
  @SuppressWarnings("NullAway.Init")
  public MyLiveCalls() {}

  /** One of them, with whom: what a private caller withholds is left out. */
  public record Mine(String id, Instant at, String with) {
    public String getId() {
      return id;
    }

    public Instant getAt() {
      return at;
    }

    public String getWith() {
      return with;
    }
  }

  /** The newest first. */
  public List<Mine> getCalls() {
    Optional<UserId> me = Optional.of(viewer.user());
    return chronicles.all().stream()
        .map(CallChronicle::started)
        .filter(call -> call.callingUser().equals(me) || call.calledUser().equals(me))
        .sorted(Comparator.comparing(CallStarted::at).reversed())
        .limit(MOST)
        .map(call -> mine(call, call.callingUser().equals(me)))
        .toList();
  }

  private static Mine mine(CallStarted call, boolean made) {
    String with =
        made
            ? Parties.called(call.called(), call.calledUser())
            : call.caller().isPrivate()
                ? "private"
                : Parties.caller(
                    call.caller().displayName(), call.caller().number(), call.callingUser(), false);
    return new Mine(call.call().value(), call.at(), with);
  }
}
