package org.ringspan.callcontrol;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Future;
import javax.servlet.sip.Address;
import javax.servlet.sip.SipServletMessage;
import javax.servlet.sip.SipServletRequest;
import javax.servlet.sip.SipServletResponse;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.ringspan.call.CallEvent.DigitPressed;
import org.ringspan.kpml.KeyReport;
import org.ringspan.kpml.KeyWatch;

/**
 * The subscription to one party's keys (RFC 4730), inside the dialog of its leg:
 *
 * <ol>
 *   <li>the party comes over a trunk that tells keys by KPML, and has said so in this dialog:
 *       {@link #offered};
 *   <li>its keys are wanted, and it has its media with the server: {@link #begin};
 *   <li>while it is granted, keys come by NOTIFY, and those of the media don't count;
 *   <li>it ends when the keys are wanted no more, or with the call: {@link #end}.
 * </ol>
 *
 * What is decided is {@link KeyWatch}'s. Responses, NOTIFYs and the clock come on threads of their
 * own, the rest on the call's; every method is atomic.
 */
final class KeySubscription {
  private static final Logger LOG = Logger.getLogger(KeySubscription.class);

  /** Where a SUBSCRIBE of ours is told from those of others. */
  private static final String OURS = "org.ringspan.callcontrol.keys";

  private static final String TERMINATED = "terminated";
  private static final int LONGEST_STATE = 256;
  private static final long LONGEST_TIME = Duration.ofDays(1).toSeconds();

  private final Party party;
  private boolean offered;
  private boolean wanted;
  private boolean ended;
  private boolean left;
  private @Nullable KeyWatch watch;
  private @Nullable CallTimers timers;
  private @Nullable Future<?> refresh;

  KeySubscription(Party party) {
    this.party = party;
  }

  /**
   * Notes whether the party tells of its keys.
   *
   * @param message its INVITE, or its answer to ours
   */
  synchronized void offered(SipServletMessage message) {
    List<String> packages = new ArrayList<>();
    message.getHeaders("Allow-Events").forEachRemaining(packages::add);
    offered = KeyWatch.isOffered(packages);
  }

  /** The party's keys mean something to the server. */
  synchronized void want() {
    wanted = true;
  }

  /** The party has its media with the server: asks for its keys, if it tells of them. */
  synchronized void begin(CallTimers clock) {
    if (offered && wanted && !left && (watch == null || ended)) {
      timers = clock;
      ended = false;
      does(KeyWatch.begin());
    }
  }

  /**
   * Whether the keys come by it, so that those of the media don't count: neither do those that the
   * engine still tells of when it was just ended.
   */
  synchronized boolean counts() {
    return watch != null && watch.counts();
  }

  /** The party isn't to tell of its keys any more. */
  synchronized void end() {
    boolean asked = !ended && watch != null && watch.phase() != KeyWatch.Phase.OVER;
    stop();
    if (asked) {
      send(Duration.ZERO, false);
    }
  }

  /** The party has left: there is no dialog in which it could be told to end. */
  synchronized void forget() {
    left = true;
    stop();
  }

  private void stop() {
    ended = true;
    if (refresh != null) {
      refresh.cancel(false);
      refresh = null;
    }
  }

  /** Takes the answer to a SUBSCRIBE of ours. */
  synchronized void answered(SipServletResponse response) {
    int status = response.getStatus();
    if (status < 200 || ended || watch == null || !isOurs(response.getRequest())) {
      return;
    }
    // A key comes by NOTIFY only.
    does(watch.answered(status, seconds(response, status == 423 ? "Min-Expires" : "Expires")));
  }

  private static boolean isOurs(SipServletRequest request) {
    return request.getAttribute(OURS) != null;
  }

  /**
   * Takes a NOTIFY of the party: what it tells becomes events of the call.
   *
   * @return the status of its answer
   */
  int notified(SipServletRequest notify) throws IOException {
    List<Character> keys = new ArrayList<>();
    int status = notified(notify, keys);
    // Not under our lock: the call may have much to do.
    keys.forEach(key -> party.call().post(new DigitPressed(party.leg(), key)));
    return status;
  }

  private synchronized int notified(SipServletRequest notify, List<Character> keys)
      throws IOException {
    String event = notify.getHeader("Event");
    if (event == null || !name(event).equals(KeyWatch.PACKAGE)) {
      return SipServletResponse.SC_BAD_EVENT;
    }
    if (watch == null || (watch.phase() == KeyWatch.Phase.OVER && !ended)) {
      return SipServletResponse.SC_CALL_LEG_DONE;
    }
    String state = notify.getHeader("Subscription-State");
    if (state == null
        || state.length() > LONGEST_STATE
        || !List.of("active", "pending", TERMINATED).contains(name(state))) {
      return SipServletResponse.SC_BAD_REQUEST;
    }
    byte[] body = notify.getRawContent();
    Optional<KeyReport> report = reportIn(notify.getContentType(), body);
    if (report.isEmpty() && body != null && body.length > 0) {
      return SipServletResponse.SC_BAD_REQUEST;
    }
    if (!ended) {
      keys.addAll(does(watch.notified(state, report)));
    }
    return SipServletResponse.SC_OK;
  }

  private static Optional<KeyReport> reportIn(@Nullable String type, byte @Nullable [] body) {
    return type != null
            && body != null
            && body.length <= 4 * KeyReport.LONGEST
            && name(type).equals(KeyReport.TYPE)
        ? KeyReport.parse(new String(body, StandardCharsets.UTF_8))
        : Optional.empty();
  }

  /** What stands before the parameters. */
  private static String name(String field) {
    return field.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
  }

  /** A field that is a number of seconds; what is longer than a day is cut to that. */
  private static Optional<Duration> seconds(SipServletResponse response, String name) {
    String field = response.getHeader(name);
    return field != null && field.strip().matches("[0-9]{1,10}")
        ? Optional.of(Duration.ofSeconds(Math.min(Long.parseLong(field.strip()), LONGEST_TIME)))
        : Optional.empty();
  }

  /** Does what is to be done, but for the keys, which are returned. */
  private List<Character> does(KeyWatch.Stepped stepped) {
    List<Character> keys = new ArrayList<>();
    watch = stepped.watch();
    for (KeyWatch.Step step : stepped.steps()) {
      switch (step) {
        case KeyWatch.Subscribe(var length, var withDocument) -> send(length, withDocument);
        case KeyWatch.Wait(var time) -> await(time);
        case KeyWatch.Key(var digit) -> keys.add(digit);
        case KeyWatch.FallBack(var reason) ->
            party
                .call()
                .report()
                .noted(party.leg(), "its keys are taken from the media: " + reason);
      }
    }
    return keys;
  }

  private void await(Duration time) {
    if (refresh != null) {
      refresh.cancel(false);
    }
    CallTimers clock = timers;
    refresh = clock == null ? null : clock.start(time, this::due);
  }

  private synchronized void due() {
    if (!ended && watch != null) {
      does(watch.due());
    }
  }

  private void send(Duration length, boolean withDocument) {
    try {
      SipServletRequest subscribe = party.dialog().createRequest("SUBSCRIBE");
      subscribe.setHeader("Event", event(subscribe));
      subscribe.setHeader("Expires", Long.toString(length.toSeconds()));
      subscribe.setHeader("Accept", KeyReport.TYPE);
      if (withDocument) {
        subscribe.setContent(KeyWatch.document().getBytes(StandardCharsets.UTF_8), KeyWatch.TYPE);
      }
      subscribe.setAttribute(OURS, this);
      party.call().report().send(party.leg(), subscribe);
    } catch (IOException | IllegalStateException | IllegalArgumentException e) {
      // The dialog is over, out of reach, or named so that it can't be written down: keys of the
      // media will do.
      LOG.debugf("call %s: SUBSCRIBE to keys can't be sent: %s", party.call().id(), e.getMessage());
      if (watch != null && !ended) {
        does(watch.answered(SipServletResponse.SC_CALL_LEG_DONE, Optional.empty()));
      }
    }
  }

  // rfc4730#section-4.2: "These parameters MUST be present, to identify the subscription dialog.
  // The User Interface matches the local-tag against the to tag, the remote-tag against the from
  // tag, and the call-id against the Call-ID."
  private static String event(SipServletRequest subscribe) {
    return KeyWatch.PACKAGE
        + ";call-id=\""
        + subscribe.getCallId().replace("\\", "\\\\").replace("\"", "\\\"")
        + "\""
        + tag("remote-tag", subscribe.getFrom())
        + tag("local-tag", subscribe.getTo());
  }

  /** What says what a SUBSCRIBE is about is said again when it is repeated as a new one. */
  static void copy(SipServletRequest from, SipServletRequest to) {
    if (!from.getMethod().equals("SUBSCRIBE")) {
      return;
    }
    for (String name : List.of("Event", "Expires", "Accept")) {
      if (from.getHeader(name) != null) {
        to.setHeader(name, from.getHeader(name));
      }
    }
    to.setAttribute(OURS, from.getAttribute(OURS));
  }

  private static String tag(String name, Address party) {
    String tag = party.getParameter("tag");
    return tag == null ? "" : ";" + name + "=" + tag;
  }
}
