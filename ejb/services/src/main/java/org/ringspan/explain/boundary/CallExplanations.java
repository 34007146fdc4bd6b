package org.ringspan.explain.boundary;

import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.Optional;
import org.ringspan.explain.Explanation;
import org.ringspan.record.CallId;
import org.ringspan.record.boundary.StoredCalls;

/**
 * Explains calls: those that live from memory, those that are over from their records. Whole SIP
 * messages are kept of neither.
 */
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.SUPPORTS)
public class CallExplanations {
  @Inject private LiveChronicles live;
  @Inject private StoredCalls stored;

  /**
   * Why a call went as it did; nothing when there is no record of it (yet, or any more).
   *
   * @throws jakarta.ejb.EJBException caused by {@link org.ringspan.record.RecordsUnavailable} when
   *     the call doesn't live and the database doesn't answer
   */
  public Optional<Explanation> of(CallId call) {
    return live.of(call).map(Explanation::of).or(() -> stored.call(call).map(Explanation::of));
  }
}
