package org.ringspan.configuration.adapter;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import org.ringspan.dialplan.ApplicationDialRule;

/** An application dial rule. */
@Entity
@Table(name = "application_dial_rule")
class ApplicationDialRuleEntity {
  @Id
  @GeneratedValue(generator = "ringspan_id")
  @SequenceGenerator(name = "ringspan_id", sequenceName = "ringspan_id", allocationSize = 50)
  long id;

  @Column(name = "organisation_id")
  long organisationId;

  int position;
  String name;

  @Column(name = "begins_with")
  String beginsWith;

  @Column(name = "number_of_digits")
  int numberOfDigits;

  @Column(name = "digits_to_remove")
  int digitsToRemove;

  String prefix;

  @SuppressWarnings("NullAway.Init")
  protected ApplicationDialRuleEntity() {}

  void set(long organisationId, int position, ApplicationDialRule rule) {
    this.organisationId = organisationId;
    this.position = position;
    this.name = rule.name();
    this.beginsWith = rule.beginsWith();
    this.numberOfDigits = rule.numberOfDigits();
    this.digitsToRemove = rule.digitsToRemove();
    this.prefix = rule.prefix();
  }

  ApplicationDialRule toRule() {
    return new ApplicationDialRule(name, beginsWith, numberOfDigits, digitsToRemove, prefix);
  }
}
