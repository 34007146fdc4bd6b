package org.ringspan.sip.container;

import static org.assertj.core.api.Assertions.assertThat;

import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import gov.nist.javax.sip.parser.StringMsgParser;
import gov.nist.javax.sip.stack.SIPServerTransactionImpl;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sip.ClientTransaction;
import javax.sip.DialogTerminatedEvent;
import javax.sip.IOExceptionEvent;
import javax.sip.RequestEvent;
import javax.sip.ResponseEvent;
import javax.sip.ServerTransaction;
import javax.sip.SipListener;
import javax.sip.SipProvider;
import javax.sip.TimeoutEvent;
import javax.sip.TransactionAlreadyExistsException;
import javax.sip.TransactionTerminatedEvent;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ringspan.sip.wire.WireHardening;

@DisplayName("Which transaction a request belongs to")
class IndexedSipStackTest implements SipListener {
  private static final String SERVER = "127.0.12.20";
  private static final String CLIENT = "127.0.12.21";

  private final List<String> seen = new CopyOnWriteArrayList<>();
  private final List<ServerTransaction> transactions = new CopyOnWriteArrayList<>();
  private IndexedSipStack stack;
  private SipProvider provider;
  private DatagramSocket socket;
  private int probes;

  @BeforeEach
  void start() throws Exception {
    Properties settings = new Properties();
    settings.setProperty("ringspan.sip.tls.port", "0");
    settings.setProperty("ringspan.sip.wss.port", "0");
    // One receiver, so that the answers come in the order of the requests.
    settings.setProperty("ringspan.sip.threads.receive", "1");
    Properties properties = StackProperties.of(settings);
    properties.setProperty("javax.sip.STACK_NAME", "indexed-" + System.nanoTime());
    stack = new IndexedSipStack(properties);
    SipProvider made = stack.createSipProvider(stack.createListeningPoint(SERVER, 5060, "udp"));
    made.addSipListener(this);
    provider = made;
    stack.start();
    socket = new DatagramSocket(new InetSocketAddress(CLIENT, 5060));
    socket.setSoTimeout(60_000);
  }

  @AfterEach
  void stop() {
    socket.close();
    stack.stop();
  }

  /** Rings for ever, answers everything else by 200. */
  @Override
  public void processRequest(RequestEvent event) {
    SIPRequest request = (SIPRequest) event.getRequest();
    String method = request.getMethod();
    if (!request.getCallId().getCallId().startsWith("probe")) {
      seen.add(method + " " + request.getCallId().getCallId());
    }
    if (method.equals(Request.ACK)) {
      return;
    }
    try {
      ServerTransaction transaction = event.getServerTransaction();
      if (transaction == null) {
        transaction = ((SipProvider) event.getSource()).getNewServerTransaction(request);
      }
      transactions.add(transaction);
      int status =
          method.equals(Request.INVITE)
              ? (request.getHeader("Subject") == null ? 180 : 486)
              : method.equals(Request.CANCEL) && stack.findCancelTransaction(request, true) == null
                  ? 481
                  : 200;
      Response response = request.createResponse(status);
      transaction.sendResponse(response);
    } catch (TransactionAlreadyExistsException e) {
      seen.add("again " + method);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static String request(
      String method, String sentBy, String branch, String callId, String more) {
    return method
        + " sip:a@ringspan.test SIP/2.0\r\nVia: SIP/2.0/UDP "
        + sentBy
        + ";rport"
        + (branch.isEmpty() ? "" : ";branch=" + branch)
        + "\r\nFrom: <sip:b@ringspan.test>;tag=from\r\nTo: <sip:a@ringspan.test>\r\nCall-ID: "
        + callId
        + "\r\nCSeq: 1 "
        + method
        + "\r\nContact: <sip:b@"
        + CLIENT
        + ">\r\nMax-Forwards: 70\r\n"
        + more
        + "Content-Length: 0\r\n\r\n";
  }

  private static String request(String method, String sentBy, String branch, String callId) {
    return request(method, sentBy, branch, callId, "");
  }

  private void send(String message) throws Exception {
    byte[] octets = message.getBytes(StandardCharsets.ISO_8859_1);
    socket.send(new DatagramPacket(octets, octets.length, InetAddress.getByName(SERVER), 5060));
  }

  /** The statuses and Call-IDs of what was answered until now. */
  private List<String> answers() throws Exception {
    String probe = "probe-" + ++probes;
    send(request("OPTIONS", CLIENT, "z9hG4bK" + probe, probe));
    List<String> answers = new ArrayList<>();
    while (true) {
      DatagramPacket packet = new DatagramPacket(new byte[65_535], 65_535);
      socket.receive(packet);
      String text =
          new String(packet.getData(), 0, packet.getLength(), StandardCharsets.ISO_8859_1);
      String callId = text.replaceFirst("(?s).*Call-ID: ([^\r]*).*", "$1");
      if (callId.equals(probe)) {
        return answers;
      }
      answers.add(text.substring(8, 11) + " " + callId);
    }
  }

  @Test
  @DisplayName("RFC 3261 17.2.3: one branch from two senders are two transactions")
  void sentBy() throws Exception {
    send(request("INVITE", "one.test", "z9hG4bKsame", "first"));
    send(request("INVITE", "two.test:5060", "z9hG4bKsame", "second"));
    assertThat(answers()).containsExactly("180 first", "180 second");
    assertThat(seen).containsExactly("INVITE first", "INVITE second");
  }

  @Test
  @DisplayName("RFC 3261 17.2.3: one branch with two methods are two transactions")
  void method() throws Exception {
    send(request("INVITE", CLIENT, "z9hG4bKsame", "first"));
    send(request("OPTIONS", CLIENT, "z9hG4bKsame", "second"));
    assertThat(answers()).containsExactly("180 first", "200 second");
  }

  @Test
  @DisplayName("a retransmission gets the same answer again and is seen once")
  void retransmission() throws Exception {
    for (String branch : List.of("z9hG4bKnew", "old")) {
      String invite = request("INVITE", CLIENT, branch, "call-" + branch);
      send(invite);
      send(invite.replace("branch=z9hG4bKnew", "branch=Z9HG4BKNEW"));
      assertThat(answers()).containsExactly("180 call-" + branch, "180 call-" + branch);
    }
    assertThat(seen).containsExactly("INVITE call-z9hG4bKnew", "INVITE call-old");
  }

  @Test
  @DisplayName("RFC 3261 17.2.3: without the magic cookie the other fields tell")
  void oldBranches() throws Exception {
    send(request("INVITE", CLIENT, "1", "first"));
    send(request("INVITE", CLIENT, "1", "second"));
    send(request("INVITE", CLIENT, "", "third"));
    send(request("INVITE", CLIENT, "", "fourth"));
    assertThat(answers()).containsExactly("180 first", "180 second", "180 third", "180 fourth");
    send(request("CANCEL", CLIENT, "1", "second"));
    send(request("CANCEL", CLIENT, "1", "nobody"));
    assertThat(answers()).containsExactly("200 second", "481 nobody");
  }

  @Test
  @DisplayName("a CANCEL belongs to the INVITE of its branch and sender")
  void cancel() throws Exception {
    send(request("INVITE", "one.test", "z9hG4bKsame", "first"));
    send(request("CANCEL", "two.test", "z9hG4bKsame", "first"));
    send(request("CANCEL", "one.test", "z9hG4bKsame", "first"));
    assertThat(answers()).containsExactly("180 first", "481 first", "200 first");
  }

  @Test
  @DisplayName("RFC 3261 9.1: a CANCEL of ours belongs to the INVITE of ours with its branch")
  void ownCancel() throws Exception {
    List<ClientTransaction> invites = new ArrayList<>();
    for (String branch : List.of("z9hG4bKOurs", "z9hG4bKAlsoOurs")) {
      byte[] invite =
          request("INVITE", SERVER, branch, branch)
              .replace("sip:a@ringspan.test SIP", "sip:a@" + CLIENT + " SIP")
              .getBytes(StandardCharsets.ISO_8859_1);
      SIPRequest call =
          (SIPRequest) new StringMsgParser().parseSIPMessage(invite, true, true, null);
      ClientTransaction transaction = provider.getNewClientTransaction(call);
      transaction.sendRequest();
      assertThat(receive()).startsWith("INVITE ");
      invites.add(transaction);
    }
    SIPRequest cancel = (SIPRequest) invites.getLast().createCancel();
    assertThat(stack.findCancelTransaction(cancel, false)).isSameAs(invites.getLast());
    provider.getNewClientTransaction(cancel).sendRequest();
    assertThat(receive()).startsWith("CANCEL ").contains("branch=z9hG4bKAlsoOurs");
    cancel.getTopmostVia().setBranch("z9hG4bKnobodys");
    assertThat(stack.findCancelTransaction(cancel, false)).isNull();
  }

  @Test
  @DisplayName("the ACK of a failure ends its repetitions, whatever the branch looks like")
  void ack() throws Exception {
    for (String branch : List.of("z9hG4bKnew", "old")) {
      send(request("INVITE", CLIENT, branch, branch, "Subject: busy\r\n"));
      assertThat(answers()).containsExactly("486 " + branch);
      send(request("ACK", CLIENT, branch, branch).replace("test>\r\nCall", "test>;tag=x\r\nCall"));
      assertThat(answers()).isEmpty();
    }
    assertThat(transactions.stream().filter(t -> t.getRequest().getMethod().equals("INVITE")))
        .allSatisfy(t -> assertThat(t.getState()).hasToString("Confirmed Transaction"));
  }

  @Test
  @DisplayName("an ACK that fits nothing, with a branch or without, breaks nothing")
  void strayAck() throws Exception {
    send(request("ACK", CLIENT, "z9hG4bKstray", "stray"));
    send(request("ACK", CLIENT, "", "stray"));
    assertThat(answers()).isEmpty();
    assertThat(WireHardening.statistics(stack).processingFailures()).isZero();
  }

  @Test
  @DisplayName("RFC 3261 8.2.2.2: a request that came by another way before gets 482")
  void merged() throws Exception {
    send(request("INVITE", CLIENT, "z9hG4bKone", "call"));
    send(request("INVITE", CLIENT, "z9hG4bKtwo", "call"));
    send(request("INVITE", CLIENT, "z9hG4bKtwo", "call"));
    send(request("INVITE", CLIENT, "z9hG4bKone", "call"));
    assertThat(answers()).containsExactly("180 call", "482 call", "482 call", "180 call");
    send(request("INVITE", CLIENT, "z9hG4bKthree", "call").replace("CSeq: 1", "CSeq: 2"));
    send(request("OPTIONS", CLIENT, "z9hG4bKfour", "call"));
    send(
        request("INVITE", CLIENT, "z9hG4bKfive", "call")
            .replace("test>\r\nCall", "test>;tag=in-dialog\r\nCall"));
    assertThat(answers()).containsExactly("180 call", "200 call", "180 call");
  }

  @Test
  @DisplayName("once a final answer is sent no provisional one follows")
  void noProvisionalAfterFinal() throws Exception {
    send(request("INVITE", CLIENT, "z9hG4bKlate", "late", "Subject: busy\r\n"));
    assertThat(answers()).containsExactly("486 late");
    var transaction = (SIPServerTransactionImpl) transactions.getFirst();
    transaction.sendMessage(((SIPRequest) transaction.getRequest()).createResponse(100));
    assertThat(answers()).isEmpty();
  }

  @Test
  @DisplayName("RFC 3261 13.2.2.4: a second 2xx from another party is acknowledged and ended")
  void forked() throws Exception {
    String target = "sip:a@" + CLIENT;
    byte[] invite =
        request("INVITE", SERVER, "z9hG4bKours", "forked")
            .replace("sip:a@ringspan.test SIP", target + " SIP")
            .getBytes(StandardCharsets.ISO_8859_1);
    SIPRequest call = (SIPRequest) new StringMsgParser().parseSIPMessage(invite, true, true, null);
    provider.getNewClientTransaction(call).sendRequest();
    String sent = receive();
    assertThat(sent).startsWith("INVITE ");

    send(answer(sent, "first", ""));
    String route = "Record-Route: <sip:far.test;lr>,<sip:" + CLIENT + ";lr;hop=2>\r\n";
    send(answer(sent, "second", route));
    assertThat(receive())
        .startsWith("ACK sip:second@" + CLIENT)
        .contains(";tag=second", "CSeq: 1 ACK", "Call-ID: forked")
        .containsSubsequence("Route: <sip:" + CLIENT, "hop=2", "<sip:far.test;lr>");
    String bye = receive();
    assertThat(bye)
        .startsWith("BYE sip:second@" + CLIENT)
        .contains(";tag=second", ";tag=from", "CSeq: 2 BYE", "Call-ID: forked");
    send(bye.replaceFirst("[^\r]*", "SIP/2.0 200 OK"));

    send(answer(sent, "second", route));
    assertThat(receive()).startsWith("ACK sip:second@" + CLIENT);
    send(answer(sent, "first", ""));
    assertThat(answers()).isEmpty();
    assertThat(seen).startsWith("response first", "response second");
  }

  @Test
  @DisplayName("RFC 3261 18.1.2: a response to no request of ours is discarded, not passed on")
  void strayResponse() throws Exception {
    for (String via : List.of(SERVER, "elsewhere.test")) {
      send(
          request("INVITE", via, "z9hG4bKunknown", "stray")
              .replaceFirst("[^\r]*", "SIP/2.0 200 OK")
              .replaceFirst(
                  "\r\nFrom", "\r\nVia: SIP/2.0/UDP " + CLIENT + ";branch=z9hG4bKnext\r\nFrom"));
    }
    assertThat(answers()).isEmpty();
    assertThat(seen).isEmpty();
  }

  private String receive() throws Exception {
    DatagramPacket packet = new DatagramPacket(new byte[65_535], 65_535);
    socket.receive(packet);
    return new String(packet.getData(), 0, packet.getLength(), StandardCharsets.ISO_8859_1);
  }

  private static String answer(String request, String tag, String more) {
    return request
        .replaceFirst("[^\r]*", "SIP/2.0 200 OK")
        .replaceFirst("(To: [^\r]*)", "$1;tag=" + tag)
        .replaceFirst("Contact: [^\r]*", "Contact: <sip:" + tag + "@" + CLIENT + ">")
        .replaceFirst("Max-Forwards: [^\r]*\r\n", more);
  }

  @Override
  public void processResponse(ResponseEvent event) {
    seen.add("response " + ((SIPResponse) event.getResponse()).getToTag());
  }

  @Override
  public void processTimeout(TimeoutEvent event) {}

  @Override
  public void processIOException(IOExceptionEvent event) {}

  @Override
  public void processTransactionTerminated(TransactionTerminatedEvent event) {}

  @Override
  public void processDialogTerminated(DialogTerminatedEvent event) {}
}
