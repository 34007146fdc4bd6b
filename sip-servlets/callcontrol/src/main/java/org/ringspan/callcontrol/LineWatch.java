package org.ringspan.callcontrol;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jboss.logging.Logger;
import org.ringspan.address.UserId;
import org.ringspan.configuration.ConfigurationSnapshot;
import org.ringspan.configuration.Line;
import org.ringspan.configuration.boundary.ConfigurationSource;
import org.ringspan.desk.CallView;
import org.ringspan.desk.CallView.Standing;
import org.ringspan.desk.DialogInfo;
import org.ringspan.desk.LineDialog;
import org.ringspan.desk.Replaces;
import org.ringspan.reach.CallOrigin;
import org.ringspan.reach.CallerIdentity;

/**
 * The calls of a telephone's line (RFC 4235). Calls only say that they have changed, in a queue
 * without locks; the teller's thread looks at them a little later, at how they stand then.
 */
@ApplicationScoped
public class LineWatch implements EventPackage {
  private static final Logger LOG = Logger.getLogger(LineWatch.class);

  /** rfc4235#section-3.10: no more than one a second. */
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private static final Duration LOOK = Duration.ofMillis(50);

  @Inject private ConfigurationSource configuration;
  @Inject private CallMoves moves;
  private final Clock clock = Clock.systemUTC();
  private final Queue<LiveCall> news = new ConcurrentLinkedQueue<>();
  private final LineBook<LiveCall> book = new LineBook<>();

  @Override
  public String name() {
    return "dialog";
  }

  @Override
  public String type() {
    return DialogInfo.TYPE;
  }

  @Override
  public Duration pause() {
    return PAUSE;
  }

  @Override
  public boolean isAlsoCalled(ConfigurationSnapshot now, String asked) {
    return false;
  }

  @Override
  public void begin(Teller teller) {
    teller.every(LOOK, () -> look(teller));
  }

  /** A call stands somewhere new. Called on its own thread: never waits. */
  void changed(LiveCall call) {
    if (call.becomesNews()) {
      news.add(call);
    }
  }

  private void look(Teller teller) {
    Set<UserId> changed = new HashSet<>();
    for (LiveCall call = news.poll(); call != null; call = news.poll()) {
      call.isNoNews();
      try {
        changed.addAll(book.put(call, shown(call), clock.instant()));
      } catch (RuntimeException e) {
        LOG.warnf(e, "call %s is not shown as it stands", call.id());
      }
    }
    changed.forEach(teller::changed);
    book.forget(clock.instant());
  }

  private Map<LineBook.Side, LineBook.Shown> shown(LiveCall call) {
    Optional<CallView> view = CallView.of(call.state());
    if (view.isEmpty()) {
      return Map.of();
    }
    Map<LineBook.Side, LineBook.Shown> shown = new LinkedHashMap<>();
    for (Standing standing : view.get().parties()) {
      moves
          .userAt(call, standing.party())
          .ifPresent(
              user ->
                  shown.merge(
                      new LineBook.Side(user, standing.calling()),
                      new LineBook.Shown(
                          standing.takable(),
                          standing.progress(),
                          line(call, user, standing.calling(), view.get()),
                          remote(standing.calling(), view.get())),
                      LineWatch::further));
    }
    return shown;
  }

  /** Several telephones of a user ring for one call: it is shown once. */
  private static LineBook.Shown further(LineBook.Shown one, LineBook.Shown other) {
    return one.progress() == LineDialog.Progress.EARLY ? other : one;
  }

  private static CallerIdentity remote(boolean calling, CallView view) {
    return calling
        ? new CallerIdentity("", Optional.of(view.plan().called()), false)
        : view.plan().caller();
  }

  /** The line that was called, or that the telephone calls with; else the user's first. */
  private String line(LiveCall call, UserId user, boolean calling, CallView view) {
    ConfigurationSnapshot now = configuration.current();
    List<Line> lines = now.linesOf(user);
    Optional<String> number =
        calling
            ? callsWith(now, call)
            : lines.stream()
                .filter(line -> isCalled(line, view.plan().called()))
                .map(line -> line.number().digits())
                .findFirst();
    return number
        .or(() -> lines.stream().map(line -> line.number().digits()).findFirst())
        .orElse(user.value());
  }

  private static boolean isCalled(Line line, String called) {
    return line.number().digits().equals(called)
        || line.did().filter(did -> did.value().equals(called)).isPresent();
  }

  private static Optional<String> callsWith(ConfigurationSnapshot now, LiveCall call) {
    return call.placed().origin() instanceof CallOrigin.FromDevice(var name)
        ? now.device(name)
            .flatMap(device -> device.lines().stream().findFirst())
            .map(number -> number.digits())
        : Optional.empty();
  }

  @Override
  public String body(Subscription subscription, long version) {
    String asked = subscription.asked();
    boolean all =
        asked.equals(subscription.device().value()) || asked.equals(subscription.owner().value());
    return new DialogInfo(
            version,
            asked,
            configuration.current().domain(),
            book.of(subscription.owner()).stream()
                .filter(dialog -> all || dialog.line().equals(asked))
                .toList())
        .xml();
  }

  /** The call of a user that a telephone of theirs names; nobody else's is found. */
  Optional<LineBook.Named<LiveCall>> meantBy(Replaces.Dialog name, UserId user) {
    return book.meantBy(name, user);
  }
}
