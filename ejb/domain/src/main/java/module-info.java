/**
 * The rules of Ringspan in plain Java: no Jakarta, no input or output, no clock of its own.
 *
 * <p>It is a named module so that the compiler accepts sealed hierarchies that span packages: a
 * call feature keeps its states and events in its own package.
 */
module org.ringspan.domain {
  requires static transitive org.jspecify;

  exports org.ringspan.access;
  exports org.ringspan.address;
  exports org.ringspan.call;
  exports org.ringspan.call.anchor;
  exports org.ringspan.call.announce;
  exports org.ringspan.call.attended;
  exports org.ringspan.call.confirm;
  exports org.ringspan.call.move;
  exports org.ringspan.call.park;
  exports org.ringspan.call.transfer;
  exports org.ringspan.call.voice;
  exports org.ringspan.cluster;
  exports org.ringspan.configuration;
  exports org.ringspan.desk;
  exports org.ringspan.dialplan;
  exports org.ringspan.directory;
  exports org.ringspan.encryption;
  exports org.ringspan.event;
  exports org.ringspan.explain;
  exports org.ringspan.kpml;
  exports org.ringspan.mail;
  exports org.ringspan.guessing;
  exports org.ringspan.progress;
  exports org.ringspan.provisioning;
  exports org.ringspan.reach;
  exports org.ringspan.record;
  exports org.ringspan.registration;
  exports org.ringspan.subscription;
  exports org.ringspan.trace;
  exports org.ringspan.trunk;
  exports org.ringspan.voice;
}
