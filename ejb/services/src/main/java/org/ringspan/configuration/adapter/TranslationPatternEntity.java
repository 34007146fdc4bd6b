package org.ringspan.configuration.adapter;

import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ringspan.dialplan.NumberPattern;
import org.ringspan.dialplan.PartitionName;
import org.ringspan.dialplan.SearchSpaceName;
import org.ringspan.dialplan.TranslationPattern;

/** A translation pattern. */
@Entity
@Table(name = "translation_pattern")
class TranslationPatternEntity {
  @Id
  @GeneratedValue(generator = "ringspan_id")
  @SequenceGenerator(name = "ringspan_id", sequenceName = "ringspan_id", allocationSize = 50)
  long id;

  @Column(name = "organisation_id")
  long organisationId;

  int position;

  @Column(name = "partition_id")
  long partitionId;

  String pattern;

  @Column(name = "search_space_id")
  @Nullable Long searchSpaceId;

  boolean urgent;
  @Embedded CalledChangeRow called;
  @Embedded CallingChangeRow calling;

  @SuppressWarnings("NullAway.Init")
  protected TranslationPatternEntity() {}

  void set(
      long organisationId,
      int position,
      long partitionId,
      @Nullable Long searchSpaceId,
      TranslationPattern translation) {
    this.organisationId = organisationId;
    this.position = position;
    this.partitionId = partitionId;
    this.pattern = translation.pattern().toString();
    this.searchSpaceId = searchSpaceId;
    this.urgent = translation.urgent();
    this.called = CalledChangeRow.of(translation.called());
    this.calling = CallingChangeRow.of(translation.calling());
  }

  TranslationPattern toPattern(PartitionName partition, Optional<SearchSpaceName> space) {
    return new TranslationPattern(
        NumberPattern.of(pattern), partition, space, urgent, called.toChange(), calling.toChange());
  }
}
