package org.ringspan.configuration.adapter;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OrderColumn;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;
import org.ringspan.configuration.Device;
import org.ringspan.encryption.MediaEncryption;
import org.ringspan.identity.adapter.SealedHashes;

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

  int position;
  String name;

  @Column(name = "ha1_md5")
  @Nullable String ha1Md5;

  @Column(name = "ha1_sha256")
  @Nullable String ha1Sha256;

  @Column(name = "search_space_id")
  @Nullable Long searchSpaceId;

  @Column(name = "device_pool_id")
  @Nullable Long devicePoolId;

  @Enumerated(EnumType.STRING)
  @JdbcTypeCode(SqlTypes.VARCHAR)
  @Column(name = "media_encryption")
  MediaEncryption mediaEncryption;

  @ElementCollection
  @CollectionTable(name = "device_line", joinColumns = @JoinColumn(name = "device_id"))
  @OrderColumn(name = "position")
  @Column(name = "line_id")
  List<Long> lineIds = new ArrayList<>();

  @SuppressWarnings("NullAway.Init")
  protected DeviceEntity() {}

  /** Takes what the device is, but for its lines; the password stays. */
  void set(
      long organisation,
      long owner,
      int position,
      Device device,
      @Nullable Long pool,
      @Nullable Long searchSpace) {
    this.organisationId = organisation;
    this.userId = owner;
    this.position = position;
    this.name = device.name().value();
    this.devicePoolId = pool;
    this.searchSpaceId = searchSpace;
    this.mediaEncryption = device.encryption();
  }

  /** Takes a new password. */
  void password(SealedHashes hashes) {
    this.ha1Md5 = hashes.md5().orElse(null);
    this.ha1Sha256 = hashes.sha256().orElse(null);
  }
}
