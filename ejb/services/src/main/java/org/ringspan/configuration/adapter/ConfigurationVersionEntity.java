package org.ringspan.configuration.adapter;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** The one row that tells whether a snapshot is still current. */
@Entity
@Table(name = "configuration_version")
class ConfigurationVersionEntity {
  /** The key of the one row. */
  static final short ONLY = 1;

  @Id short id;
  long version;
}
