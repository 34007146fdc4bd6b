package org.ringspan.configuration.adapter;

import jakarta.persistence.EntityManager;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ringspan.dialplan.ApplicationDialRule;
import org.ringspan.dialplan.CallingSearchSpace;
import org.ringspan.dialplan.DialPlanSettings;
import org.ringspan.dialplan.DialPlanSettings.Defaults;
import org.ringspan.dialplan.PartitionName;
import org.ringspan.dialplan.RoutePattern;
import org.ringspan.dialplan.SearchSpaceName;
import org.ringspan.dialplan.TransformationPattern;
import org.ringspan.dialplan.TranslationPattern;

/** Makes the tables of the dial plan say what a checked document says. */
final class DialPlanWriting {
  private final EntityManager tables;
  private final Rows rows;
  private final long organisation;
  private final Map<String, PartitionEntity> partitions;
  private final Map<String, SearchSpaceEntity> spaces;

  DialPlanWriting(EntityManager tables, long organisation) {
    this.tables = tables;
    this.rows = new Rows(tables);
    this.organisation = organisation;
    this.partitions = Rows.byKey(rows.all(PartitionEntity.class), row -> row.name);
    this.spaces = Rows.byKey(rows.all(SearchSpaceEntity.class), row -> row.name);
  }

  /** The rows of partitions and search spaces, for those who refer to them. */
  static final class Ids {
    private final Map<String, Long> partitions = new HashMap<>();
    private final Map<String, Long> spaces = new HashMap<>();

    /** The row of a partition; none for the system's own. */
    @Nullable Long partition(Optional<PartitionName> name) {
      return name.map(it -> partitions.get(it.value())).orElse(null);
    }

    /** The row of a search space. */
    @Nullable Long space(Optional<SearchSpaceName> name) {
      return name.map(it -> spaces.get(it.value())).orElse(null);
    }
  }

  /** Writes everything; what is too much stays until {@link #removeOthers}. */
  Ids put(DialPlanSettings plan) {
    rows.put(
        plan.partitions(),
        PartitionName::value,
        partitions,
        PartitionEntity::new,
        (row, position, name) -> row.set(organisation, position, name));
    rows.put(
        plan.searchSpaces(),
        space -> space.name().value(),
        spaces,
        SearchSpaceEntity::new,
        (row, position, space) ->
            row.set(
                organisation,
                position,
                space.name(),
                space.space().partitions().stream().map(this::member).toList()));
    Ids ids = ids();
    putPatterns(plan, ids);
    putDefaults(plan.defaults(), ids);
    tables.flush();
    return ids;
  }

  /** What there is now. */
  Ids ids() {
    Ids ids = new Ids();
    partitions.forEach((name, row) -> ids.partitions.put(name, row.id));
    spaces.forEach((name, row) -> ids.spaces.put(name, row.id));
    return ids;
  }

  private SearchSpaceMemberRow member(PartitionName name) {
    return name.isSystem()
        ? new SearchSpaceMemberRow(null, name.value())
        : new SearchSpaceMemberRow(partition(name), null);
  }

  private long partition(PartitionName name) {
    PartitionEntity row = partitions.get(name.value());
    if (row == null) {
      throw new IllegalStateException("the dial plan refers to what isn't there: " + name);
    }
    return row.id;
  }

  private void putPatterns(DialPlanSettings plan, Ids ids) {
    Map<String, RoutePatternEntity> routes =
        Rows.byKey(
            rows.all(RoutePatternEntity.class), row -> key("", row.partitionId, row.pattern));
    rows.removeOthers(plan.routePatterns(), this::key, routes);
    rows.put(
        plan.routePatterns(),
        this::key,
        routes,
        RoutePatternEntity::new,
        (row, position, route) ->
            row.set(organisation, position, partition(route.partition()), route));
    Map<String, TranslationPatternEntity> translations =
        Rows.byKey(
            rows.all(TranslationPatternEntity.class), row -> key("", row.partitionId, row.pattern));
    rows.removeOthers(plan.translationPatterns(), this::key, translations);
    // One order of both: it decides between equal matches.
    int routesBefore = plan.routePatterns().size();
    rows.put(
        plan.translationPatterns(),
        this::key,
        translations,
        TranslationPatternEntity::new,
        (row, position, it) ->
            row.set(
                organisation,
                routesBefore + position,
                partition(it.partition()),
                ids.space(it.space()),
                it));
    Map<String, TransformationPatternEntity> transformations =
        Rows.byKey(
            rows.all(TransformationPatternEntity.class),
            row -> key(row.kind.name(), row.partitionId, row.pattern));
    rows.removeOthers(plan.transformationPatterns(), this::key, transformations);
    rows.put(
        plan.transformationPatterns(),
        this::key,
        transformations,
        TransformationPatternEntity::new,
        (row, position, it) -> row.set(organisation, position, partition(it.partition()), it));
    Map<String, ApplicationDialRuleEntity> rules =
        Rows.byKey(rows.all(ApplicationDialRuleEntity.class), row -> row.name);
    rows.removeOthers(plan.applicationDialRules(), ApplicationDialRule::name, rules);
    rows.put(
        plan.applicationDialRules(),
        ApplicationDialRule::name,
        rules,
        ApplicationDialRuleEntity::new,
        (row, position, rule) -> row.set(organisation, position, rule));
  }

  private String key(RoutePattern route) {
    return key("", partition(route.partition()), route.pattern().toString());
  }

  private String key(TranslationPattern translation) {
    return key("", partition(translation.partition()), translation.pattern().toString());
  }

  private String key(TransformationPattern pattern) {
    return key(pattern.kind().name(), partition(pattern.partition()), pattern.pattern().toString());
  }

  private static String key(String kind, long partition, String pattern) {
    return kind + "/" + partition + "/" + pattern;
  }

  private void putDefaults(Defaults defaults, Ids ids) {
    DialPlanSettingEntity row = tables.find(DialPlanSettingEntity.class, organisation);
    boolean missing = row == null;
    DialPlanSettingEntity setting = row == null ? new DialPlanSettingEntity(organisation) : row;
    setting.outsidePrefix = defaults.outsidePrefix().orElse(null);
    setting.phoneSpaceId = ids.space(defaults.phones());
    setting.trunkSpaceId = ids.space(defaults.trunks());
    setting.reroutingSpaceId = ids.space(defaults.rerouting());
    setting.linePartitionId = ids.partition(Optional.of(defaults.linePartition()));
    if (missing) {
      tables.persist(setting);
    }
  }

  /** Removes partitions and search spaces that nobody refers to any more. */
  void removeOthers(DialPlanSettings plan) {
    List<CallingSearchSpace> wanted = plan.searchSpaces();
    rows.removeOthers(wanted, space -> space.name().value(), spaces);
    rows.removeOthers(plan.partitions(), PartitionName::value, partitions);
  }
}
