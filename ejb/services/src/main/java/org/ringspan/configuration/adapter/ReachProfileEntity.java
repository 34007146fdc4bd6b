package org.ringspan.configuration.adapter;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OrderColumn;
import jakarta.persistence.Table;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.annotations.Fetch;
import org.hibernate.annotations.FetchMode;
import org.jspecify.annotations.Nullable;
import org.ringspan.configuration.RemoteDestinationProfile;

/** The remote destination profile of a user. */
@Entity
@Table(name = "reach_profile")
class ReachProfileEntity {
  @Id
  @Column(name = "user_id")
  long userId;

  @Column(name = "all_lines")
  boolean allLines;

  @Column(name = "search_space_id")
  @Nullable Long searchSpaceId;

  @Column(name = "rerouting_space_id")
  @Nullable Long reroutingSpaceId;

  @Column(name = "device_pool_id")
  @Nullable Long devicePoolId;

  @Column(name = "user_hold_source")
  @Nullable String userHoldSource;

  @Column(name = "network_hold_source")
  @Nullable String networkHoldSource;

  /** The lines it shares, unless it shares all. */
  @ElementCollection
  @CollectionTable(name = "reach_profile_line", joinColumns = @JoinColumn(name = "user_id"))
  @OrderColumn(name = "position")
  @Column(name = "line_id")
  @Fetch(FetchMode.SUBSELECT)
  List<Long> lineIds = new ArrayList<>();

  protected ReachProfileEntity() {}

  ReachProfileEntity(long owner, RemoteDestinationProfile profile, List<Long> lineIds) {
    this.userId = owner;
    this.allLines = profile.lines().isEmpty();
    this.userHoldSource = profile.userHoldSource().orElse(null);
    this.networkHoldSource = profile.networkHoldSource().orElse(null);
    this.lineIds.addAll(lineIds);
  }
}
