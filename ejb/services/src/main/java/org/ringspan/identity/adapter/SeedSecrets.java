package org.ringspan.identity.adapter;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.ringspan.address.DeviceName;
import org.ringspan.address.TrunkName;
import org.ringspan.address.UserId;

/**
 * The passwords that come with a seed document: one properties file in UTF-8, names of users and of
 * devices in one space. Whoever isn't in it gets no password and can't log in or register.
 */
public final class SeedSecrets {
  private final Properties passwords;
  private final String realm;
  private final SecretBox box;

  private SeedSecrets(Properties passwords, String realm, SecretBox box) {
    this.passwords = passwords;
    this.realm = realm;
    this.box = box;
  }

  /**
   * @param file the properties file; empty: no passwords
   * @param realm the domain that the devices' hashes are made for
   */
  public static SeedSecrets read(Optional<Path> file, String realm, SecretBox box)
      throws IOException {
    Properties passwords = new Properties();
    if (file.isPresent()) {
      try (Reader reader = Files.newBufferedReader(file.get())) {
        passwords.load(reader);
      }
    }
    return new SeedSecrets(passwords, realm, box);
  }

  /** No passwords: everything keeps what it has. */
  public static SeedSecrets none(String realm, SecretBox box) {
    return new SeedSecrets(new Properties(), realm, box);
  }

  /** These passwords, by the names of users and devices. */
  public static SeedSecrets of(Map<String, String> passwords, String realm, SecretBox box) {
    Properties properties = new Properties();
    properties.putAll(passwords);
    return new SeedSecrets(properties, realm, box);
  }

  /** The hash to keep of a user's password. */
  public Optional<PasswordHash> passwordHash(UserId user) {
    return password(user.value()).map(PasswordHash::of);
  }

  /** Whether there is a password for a device. */
  public boolean knows(DeviceName device) {
    return password(device.value()).isPresent();
  }

  /** The sealed hashes to keep of a device's password. */
  public Optional<SealedHashes> deviceHashes(DeviceName device) {
    return password(device.value()).map(password -> SealedHashes.of(box, device, realm, password));
  }

  /**
   * The sealed password with which we answer a trunk's challenges: the file calls it {@code
   * trunk/name}, which is no name of a user or device.
   */
  public Optional<String> trunkLogin(TrunkName trunk) {
    return password("trunk/" + trunk)
        .map(password -> box.seal(password, StoredTrunkLogins.purpose(trunk)));
  }

  private Optional<String> password(String name) {
    return Optional.ofNullable(passwords.getProperty(name)).filter(text -> !text.isEmpty());
  }
}
