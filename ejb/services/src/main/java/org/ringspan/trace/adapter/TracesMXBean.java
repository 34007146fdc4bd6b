package org.ringspan.trace.adapter;

import java.util.List;

/** Traces, as {@code org.ringspan:type=Traces}. */
public interface TracesMXBean {
  /** Traces that run. */
  int getRunning();

  /** Messages that were to be traced and got lost, since the disk didn't keep up. */
  long getDropped();

  /** All traces, one line each: id, whether it runs, size in octets, what it is about. */
  List<String> getTraces();

  /** Traces a user for so many minutes; returns the trace's id. */
  String traceUser(String user, int minutes);

  /** Traces a number for so many minutes; returns the trace's id. */
  String traceNumber(String number, int minutes);

  /** Traces the call of a dialog, named by its SIP Call-ID, for so many minutes; returns the id. */
  String traceCall(String callId, int minutes);

  /** Stops a trace. */
  void stop(String id);

  /** Stops and deletes a trace. */
  boolean delete(String id);

  /** The text of a trace; empty when there is none of this id. */
  String read(String id);
}
