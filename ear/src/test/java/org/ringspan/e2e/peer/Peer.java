package org.ringspan.e2e.peer;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** A program of somebody else that a test talks to. */
public enum Peer {
  BARESIP("baresip", "baresip-core"),
  SIPP("sipp", "sip-tester"),
  KAMAILIO("kamailio", "kamailio"),
  RTPENGINE("rtpengine", "rtpengine-daemon"),
  OPENSSL("openssl", "openssl"),
  CHROMIUM("chromium", "chromium"),
  CHROMEDRIVER("chromedriver", "chromium-driver");

  private final String command;
  private final String debianPackage;

  Peer(String command, String debianPackage) {
    this.command = command;
    this.debianPackage = debianPackage;
  }

  String command() {
    return command;
  }

  /**
   * Skips the test when the program isn't installed; with {@code CI=true} in the environment fails
   * it.
   */
  public void require() {
    boolean installed =
        Stream.concat(
                Arrays.stream(System.getenv("PATH").split(File.pathSeparator)),
                Stream.of("/usr/sbin"))
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, command)));
    requirePresent(installed, command + " is not installed: apt-get install " + debianPackage);
  }

  /**
   * Skips the test with a line that says what is missing; with {@code CI=true} in the environment
   * fails it.
   *
   * @param missing what is missing, and how to get it
   */
  public static void requirePresent(boolean present, String missing) {
    if (!present && "true".equals(System.getenv("CI"))) {
      throw new AssertionError(missing);
    }
    Assumptions.assumeTrue(present, missing);
  }
}
