package org.ringspan.sip.container.api;

/** What became of a request that needs a user. */
public sealed interface DigestOutcome {
  /**
   * The request proved to know the user's password; handle it.
   *
   * @param username whose
   */
  record Accepted(String username) implements DigestOutcome {}

  /** A 401 with challenges has been sent; nothing is left to do with the request. */
  record ChallengeSent() implements DigestOutcome {}

  /**
   * The request must be refused; nothing has been sent.
   *
   * @param status 400 for a malformed header, 403 for wrong credentials
   * @param reason reason phrase, free of what the client sent
   */
  record Refused(int status, String reason) implements DigestOutcome {}
}
