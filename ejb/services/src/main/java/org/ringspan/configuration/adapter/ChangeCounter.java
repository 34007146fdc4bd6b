package org.ringspan.configuration.adapter;

import jakarta.enterprise.context.Dependent;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;

/** The counter in the database that tells every node which configuration is the newest. */
@Dependent
public class ChangeCounter {
  @PersistenceContext private EntityManager tables;

  /** Counts one change, in the transaction of the caller. */
  public void count() {
    new ConfigurationTables(tables).changed();
  }
}
