package org.ringspan.e2e.ua;

import org.jspecify.annotations.Nullable;

/** A call being prepared; {@link #start()} sends its INVITE. */
public final class Dial {
  private final UserAgent agent;
  private final String localTag = UserAgent.token();
  private final @Nullable Digest credentials;
  private final Sdp sdp;
  private SipMessage invite;
  private boolean described = true;
  private String description = "";

  Dial(UserAgent agent, String requestUri, String from, @Nullable Digest credentials) {
    this.agent = agent;
    this.credentials = credentials;
    this.sdp = Sdp.fresh(agent.wire().local().getHostString());
    this.invite =
        SipMessage.request("INVITE", requestUri)
            .with("Max-Forwards", "70")
            .with("From", from + ";tag=" + localTag)
            .with("To", "<" + requestUri + ">")
            .with("Allow", "INVITE, ACK, CANCEL, BYE, OPTIONS, INFO, UPDATE");
  }

  /**
   * Shows another party as the caller: a name-addr, such as {@code "Ann"
   * <sip:+14085550100@gateway>}.
   */
  public Dial from(String nameAddress) {
    invite = invite.replacing("From", nameAddress + ";tag=" + localTag);
    return this;
  }

  /** Adds a header field. */
  public Dial header(String name, String value) {
    invite = invite.with(name, value);
    return this;
  }

  /** Replaces a header field. */
  public Dial replacing(String name, String value) {
    invite = invite.replacing(name, value);
    return this;
  }

  /** Sends an INVITE without a description, so that the other side makes the offer. */
  public Dial withoutSdp() {
    described = false;
    return this;
  }

  /** Offers this, instead of what a telephone here would. */
  public Dial offering(String sessionDescription) {
    description = sessionDescription;
    return this;
  }

  /** Sends the INVITE. */
  public OutgoingLeg start() {
    return new OutgoingLeg(
        agent,
        described
            ? invite.withBody(
                "application/sdp", description.isEmpty() ? sdp.toString() : description)
            : invite,
        sdp,
        localTag,
        credentials);
  }
}
