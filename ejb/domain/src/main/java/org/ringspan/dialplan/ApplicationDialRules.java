package org.ringspan.dialplan;

import static java.util.Comparator.comparingInt;

import java.util.List;
import java.util.Optional;

/**
 * All application dial rules. The rule with the longest {@code beginsWith} is tried first; of two
 * equal ones the one configured first. One rule applies, once.
 */
public final class ApplicationDialRules {
  private final List<ApplicationDialRule> longestFirst;

  ApplicationDialRules(List<ApplicationDialRule> rules) {
    this.longestFirst =
        rules.stream()
            .sorted(comparingInt((ApplicationDialRule rule) -> -rule.beginsWith().length()))
            .toList();
  }

  /** The rule that applies to {@code number}. */
  public Optional<ApplicationDialRule> ruleFor(String number) {
    for (ApplicationDialRule rule : longestFirst) {
      if (rule.fits(number)) {
        return Optional.of(rule);
      }
    }
    return Optional.empty();
  }

  /** {@code number} as it is dialled; itself when no rule applies. */
  public String applied(String number) {
    return ruleFor(number).map(rule -> rule.of(number)).orElse(number);
  }
}
