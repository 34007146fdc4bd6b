package org.ringspan.registration.boundary;

import java.util.concurrent.CompletionStage;
import org.ringspan.registration.Flow;
import org.ringspan.registration.RegistrationRequest;
import org.ringspan.registration.RegistrationResult;

/** The registrar of the domain (RFC 3261 section 10.3). */
public interface RegistrarService {
  /**
   * Carries out a REGISTER whose sender has proved to be its device. Requests of one device take
   * effect in the order of these calls.
   *
   * <p>Never waits. A refresh is complete when this returns; a new or changed binding completes
   * when it is in the database, on a thread of the server's executor. The 200 belongs after that.
   *
   * @return never completes exceptionally: what can't be kept is {@link
   *     RegistrationResult.Why#NOT_KEPT}
   */
  CompletionStage<RegistrationResult> register(RegistrationRequest request);

  /**
   * A connection is gone: what was registered over it rings no more, unless proxies stand between
   * (RFC 5626 section 6). Never waits.
   */
  void closed(Flow flow);
}
