package org.ringspan.dialplan;

import java.util.List;
import java.util.Optional;

/**
 * A dial plan as it is configured.
 *
 * @param partitions those that administrators have made; the system's own are always there
 * @param searchSpaces under their names
 * @param defaults what holds where nothing else is said
 */
public record DialPlanSettings(
    List<PartitionName> partitions,
    List<CallingSearchSpace> searchSpaces,
    List<RoutePattern> routePatterns,
    List<TranslationPattern> translationPatterns,
    List<TransformationPattern> transformationPatterns,
    List<ApplicationDialRule> applicationDialRules,
    Defaults defaults) {
  public DialPlanSettings {
    partitions = List.copyOf(partitions);
    searchSpaces = List.copyOf(searchSpaces);
    routePatterns = List.copyOf(routePatterns);
    translationPatterns = List.copyOf(translationPatterns);
    transformationPatterns = List.copyOf(transformationPatterns);
    applicationDialRules = List.copyOf(applicationDialRules);
  }

  /** Nothing is configured. */
  public static final DialPlanSettings NONE =
      new DialPlanSettings(
          List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), Defaults.NONE);

  /**
   * What holds where nothing else is said.
   *
   * @param outsidePrefix dialled before outside numbers, 1 to 4 digits; emergency numbers are found
   *     behind it too (default none)
   * @param phones the space of calls from phones whose line and device have none (default: lines,
   *     their public numbers and every +E.164 number by the first trunk)
   * @param trunks the space of calls from trunks that have none (default: public numbers of lines)
   * @param rerouting the space in which remote destinations are reached (default: that of phones)
   * @param linePartition where lines and the voicemail pilot lie that name no partition (default
   *     {@link PartitionName#LINES})
   */
  public record Defaults(
      Optional<String> outsidePrefix,
      Optional<SearchSpaceName> phones,
      Optional<SearchSpaceName> trunks,
      Optional<SearchSpaceName> rerouting,
      PartitionName linePartition) {
    public static final Defaults NONE =
        new Defaults(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            PartitionName.LINES);

    /**
     * @throws IllegalArgumentException when the outside prefix has another form
     */
    public Defaults {
      outsidePrefix.ifPresent(
          prefix -> {
            if (prefix.isEmpty()
                || prefix.length() > 4
                || !prefix.chars().allMatch(c -> c >= '0' && c <= '9')) {
              throw new IllegalArgumentException("an outside prefix is 1-4 digits");
            }
          });
    }
  }
}
