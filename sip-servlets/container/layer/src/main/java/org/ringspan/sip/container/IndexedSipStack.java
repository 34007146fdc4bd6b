package org.ringspan.sip.container;

import gov.nist.javax.sip.SIPConstants;
import gov.nist.javax.sip.SipStackImpl;
import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.stack.SIPTransaction;
import java.util.Locale;
import java.util.Properties;
import javax.sip.PeerUnavailableException;
import org.jspecify.annotations.Nullable;

/**
 * The stack, with one search mended: for the transaction a CANCEL belongs to it walks through all
 * transactions there are, so that each cancelled leg costs more the more calls are live.
 */
final class IndexedSipStack extends SipStackImpl {
  IndexedSipStack(Properties properties) throws PeerUnavailableException {
    super(properties);
  }

  // rfc3261#section-9.1: the CANCEL has "a single Via header field value matching the top Via value
  // in the request being cancelled",
  // so that its branch is the key of the INVITE's transaction.
  @Override
  public @Nullable SIPTransaction findCancelTransaction(SIPRequest cancel, boolean isServer) {
    String branch = cancel.getTopmostVia().getBranch();
    if (branch == null
        || !branch
            .toLowerCase(Locale.ROOT)
            .startsWith(SIPConstants.BRANCH_MAGIC_COOKIE_LOWER_CASE)) {
      return super.findCancelTransaction(cancel, isServer);
    }
    SIPTransaction invite = findTransaction(branch.toLowerCase(Locale.ROOT), isServer);
    return invite != null && invite.doesCancelMatchTransaction(cancel) ? invite : null;
  }
}
