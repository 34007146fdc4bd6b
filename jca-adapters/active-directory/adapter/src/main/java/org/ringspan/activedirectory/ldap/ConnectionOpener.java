package org.ringspan.activedirectory.ldap;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.concurrent.locks.ReentrantLock;
import javax.net.ssl.X509ExtendedTrustManager;
import org.apache.directory.api.ldap.codec.api.LdapApiService;
import org.apache.directory.api.ldap.codec.controls.OpaqueControlFactory;
import org.apache.directory.api.ldap.codec.standalone.StandaloneLdapApiService;
import org.apache.directory.api.ldap.extras.controls.ad.AdDirSyncResponse;
import org.apache.directory.api.ldap.model.exception.LdapException;
import org.apache.directory.api.ldap.model.message.BindRequestImpl;
import org.apache.directory.api.ldap.model.message.BindResponse;
import org.apache.directory.api.ldap.model.message.ResultCodeEnum;
import org.apache.directory.ldap.client.api.LdapConnectionConfig;
import org.apache.directory.ldap.client.api.SaslDigestMd5Request;
import org.apache.directory.ldap.client.api.SaslGssApiRequest;
import org.ringspan.activedirectory.ActiveDirectoryException;
import org.ringspan.activedirectory.DirectoryRefusedException;
import org.ringspan.activedirectory.DirectoryUnavailableException;

/** Opens connections and logs in, one login at a time. */
final class ConnectionOpener {
  private final LdapSettings settings;
  private final LdapFigures figures;
  private final InstantSource clock;
  private final LoginGuard guard;
  private final LdapApiService codec;
  private final X509ExtendedTrustManager authorities;
  private final ReentrantLock login = new ReentrantLock();

  /** So that what tells passwords apart tells nothing of them. */
  private final byte[] salt = new byte[16];

  ConnectionOpener(
      LdapSettings settings, LdapFigures figures, InstantSource clock, LoginGuard guard) {
    this.settings = settings;
    this.figures = figures;
    this.clock = clock;
    this.guard = guard;
    this.codec = codec();
    this.authorities = CheckedTrust.authorities(settings.trust());
    new SecureRandom().nextBytes(salt);
  }

  private static LdapApiService codec() {
    try {
      var codec = new StandaloneLdapApiService();
      // The library reads its first number as flags and forgets what it was: whether more follows.
      codec.unregisterResponseControl(AdDirSyncResponse.OID);
      codec.unregisterRequestControl(DirSyncControl.OID);
      codec.registerRequestControl(new OpaqueControlFactory(codec, DirSyncControl.OID));
      return codec;
    } catch (Exception broken) {
      throw new IllegalStateException("the LDAP library doesn't start", broken);
    }
  }

  /**
   * A connection to a controller, logged in.
   *
   * @throws DirectoryRefusedException when the login is refused, or isn't tried
   * @throws DirectoryUnavailableException when the controller can't be reached or believed
   */
  ControllerConnection open(ControllerAddress address) throws ActiveDirectoryException {
    if (!settings.account().isEmpty()) {
      var password = octets(settings.password().get());
      try {
        requirePassword(password);
        held(guard.check(clock.instant(), mark(password)));
      } finally {
        Arrays.fill(password, (byte) 0);
      }
    }
    var trust = CheckedTrust.of(authorities, address.host());
    var wire = new WireConnection(config(address, trust));
    trust.onRefusal(wire::refused);
    var done = false;
    try {
      wire.connect();
      if (settings.security() != LdapSettings.Security.CLEAR && !wire.isSecured()) {
        throw new DirectoryUnavailableException(address + " isn't protected by TLS", null);
      }
      if (!settings.account().isEmpty()) {
        bind(wire, address);
      }
      figures.count(LdapFigures.Figure.CONNECTIONS_OPENED);
      done = true;
      return new ControllerConnection(wire, address, settings, figures);
    } catch (LdapException failed) {
      figures.count(LdapFigures.Figure.CONNECTIONS_LOST);
      var reason = wire.failure() == null ? failed : wire.failure();
      throw new DirectoryUnavailableException(
          "no connection to " + address + ControllerConnection.words(reason), reason);
    } finally {
      if (!done) {
        wire.close();
      }
    }
  }

  private LdapConnectionConfig config(ControllerAddress address, CheckedTrust trust) {
    var config = new LdapConnectionConfig();
    config.setLdapHost(address.host());
    config.setLdapPort(address.port());
    config.setUseSsl(settings.security() == LdapSettings.Security.LDAPS);
    config.setUseTls(settings.security() == LdapSettings.Security.STARTTLS);
    config.setTrustManagers(trust);
    // Ours checks the name that was configured, not the address that it led to.
    config.setSslEndpointIdentificationAlgorithm(null);
    config.setEnabledProtocols("TLSv1.3", "TLSv1.2");
    config.setTimeout(settings.readTimeout().toMillis());
    config.setConnectTimeout(settings.connectTimeout().toMillis());
    config.setReadOperationTimeout(settings.readTimeout().toMillis());
    config.setWriteOperationTimeout(settings.readTimeout().toMillis());
    config.setSendTimeout(settings.readTimeout().toMillis());
    config.setCloseTimeout(settings.connectTimeout().toMillis());
    config.setMaxPDUSize(settings.maxMessage());
    config.setLdapApiService(codec);
    // Every value stays as it came: what it is, its reader knows.
    config.setBinaryAttributeDetector(attribute -> true);
    return config;
  }

  private void bind(WireConnection wire, ControllerAddress address)
      throws ActiveDirectoryException, LdapException {
    // One at a time: eight threads with a wrong password would be eight wrong passwords.
    login.lock();
    var password = octets(settings.password().get());
    try {
      requirePassword(password);
      var mark = mark(password);
      held(guard.check(clock.instant(), mark));
      figures.count(LdapFigures.Figure.BINDS);
      var result = answer(wire, password).getLdapResult();
      if (result.getResultCode() == ResultCodeEnum.SUCCESS) {
        guard.accepted();
        return;
      }
      if (result.getResultCode() == ResultCodeEnum.PROTOCOL_ERROR && !wire.isConnected()) {
        throw new DirectoryUnavailableException(address + " was lost at the login", wire.failure());
      }
      figures.count(LdapFigures.Figure.BINDS_REFUSED);
      var error = LdapErrors.of(result, "login of " + settings.account() + " at " + address);
      if (result.getResultCode() == ResultCodeEnum.INVALID_CREDENTIALS
          && error instanceof DirectoryRefusedException refused) {
        guard.refused(clock.instant(), refused, mark);
      }
      throw error;
    } finally {
      Arrays.fill(password, (byte) 0);
      login.unlock();
    }
  }

  /**
   * rfc4513#section-5.1.2: a name without a password is "unauthenticated", and succeeds.
   *
   * @throws DirectoryUnavailableException without one: there may be one later, and what waits must
   *     not be given up
   */
  private void requirePassword(byte[] password) throws DirectoryUnavailableException {
    if (password.length == 0) {
      throw new DirectoryUnavailableException(
          "login of " + settings.account() + ": there is no password, or it isn't known yet", null);
    }
  }

  private String mark(byte[] password) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      digest.update(salt);
      return HexFormat.of().formatHex(digest.digest(password));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private void held(java.util.Optional<DirectoryRefusedException> held)
      throws DirectoryRefusedException {
    if (held.isPresent()) {
      figures.count(LdapFigures.Figure.BINDS_HELD_BACK);
      throw held.get();
    }
  }

  private BindResponse answer(WireConnection wire, byte[] password) throws LdapException {
    switch (settings.login()) {
      case KERBEROS -> {
        var request = new SaslGssApiRequest();
        request.setUsername(settings.account());
        request.setCredentials(new String(password, StandardCharsets.UTF_8));
        return wire.bind(request);
      }
      case DIGEST_MD5 -> {
        var request = new SaslDigestMd5Request();
        request.setUsername(settings.account());
        request.setCredentials(new String(password, StandardCharsets.UTF_8));
        return wire.bind(request);
      }
      case SIMPLE -> {
        var request = new BindRequestImpl();
        request.setName(settings.account());
        request.setCredentials(password);
        return wire.bind(request);
      }
    }
    throw new IllegalStateException("no such login: " + settings.login());
  }

  private static byte[] octets(char[] password) {
    ByteBuffer encoded = StandardCharsets.UTF_8.encode(CharBuffer.wrap(password));
    var octets = new byte[encoded.remaining()];
    encoded.get(octets);
    Arrays.fill(encoded.array(), (byte) 0);
    Arrays.fill(password, ' ');
    return octets;
  }
}
