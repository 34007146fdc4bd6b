package org.ringspan.sip.wire.transport;

import gov.nist.javax.sip.header.Via;
import gov.nist.javax.sip.message.SIPRequest;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A request as it was received. The stack finds a server transaction by the text that {@link
 * #getTransactionId()} returns; here that text is all of what RFC 3261 section 17.2.3 compares, the
 * stack's own is the branch alone.
 */
public final class ReceivedRequest extends SIPRequest {
  private static final long serialVersionUID = 1L;

  /** What a key begins with; without it the stack would walk through all transactions. */
  private static final String COOKIE = "z9hg4bk";

  /** Parts a key; no field has one in it, lines being unfolded. */
  private static final char PART = '\n';

  private static final Set<String> NEVER_MERGED = Set.of(ACK, CANCEL, REGISTER, OPTIONS);

  private transient @Nullable Via matched;
  private transient String key = "";
  private transient PeerIdentity peer = PeerIdentity.UNKNOWN;

  /** Fixes the key: what is changed in the request from now on doesn't change its transaction. */
  void received() {
    Via top = getTopmostVia();
    key = key(top, methodOfTransaction());
    matched = top;
  }

  /** Says whose connection it came over. */
  void sentBy(PeerIdentity identity) {
    peer = identity;
  }

  /**
   * The SIP domains that the certificate of the connection's other end names, in lower case (RFC
   * 5922 section 7.1); none when it has shown none that is to be believed.
   */
  public List<String> peerNames() {
    return peer.namesAt(Instant.now());
  }

  /** The server transaction this belongs to, unless it has become another message: a clone. */
  @Override
  public String getTransactionId() {
    return matched != null && matched == getTopmostVia() ? key : super.getTransactionId();
  }

  /** For a CANCEL: the transaction of the INVITE it is meant for (RFC 3261 section 9.2). */
  public String cancelledTransactionId() {
    return key(getTopmostVia(), INVITE);
  }

  /**
   * What merged requests have in common (RFC 3261 section 8.2.2.2), or null when this is none that
   * is to be merged: one inside a dialog, an ACK or a CANCEL; nor REGISTER, whose CSeq the
   * registrar compares (section 10.3), nor OPTIONS, which may be answered twice.
   */
  public @Nullable String mergeIdentity() {
    String method = getMethod();
    String fromTag = getFromTag();
    if (getToTag() != null || fromTag == null || NEVER_MERGED.contains(method)) {
      return null;
    }
    return fromTag
        + PART
        + getCallId().getCallId()
        + PART
        + getCSeq().getSeqNumber()
        + PART
        + method;
  }

  // rfc3261#section-17.2.3: "the method of the request matches the one that created the
  // transaction, except for ACK, where the method of the request that created the transaction is
  // INVITE."
  private String methodOfTransaction() {
    String method = getMethod();
    return method.equals(ACK) ? INVITE : method;
  }

  private String key(Via top, String method) {
    String branch = top.getBranch();
    StringBuilder id = new StringBuilder(96);
    if (branch != null
        && branch.length() > COOKIE.length()
        && branch.regionMatches(true, 0, COOKIE, 0, COOKIE.length())) {
      // rfc3261#section-17.2.3: "the branch parameter in the request is the same as the one in the
      // top Via header field of the request that created the transaction", and "the sent-by value".
      id.append(branch).append(PART).append(top.getSentBy().encode());
    } else {
      // The older matching of the same section. A To tag isn't compared: an ACK has the one of our
      // answer, which the INVITE has not.
      id.append(COOKIE).append(PART).append(getRequestURI()).append(PART).append(getFromTag());
      id.append(PART).append(getCallId().getCallId()).append(PART);
      id.append(getCSeq().getSeqNumber()).append(PART).append(top.getSentBy().encode());
      id.append(PART).append(branch);
    }
    return id.append(PART).append(method).toString().toLowerCase(Locale.ROOT);
  }
}
