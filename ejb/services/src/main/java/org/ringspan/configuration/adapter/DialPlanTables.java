package org.ringspan.configuration.adapter;

import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ringspan.dialplan.CallingSearchSpace;
import org.ringspan.dialplan.DialPlanSettings;
import org.ringspan.dialplan.DialPlanSettings.Defaults;
import org.ringspan.dialplan.LinePlace;
import org.ringspan.dialplan.PartitionName;
import org.ringspan.dialplan.SearchSpace;
import org.ringspan.dialplan.SearchSpaceName;

/** Reads the tables of the dial plan; to be used inside one transaction. */
public final class DialPlanTables {
  private final EntityManager tables;

  public DialPlanTables(EntityManager tables) {
    this.tables = tables;
  }

  /** What is there, and the names behind its rows. */
  public static final class Read {
    private final DialPlanSettings settings;
    private final Map<Long, PartitionName> partitions;
    private final Map<Long, SearchSpaceName> spaces;

    private Read(
        DialPlanSettings settings,
        Map<Long, PartitionName> partitions,
        Map<Long, SearchSpaceName> spaces) {
      this.settings = settings;
      this.partitions = partitions;
      this.spaces = spaces;
    }

    public DialPlanSettings settings() {
      return settings;
    }

    /** The name of a search space by its row. */
    public Optional<SearchSpaceName> space(@Nullable Long id) {
      return Optional.ofNullable(id).map(spaces::get);
    }

    /** Where a line stands. */
    public LinePlace place(@Nullable Long partitionId, @Nullable Long spaceId) {
      return new LinePlace(Optional.ofNullable(partitionId).map(partitions::get), space(spaceId));
    }
  }

  /** The dial plan of an organisation. */
  public Read read(long organisation) {
    Map<Long, PartitionName> partitions = new HashMap<>();
    List<PartitionName> names = new ArrayList<>();
    for (PartitionEntity row : all(PartitionEntity.class, organisation)) {
      partitions.put(row.id, row.toName());
      names.add(row.toName());
    }
    Map<Long, SearchSpaceName> spaceNames = new HashMap<>();
    List<CallingSearchSpace> spaces = new ArrayList<>();
    for (SearchSpaceEntity row : all(SearchSpaceEntity.class, organisation)) {
      spaceNames.put(row.id, row.toName());
      List<PartitionName> members =
          row.members.stream().map(member -> partition(partitions, member)).toList();
      spaces.add(new CallingSearchSpace(row.toName(), new SearchSpace(members)));
    }
    DialPlanSettings settings =
        new DialPlanSettings(
            names,
            spaces,
            all(RoutePatternEntity.class, organisation).stream()
                .map(row -> row.toPattern(of(partitions, row.partitionId)))
                .toList(),
            all(TranslationPatternEntity.class, organisation).stream()
                .map(
                    row ->
                        row.toPattern(
                            of(partitions, row.partitionId),
                            Optional.ofNullable(row.searchSpaceId).map(spaceNames::get)))
                .toList(),
            all(TransformationPatternEntity.class, organisation).stream()
                .map(row -> row.toPattern(of(partitions, row.partitionId)))
                .toList(),
            all(ApplicationDialRuleEntity.class, organisation).stream()
                .map(ApplicationDialRuleEntity::toRule)
                .toList(),
            defaults(organisation, partitions, spaceNames));
    return new Read(settings, partitions, spaceNames);
  }

  private static PartitionName partition(
      Map<Long, PartitionName> partitions, SearchSpaceMemberRow member) {
    if (member.systemName() != null) {
      return new PartitionName(member.systemName());
    }
    Long id = member.partitionId();
    if (id == null) {
      throw new IllegalStateException("a member of a search space is no partition");
    }
    return of(partitions, id);
  }

  private Defaults defaults(
      long organisation, Map<Long, PartitionName> partitions, Map<Long, SearchSpaceName> spaces) {
    DialPlanSettingEntity row = tables.find(DialPlanSettingEntity.class, organisation);
    if (row == null) {
      return Defaults.NONE;
    }
    return new Defaults(
        Optional.ofNullable(row.outsidePrefix),
        Optional.ofNullable(row.phoneSpaceId).map(spaces::get),
        Optional.ofNullable(row.trunkSpaceId).map(spaces::get),
        Optional.ofNullable(row.reroutingSpaceId).map(spaces::get),
        Optional.ofNullable(row.linePartitionId).map(partitions::get).orElse(PartitionName.LINES));
  }

  private <T> List<T> all(Class<T> type, long organisation) {
    return tables
        .createQuery(
            "select r from "
                + type.getSimpleName()
                + " r where r.organisationId = :organisation order by r.position",
            type)
        .setParameter("organisation", organisation)
        .getResultList();
  }

  private static <K, V> V of(Map<K, V> map, K key) {
    V value = map.get(key);
    if (value == null) {
      throw new IllegalStateException("the dial plan refers to what isn't there: " + key);
    }
    return value;
  }
}
