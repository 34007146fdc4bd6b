package org.ringspan.activedirectory.contract;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The simulator is a directory")
class SimulatorContractTest extends DirectoryContract {
  private static SimulatedPeer peer;

  @BeforeAll
  static void start(@TempDir Path directory) {
    peer = new SimulatedPeer(directory, 2000);
  }

  @AfterAll
  static void stop() {
    peer.close();
  }

  @Override
  Peer peer() {
    return peer;
  }
}
