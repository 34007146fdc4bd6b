package org.ringspan.sip.wire.transport;

import gov.nist.core.net.DefaultSecurityManagerProvider;
import gov.nist.core.net.SecurityManagerProvider;
import gov.nist.javax.sip.SipStackImpl;
import gov.nist.javax.sip.stack.ClientAuthType;
import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Properties;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;
import org.ringspan.sip.wire.Transport;

/**
 * Keys, trust and protocols of TLS, from the stack's own properties: the key store properties or
 * SECURITY_MANAGER_PROVIDER, TLS_CLIENT_AUTH_TYPE, and where they are given TLS_CLIENT_PROTOCOLS
 * and ENABLED_CIPHER_SUITES. Without the last two the platform's defaults hold, not the stack's,
 * which are of 2010.
 *
 * <p>With the type {@code Want} a client is asked for a certificate, but may show none or one that
 * nobody believes: then it is unknown.
 */
final class TlsSettings {

  private static final String PREFIX = "gov.nist.javax.sip.";

  private final SSLContext server;
  private final SSLContext client;
  private final X509TrustManager trust;
  private final ClientAuthType clientAuth;
  private final String @Nullable [] protocols;
  private final String @Nullable [] suites;

  TlsSettings(SipStackImpl stack, Transport kind) throws IOException {
    Properties properties = stack.getConfigurationProperties();
    // A browser would ask its user which certificate to show.
    clientAuth =
        kind == Transport.WSS && stack.getClientAuth() == ClientAuthType.Want
            ? ClientAuthType.Disabled
            : stack.getClientAuth();
    protocols =
        properties.getProperty(PREFIX + "TLS_CLIENT_PROTOCOLS") == null
            ? null
            : stack.getEnabledProtocols();
    suites =
        properties.getProperty(PREFIX + "ENABLED_CIPHER_SUITES") == null
            ? null
            : stack.getEnabledCipherSuites();
    try {
      SecurityManagerProvider keys = provider(properties);
      server = SSLContext.getInstance("TLS");
      trust = x509(keys.getTrustManagers(false));
      server.init(
          keys.getKeyManagers(false),
          new TrustManager[] {clientAuth == ClientAuthType.Want ? new DeferredTrust() : trust},
          null);
      client = SSLContext.getInstance("TLS");
      client.init(keys.getKeyManagers(true), keys.getTrustManagers(true), null);
    } catch (GeneralSecurityException | ReflectiveOperationException e) {
      throw new IOException("TLS can't be set up", e);
    }
  }

  private static SecurityManagerProvider provider(Properties properties)
      throws GeneralSecurityException, IOException, ReflectiveOperationException {
    String name = properties.getProperty(PREFIX + "SECURITY_MANAGER_PROVIDER");
    SecurityManagerProvider provider =
        name == null
            ? new DefaultSecurityManagerProvider()
            : (SecurityManagerProvider) Class.forName(name).getDeclaredConstructor().newInstance();
    provider.init(properties);
    return provider;
  }

  private static X509TrustManager x509(TrustManager[] managers) throws GeneralSecurityException {
    for (TrustManager manager : managers) {
      if (manager instanceof X509TrustManager found) {
        return found;
      }
    }
    throw new GeneralSecurityException("nothing verifies certificates");
  }

  /**
   * Who is at the other end, after the handshake.
   *
   * @throws CertificateException if the peer has shown a certificate that isn't to be believed: it
   *     has ended, comes from no authority that is trusted, or isn't for this use
   */
  PeerIdentity identityOf(SSLSocket socket) throws CertificateException {
    X509Certificate[] chain;
    try {
      Certificate[] shown = socket.getSession().getPeerCertificates();
      chain = Arrays.copyOf(shown, shown.length, X509Certificate[].class);
    } catch (SSLPeerUnverifiedException e) {
      // rfc5922#section-7.4: "If the client does not present a certificate, the client MUST NOT be
      // considered authenticated."
      return PeerIdentity.UNKNOWN;
    }
    // What a server shows has been verified in the handshake.
    if (!socket.getUseClientMode()) {
      trust.checkClientTrusted(chain, chain[0].getPublicKey().getAlgorithm());
    }
    return PeerIdentity.of(chain);
  }

  /** Wraps an accepted connection; the handshake hasn't begun. */
  SSLSocket accepted(Socket plain) throws IOException {
    SSLSocket socket = wrap(server, plain);
    socket.setUseClientMode(false);
    switch (clientAuth) {
      case Want -> socket.setWantClientAuth(true);
      case Disabled, DisabledAll -> socket.setNeedClientAuth(false);
      case Enabled, Default -> socket.setNeedClientAuth(true);
    }
    return socket;
  }

  /** Wraps a connection that was opened; the handshake hasn't begun. */
  SSLSocket connected(Socket plain) throws IOException {
    SSLSocket socket = wrap(client, plain);
    socket.setUseClientMode(true);
    return socket;
  }

  private SSLSocket wrap(SSLContext context, Socket plain) throws IOException {
    SSLSocket socket =
        (SSLSocket)
            context
                .getSocketFactory()
                .createSocket(
                    plain, plain.getInetAddress().getHostAddress(), plain.getPort(), false);
    if (protocols != null) {
      socket.setEnabledProtocols(
          Arrays.stream(protocols).filter(p -> !p.startsWith("SSL")).toArray(String[]::new));
    }
    if (suites != null) {
      socket.setEnabledCipherSuites(suites);
    }
    return socket;
  }
}
