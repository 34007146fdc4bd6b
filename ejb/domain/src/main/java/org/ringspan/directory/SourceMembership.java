package org.ringspan.directory;

import java.time.Instant;

/**
 * A group of the directory as it was read last.
 *
 * @param entry its distinguished name
 * @param members how many of the users are in it, directly or by groups in it
 * @param read when it was read
 */
public record SourceMembership(
    DirectoryId id, String entry, String name, int members, Instant read) {}
