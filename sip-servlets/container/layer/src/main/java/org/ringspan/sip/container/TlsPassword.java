package org.ringspan.sip.container;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Optional;
import java.util.Properties;
import org.wildfly.security.encryption.CipherUtil;
import org.wildfly.security.encryption.SecretKeyUtil;

/**
 * The password of the server's private key. A setting holds it only as a token, encrypted with the
 * server's key file by {@code elytron-tool.sh credential-store --encrypt}.
 */
final class TlsPassword {
  /** Elytron's tokens begin with the octets ELY, which base64 writes so. */
  private static final String TOKEN = "RUxZ";

  private TlsPassword() {}

  /**
   * The password in clear; empty if none is set.
   *
   * @throws GeneralSecurityException if it isn't encrypted, or with another key
   * @throws IOException if the key file can't be read
   */
  static Optional<String> in(Properties settings) throws IOException, GeneralSecurityException {
    String token = SipSetting.TLS_PASSWORD.in(settings);
    if (token.isEmpty()) {
      return Optional.empty();
    }
    Path file =
        Path.of(
            settings.getProperty(
                "ringspan.key.file",
                Path.of(settings.getProperty("jboss.server.data.dir", "."), "ringspan.secret-key")
                    .toString()));
    if (!token.startsWith(TOKEN)) {
      throw new GeneralSecurityException(
          SipSetting.TLS_PASSWORD.property()
              + " must be encrypted: elytron-tool.sh credential-store --type"
              + " PropertiesCredentialStore --location "
              + file
              + " --encrypt key --clear-text …");
    }
    Properties keys = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      keys.load(reader);
    }
    String key = keys.getProperty("key");
    if (key == null) {
      throw new IOException(file + " holds no key named key");
    }
    try {
      return Optional.of(CipherUtil.decrypt(token, SecretKeyUtil.importSecretKey(key.strip())));
    } catch (GeneralSecurityException | RuntimeException e) {
      throw new GeneralSecurityException(
          file + " doesn't open " + SipSetting.TLS_PASSWORD.property(), e);
    }
  }
}
