package org.ringspan.sip.container;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/** The files that hold the server's private key and its certificates. */
sealed interface KeySource {
  /** The files, to be watched for changes. */
  List<Path> files();

  /**
   * Reads key and certificates and checks that they belong together.
   *
   * @throws IOException if a file can't be read or holds something else; the message names the file
   *     and no secret
   * @throws GeneralSecurityException if a key can't be decrypted or isn't that of the certificate
   */
  ServerKey load() throws IOException, GeneralSecurityException;

  /**
   * A PKCS #12 file.
   *
   * @param password of the file and the key in it
   */
  record Keystore(Path file, String password) implements KeySource {
    @Override
    public List<Path> files() {
      return List.of(file);
    }

    @Override
    public ServerKey load() throws IOException, GeneralSecurityException {
      KeyStore store = KeyStore.getInstance("PKCS12");
      try (InputStream in = Files.newInputStream(file)) {
        store.load(in, password.toCharArray());
      }
      for (String alias : Collections.list(store.aliases())) {
        Key key = store.isKeyEntry(alias) ? store.getKey(alias, password.toCharArray()) : null;
        if (key instanceof PrivateKey found) {
          return ServerKey.of(found, List.of(store.getCertificateChain(alias)));
        }
      }
      throw new IOException(file + " holds no private key");
    }

    @Override
    public String toString() {
      return file.toString();
    }
  }

  /**
   * Two PEM files.
   *
   * @param certificates the server's certificate, then those of the authorities above it
   * @param key the private key in PKCS #8
   * @param password of the key, when it is encrypted
   */
  record Pem(Path certificates, Path key, Optional<String> password) implements KeySource {
    private static final Pattern BLOCK =
        Pattern.compile(
            "-----BEGIN (ENCRYPTED )?PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END \\1?PRIVATE"
                + " KEY-----");

    @Override
    public List<Path> files() {
      return List.of(certificates, key);
    }

    @Override
    public ServerKey load() throws IOException, GeneralSecurityException {
      byte[] chain = Files.readAllBytes(certificates);
      List<? extends Certificate> read =
          List.copyOf(
              CertificateFactory.getInstance("X.509")
                  .generateCertificates(new ByteArrayInputStream(chain)));
      if (read.isEmpty()) {
        throw new IOException(certificates + " holds no certificate");
      }
      return ServerKey.of(privateKey(), read);
    }

    private PrivateKey privateKey() throws IOException, GeneralSecurityException {
      Matcher block = BLOCK.matcher(Files.readString(key, StandardCharsets.US_ASCII));
      if (!block.find()) {
        throw new IOException(key + " holds no private key in PKCS #8");
      }
      byte[] der = Base64.getMimeDecoder().decode(block.group(2));
      return decoded(block.group(1) == null ? new PKCS8EncodedKeySpec(der) : decrypted(der));
    }

    private PKCS8EncodedKeySpec decrypted(byte[] der) throws IOException, GeneralSecurityException {
      if (password.isEmpty()) {
        throw new IOException(key + " is encrypted and there is no password for it");
      }
      EncryptedPrivateKeyInfo encrypted = new EncryptedPrivateKeyInfo(der);
      // The parameters of PBES2 know the whole name, the algorithm itself only the scheme.
      String algorithm =
          encrypted.getAlgName().equals("PBES2")
              ? encrypted.getAlgParameters().toString()
              : encrypted.getAlgName();
      PBEKeySpec typed = new PBEKeySpec(password.get().toCharArray());
      try {
        Cipher cipher = Cipher.getInstance(algorithm);
        cipher.init(
            Cipher.DECRYPT_MODE,
            SecretKeyFactory.getInstance(algorithm).generateSecret(typed),
            encrypted.getAlgParameters());
        return encrypted.getKeySpec(cipher);
      } catch (InvalidKeySpecException e) {
        throw new GeneralSecurityException("the password doesn't open " + key, e);
      } finally {
        typed.clearPassword();
      }
    }

    private PrivateKey decoded(PKCS8EncodedKeySpec spec) throws GeneralSecurityException {
      for (String algorithm : List.of("RSA", "EC", "EdDSA")) {
        try {
          return KeyFactory.getInstance(algorithm).generatePrivate(spec);
        } catch (InvalidKeySpecException e) {
          // A key of another kind.
          continue;
        }
      }
      throw new GeneralSecurityException(key + " holds a key that is neither RSA nor EC nor EdDSA");
    }

    @Override
    public String toString() {
      return certificates + " and " + key;
    }
  }

  /** The certificates as X.509. */
  static X509Certificate[] x509(List<? extends Certificate> chain) throws GeneralSecurityException {
    for (Certificate one : chain) {
      if (!(one instanceof X509Certificate)) {
        throw new GeneralSecurityException("not an X.509 certificate: " + one.getType());
      }
    }
    return chain.toArray(X509Certificate[]::new);
  }
}
