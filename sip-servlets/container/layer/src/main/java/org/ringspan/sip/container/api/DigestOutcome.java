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
   * The credentials are well-formed and wrong: another password, or nobody of that name. To be
   * refused with 403; nothing has been sent.
   *
   * @param username whose they claim to be; unauthenticated input
   */
  record Wrong(String username) implements DigestOutcome {}

  /**
   * Credentials of this user aren't looked at now, as {@link DigestGuard} said; nothing has been
   * sent.
   *
   * @param username whose they claim to be; unauthenticated input
   */
  record NotLookedAt(String username) implements DigestOutcome {}

  /**
   * The request must be refused; nothing has been sent.
   *
   * @param status 400 for a malformed header
   * @param reason reason phrase, free of what the client sent
   */
  record Refused(int status, String reason) implements DigestOutcome {}
}
