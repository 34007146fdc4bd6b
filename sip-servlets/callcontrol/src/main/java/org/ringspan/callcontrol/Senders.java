package org.ringspan.callcontrol;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import javax.servlet.sip.SipServletRequest;
import org.ringspan.address.DeviceName;
import org.ringspan.configuration.ConfigurationSnapshot;
import org.ringspan.configuration.boundary.ConfigurationSource;
import org.ringspan.identity.HashAlgorithm;
import org.ringspan.identity.boundary.DeviceCredentials;
import org.ringspan.reach.CallOrigin;
import org.ringspan.sip.container.api.DigestAlgorithm;
import org.ringspan.sip.container.api.DigestAuthentication;
import org.ringspan.sip.container.api.DigestOutcome;
import org.ringspan.sip.container.api.DigestSettings;
import org.ringspan.sip.container.api.Ha1;
import org.ringspan.trunk.Trunk;

/**
 * Tells who sends a request outside any dialog: a trunk by its address and port (D22), a phone by
 * its credentials.
 */
@ApplicationScoped
public class Senders {
  @Inject private ConfigurationSource configuration;
  @Inject private DeviceCredentials credentials;
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
    Optional<Trunk> trunk =
        configuration
            .current()
            .trunkAt(request.getInitialRemoteAddr(), request.getInitialRemotePort());
    if (trunk.isPresent()) {
      return Optional.of(new CallOrigin.FromTrunk(trunk.get().name()));
    }
    return deviceOf(request).map(CallOrigin.FromDevice::new);
  }

  /**
   * Which phone sends the request.
   *
   * @return empty when it has been challenged or refused; nothing is left to do then
   */
  Optional<DeviceName> deviceOf(SipServletRequest request) throws IOException {
    ConfigurationSnapshot now = configuration.current();
    return switch (digest.authenticate(request, now.domain())) {
      case DigestOutcome.Accepted(var username) -> Optional.of(new DeviceName(username));
      case DigestOutcome.ChallengeSent sent -> {
        yield Optional.empty();
      }
      case DigestOutcome.Refused(int status, var reason) -> {
        request.createResponse(status, reason).send();
        yield Optional.empty();
      }
    };
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
