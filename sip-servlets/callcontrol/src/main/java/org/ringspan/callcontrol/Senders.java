package org.ringspan.callcontrol;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import javax.servlet.sip.SipServletRequest;
import javax.servlet.sip.SipServletResponse;
import org.ringspan.address.DeviceName;
import org.ringspan.configuration.boundary.ConfigurationSource;
import org.ringspan.identity.HashAlgorithm;
import org.ringspan.identity.boundary.DeviceCredentials;
import org.ringspan.reach.CallOrigin;
import org.ringspan.sip.container.api.CertifiedPeer;
import org.ringspan.sip.container.api.DigestAlgorithm;
import org.ringspan.sip.container.api.DigestAuthentication;
import org.ringspan.sip.container.api.DigestGuard;
import org.ringspan.sip.container.api.DigestOutcome;
import org.ringspan.sip.container.api.DigestSettings;
import org.ringspan.sip.container.api.Ha1;
import org.ringspan.trunk.Trunk;
import org.ringspan.trunk.boundary.TrunkWatch;

/**
 * Tells who sends a request outside any dialog:
 *
 * <ol>
 *   <li>a trunk that is known by the name in its certificate;
 *   <li>a trunk that is known by its address (D22);
 *   <li>a trunk that is known by the user name of its credentials;
 *   <li>a phone, by its credentials.
 * </ol>
 *
 * Everybody else is challenged, and learns nothing but that. A phone whose user is out of service
 * gets 403, whatever it asks for outside a call.
 */
@ApplicationScoped
public class Senders {
  @Inject private ConfigurationSource configuration;
  @Inject private DeviceCredentials credentials;
  @Inject private TrunkWatch trunks;
  @Inject private GuessWatch guesses;
  private DigestAuthentication digest;

  @PostConstruct
  void start() {
    digest = new DigestAuthentication(DigestSettings.DEFAULT, this::ha1, Clock.systemUTC());
  }

  /**
   * Who sends the request.
   *
   * @return empty when it has been challenged or refused; nothing is left to do then
   */
  Optional<CallOrigin> senderOf(SipServletRequest request) throws IOException {
    Optional<Trunk> known =
        certified(request)
            .or(
                () ->
                    trunks.trunkAt(request.getInitialRemoteAddr(), request.getInitialRemotePort()));
    if (known.isPresent()) {
      return Optional.of(new CallOrigin.FromTrunk(known.get().name()));
    }
    return authenticated(request)
        .map(
            username ->
                trunkOf(username)
                    .<CallOrigin>map(trunk -> new CallOrigin.FromTrunk(trunk.name()))
                    .orElseGet(() -> new CallOrigin.FromDevice(new DeviceName(username))));
  }

  /**
   * Which phone sends the request. A trunk that authenticates is none and gets 403.
   *
   * @return empty when it has been challenged or refused; nothing is left to do then
   */
  Optional<DeviceName> deviceOf(SipServletRequest request) throws IOException {
    Optional<String> username = authenticated(request);
    if (username.flatMap(this::trunkOf).isPresent()) {
      request.createResponse(SipServletResponse.SC_FORBIDDEN).send();
      return Optional.empty();
    }
    return username.map(DeviceName::new);
  }

  // rfc5922#section-7.4: "server policies can use the set of SIP domain identities gathered from
  // the
  // certificate in Section 7.1 to make authorization decisions."
  private Optional<Trunk> certified(SipServletRequest request) {
    return configuration.current().trunks().trunkByTlsNames(CertifiedPeer.namesOf(request));
  }

  private Optional<Trunk> trunkOf(String username) {
    return configuration.current().trunks().trunkByUsername(username);
  }

  private Optional<String> authenticated(SipServletRequest request) throws IOException {
    DigestGuard guard = username -> guesses.admits(request, username);
    return switch (digest.authenticate(request, configuration.current().domain(), guard)) {
      case DigestOutcome.Accepted(var username) -> {
        guesses.right(request, username);
        if (trunkOf(username).isEmpty() && !isInService(username)) {
          request.createResponse(SipServletResponse.SC_FORBIDDEN).send();
          yield Optional.empty();
        }
        yield Optional.of(username);
      }
      case DigestOutcome.ChallengeSent sent -> Optional.empty();
      case DigestOutcome.Wrong(var username) -> {
        guesses.wrong(request, username);
        request.createResponse(SipServletResponse.SC_FORBIDDEN).send();
        yield Optional.empty();
      }
      case DigestOutcome.NotLookedAt(var username) -> {
        SipServletResponse later = request.createResponse(SipServletResponse.SC_FORBIDDEN);
        later.setHeader("Retry-After", Long.toString(guesses.secondsLeft(request, username)));
        later.send();
        yield Optional.empty();
      }
      case DigestOutcome.Refused(int status, var reason) -> {
        request.createResponse(status, reason).send();
        yield Optional.empty();
      }
    };
  }

  private boolean isInService(String username) {
    return DeviceName.isValid(username)
        && configuration.current().device(new DeviceName(username)).isPresent();
  }

  private Optional<Ha1> ha1(String username, String realm, DigestAlgorithm algorithm) {
    if (!realm.equals(configuration.current().domain()) || !DeviceName.isValid(username)) {
      return Optional.empty();
    }
    HashAlgorithm stored =
        switch (algorithm) {
          case MD5 -> HashAlgorithm.MD5;
          case SHA_256 -> HashAlgorithm.SHA256;
        };
    return credentials.ha1(new DeviceName(username), stored).map(Ha1::new);
  }
}
