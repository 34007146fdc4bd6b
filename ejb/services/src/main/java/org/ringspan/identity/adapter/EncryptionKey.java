package org.ringspan.identity.adapter;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Properties;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * The key that seals secrets at rest. It lies in a file outside the deployment and the database, in
 * the format of WildFly's {@code secret-key-credential-store}, so the server's CLI can export and
 * import it.
 */
public final class EncryptionKey {
  private static final String ALIAS = "key";
  // Elytron's token: three letters, version 1, type K for a key; the key follows.
  private static final byte[] PREFIX = {'E', 'L', 'Y', 1, 'K'};
  private static final int GENERATED_BYTES = 32;

  private EncryptionKey() {}

  /**
   * The key in {@code file}. A missing file is made with a new key, readable by its owner only.
   *
   * @throws IOException when the file can't be read or holds no key under the alias {@code key}
   */
  public static SecretKey readOrCreate(Path file) throws IOException {
    if (!Files.exists(file)) {
      create(file);
    }
    Properties entries = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      entries.load(reader);
    }
    String token = entries.getProperty(ALIAS);
    if (token == null) {
      throw new IOException(file + " holds no key named " + ALIAS);
    }
    return decoded(file, token.strip());
  }

  private static SecretKey decoded(Path file, String token) throws IOException {
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(token);
    } catch (IllegalArgumentException e) {
      throw new IOException(file + " holds a key that isn't base64", e);
    }
    int length = bytes.length - PREFIX.length;
    boolean known = length > 0 && Arrays.equals(bytes, 0, PREFIX.length, PREFIX, 0, PREFIX.length);
    if (!known || (length != 16 && length != 24 && length != 32)) {
      throw new IOException(file + " holds no AES key of 128, 192 or 256 bits");
    }
    return new SecretKeySpec(bytes, PREFIX.length, length, "AES");
  }

  private static void create(Path file) throws IOException {
    byte[] token = new byte[PREFIX.length + GENERATED_BYTES];
    new SecureRandom().nextBytes(token);
    System.arraycopy(PREFIX, 0, token, 0, PREFIX.length);
    String text = ALIAS + "=" + Base64.getEncoder().encodeToString(token) + "\n";
    try {
      if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
        Files.createFile(
            file,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      } else {
        Files.createFile(file);
      }
    } catch (FileAlreadyExistsException e) {
      // Another node that shares the directory was faster: its key is the key.
      return;
    }
    Files.write(file, text.getBytes(StandardCharsets.US_ASCII));
  }
}
