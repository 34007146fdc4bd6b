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
import org.hibernate.annotations.Fetch;
import org.hibernate.annotations.FetchMode;
import org.ringspan.trunk.RouteList;

/** A list of route groups. */
@Entity
@Table(name = "route_list")
class RouteListEntity {
  @Id
  @GeneratedValue(generator = "ringspan_id")
  @SequenceGenerator(name = "ringspan_id", sequenceName = "ringspan_id", allocationSize = 50)
  long id;

  @Column(name = "organisation_id")
  long organisationId;

  String name;

  @ElementCollection
  @CollectionTable(name = "route_list_entry", joinColumns = @JoinColumn(name = "route_list_id"))
  @OrderColumn(name = "position")
  @Fetch(FetchMode.SUBSELECT)
  List<RouteListEntryRow> entries = new ArrayList<>();

  @SuppressWarnings("NullAway.Init")
  protected RouteListEntity() {}

  void set(long organisation, RouteList list, List<RouteListEntryRow> wanted) {
    this.organisationId = organisation;
    this.name = list.name().value();
    if (!entries.equals(wanted)) {
      entries.clear();
      entries.addAll(wanted);
    }
  }
}
