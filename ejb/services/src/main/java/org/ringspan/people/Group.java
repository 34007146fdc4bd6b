package org.ringspan.people;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A group.
 *
 * @param id never given to another user or group
 * @param members users and groups; empty when they weren't asked for
 * @param version counts its changes, from 1
 */
public record Group(
    long id,
    Optional<String> externalId,
    String name,
    List<Member> members,
    long version,
    Instant created,
    Instant modified) {
  /** The most members of one group. */
  public static final int MOST_MEMBERS = 20_000;

  /** How deep groups are in groups at most. */
  public static final int DEEPEST = 20;

  public Group {
    members = List.copyOf(members);
  }

  /**
   * A member.
   *
   * @param name as shown to others
   * @param group whether it is a group; otherwise a user
   */
  public record Member(long id, String name, boolean group) {}

  /**
   * What somebody wants a group to be.
   *
   * @param members the ids of users and groups
   */
  public record Draft(String name, Optional<String> externalId, List<Long> members) {
    public Draft {
      members = List.copyOf(members);
    }
  }
}
