package org.ringspan.activedirectory.contract;

import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;

@DisplayName("A Samba domain controller is a directory")
class SambaContractIT extends DirectoryContract {
  private static @Nullable SambaPeer peer;

  @BeforeAll
  static void start() {
    var missing = SambaPeer.missing();
    if (missing != null && "true".equals(System.getenv("CI"))) {
      fail(missing);
    }
    assumeTrue(missing == null, missing);
    peer = SambaPeer.start();
  }

  @AfterAll
  static void stop() {
    if (peer != null) {
      peer.close();
    }
  }

  @Override
  Peer peer() {
    return java.util.Objects.requireNonNull(peer);
  }
}
