package org.ringspan.console.calls;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.ringspan.explain.CallChronicle;
import org.ringspan.explain.boundary.LiveChronicles;
import org.ringspan.json.SharedJson;
import org.ringspan.record.CallId;
import org.ringspan.record.CallStarted;
import org.ringspan.record.LegCourse;

/** The calls that live now, as pages show them: how many, and the newest. */
@ApplicationScoped
public class LiveCalls {
  /** So many are listed; the others are counted. */
  static final int MOST = 100;

  @Inject private LiveChronicles chronicles;

  /** Made by the container, which sets what is missing. */
  @SuppressWarnings("NullAway.Init")
  public LiveCalls() {}

  /** A call that lives. */
  public record Live(
      String id,
      Instant at,
      String caller,
      String called,
      String state,
      String legs,
      List<String> joinedWith) {
    public Live {
      joinedWith = List.copyOf(joinedWith);
    }

    /** The calls that it is joined with. */
    public List<String> getJoinedWith() {
      return joinedWith;
    }

    public String getId() {
      return id;
    }

    public Instant getAt() {
      return at;
    }

    public String getCaller() {
      return caller;
    }

    public String getCalled() {
      return called;
    }

    public String getState() {
      return state;
    }

    public String getLegs() {
      return legs;
    }
  }

  /** All of them, with the newest. */
  public record Seen(int count, List<Live> newest) {}

  /** What is to be seen now. */
  public Seen now() {
    List<CallChronicle> all = chronicles.all();
    return new Seen(
        all.size(),
        all.stream()
            .sorted(
                Comparator.comparing((CallChronicle call) -> call.started().at())
                    .reversed()
                    .thenComparing(call -> call.started().call().value()))
            .limit(MOST)
            .map(LiveCalls::live)
            .toList());
  }

  /** The same as one line of JSON. */
  public String json() {
    Seen seen = now();
    JsonArrayBuilder calls = SharedJson.createArrayBuilder();
    for (Live call : seen.newest()) {
      JsonObjectBuilder json =
          SharedJson.createObjectBuilder()
              .add("id", call.id())
              .add("at", call.at().toString())
              .add("caller", call.caller())
              .add("called", call.called())
              .add("state", call.state())
              .add("legs", call.legs())
              .add("joinedWith", SharedJson.createArrayBuilder(call.joinedWith()));
      calls.add(json);
    }
    return SharedJson.createObjectBuilder()
        .add("count", seen.count())
        .add("calls", calls)
        .build()
        .toString();
  }

  private static Live live(CallChronicle call) {
    CallStarted started = call.started();
    List<LegCourse> legs = call.legs();
    long ringing =
        legs.stream().filter(leg -> leg.invited().isPresent() && leg.cleared().isEmpty()).count();
    Optional<String> by = call.answeredBy();
    Optional<String> parked = call.parkedAt();
    String state =
        parked.isPresent()
            ? "parked at " + parked.get()
            : by.isPresent() && call.answeredAt().isPresent()
                ? "talking to " + by.get()
                : call.ringingAt().isPresent() ? "ringing" : "calling";
    return new Live(
        started.call().value(),
        started.at(),
        Parties.caller(
            started.caller().displayName(),
            started.caller().number(),
            started.callingUser(),
            started.caller().isPrivate()),
        Parties.called(started.called(), started.calledUser()),
        state,
        ringing + " of " + legs.size(),
        call.joinedWith().stream().map(CallId::value).toList());
  }
}
