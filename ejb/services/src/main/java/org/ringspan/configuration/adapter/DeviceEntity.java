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
import org.jspecify.annotations.Nullable;
import org.ringspan.configuration.Device;

/** A phone, the lines it carries and the encrypted hashes of its password. */
@Entity
@Table(name = "device")
class DeviceEntity {
  @Id
  @GeneratedValue(generator = "ringspan_id")
  @SequenceGenerator(name = "ringspan_id", sequenceName = "ringspan_id", allocationSize = 50)
  long id;

  @Column(name = "organisation_id")
  long organisationId;

  @Column(name = "user_id")
  long userId;

  String name;

  @Column(name = "ha1_md5")
  @Nullable String ha1Md5;

  @Column(name = "ha1_sha256")
  @Nullable String ha1Sha256;

  @Column(name = "search_space_id")
  @Nullable Long searchSpaceId;

  @Column(name = "device_pool_id")
  @Nullable Long devicePoolId;

  @ElementCollection
  @CollectionTable(name = "device_line", joinColumns = @JoinColumn(name = "device_id"))
  @OrderColumn(name = "position")
  @Column(name = "line_id")
  List<Long> lineIds = new ArrayList<>();

  @SuppressWarnings("NullAway.Init")
  protected DeviceEntity() {}

  DeviceEntity(UserEntity owner, Device device, List<Long> lineIds) {
    this.organisationId = owner.organisationId;
    this.userId = owner.id;
    this.name = device.name().value();
    this.lineIds.addAll(lineIds);
  }
}
