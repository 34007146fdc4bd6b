package org.ringspan.e2e.ua;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A desk phone: registers by digest, calls and is called. */
public final class Phone implements AutoCloseable {
  private final UserAgent agent;
  private final String domain;
  private final String user;
  private final Digest credentials;
  private final String registrationId = UserAgent.token();
  private final String registrationTag = UserAgent.token();
  private int registrationCseq;

  /**
   * @param domain the domain of its address of record
   * @param user the user part of its address of record
   */
  public Phone(UserAgent agent, String domain, String user, Digest credentials) {
    this.agent = agent;
    this.domain = domain;
    this.user = user;
    this.credentials = credentials;
  }

  public UserAgent agent() {
    return agent;
  }

  /** Its address of record. */
  public String address() {
    return "sip:" + user + "@" + domain;
  }

  public Digest credentials() {
    return credentials;
  }

  /** The Contact it registers. */
  public String contact() {
    return "<" + agent.contactUri(user) + ">";
  }

  /** Registers its own contact for an hour and returns the 200. */
  public SipMessage register() {
    return registered(List.of(contact()), Duration.ofHours(1));
  }

  /** Removes its own contact and returns the 200. */
  public SipMessage unregister() {
    return registered(List.of(contact()), Duration.ZERO);
  }

  /** Registers contacts and returns the 200. */
  public SipMessage registered(List<String> contacts, Duration expires) {
    var response = tryRegister(contacts, expires);
    if (response.status() != 200) {
      throw new AssertionError(agent.name() + " was not registered:\n" + response);
    }
    return response;
  }

  /** Sends REGISTER, answers one challenge, and returns the last response. */
  public SipMessage tryRegister(List<String> contacts, Duration expires) {
    var first = registerRequest(contacts, expires);
    var response = agent.exchange(first).expectFinal().message();
    return response.status() == 401 ? authenticate(first, response, 1) : response;
  }

  /** A REGISTER of a new transaction, not yet sent, without credentials. */
  public SipMessage registerRequest(List<String> contacts, Duration expires) {
    var request =
        SipMessage.request("REGISTER", "sip:" + domain)
            .with("Via", agent.newVia())
            .with("Max-Forwards", "70")
            .with("From", "<" + address() + ">;tag=" + registrationTag)
            .with("To", "<" + address() + ">")
            .with("Call-ID", registrationId)
            .with("CSeq", ++registrationCseq + " REGISTER");
    for (String contact : contacts) {
      request = request.with("Contact", contact);
    }
    return request.with("Expires", String.valueOf(expires.toSeconds()));
  }

  /**
   * A SUBSCRIBE to the messages of {@code user}, not yet sent, without credentials.
   *
   * @param callId the same for all of a subscription
   * @param toTag of the dialog; "" for a new one
   */
  public SipMessage subscribeRequest(String user, String callId, String toTag, Duration expires) {
    String mailbox = "sip:" + user + "@" + domain;
    return SipMessage.request("SUBSCRIBE", mailbox)
        .with("Via", agent.newVia())
        .with("Max-Forwards", "70")
        .with("From", "<" + address() + ">;tag=" + registrationTag)
        .with("To", "<" + mailbox + ">" + (toTag.isEmpty() ? "" : ";tag=" + toTag))
        .with("Call-ID", callId)
        .with("CSeq", ++registrationCseq + " SUBSCRIBE")
        .with("Contact", contact())
        .with("Event", "message-summary")
        .with("Accept", "application/simple-message-summary")
        .with("Expires", String.valueOf(expires.toSeconds()));
  }

  /** A REFER outside of any dialog (RFC 3515), not yet sent, without credentials. */
  public SipMessage referRequest(String user, String callId, String to) {
    String target = "sip:" + user + "@" + domain;
    return SipMessage.request("REFER", target)
        .with("Via", agent.newVia())
        .with("Max-Forwards", "70")
        .with("From", "<" + address() + ">;tag=" + registrationTag)
        .with("To", "<" + target + ">")
        .with("Call-ID", callId)
        .with("CSeq", ++registrationCseq + " REFER")
        .with("Contact", contact())
        .with("Refer-To", to);
  }

  /** Sends {@code request} again with the answer to a challenge, and returns its final response. */
  public SipMessage authenticate(SipMessage request, SipMessage challenge, int nonceCount) {
    return agent.exchange(authenticated(request, challenge, nonceCount)).expectFinal().message();
  }

  /** {@code request} as a new transaction with the answer to a challenge, not yet sent. */
  public SipMessage authenticated(SipMessage request, SipMessage challenge, int nonceCount) {
    String answer =
        credentials.answer(challenge, request.method(), request.requestUri(), nonceCount);
    return request
        .replacing("Via", agent.newVia())
        .replacing("CSeq", ++registrationCseq + " " + request.method())
        .replacing("Authorization", answer);
  }

  /** The contacts in a 200 to REGISTER. */
  public static List<String> contactsIn(SipMessage response) {
    var contacts = new ArrayList<String>();
    for (String line : response.headers("Contact")) {
      for (String contact : line.split(",(?=\\s*(?:\"[^\"]*\"\\s*)?<)")) {
        contacts.add(contact.strip());
      }
    }
    return contacts;
  }

  /** Prepares a call to a user of the own domain or to a number. */
  public Dial dial(String number) {
    return new Dial(agent, "sip:" + number + "@" + domain, "<" + address() + ">", credentials);
  }

  /** Prepares a call to any address. */
  public Dial dialUri(String uri) {
    return new Dial(agent, uri, "<" + address() + ">", credentials);
  }

  /** Takes the next call to this phone. */
  public IncomingLeg expectInvite() {
    return expectInvite(Inbox.PATIENCE);
  }

  /** Takes the next call to this phone, waiting up to {@code patience}. */
  public IncomingLeg expectInvite(Duration patience) {
    return agent.expectInvite("an INVITE", patience, leg -> true);
  }

  /** Watches for {@code span} that this phone isn't called. */
  public void expectNoInvite(Duration span) {
    agent.expectNoInvite("an INVITE", span, leg -> true);
  }

  @Override
  public void close() {
    agent.close();
  }
}
