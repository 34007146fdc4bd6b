package org.ringspan.configuration.adapter;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OrderColumn;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.util.ArrayList;
import java.util.List;
import org.ringspan.dialplan.SearchSpaceName;

/** A calling search space of an organisation. */
@Entity
@Table(name = "search_space")
class SearchSpaceEntity {
  @Id
  @GeneratedValue(generator = "ringspan_id")
  @SequenceGenerator(name = "ringspan_id", sequenceName = "ringspan_id", allocationSize = 50)
  long id;

  @Column(name = "organisation_id")
  long organisationId;

  int position;
  String name;

  @ElementCollection
  @CollectionTable(
      name = "search_space_partition",
      joinColumns = @JoinColumn(name = "search_space_id"))
  @OrderColumn(name = "position")
  List<SearchSpaceMemberRow> members = new ArrayList<>();

  @SuppressWarnings("NullAway.Init")
  protected SearchSpaceEntity() {}

  void set(
      long organisationId, int position, SearchSpaceName name, List<SearchSpaceMemberRow> wanted) {
    this.organisationId = organisationId;
    this.position = position;
    this.name = name.value();
    if (!members.equals(wanted)) {
      members.clear();
      members.addAll(wanted);
    }
  }

  SearchSpaceName toName() {
    return new SearchSpaceName(name);
  }
}
