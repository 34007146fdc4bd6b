package org.ringspan.e2e.ua;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The PSTN gateway: calls in from any number and is called for numbers outside, several legs at a
 * time.
 */
public final class Gateway implements AutoCloseable {
  private final UserAgent agent;
  private final @Nullable Digest credentials;

  /**
   * @param agent on UDP, at the address and port by which the server knows its gateway
   */
  public Gateway(UserAgent agent) {
    this(agent, null);
  }

  /**
   * @param credentials what answers a challenge, or null
   */
  public Gateway(UserAgent agent, @Nullable Digest credentials) {
    this.agent = agent;
    this.credentials = credentials;
  }

  public UserAgent agent() {
    return agent;
  }

  /**
   * Prepares a call from the PSTN.
   *
   * @param called the enterprise number, +E.164
   * @param caller the number shown as the caller, +E.164
   */
  public Dial dial(String called, String caller) {
    String server = agent.server().getHostString() + ":" + agent.server().getPort();
    String self = agent.hostPort();
    return new Dial(
        agent, "sip:" + called + "@" + server, "<sip:" + caller + "@" + self + ">", credentials);
  }

  /** Takes the next call to a number outside, +E.164. */
  public IncomingLeg expectInvite(String number) {
    return expectInvite(number, Inbox.PATIENCE);
  }

  /** Takes the next call to a number outside, waiting up to {@code patience}. */
  public IncomingLeg expectInvite(String number, Duration patience) {
    return agent.expectInvite(
        "an INVITE for " + number, patience, leg -> leg.invite().requestUser().equals(number));
  }

  /** Watches for {@code span} that a number outside isn't called. */
  public void expectNoInvite(String number, Duration span) {
    agent.expectNoInvite(
        "INVITE for " + number, span, leg -> leg.invite().requestUser().equals(number));
  }

  /** Whether the number was ever called. */
  public boolean wasInvited(String number) {
    return agent.invitations().stream().anyMatch(leg -> leg.invite().requestUser().equals(number));
  }

  @Override
  public void close() {
    agent.close();
  }
}
