package org.ringspan.sip.container;

import gov.nist.javax.sip.SipProviderImpl;
import gov.nist.javax.sip.SipStackImpl;
import gov.nist.javax.sip.Utils;
import gov.nist.javax.sip.header.HeaderFactoryImpl;
import gov.nist.javax.sip.header.RecordRoute;
import gov.nist.javax.sip.header.RecordRouteList;
import gov.nist.javax.sip.header.Via;
import gov.nist.javax.sip.message.MessageFactoryImpl;
import gov.nist.javax.sip.message.SIPResponse;
import gov.nist.javax.sip.stack.MessageChannel;
import gov.nist.javax.sip.stack.SIPStackTimerTask;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.sip.ClientTransaction;
import javax.sip.InvalidArgumentException;
import javax.sip.SipException;
import javax.sip.Transaction;
import javax.sip.header.CallIdHeader;
import javax.sip.header.ContactHeader;
import javax.sip.header.FromHeader;
import javax.sip.header.ToHeader;
import javax.sip.message.Request;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Ends the calls that come too many when somebody downstream forks: the first 2xx to an INVITE
 * makes the call, each from another party is acknowledged and ended, or that party would repeat it
 * for 32 s and keep half a call.
 */
final class ForkedAnswers {
  private static final Logger LOG = Logger.getLogger(ForkedAnswers.class);

  // rfc3261#section-13.2.2.4: "The UAC core considers the INVITE transaction completed 64*T1
  // seconds after the reception of the first 2xx response."
  private static final long COMPLETE_MILLISECONDS = 32_000;

  /** Marks our transactions; what happens to them is of no interest to the application. */
  private static final Object OURS = new Object();

  /** The To tag of the first 2xx, and those that were ended. */
  private record Answered(String tag, Set<String> ended) {}

  private final SipStackImpl stack;
  private final Map<String, Answered> invites = new ConcurrentHashMap<>();
  private final MessageFactoryImpl messages = new MessageFactoryImpl();
  private final HeaderFactoryImpl headers = new HeaderFactoryImpl();

  ForkedAnswers(SipStackImpl stack) {
    this.stack = stack;
  }

  /** Whether a transaction is one of these, which end by themselves. */
  static boolean isOurs(@Nullable Transaction transaction) {
    return transaction != null && transaction.getApplicationData() == OURS;
  }

  /**
   * Takes a 2xx to an INVITE when it isn't from the party that answered first.
   *
   * @param alive whether the INVITE's transaction still is there; later answers are only known by
   *     the branch, which nobody knows who hasn't got the INVITE
   * @return whether it was taken, and has been acknowledged
   */
  boolean takes(SIPResponse answer, MessageChannel channel, boolean alive) {
    String branch = answer.getTransactionId();
    String tag = answer.getToTag() == null ? "" : answer.getToTag();
    Answered first = invites.get(branch);
    if (first == null) {
      first = alive ? remember(branch, tag) : null;
    }
    if (first == null || first.tag().equals(tag)) {
      return false;
    }
    try {
      end(answer, channel, first.ended().add(tag));
    } catch (ParseException | InvalidArgumentException | SipException e) {
      LOG.debugf(e, "A forked answer in call %s can't be ended", answer.getCallId().getCallId());
    }
    return true;
  }

  private @Nullable Answered remember(String branch, String tag) {
    Answered before = invites.putIfAbsent(branch, new Answered(tag, ConcurrentHashMap.newKeySet()));
    if (before == null && stack.getTimer().isStarted()) {
      stack
          .getTimer()
          .schedule(
              new SIPStackTimerTask() {
                @Override
                public void runTask() {
                  invites.remove(branch);
                }

                @Override
                public @Nullable Object getThreadHash() {
                  return null;
                }
              },
              COMPLETE_MILLISECONDS);
    }
    return before;
  }

  // rfc3261#section-13.2.2.4: "If, after acknowledging any 2xx response to an INVITE, the UAC does
  // not want to continue with that dialog, then the UAC MUST terminate the dialog by sending a BYE
  // request as described in Section 15."
  private void end(SIPResponse answer, MessageChannel channel, boolean first)
      throws ParseException, InvalidArgumentException, SipException {
    if (answer.getContactHeader() == null) {
      throw new SipException("a 2xx without Contact");
    }
    SipProviderImpl provider = channel.getMessageProcessor().getListeningPoint().getProvider();
    long number = answer.getCSeq().getSeqNumber();
    provider.sendRequest(inDialog(Request.ACK, number, answer, channel));
    if (first) {
      ClientTransaction bye =
          provider.getNewClientTransaction(inDialog(Request.BYE, number + 1, answer, channel));
      bye.setApplicationData(OURS);
      bye.sendRequest();
    }
  }

  private Request inDialog(String method, long number, SIPResponse answer, MessageChannel channel)
      throws ParseException, InvalidArgumentException, SipException {
    Via via = channel.getViaHeader();
    via.setBranch(Utils.getInstance().generateBranchId());
    ContactHeader target = answer.getContactHeader();
    Request request =
        messages.createRequest(
            target.getAddress().getURI(),
            method,
            (CallIdHeader) answer.getCallId().clone(),
            headers.createCSeqHeader(number, method),
            (FromHeader) answer.getFrom().clone(),
            (ToHeader) answer.getTo().clone(),
            List.of(via),
            headers.createMaxForwardsHeader(70));
    // rfc3261#section-12.1.2: the route set is "the list of URIs in the Record-Route header field
    // from the response, taken in reverse order".
    RecordRouteList recorded = answer.getRecordRouteHeaders();
    if (recorded != null) {
      for (RecordRoute hop : new ArrayList<>(recorded).reversed()) {
        request.addLast(headers.createRouteHeader(hop.getAddress()));
      }
    }
    return request;
  }
}
