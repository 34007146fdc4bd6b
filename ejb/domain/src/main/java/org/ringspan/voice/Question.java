package org.ringspan.voice;

/**
 * Something that a dialogue asks the rules. Each feature has its own; the text of one must not have
 * a secret.
 */
public interface Question {}
