package org.ringspan.media;

/**
 * Tells one playback of a prompt from others.
 *
 * @param value unique within the engine
 */
public record PlaybackId(long value) {}
