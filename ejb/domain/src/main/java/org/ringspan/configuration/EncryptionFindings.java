package org.ringspan.configuration;

import java.util.ArrayList;
import java.util.List;
import org.ringspan.address.Transport;
import org.ringspan.configuration.Finding.Severity;
import org.ringspan.encryption.MediaEncryption;
import org.ringspan.trunk.Trunk;

/** What an administrator should look at in how media are encrypted. */
final class EncryptionFindings {
  private EncryptionFindings() {}

  /**
   * @param encrypts whether the media engine can encrypt
   */
  static List<Finding> of(ConfigurationSnapshot configuration, boolean encrypts) {
    List<Finding> findings = new ArrayList<>();
    for (Trunk trunk : configuration.trunks().inOrder()) {
      String where = "trunk " + trunk.name();
      if (trunk.encryption().isOn() && !encrypts) {
        findings.add(nobodyEncrypts(where));
      }
      if (trunk.encryption() == MediaEncryption.SDES && trunk.transport() != Transport.TLS) {
        findings.add(
            new Finding(
                Severity.WARNING,
                where,
                "sends the keys of its media in clear over " + trunk.transport().parameter(),
                "use transport tls"));
      }
    }
    for (Device device : configuration.devices()) {
      String where = "device " + device.name();
      if (device.encryption().isOn() && !encrypts) {
        findings.add(nobodyEncrypts(where));
      }
      if (device.encryption() == MediaEncryption.SDES) {
        findings.add(
            new Finding(
                Severity.NOTE,
                where,
                "sends the keys of its media in clear unless it registers over tls",
                "have it register over tls"));
      }
    }
    return findings;
  }

  private static Finding nobodyEncrypts(String where) {
    return new Finding(
        Severity.ERROR,
        where,
        "has no calls, since its media are to be encrypted and no rtpengine is configured",
        "set ringspan.media.engine to rtpengine, or mediaEncryption to none");
  }
}
