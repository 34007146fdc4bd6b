package org.ringspan.configuration.adapter;

import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.ringspan.dialplan.NumberPattern;
import org.ringspan.dialplan.PartitionName;
import org.ringspan.dialplan.Presentation;
import org.ringspan.dialplan.TransformationPattern;

/** A calling- or called-party transformation pattern. */
@Entity
@Table(name = "transformation_pattern")
class TransformationPatternEntity {
  @Id
  @GeneratedValue(generator = "ringspan_id")
  @SequenceGenerator(name = "ringspan_id", sequenceName = "ringspan_id", allocationSize = 50)
  long id;

  @Column(name = "organisation_id")
  long organisationId;

  int position;

  @Enumerated(EnumType.STRING)
  @JdbcTypeCode(SqlTypes.VARCHAR)
  TransformationPattern.Kind kind;

  @Column(name = "partition_id")
  long partitionId;

  String pattern;
  @Embedded CalledChangeRow change;

  @Enumerated(EnumType.STRING)
  @JdbcTypeCode(SqlTypes.VARCHAR)
  Presentation presentation;

  @SuppressWarnings("NullAway.Init")
  protected TransformationPatternEntity() {}

  void set(long organisationId, int position, long partitionId, TransformationPattern pattern) {
    this.organisationId = organisationId;
    this.position = position;
    this.kind = pattern.kind();
    this.partitionId = partitionId;
    this.pattern = pattern.pattern().toString();
    this.change = CalledChangeRow.of(pattern.change());
    this.presentation = pattern.presentation();
  }

  TransformationPattern toPattern(PartitionName partition) {
    return new TransformationPattern(
        kind, NumberPattern.of(pattern), partition, change.toChange(), presentation);
  }
}
