package org.ringspan.journal.frame;

import org.ringspan.journal.branch.JournalRecord;

/**
 * A record in a segment.
 *
 * @param number its number; records are numbered without gaps, across segments
 * @param durable the last record that was known to be on the disk when this one was written
 */
public record Frame(long number, long durable, JournalRecord record) {}
