package org.ringspan.sip.container;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsKeyTest {
  @TempDir private Path data;

  @Test
  void theDevelopmentKeyIsMadeOnceAndNamesTheServer() throws Exception {
    Properties settings = new Properties();
    settings.setProperty("jboss.server.data.dir", data.toString());
    settings.setProperty("ringspan.domain", "example.test");
    TlsKey first = TlsKey.of(settings);
    assertThat(TlsKey.of(settings)).isEqualTo(first);

    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(first.file())) {
      store.load(in, first.password().toCharArray());
    }
    X509Certificate certificate = (X509Certificate) store.getCertificate("sip");
    assertThat(certificate.getSubjectAlternativeNames().toString())
        .contains("example.test", "127.0.0.1");
    assertThat(store.getKey("sip", first.password().toCharArray())).isNotNull();
    assertThat(Files.getPosixFilePermissions(first.file())).hasSize(2);
  }

  @Test
  void aConfiguredKeystoreIsTakenAsItIs() throws Exception {
    Properties settings = new Properties();
    settings.setProperty("ringspan.sip.tls.keystore", "/somewhere/sip.p12");
    settings.setProperty("ringspan.sip.tls.keystore.password", "changeit");
    assertThat(TlsKey.of(settings))
        .isEqualTo(new TlsKey(Path.of("/somewhere/sip.p12"), "changeit"));
  }
}
