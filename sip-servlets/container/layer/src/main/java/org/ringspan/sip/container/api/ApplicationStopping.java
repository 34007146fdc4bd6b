package org.ringspan.sip.container.api;

/**
 * A CDI event: the application is about to be detached. Requests outside dialogs are refused
 * already; what belongs to dialogs works until every observer has returned, so that an observer can
 * let its calls end.
 */
public record ApplicationStopping() {}
