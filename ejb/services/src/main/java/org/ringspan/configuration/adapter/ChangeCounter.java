package org.ringspan.configuration.adapter;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;

/** The counter in the database that tells every node which configuration is the newest. */
@Stateless
@TransactionAttribute(TransactionAttributeType.MANDATORY)
public class ChangeCounter {
  @PersistenceContext private EntityManager tables;

  /** Counts one change, in the transaction of the caller. */
  public void count() {
    new ConfigurationTables(tables).changed();
  }
}
