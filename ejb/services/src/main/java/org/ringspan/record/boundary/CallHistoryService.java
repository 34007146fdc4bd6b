package org.ringspan.record.boundary;

import jakarta.ejb.EJBException;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import org.ringspan.record.CallHistory.Page;
import org.ringspan.record.CallHistory.Question;
import org.ringspan.record.RecordsUnavailable;

/** Answers questions about past and present calls from their records. */
@Stateless
@TransactionAttribute(TransactionAttributeType.SUPPORTS)
public class CallHistoryService {
  @Inject private StoredCalls calls;

  /**
   * One page of calls, the newest first; a call appears in it a moment after it has come.
   *
   * @throws EJBException caused by {@link RecordsUnavailable} when the database doesn't answer
   */
  public Page calls(Question question) {
    return calls.page(question);
  }
}
