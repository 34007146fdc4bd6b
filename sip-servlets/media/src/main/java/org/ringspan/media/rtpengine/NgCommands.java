package org.ringspan.media.rtpengine;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.ringspan.media.rtpengine.Bencode.Dictionary;
import org.ringspan.media.rtpengine.Bencode.Sequence;
import org.ringspan.media.rtpengine.Bencode.Text;
import org.ringspan.media.rtpengine.Bencode.Whole;
import org.ringspan.media.rtpengine.RtpengineSettings.Interfaces;

/** The commands of the NG protocol that the edge uses. */
final class NgCommands {

  /** The engine's side of a session. */
  private static final String NEAR = "near";

  /** The remote side of it. */
  private static final String FAR = "far";

  private final Map<String, Bencode> direction;

  /**
   * @param interfaces names of rtpengine's networks; empty names: it has one
   */
  NgCommands(Interfaces interfaces) {
    this.direction =
        interfaces.isDefault()
            ? Map.of()
            : Map.of("direction", Sequence.of(interfaces.near(), interfaces.far()));
  }

  static Dictionary ping() {
    return new Dictionary(Map.of("command", new Text("ping")));
  }

  /** The engine's side offers; the answer says where the remote side is to send. */
  Dictionary offer(String session, String description, Learning learning, Profile profile) {
    Map<String, Bencode> more = new HashMap<>(direction);
    more.putAll(profile.asked());
    return negotiate("offer", session, description, learning, more);
  }

  /**
   * The remote side answers; the answer says where the engine is to send. The networks are those of
   * the offer: given here they would change sides.
   */
  Dictionary answer(String session, String description, Learning learning) {
    return negotiate("answer", session, description, learning, Map.of("to-tag", new Text(FAR)));
  }

  /** The engine's side offers anew. */
  Dictionary offerAgain(String session, String description, Learning learning) {
    Map<String, Bencode> more = new HashMap<>(direction);
    more.put("to-tag", new Text(FAR));
    return negotiate("offer", session, description, learning, more);
  }

  private Dictionary negotiate(
      String command,
      String session,
      String description,
      Learning learning,
      Map<String, Bencode> more) {
    Map<String, Bencode> values = new HashMap<>(more);
    values.put("command", new Text(command));
    values.put("call-id", new Text(session));
    values.put("from-tag", new Text(NEAR));
    values.put("sdp", new Text(description));
    values.putIfAbsent("ICE", new Text("remove"));
    values.put("flags", learning.flags());
    values.put(
        "replace", new Sequence(List.of(new Text("origin"), new Text("session-connection"))));
    return new Dictionary(values);
  }

  static Dictionary query(String session) {
    return new Dictionary(Map.of("command", new Text("query"), "call-id", new Text(session)));
  }

  static Dictionary delete(String session) {
    return new Dictionary(
        Map.of(
            "command", new Text("delete"),
            "call-id", new Text(session),
            "delete-delay", new Whole(0)));
  }

  /**
   * How the source of media is found. {@code strict source}: once one is heard no other is. {@code
   * port latching}: the ports stay the same whatever is negotiated. {@code trust address}: the
   * addresses in descriptions count.
   */
  enum Learning {
    /** Only who was described. */
    DESCRIBED(true, "endpoint-learning-off"),
    /** The first source that sends, wherever it is. */
    FIRST_SOURCE(true, "endpoint-learning-immediate"),
    /**
     * Who was described, or else another source, after three seconds in which each is heard.
     * rtpengine 10.5 doesn't send to a first source that it has known before another address was
     * described.
     */
    BEST_SOURCE(true, "endpoint-learning-heuristic"),
    /** None: what anybody sends passes, and nothing is sent to it. */
    NOBODY(false, "endpoint-learning-off");

    private final boolean strict;
    private final String source;

    Learning(boolean strict, String source) {
      this.strict = strict;
      this.source = source;
    }

    Sequence flags() {
      return strict
          ? Sequence.of("port latching", "trust address", source, "strict source")
          : Sequence.of("port latching", "trust address", source);
    }
  }
}
