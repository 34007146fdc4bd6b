package org.ringspan.provisioning;

/**
 * What a run did for one.
 *
 * @param number from 1, in the order of the run
 * @param detail why the service refused it; empty when it didn't
 */
public record ReportLine(
    int number, Step.Action action, ThingKind kind, String name, String detail) {}
