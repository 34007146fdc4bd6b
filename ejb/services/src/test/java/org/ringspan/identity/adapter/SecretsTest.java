package org.ringspan.identity.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Secrets at rest: the key file and what is sealed with it. */
class SecretsTest {
  @TempDir private Path folder;

  private SecretBox box(String file) throws IOException {
    return new SecretBox(EncryptionKey.readOrCreate(folder.resolve(file)));
  }

  @Test
  @DisplayName("A missing key file is made once, for its owner only")
  void keyFile() throws Exception {
    String sealed = box("key").seal("secret", "a");

    assertThat(box("key").open(sealed, "a")).isEqualTo("secret");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("key"))))
        .isEqualTo("rw-------");
  }

  @Test
  @DisplayName("A key file of WildFly's secret-key-credential-store is read")
  void elytronsFile() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("store"),
            "# Properties Credential Store (Do Not Modify)\n"
                + "key=RUxZAUsAAQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHw==\n");

    byte[] expected = new byte[32];
    for (byte i = 0; i < 32; i++) {
      expected[i] = i;
    }
    assertThat(EncryptionKey.readOrCreate(file).getEncoded()).isEqualTo(expected);
  }

  @Test
  @DisplayName("A file without a usable key is refused, not replaced")
  void badFiles() throws IOException {
    for (String content :
        new String[] {"", "other=x\n", "key=?\n", "key=AAAA\n", "key=RUxZAUsA\n"}) {
      Path file = Files.writeString(folder.resolve("bad"), content);

      assertThatThrownBy(() -> EncryptionKey.readOrCreate(file))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("bad");
      assertThat(file).hasContent(content);
    }
  }

  @Test
  @DisplayName("What was sealed opens only with its key, for its purpose and unchanged")
  void sealed() throws Exception {
    SecretBox box = box("one");
    String sealed = box.seal("secret", "device/a/MD5");

    assertThat(box.seal("secret", "device/a/MD5")).isNotEqualTo(sealed);
    assertDoesNotOpen(box("two"), sealed, "device/a/MD5");
    assertDoesNotOpen(box, sealed, "device/b/MD5");
    char last = sealed.charAt(20) == 'A' ? 'B' : 'A';
    assertDoesNotOpen(box, sealed.substring(0, 20) + last + sealed.substring(21), "device/a/MD5");
    assertDoesNotOpen(box, sealed.substring(0, 10), "device/a/MD5");
    assertDoesNotOpen(box, "plain", "device/a/MD5");
    assertDoesNotOpen(box, "1:???", "device/a/MD5");
  }

  private static void assertDoesNotOpen(SecretBox box, String sealed, String purpose) {
    assertThatThrownBy(() -> box.open(sealed, purpose))
        .isInstanceOf(GeneralSecurityException.class);
  }
}
