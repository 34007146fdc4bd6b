package org.ringspan.console.calls;

import jakarta.annotation.PostConstruct;
import jakarta.ejb.EJBException;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.omnifaces.util.Faces;
import org.ringspan.address.UserId;
import org.ringspan.call.boundary.CallCommands;
import org.ringspan.call.boundary.MoveAnswer;
import org.ringspan.console.page.Notices;
import org.ringspan.console.page.Words;
import org.ringspan.console.session.Viewer;
import org.ringspan.console.things.Addresses;
import org.ringspan.explain.Explanation;
import org.ringspan.explain.boundary.CallExplanations;
import org.ringspan.reach.CallOrigin;
import org.ringspan.reach.MoveRules;
import org.ringspan.record.CallId;
import org.ringspan.record.CallStarted;
import org.ringspan.record.LegCourse;
import org.ringspan.record.RecordsUnavailable;

/** One call: what happened, why, and what would have happened if. */
@Named
@RequestScoped
public class CallPage {
  /** A conference has three; each joining is one more. */
  private static final int MOST_JOINED = 20;

  @Inject private CallExplanations explanations;
  @Inject private CallCommands commands;
  @Inject private Viewer viewer;
  @Inject private Notices notices;
  @Inject private Words words;
  @Inject private HttpServletRequest request;
  private String id = "";
  private @Nullable Explanation explanation;
  private List<String> joinedWith = List.of();
  private String mover = "";
  private boolean hidden;
  private boolean own;

  /** Made by the container, which sets what is missing. */
  @SuppressWarnings("NullAway.Init")
  public CallPage() {}

  /** The call is known from the start: what can be done with it depends on it. */
  @PostConstruct
  void begin() {
    own = request.getServletPath().startsWith("/me/");
    id = Objects.requireNonNullElse(request.getParameter("id"), "");
    read(id)
        .filter(it -> !own || isMine(it))
        .ifPresent(
            it -> {
              explanation = it;
              joinedWith = joinedWith(it);
            });
  }

  private boolean isMine(Explanation it) {
    CallStarted call = it.call().started();
    // What a private caller withholds is shown to the caller, and not to whom they called.
    hidden = call.caller().isPrivate() && !call.callingUser().equals(Optional.of(viewer.user()));
    return isOfViewer(call);
  }

  private boolean isOfViewer(CallStarted call) {
    Optional<UserId> me = Optional.of(viewer.user());
    return call.callingUser().equals(me) || call.calledUser().equals(me);
  }

  /** There are no pages of calls that nobody knows. */
  public void load() throws IOException {
    if (explanation == null) {
      Faces.responseSendError(HttpServletResponse.SC_NOT_FOUND, "no record of this call");
    }
  }

  private Optional<Explanation> read(String wanted) {
    try {
      return explanations.of(new CallId(wanted));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    } catch (EJBException e) {
      if (e.getCause() instanceof RecordsUnavailable) {
        notices.error("recordsAway");
        return Optional.empty();
      }
      throw e;
    }
  }

  /** Has the server end the call. */
  public void hangUp() {
    viewer.administrator();
    if (commands.hangUp(new CallId(id))) {
      notices.done("hangUpAsked");
    } else {
      notices.error("callIsOver");
    }
  }

  /** Has the mobile phones of the chosen user ring. */
  public void sendToMobile() {
    move(MoveRules.To.MOBILE);
  }

  /** Has the telephones inside of the chosen user ring. */
  public void pickUp() {
    move(MoveRules.To.DESK);
  }

  private void move(MoveRules.To to) {
    if (!own) {
      viewer.administrator();
    }
    Optional<UserId> whose =
        own
            ? Optional.of(viewer.user())
            : getMovers().stream().filter(user -> user.equals(mover)).findAny().map(UserId::new);
    MoveAnswer answer = commands.move(new CallId(id), whose, to);
    switch (answer.result()) {
      case BEGUN -> notices.done("moveBegun");
      case NO_SUCH_CALL -> notices.error("callIsOver");
      case NOT_TALKING -> notices.error("moveNotTalking");
      case NOT_THEIRS, WHOSE -> notices.error("moveWhose");
      case NOBODY_RINGS ->
          notices.error(
              "moveNobody",
              answer.reasons().isEmpty()
                  ? notices.text("moveNoTelephone")
                  : String.join(" ", answer.reasons()));
    }
  }

  /** The users of ours who may talk in it: those it can move for. */
  public List<String> getMovers() {
    return Stream.of(started().calledUser(), started().callingUser())
        .flatMap(Optional::stream)
        .map(UserId::value)
        .distinct()
        .toList();
  }

  /** For whom it is to move. */
  public String getMover() {
    return mover;
  }

  public void setMover(String user) {
    mover = Objects.requireNonNullElse(user, "");
  }

  public boolean isThere() {
    return explanation != null;
  }

  private Explanation shown() {
    if (explanation == null) {
      throw new IllegalStateException("the call isn't read");
    }
    return explanation;
  }

  private CallStarted started() {
    return shown().call().started();
  }

  /** Whether it goes on; a call that isn't there doesn't. */
  public boolean isLive() {
    return explanation != null && shown().live() && shown().call().ending().isEmpty();
  }

  /** Whether a private caller's traces are left out. */
  public boolean isHidden() {
    return hidden;
  }

  public String getAt() {
    return words.moment(started().at());
  }

  public String getIso() {
    return words.iso(started().at());
  }

  public String getCaller() {
    return hidden
        ? "private"
        : Parties.caller(
            started().caller().displayName(),
            started().caller().number(),
            started().callingUser(),
            started().caller().isPrivate());
  }

  public String getCalled() {
    return Parties.called(started().called(), started().calledUser());
  }

  /** The page of the user who was called; empty: none of ours. */
  public String getCalledAddress() {
    return started().calledUser().map(user -> Addresses.user(user.value())).orElse("");
  }

  public String getOrigin() {
    return switch (started().origin()) {
      case CallOrigin.FromTrunk(var trunk) -> notices.text("fromTrunk", trunk.value());
      case CallOrigin.FromDevice(var device) -> notices.text("fromDevice", device.value());
    };
  }

  public String getOutcome() {
    return shown()
        .call()
        .ending()
        .map(
            end ->
                end.outcome().name().toLowerCase(Locale.ROOT).replace('_', ' ')
                    + (end.detail().isEmpty() ? "" : ": " + end.detail()))
        .orElseGet(() -> notices.text("goingOn"));
  }

  /** The calls that it was joined with; one's own page shows one's own only. */
  public List<String> getJoinedWith() {
    return joinedWith;
  }

  private List<String> joinedWith(Explanation it) {
    return it.joinedWith().stream()
        .limit(MOST_JOINED)
        .filter(other -> !own || isAlsoMine(other))
        .map(CallId::value)
        .toList();
  }

  private boolean isAlsoMine(CallId other) {
    return read(other.value()).map(it -> it.call().started()).filter(this::isOfViewer).isPresent();
  }

  public List<String> getSentences() {
    return hidden ? List.of() : shown().sentences();
  }

  public List<String> getText() {
    return hidden ? List.of() : shown().ladder();
  }

  public LadderPicture getPicture() {
    return new LadderPicture(shown().call());
  }

  /** How many lines of the ladder weren't kept. */
  public int getLeft() {
    return shown().call().linesLeft();
  }

  public List<LegRow> getLegs() {
    return shown().call().legs().stream().map(LegRow::new).toList();
  }

  /** The page that asks what would have happened if. */
  public String getWhatIf() {
    String from =
        switch (started().origin()) {
          case CallOrigin.FromTrunk(var trunk) -> "trunk:" + trunk.value();
          case CallOrigin.FromDevice(var device) -> "device:" + device.value();
        };
    return "/console/whatif?from="
        + Addresses.encoded(from)
        + "&called="
        + Addresses.encoded(started().called())
        + "&caller="
        + Addresses.encoded(started().caller().number().orElse(""))
        + "&private="
        + started().caller().isPrivate()
        + "&at="
        + Addresses.encoded(started().at().toString());
  }

  public String getId() {
    return id;
  }

  /** What became of a leg. */
  public record LegRow(LegCourse leg) {
    public String getTarget() {
      return leg.name().isEmpty() ? leg.target() : leg.name() + " " + leg.target();
    }

    public String getKind() {
      return leg.kind().name().toLowerCase(Locale.ROOT);
    }

    public boolean isRings() {
      return leg.silent().isEmpty();
    }

    public String getInvited() {
      return leg.invited().isPresent() ? seconds(leg.invited().getAsLong()) : "";
    }

    public String getRinging() {
      return leg.ringing().isPresent() ? seconds(leg.ringing().getAsLong()) : "";
    }

    public String getAnswered() {
      return leg.answered().isPresent() ? seconds(leg.answered().getAsLong()) : "";
    }

    public String getCleared() {
      return leg.cleared().isPresent() ? seconds(leg.cleared().getAsLong()) : "";
    }

    public String getTimers() {
      StringBuilder timers = new StringBuilder();
      leg.delayMillis().ifPresent(it -> timers.append("after ").append(seconds(it)));
      leg.tooSoonMillis().ifPresent(it -> timers.append(", too soon ").append(seconds(it)));
      leg.tooLateMillis().ifPresent(it -> timers.append(", too late ").append(seconds(it)));
      return timers.toString();
    }

    public String getStatus() {
      return leg.status().isPresent() ? Integer.toString(leg.status().getAsInt()) : "";
    }

    public String getTrunk() {
      return leg.trunk().orElse("");
    }

    private static String seconds(long millis) {
      return String.format(Locale.ROOT, "%.3f s", millis / 1000.0);
    }
  }
}
