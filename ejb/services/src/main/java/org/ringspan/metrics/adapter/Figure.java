package org.ringspan.metrics.adapter;

/**
 * The figures of MBeans, ours and the server's, that monitoring is shown too: name of the metric,
 * of the bean and of its attribute. A figure with a label is a map whose keys become values of that
 * label.
 */
enum Figure {
  CALLS_LIVE(Kind.SIZE, "ringspan_calls_live", "Calls that live", "Calls", "LiveCalls"),
  CALLS_STARTED(Kind.COUNT, "ringspan_calls_started", "Calls taken in", "Calls", "CallsStarted"),
  TIMERS(Kind.SIZE, "ringspan_call_timers", "Timers of calls that run", "Calls", "RunningTimers"),
  MEDIA_CALLS(
      Kind.SIZE,
      "ringspan_media_calls",
      "Calls of which a party has media with the server",
      "Calls",
      "MediaCalls"),
  MEDIA_RELAYS(
      Kind.SIZE,
      "ringspan_media_relays",
      "Instances of rtpengine that answer",
      "Calls",
      "MediaRelays"),
  EVENTS_IGNORED(
      Kind.COUNT,
      "ringspan_call_events_ignored",
      "Events that changed nothing in their call",
      "Calls",
      "EventsIgnored"),

  SIP_ACCEPTING(
      Kind.SIZE,
      "ringspan_sip_accepting",
      "1 when new calls are taken",
      "SipContainer",
      "Accepting"),
  SIP_IN(
      Kind.COUNT, "ringspan_sip_received", "SIP messages received", "SipContainer", "MessagesIn"),
  SIP_OUT(Kind.COUNT, "ringspan_sip_sent", "SIP messages sent", "SipContainer", "MessagesOut"),
  SIP_RESPONSES_IN(
      Kind.COUNT,
      "ringspan_sip_responses_received",
      "SIP responses received",
      "SipContainer",
      "ResponsesIn",
      "status"),
  SIP_RESPONSES_OUT(
      Kind.COUNT,
      "ringspan_sip_responses_sent",
      "SIP responses sent",
      "SipContainer",
      "ResponsesOut",
      "status"),
  SIP_RETRANSMISSIONS(
      Kind.COUNT,
      "ringspan_sip_retransmissions",
      "SIP messages received again",
      "SipContainer",
      "Retransmissions"),
  SIP_REJECTED(
      Kind.COUNT,
      "ringspan_sip_rejected",
      "SIP requests refused before any application saw them",
      "SipContainer",
      "Rejected"),
  SIP_DROPPED(
      Kind.COUNT,
      "ringspan_sip_dropped",
      "What was thrown away unanswered, keep-alives among it",
      "SipContainer",
      "Dropped",
      "reason"),
  SIP_FAILURES(
      Kind.COUNT,
      "ringspan_sip_failures",
      "SIP messages whose processing ended by an error",
      "SipContainer",
      "ProcessingFailures"),
  SIP_RESTARTS(
      Kind.COUNT,
      "ringspan_sip_receiver_restarts",
      "SIP receivers that died and were started again",
      "SipContainer",
      "ReceiverRestarts"),
  SIP_CONNECTIONS(
      Kind.SIZE, "ringspan_sip_connections", "SIP connections open", "SipContainer", "Connections"),
  SIP_SERVER_TRANSACTIONS(
      Kind.SIZE,
      "ringspan_sip_server_transactions",
      "SIP transactions that others began",
      "SipContainer",
      "ServerTransactions"),
  SIP_CLIENT_TRANSACTIONS(
      Kind.SIZE,
      "ringspan_sip_client_transactions",
      "SIP transactions that we began",
      "SipContainer",
      "ClientTransactions"),
  SIP_DIALOGS(Kind.SIZE, "ringspan_sip_dialogs", "SIP dialogs", "SipContainer", "Dialogs"),
  SIP_SESSIONS(Kind.SIZE, "ringspan_sip_sessions", "SIP sessions", "SipContainer", "SipSessions"),
  SIP_FORCED_LOCKS(
      Kind.COUNT,
      "ringspan_sip_forced_lock_releases",
      "Session locks broken open; anything but 0 is a defect",
      "SipContainer",
      "ForcedLockReleases"),
  CERTIFICATE(
      Kind.SIZE,
      "ringspan_sip_certificate_days",
      "Days until the TLS certificate ends, -1000 without TLS",
      "SipContainer",
      "CertificateDaysLeft"),

  WRONG_ANSWERS(
      Kind.COUNT,
      "ringspan_authentication_wrong",
      "Wrong answers to digest challenges",
      "Authentication",
      "WrongAnswers"),
  SOURCES_REFUSED(
      Kind.SIZE,
      "ringspan_authentication_refused_sources",
      "Sources that are refused for guessing",
      "Authentication",
      "RefusedNow"),

  DATABASE_IN_USE(
      Kind.SIZE,
      "ringspan_database_connections_in_use",
      "Database connections in use",
      Beans.DATABASE_POOL,
      "InUseCount"),
  DATABASE_AVAILABLE(
      Kind.SIZE,
      "ringspan_database_connections_available",
      "Database connections that may still be taken",
      Beans.DATABASE_POOL,
      "AvailableCount"),
  DATABASE_WAITS(
      Kind.SIZE,
      "ringspan_database_connections_awaited",
      "Who waits for a database connection",
      Beans.DATABASE_POOL,
      "WaitCount"),
  RECORD_QUEUE(
      Kind.SIZE,
      "ringspan_records_queued",
      "Messages of call records that the broker keeps",
      Beans.QUEUE + "ringspan.call-records",
      "messageCount"),
  EVENT_QUEUE(
      Kind.SIZE,
      "ringspan_events_queued",
      "Call events in the durable queue",
      Beans.QUEUE + "ringspan.call-events",
      "messageCount"),
  DEAD_LETTERS(
      Kind.SIZE,
      "ringspan_dead_letters",
      "Messages that could not be handled and were parked",
      Beans.QUEUE + "DLQ",
      "messageCount"),

  DEVICES(
      Kind.SIZE,
      "ringspan_registrations_devices",
      "Devices that are registered",
      "Registrations",
      "Devices"),
  BINDINGS(
      Kind.SIZE,
      "ringspan_registrations_bindings",
      "Places at which devices are registered",
      "Registrations",
      "Bindings"),
  BINDING_WRITES(
      Kind.SIZE,
      "ringspan_registrations_waiting",
      "Registrations that wait for the database",
      "Registrations",
      "Waiting"),

  CLUSTER_LEADER(
      Kind.SIZE,
      "ringspan_cluster_leader",
      "1 when this node of a cluster leads",
      "Cluster",
      "Leader"),
  CLUSTER_NODES(
      Kind.SIZE, "ringspan_cluster_nodes", "Nodes of the cluster that live", "Cluster", "Nodes"),
  CLUSTER_TERM(
      Kind.SIZE,
      "ringspan_cluster_term",
      "How often the lead has changed, at the node that leads; else 0",
      "Cluster",
      "Term"),

  TRUNK_CHANNELS(
      Kind.SIZE,
      "ringspan_trunk_channels",
      "Channels of a trunk that are taken",
      "Trunks",
      "ChannelsInUse",
      "trunk"),
  TRUNK_PEERS(
      Kind.STATE,
      "ringspan_trunk_peer_down",
      "1 when a peer of a trunk is down",
      "Trunks",
      "Peers",
      "peer"),

  CONFIGURATION_VERSION(
      Kind.SIZE,
      "ringspan_configuration_version",
      "Version of the configuration in force",
      "Configuration",
      "Version"),
  CONFIGURATION_REBUILDS(
      Kind.COUNT,
      "ringspan_configuration_rebuilds",
      "Times the configuration was read",
      "Configuration",
      "Rebuilds"),
  CONFIGURATION_MILLIS(
      Kind.SIZE,
      "ringspan_configuration_rebuild_last_milliseconds",
      "How long the configuration was read last",
      "Configuration",
      "LastRebuildMillis"),

  RECORDS_WAITING(
      Kind.SIZE,
      "ringspan_records_waiting",
      "Halves of call records that wait for the broker",
      "CallRecords",
      "Waiting"),
  RECORDS_DROPPED(
      Kind.COUNT,
      "ringspan_records_dropped",
      "Halves of call records lost",
      "CallRecords",
      "Dropped"),
  RECORDS_FAILED(
      Kind.COUNT,
      "ringspan_records_failed_batches",
      "Attempts to hand call records to the broker that failed",
      "CallRecords",
      "FailedBatches"),
  RECORDS_PARKED(
      Kind.COUNT,
      "ringspan_records_parked",
      "Messages of call records that could not be read and were parked",
      "CallRecords",
      "Parked"),

  MAIL_WAITING(Kind.SIZE, "ringspan_mail_waiting", "Letters to be sent", "Mail", "Waiting"),
  MAIL_GIVEN_UP(
      Kind.SIZE, "ringspan_mail_given_up", "Letters that are tried no more", "Mail", "GivenUp"),
  MAIL_OLDEST(
      Kind.SIZE,
      "ringspan_mail_oldest_seconds",
      "Seconds for which the oldest letter waits",
      "Mail",
      "OldestSeconds"),
  MAIL_SENT(Kind.COUNT, "ringspan_mail_sent", "Letters sent", "Mail", "Sent"),
  MAIL_FAILED(
      Kind.COUNT,
      "ringspan_mail_failed",
      "Attempts to send a letter that failed",
      "Mail",
      "Failed"),
  EVENTS_SENT(Kind.COUNT, "ringspan_events_sent", "Call events sent", "CallEvents", "Sent"),
  EVENTS_WAITING(
      Kind.SIZE, "ringspan_events_waiting", "Call events that wait", "CallEvents", "Waiting"),
  EVENTS_DROPPED(
      Kind.COUNT, "ringspan_events_dropped", "Call events lost", "CallEvents", "Dropped"),
  EVENTS_FAILED(
      Kind.COUNT,
      "ringspan_events_failed_batches",
      "Attempts to send call events that failed",
      "CallEvents",
      "FailedBatches"),

  PROVISIONING_RUNS(
      Kind.COUNT,
      "ringspan_provisioning_runs",
      "Runs of provisioning, trials not counted",
      "Provisioning",
      "Runs",
      "outcome"),
  PROVISIONING_REFUSED(
      Kind.COUNT,
      "ringspan_provisioning_refused",
      "Users and groups that the other service refused",
      "Provisioning",
      "Refused"),
  PROVISIONING_SUCCESS(
      Kind.SIZE,
      "ringspan_provisioning_last_success_seconds",
      "When a run of provisioning was through last, in seconds since 1970; 0: none is known",
      "Provisioning",
      "LastSuccessSeconds"),
  PROVISIONING_THERE(
      Kind.SIZE,
      "ringspan_provisioning_there",
      "People with a login, and groups, that the other service has from here",
      "Provisioning",
      "There",
      "kind"),

  DIRECTORY_UNFINISHED(
      Kind.SIZE,
      "ringspan_directory_transactions_unfinished",
      "Transactions whose writes to the directory are decided and not all made",
      Beans.DIRECTORY_JOURNAL,
      "CommittingBranches"),
  DIRECTORY_OLDEST(
      Kind.SIZE,
      "ringspan_directory_oldest_unfinished_seconds",
      "Age of the oldest transaction with writes to the directory that isn't finished",
      Beans.DIRECTORY_JOURNAL,
      "OldestOpenSeconds"),
  DIRECTORY_WAITING(
      Kind.SIZE,
      "ringspan_directory_writes_waiting",
      "Writes that the directory refused and that wait for an administrator",
      Beans.DIRECTORY_JOURNAL,
      "ParkedIntents");

  /** What a figure is. */
  enum Kind {
    /** It only grows. */
    COUNT,
    /** It is so many now. */
    SIZE,
    /** It says DOWN or something else, which becomes 1 or 0. */
    STATE
  }

  /** The names of the server's own beans. */
  private static final class Beans {
    static final String DATABASE_POOL =
        "jboss.as:subsystem=datasources,xa-data-source=RingspanXADS,statistics=pool";
    static final String DIRECTORY_JOURNAL = "Journal,name=active-directory";
    static final String QUEUE = "jboss.as:subsystem=messaging-activemq,server=default,jms-queue=";

    private Beans() {}
  }

  private final Kind kind;
  private final String metric;
  private final String description;
  private final String bean;
  private final String attribute;
  private final String label;

  Figure(Kind kind, String metric, String description, String bean, String attribute) {
    this(kind, metric, description, bean, attribute, "");
  }

  Figure(
      Kind kind, String metric, String description, String bean, String attribute, String label) {
    this.kind = kind;
    this.metric = metric;
    this.description = description;
    this.bean = bean;
    this.attribute = attribute;
    this.label = label;
  }

  Kind kind() {
    return kind;
  }

  String metric() {
    return metric;
  }

  String description() {
    return description;
  }

  /** The bean's name. */
  String bean() {
    return bean.contains(":") ? bean : "org.ringspan:type=" + bean;
  }

  String attribute() {
    return attribute;
  }

  /** The label that tells the entries of a map; empty for a single figure. */
  String label() {
    return label;
  }
}
