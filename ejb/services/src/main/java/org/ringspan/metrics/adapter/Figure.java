package org.ringspan.metrics.adapter;

/**
 * The figures of our MBeans that monitoring is shown too: name of the meter, of the bean and of its
 * attribute. A figure with a tag is a map whose keys become values of that tag.
 */
enum Figure {
  CALLS_LIVE(Kind.SIZE, "ringspan.calls.live", "Calls that live", "Calls", "LiveCalls"),
  CALLS_STARTED(Kind.COUNT, "ringspan.calls.started", "Calls taken in", "Calls", "CallsStarted"),
  TIMERS(Kind.SIZE, "ringspan.call.timers", "Timers of calls that run", "Calls", "RunningTimers"),
  EVENTS_IGNORED(
      Kind.COUNT,
      "ringspan.call.events.ignored",
      "Events that changed nothing in their call",
      "Calls",
      "EventsIgnored"),

  SIP_ACCEPTING(
      Kind.SIZE,
      "ringspan.sip.accepting",
      "1 when new calls are taken",
      "SipContainer",
      "Accepting"),
  SIP_IN(
      Kind.COUNT, "ringspan.sip.received", "SIP messages received", "SipContainer", "MessagesIn"),
  SIP_OUT(Kind.COUNT, "ringspan.sip.sent", "SIP messages sent", "SipContainer", "MessagesOut"),
  SIP_RESPONSES_IN(
      Kind.COUNT,
      "ringspan.sip.responses.received",
      "SIP responses received",
      "SipContainer",
      "ResponsesIn",
      "status"),
  SIP_RESPONSES_OUT(
      Kind.COUNT,
      "ringspan.sip.responses.sent",
      "SIP responses sent",
      "SipContainer",
      "ResponsesOut",
      "status"),
  SIP_RETRANSMISSIONS(
      Kind.COUNT,
      "ringspan.sip.retransmissions",
      "SIP messages received again",
      "SipContainer",
      "Retransmissions"),
  SIP_REJECTED(
      Kind.COUNT,
      "ringspan.sip.rejected",
      "SIP requests refused before any application saw them",
      "SipContainer",
      "Rejected"),
  SIP_DROPPED(
      Kind.COUNT,
      "ringspan.sip.dropped",
      "What was thrown away unanswered, keep-alives among it",
      "SipContainer",
      "Dropped",
      "reason"),
  SIP_FAILURES(
      Kind.COUNT,
      "ringspan.sip.failures",
      "SIP messages whose processing ended by an error",
      "SipContainer",
      "ProcessingFailures"),
  SIP_RESTARTS(
      Kind.COUNT,
      "ringspan.sip.receiver.restarts",
      "SIP receivers that died and were started again",
      "SipContainer",
      "ReceiverRestarts"),
  SIP_CONNECTIONS(
      Kind.SIZE, "ringspan.sip.connections", "SIP connections open", "SipContainer", "Connections"),
  SIP_SERVER_TRANSACTIONS(
      Kind.SIZE,
      "ringspan.sip.server.transactions",
      "SIP transactions that others began",
      "SipContainer",
      "ServerTransactions"),
  SIP_CLIENT_TRANSACTIONS(
      Kind.SIZE,
      "ringspan.sip.client.transactions",
      "SIP transactions that we began",
      "SipContainer",
      "ClientTransactions"),
  SIP_DIALOGS(Kind.SIZE, "ringspan.sip.dialogs", "SIP dialogs", "SipContainer", "Dialogs"),
  SIP_SESSIONS(Kind.SIZE, "ringspan.sip.sessions", "SIP sessions", "SipContainer", "SipSessions"),
  SIP_FORCED_LOCKS(
      Kind.COUNT,
      "ringspan.sip.forced.lock.releases",
      "Session locks broken open; anything but 0 is a defect",
      "SipContainer",
      "ForcedLockReleases"),
  CERTIFICATE(
      Kind.SIZE,
      "ringspan.sip.certificate.days",
      "Days until the TLS certificate ends, -1000 without TLS",
      "SipContainer",
      "CertificateDaysLeft"),

  WRONG_ANSWERS(
      Kind.COUNT,
      "ringspan.authentication.wrong",
      "Wrong answers to digest challenges",
      "Authentication",
      "WrongAnswers"),
  SOURCES_REFUSED(
      Kind.SIZE,
      "ringspan.authentication.refused.sources",
      "Sources that are refused for guessing",
      "Authentication",
      "RefusedNow"),

  DEVICES(
      Kind.SIZE,
      "ringspan.registrations.devices",
      "Devices that are registered",
      "Registrations",
      "Devices"),
  BINDINGS(
      Kind.SIZE,
      "ringspan.registrations.bindings",
      "Places at which devices are registered",
      "Registrations",
      "Bindings"),
  BINDING_WRITES(
      Kind.SIZE,
      "ringspan.registrations.waiting",
      "Registrations that wait for the database",
      "Registrations",
      "Waiting"),

  TRUNK_CHANNELS(
      Kind.SIZE,
      "ringspan.trunk.channels",
      "Channels of a trunk that are taken",
      "Trunks",
      "ChannelsInUse",
      "trunk"),
  TRUNK_PEERS(
      Kind.STATE,
      "ringspan.trunk.peer.down",
      "1 when a peer of a trunk is down",
      "Trunks",
      "Peers",
      "peer"),

  CONFIGURATION_VERSION(
      Kind.SIZE,
      "ringspan.configuration.version",
      "Version of the configuration in force",
      "Configuration",
      "Version"),
  CONFIGURATION_REBUILDS(
      Kind.COUNT,
      "ringspan.configuration.rebuilds",
      "Times the configuration was read",
      "Configuration",
      "Rebuilds"),
  CONFIGURATION_MILLIS(
      Kind.SIZE,
      "ringspan.configuration.rebuild.last.milliseconds",
      "How long the configuration was read last",
      "Configuration",
      "LastRebuildMillis"),

  RECORDS_WAITING(
      Kind.SIZE,
      "ringspan.records.waiting",
      "Halves of call records that wait for the broker",
      "CallRecords",
      "Waiting"),
  RECORDS_DROPPED(
      Kind.COUNT,
      "ringspan.records.dropped",
      "Halves of call records lost",
      "CallRecords",
      "Dropped"),
  RECORDS_FAILED(
      Kind.COUNT,
      "ringspan.records.failed.batches",
      "Attempts to hand call records to the broker that failed",
      "CallRecords",
      "FailedBatches"),
  RECORDS_PARKED(
      Kind.COUNT,
      "ringspan.records.parked",
      "Messages of call records that could not be read and were parked",
      "CallRecords",
      "Parked"),

  EVENTS_SENT(Kind.COUNT, "ringspan.events.sent", "Call events sent", "CallEvents", "Sent"),
  EVENTS_WAITING(
      Kind.SIZE, "ringspan.events.waiting", "Call events that wait", "CallEvents", "Waiting"),
  EVENTS_DROPPED(
      Kind.COUNT, "ringspan.events.dropped", "Call events lost", "CallEvents", "Dropped"),
  EVENTS_FAILED(
      Kind.COUNT,
      "ringspan.events.failed.batches",
      "Attempts to send call events that failed",
      "CallEvents",
      "FailedBatches");

  /** What a figure is. */
  enum Kind {
    /** It only grows. */
    COUNT,
    /** It is so many now. */
    SIZE,
    /** It says DOWN or something else, which becomes 1 or 0. */
    STATE
  }

  private final Kind kind;
  private final String meter;
  private final String description;
  private final String bean;
  private final String attribute;
  private final String tag;

  Figure(Kind kind, String meter, String description, String bean, String attribute) {
    this(kind, meter, description, bean, attribute, "");
  }

  Figure(Kind kind, String meter, String description, String bean, String attribute, String tag) {
    this.kind = kind;
    this.meter = meter;
    this.description = description;
    this.bean = bean;
    this.attribute = attribute;
    this.tag = tag;
  }

  Kind kind() {
    return kind;
  }

  String meter() {
    return meter;
  }

  String description() {
    return description;
  }

  /** The {@code type} in the bean's name. */
  String bean() {
    return bean;
  }

  String attribute() {
    return attribute;
  }

  /** The tag that tells the entries of a map; empty for a single figure. */
  String tag() {
    return tag;
  }
}
