package org.ringspan.audit.boundary;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import org.ringspan.audit.AuditEntry;
import org.ringspan.audit.AuditQuestion;
import org.ringspan.audit.adapter.AuditTable;

/** What was done, in the order of the doing. */
@Stateless
public class AuditTrail {
  @Inject private AuditTable table;

  /**
   * Adds a line in the caller's transaction, so that it is there if and only if the deed is.
   *
   * @return its id
   */
  @TransactionAttribute(TransactionAttributeType.REQUIRED)
  public long add(AuditEntry entry) {
    return table.add(entry);
  }

  /** One line. */
  @TransactionAttribute(TransactionAttributeType.SUPPORTS)
  public Optional<AuditEntry> entry(long id) {
    return table.entry(id);
  }

  /** One page, the newest first. */
  @TransactionAttribute(TransactionAttributeType.SUPPORTS)
  public List<AuditEntry> page(AuditQuestion question) {
    return table.page(question);
  }
}
