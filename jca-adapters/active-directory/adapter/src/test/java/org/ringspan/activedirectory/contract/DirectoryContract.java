package org.ringspan.activedirectory.contract;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;

/** Everything that the adapter needs of a directory; run by the simulator and by a real one. */
abstract class DirectoryContract {
  abstract Peer peer();

  @Nested
  @DisplayName("Reading")
  class Reading extends ReadContract {
    @Override
    Peer peer() {
      return DirectoryContract.this.peer();
    }
  }

  @Nested
  @DisplayName("Writing")
  class Writing extends WriteContract {
    @Override
    Peer peer() {
      return DirectoryContract.this.peer();
    }
  }

  @Nested
  @DisplayName("Changes")
  class Changes extends ChangeContract {
    @Override
    Peer peer() {
      return DirectoryContract.this.peer();
    }
  }

  @Nested
  @DisplayName("Connections")
  class Connections extends ConnectionContract {
    @Override
    Peer peer() {
      return DirectoryContract.this.peer();
    }
  }
}
