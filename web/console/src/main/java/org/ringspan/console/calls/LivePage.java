package org.ringspan.console.calls;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The calls that live; a script of the page keeps them up to date. */
@Named
@RequestScoped
public class LivePage {
  @Inject private LiveCalls calls;
  private LiveCalls.@Nullable Seen seen;

  /** Made by the container, which sets what is missing. */
  @SuppressWarnings("NullAway.Init")
  public LivePage() {}

  private LiveCalls.Seen seen() {
    if (seen == null) {
      seen = calls.now();
    }
    return seen;
  }

  public int getCount() {
    return seen().count();
  }

  public List<LiveCalls.Live> getRows() {
    return seen().newest();
  }
}
