package org.ringspan.configuration;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.ringspan.configuration.Finding.Severity;
import org.ringspan.dialplan.DialPlanFinding;
import org.ringspan.dialplan.DialPlanFindings;
import org.ringspan.dialplan.DialPlanSettings;
import org.ringspan.dialplan.RouteTarget;
import org.ringspan.trunk.TrunkFindings;

/**
 * Everything in a configuration that an administrator should look at: single number reach, hunt
 * groups, the dial plan and the trunks. It refuses nothing. Not for the call path: its cost grows
 * with the configuration, and with the square of the dial plan's patterns.
 */
public final class ConfigurationLinter {
  /** Of larger dial plans the search takes so long that it is made only for who asks for it. */
  public static final int LARGEST_QUICK_PLAN = 1000;

  private ConfigurationLinter() {}

  /** All findings, the worst first; of equally bad ones reach, then the dial plan, then trunks. */
  public static List<Finding> findings(ConfigurationSnapshot configuration) {
    return findings(configuration, true, true);
  }

  /**
   * The same.
   *
   * @param encrypts whether the media engine can encrypt
   */
  public static List<Finding> findings(ConfigurationSnapshot configuration, boolean encrypts) {
    return findings(configuration, true, encrypts);
  }

  /**
   * The same without the findings of a dial plan of more than {@link #LARGEST_QUICK_PLAN} patterns,
   * of which a note tells instead: for when nobody has asked.
   */
  public static List<Finding> quickFindings(ConfigurationSnapshot configuration) {
    return quickFindings(configuration, true);
  }

  /**
   * The same.
   *
   * @param encrypts whether the media engine can encrypt
   */
  public static List<Finding> quickFindings(ConfigurationSnapshot configuration, boolean encrypts) {
    DialPlanSettings plan = configuration.dialPlan().settings();
    int patterns =
        plan.routePatterns().size()
            + plan.translationPatterns().size()
            + plan.transformationPatterns().size();
    return findings(configuration, patterns <= LARGEST_QUICK_PLAN, encrypts);
  }

  private static List<Finding> findings(
      ConfigurationSnapshot configuration, boolean ofDialPlan, boolean encrypts) {
    List<Finding> all = new ArrayList<>(ConfigurationFindings.of(configuration));
    all.addAll(HuntFindings.of(configuration));
    all.addAll(EncryptionFindings.of(configuration, encrypts));
    all.addAll(ParkFindings.of(configuration));
    if (ofDialPlan) {
      DialPlanFindings.of(configuration.dialPlan(), way -> isThere(configuration, way)).stream()
          .map(ConfigurationLinter::ofDialPlan)
          .forEach(all::add);
    } else {
      all.add(
          new Finding(
              Severity.NOTE,
              "dial plan",
              "has more than " + LARGEST_QUICK_PLAN + " patterns and wasn't looked through",
              "ask for its findings"));
    }
    TrunkFindings.in(configuration.trunks()).stream()
        .map(ConfigurationLinter::ofTrunks)
        .forEach(all::add);
    all.sort(Comparator.comparing(Finding::severity));
    return List.copyOf(all);
  }

  private static boolean isThere(ConfigurationSnapshot configuration, RouteTarget.Way way) {
    return switch (way) {
      case RouteTarget.ToRouteList(var list) -> configuration.trunks().list(list).isPresent();
      case RouteTarget.ToTrunk(var trunk) -> configuration.trunk(trunk).isPresent();
    };
  }

  private static Finding ofDialPlan(DialPlanFinding finding) {
    String where = "dial plan";
    String sentence = finding.sentence();
    return switch (finding) {
      case DialPlanFinding.LeadsNowhere nowhere ->
          new Finding(
              Severity.ERROR, where, sentence, "configure what it leads to, or lead it elsewhere");
      case DialPlanFinding.TranslationLoop loop ->
          new Finding(
              Severity.ERROR, where, sentence, "give it a search space that doesn't reach itself");
      case DialPlanFinding.NoEmergencyNumber none ->
          new Finding(
              Severity.WARNING,
              where,
              sentence,
              "add a route pattern of class emergency for each emergency number");
      case DialPlanFinding.HiddenByEmergency hidden ->
          new Finding(Severity.WARNING, where, sentence, "choose another pattern");
      case DialPlanFinding.AlwaysHidden hidden ->
          new Finding(
              Severity.WARNING, where, sentence, "remove it, or narrow the patterns that hide it");
      case DialPlanFinding.UnusedPartition unused ->
          new Finding(Severity.WARNING, where, sentence, "add it to a search space, or remove it");
      case DialPlanFinding.EmptySearchSpace empty ->
          new Finding(
              Severity.WARNING, where, sentence, "add a partition unless that is what is meant");
      case DialPlanFinding.Ambiguous ambiguous ->
          new Finding(Severity.WARNING, where, sentence, "narrow one of them");
    };
  }

  private static Finding ofTrunks(TrunkFindings.Finding finding) {
    return switch (finding) {
      case TrunkFindings.Finding.InNoGroup(var trunk) ->
          new Finding(
              Severity.NOTE,
              "trunk " + trunk,
              "is in no route group, so no route list leads to it",
              "add it to a route group unless patterns name it");
      case TrunkFindings.Finding.NoSupervision(var list) ->
          new Finding(
              Severity.WARNING,
              "route list " + list,
              "no trunk of it says reliably when a call is answered, so no remote destination rings"
                  + " by it",
              "add a trunk with supervision");
      case TrunkFindings.Finding.SomeWithoutSupervision(var list, var trunk) ->
          new Finding(
              Severity.NOTE,
              "route list " + list,
              "remote destinations don't ring by its trunk "
                  + trunk
                  + ", which doesn't say reliably when a call is answered",
              "place it after the trunks with supervision");
      case TrunkFindings.Finding.NoDigits(var trunk) ->
          new Finding(
              Severity.NOTE,
              "trunk " + trunk,
              "delivers no digits, so features that need them are refused on it",
              "configure how it delivers digits if it does");
      case TrunkFindings.Finding.NoLocalRouteGroup(var pool, var list) ->
          new Finding(
              Severity.WARNING,
              "device pool " + pool,
              "has no local route group, which route list " + list + " asks for",
              "give it one");
      case TrunkFindings.Finding.OnlyLocal(var list) ->
          new Finding(
              Severity.WARNING,
              "route list " + list,
              "has the local route group alone, so a call from no device pool has no way",
              "add a route group behind it");
      case TrunkFindings.Finding.SharedAddress(var byPort, var byAddress) ->
          new Finding(
              Severity.WARNING,
              "trunk " + byPort,
              "has its address in common with trunk "
                  + byAddress
                  + ", which is taken for the caller from any other port",
              "tell both by address and port");
      case TrunkFindings.Finding.NoMainNumber(var trunk) ->
          new Finding(
              Severity.WARNING,
              "trunk " + trunk,
              "shows only numbers of ours and has no main number for calls without one",
              "give it a main number");
      case TrunkFindings.Finding.NotProbed(var trunk) ->
          new Finding(
              Severity.NOTE,
              "trunk " + trunk,
              "isn't probed, so that it is down shows only in calls that fail",
              "let it be probed if it answers OPTIONS");
    };
  }
}
