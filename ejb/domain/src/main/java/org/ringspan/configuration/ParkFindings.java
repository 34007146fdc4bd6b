package org.ringspan.configuration;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.ringspan.address.DirectoryNumber;
import org.ringspan.configuration.Finding.Severity;
import org.ringspan.dialplan.DialPlan;
import org.ringspan.dialplan.Resolution;
import org.ringspan.dialplan.SearchSpace;

/** What an administrator should look at in park numbers. */
final class ParkFindings {
  private final ConfigurationSnapshot configuration;
  private final List<Finding> findings = new ArrayList<>();

  private ParkFindings(ConfigurationSnapshot configuration) {
    this.configuration = configuration;
  }

  /** By their names. */
  static List<Finding> of(ConfigurationSnapshot configuration) {
    ParkFindings all = new ParkFindings(configuration);
    configuration.parks().all().stream()
        .sorted(Comparator.comparing(range -> range.name().value()))
        .forEach(all::range);
    return List.copyOf(all.findings);
  }

  private void range(ParkNumbers range) {
    String where = "park numbers " + range.name();
    ReachSettings reach = configuration.reach();
    if (!reach.midCall().on()
        || !reach.access().featureAccess()
        || reach.access().featureNumber().isEmpty()) {
      add(
          Severity.NOTE,
          where,
          "nobody can park by keys at a mobile: that needs mid-call features and feature access",
          "switch both on, or leave it to desk telephones");
    }
    dialled(range, where);
    range.revertTo().ifPresent(number -> reverts(range, number, where));
  }

  /** Whether telephones get there: another number, or an emergency pattern, may be in the way. */
  private void dialled(ParkNumbers range, String where) {
    DialPlan plan = configuration.dialPlan();
    SearchSpace phones = plan.spaceOf(Optional.empty(), Optional.empty());
    for (DirectoryNumber number : range.numbers()) {
      String retrieval = range.retrieval(number);
      boolean parks = plan.resolve(number.digits(), phones) instanceof Resolution.Park;
      boolean retrieves =
          plan.resolve(retrieval, phones) instanceof Resolution.Park found
              && found.retrieves()
              && found.number().equals(number);
      if (!parks || !retrieves) {
        add(
            range.partition().isPresent() ? Severity.NOTE : Severity.ERROR,
            where,
            "%s can't be dialled at telephones without a search space of their own"
                .formatted(parks ? "what retrieves a call, " + retrieval + "," : number),
            "choose another prefix or number, or see that the partition is in the search spaces of"
                + " who is to park and retrieve");
        return;
      }
    }
  }

  private void reverts(ParkNumbers range, String number, String where) {
    DialPlan plan = configuration.dialPlan();
    switch (plan.resolve(number, plan.spaceOf(range.searchSpace(), Optional.empty()))) {
      case Resolution.Line line -> {}
      case Resolution.HuntGroup group -> {}
      case Resolution.Route leadsOut -> {}
      case Resolution.Voicemail pilot -> nowhere(number, where);
      case Resolution.Park park -> nowhere(number, where);
      case Resolution.Blocked blocked -> nowhere(number, where);
      case Resolution.NoMatch none -> nowhere(number, where);
      case Resolution.Incomplete incomplete -> nowhere(number, where);
    }
  }

  private void nowhere(String number, String where) {
    add(
        Severity.ERROR,
        where,
        "calls come back to " + number + ", where no telephone rings",
        "choose another number, or a search space that reaches it");
  }

  private void add(Severity severity, String where, String sentence, String remedy) {
    findings.add(new Finding(severity, where, sentence, remedy));
  }
}
