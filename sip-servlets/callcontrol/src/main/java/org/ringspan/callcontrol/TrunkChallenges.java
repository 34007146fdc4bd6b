package org.ringspan.callcontrol;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.ListIterator;
import java.util.Optional;
import javax.servlet.sip.SipServletRequest;
import javax.servlet.sip.SipServletResponse;
import org.jboss.logging.Logger;
import org.ringspan.configuration.boundary.ConfigurationSource;
import org.ringspan.identity.boundary.TrunkLogins;
import org.ringspan.sip.container.api.DigestAnswer;
import org.ringspan.trunk.Trunk;

/**
 * Answers a trunk that challenges our INVITE, re-INVITE, BYE or SUBSCRIBE, once a request:
 *
 * <ol>
 *   <li>the trunk has a login and its password can be opened;
 *   <li>the request bore no credentials yet;
 *   <li>it is sent again in the same session with the next CSeq.
 * </ol>
 *
 * Whatever doesn't fit is left to the call, for which 401 and 407 are refusals like others.
 */
@ApplicationScoped
public class TrunkChallenges {
  private static final Logger LOG = Logger.getLogger(TrunkChallenges.class);
  private static final int NONCE_BYTES = 16;

  @Inject private ConfigurationSource configuration;
  @Inject private TrunkLogins logins;
  private final SecureRandom random = new SecureRandom();

  /** Sends the request again with credentials; false when the response is no such challenge. */
  boolean answered(SipServletResponse response) throws IOException {
    int status = response.getStatus();
    if (status != SipServletResponse.SC_UNAUTHORIZED
        && status != SipServletResponse.SC_PROXY_AUTHENTICATION_REQUIRED) {
      return false;
    }
    Optional<Trunk> trunk =
        TrunkObservations.trunkOf(response.getSession())
            .flatMap(name -> configuration.current().trunk(name));
    Optional<String> password = trunk.flatMap(one -> logins.password(one.name()));
    if (trunk.isEmpty() || trunk.get().login().isEmpty() || password.isEmpty()) {
      return false;
    }
    boolean proxy = status == SipServletResponse.SC_PROXY_AUTHENTICATION_REQUIRED;
    List<String> challenges = values(response, proxy ? "Proxy-Authenticate" : "WWW-Authenticate");
    String header = proxy ? "Proxy-Authorization" : "Authorization";
    // rfc3261#section-22.2: "A UAC MUST NOT re-attempt requests with the credentials that have just
    // been rejected". Each request is sent without any at first, so none can be stale.
    if (response.getRequest().getHeader(header) != null) {
      LOG.warnf("Trunk %s refuses our login", trunk.get().name());
      return false;
    }
    String uri = response.getRequest().getRequestURI().toString();
    Optional<String> credentials =
        DigestAnswer.to(
            challenges,
            trunk.get().login().get(),
            password.get(),
            response.getMethod(),
            uri,
            clientNonce());
    if (credentials.isEmpty()) {
      LOG.warnf("Trunk %s challenges in a way that we don't know", trunk.get().name());
      return false;
    }
    again(response, header, credentials.get());
    return true;
  }

  private static void again(SipServletResponse response, String header, String credentials)
      throws IOException {
    SipServletRequest first = response.getRequest();
    SipServletRequest again = response.getSession().createRequest(response.getMethod());
    again.setHeader(header, credentials);
    SessionHeaders.copy(first, again);
    KeySubscription.copy(first, again);
    if (first.getContentLength() > 0 && again.getContentLength() <= 0) {
      again.setContent(first.getContent(), first.getContentType());
    }
    if (first.isInitial()) {
      LiveCall.partyOf(response.getSession()).ifPresent(party -> party.invitedAgain(again));
    }
    again.send();
  }

  // rfc3261#section-22.1: "UACs creating an ACK message will duplicate all of the Authorization and
  // Proxy-Authorization header field values that appeared in the INVITE to which the ACK
  // corresponds."
  static void repeatIn(SipServletRequest ack, SipServletResponse success) {
    for (String name : List.of("Authorization", "Proxy-Authorization")) {
      String credentials = success.getRequest().getHeader(name);
      if (credentials != null) {
        ack.setHeader(name, credentials);
      }
    }
  }

  private static List<String> values(SipServletResponse response, String name) {
    List<String> values = new ArrayList<>();
    for (ListIterator<String> found = response.getHeaders(name); found.hasNext(); ) {
      values.add(found.next());
    }
    return values;
  }

  private String clientNonce() {
    byte[] bytes = new byte[NONCE_BYTES];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
