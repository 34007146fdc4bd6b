package org.ringspan.console.calls;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.ringspan.explain.StatusPhrase;
import org.ringspan.record.LadderLine;
import org.ringspan.record.LegCourse;
import org.ringspan.record.StoredCall;

/**
 * The ladder of a call as a drawing: a lane for the caller, one for this server and one for each
 * leg; an arrow a message, a box a timer or decision. Sizes are units of the drawing.
 */
public final class LadderPicture {
  private static final int LEFT = 80;
  private static final int LANE = 150;
  private static final int TOP = 44;
  private static final int ROW = 22;
  private static final int TIP = 7;

  private final List<Lane> lanes = new ArrayList<>();
  private final List<Step> steps = new ArrayList<>();

  /** A party. */
  public record Lane(int x, String name, String more) {
    public int getX() {
      return x;
    }

    public String getName() {
      return name;
    }

    public String getMore() {
      return more;
    }
  }

  /**
   * Something that happened.
   *
   * @param kind {@code req}, {@code res}, {@code bad} for a message, else {@code timer} or {@code
   *     decided}
   * @param from where an arrow begins, or a box
   * @param to where an arrow ends, or a box
   */
  public record Step(int y, String time, String kind, int from, int to, String text) {
    public int getY() {
      return y;
    }

    public int getTextY() {
      return y - 4;
    }

    public String getTime() {
      return time;
    }

    public String getKind() {
      return kind;
    }

    public int getFrom() {
      return from;
    }

    public int getTo() {
      return to;
    }

    public int getMiddle() {
      return (from + to) / 2;
    }

    public int getWidth() {
      return Math.abs(to - from);
    }

    public String getText() {
      return text;
    }

    public boolean isArrow() {
      return !kind.equals("timer") && !kind.equals("decided");
    }

    /** The corners of the arrow's tip. */
    public String getTip() {
      int back = to > from ? to - TIP : to + TIP;
      return to + "," + y + " " + back + "," + (y - 4) + " " + back + "," + (y + 4);
    }
  }

  /** Draws a call. */
  public LadderPicture(StoredCall call) {
    lanes.add(new Lane(LEFT + LANE / 2, "caller", call.started().caller().number().orElse("")));
    lanes.add(new Lane(LEFT + LANE + LANE / 2, "Ringspan", ""));
    Map<Integer, Integer> laneOf = new LinkedHashMap<>();
    laneOf.put(0, 0);
    for (LegCourse leg : call.legs()) {
      if (leg.invited().isPresent() && !laneOf.containsKey(leg.leg())) {
        laneOf.put(leg.leg(), lanes.size());
        lanes.add(
            new Lane(LEFT + LANE * lanes.size() + LANE / 2, shortened(leg.target()), leg.name()));
      }
    }
    for (LadderLine line : call.lines()) {
      add(line, laneOf);
    }
  }

  private static String shortened(String name) {
    return name.length() <= 20 ? name : name.substring(0, 19) + "…";
  }

  private void add(LadderLine line, Map<Integer, Integer> laneOf) {
    int y = TOP + ROW * (steps.size() + 1);
    String time = String.format(Locale.ROOT, "%.3f s", line.atMillis() / 1000.0);
    int server = lanes.get(1).x();
    int party = lanes.get(laneOf.getOrDefault(line.party(), 1)).x();
    switch (line) {
      case LadderLine.Message message ->
          steps.add(
              new Step(
                  y,
                  time,
                  message.isRequest() ? "req" : message.status() >= 400 ? "bad" : "res",
                  message.sent() ? server : party,
                  message.sent() ? party : server,
                  message.isRequest()
                      ? message.method().name()
                      : message.status()
                          + " "
                          + StatusPhrase.of(message.status())
                          + " ("
                          + message.method()
                          + ")"));
      case LadderLine.TimerRanOut timer ->
          steps.add(box(y, time, "timer", timer.party(), party, "timer " + small(timer.timer())));
      case LadderLine.Decided decided ->
          steps.add(box(y, time, "decided", decided.party(), party, decided.what()));
    }
  }

  private static String small(String name) {
    return name.toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private Step box(int y, String time, String kind, int number, int party, String text) {
    int width = Math.max(60, 7 * text.length() + 12);
    int middle = number == 0 ? lanes.get(1).x() : party;
    int from = Math.max(LEFT, Math.min(middle - width / 2, getWidth() - width - 4));
    return new Step(y, time, kind, from, from + width, text);
  }

  public List<Lane> getLanes() {
    return lanes;
  }

  public List<Step> getSteps() {
    return steps;
  }

  public int getWidth() {
    return LEFT + LANE * Math.max(lanes.size(), 4) + 20;
  }

  public int getHeight() {
    return TOP + ROW * (steps.size() + 2);
  }
}
