package org.ringspan.journal.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A process that is killed")
class CrashTest {

  @TempDir Path directory;

  private void killAt(String what, String place) throws Exception {
    try (var child = Children.start(directory, what, place)) {
      child.awaitLine("at " + place);
      child.kill();
    }
  }

  @ParameterizedTest(name = "at {0}: written are {1} of 3")
  @DisplayName("in two phases")
  @CsvSource({
    "prepare/write, 0", // before the record of the preparation
    "prepare/force, 0", // after it, before the disk has it
    "prepared, 0", // before the decision
    "commit, 3", // after the decision, before anything else
    "commit/write, 3", // before the record of the decision
    "before-1, 3", // before the first remote write
    "after-1/write, 3", // between it and its record
    "before-2, 3", // between two remote writes
    "after-3, 3", // after the last remote write
    "returned, 3" // before the manager has forgotten it
  })
  void twoPhases(String place, int written) throws Exception {
    killAt("twophase", place);
    assertThat(CrashLoop.faults(directory)).isEmpty();
    assertThat(new FileRemote(directory, p -> {}).writes())
        .isEqualTo(CrashChild.WISHES.subList(0, written));
  }

  @ParameterizedTest(name = "at {0}: written are {1} of 3")
  @DisplayName("in one phase")
  @CsvSource({
    "prepare/write, 0",
    "prepare/force, 3",
    "before-1, 3",
    "after-2/write, 3",
    "after-3, 3",
  })
  void onePhase(String place, int written) throws Exception {
    killAt("onephase", place);
    assertThat(CrashLoop.faults(directory)).isEmpty();
    assertThat(new FileRemote(directory, p -> {}).writes())
        .isEqualTo(CrashChild.WISHES.subList(0, written));
  }

  @ParameterizedTest(name = "at {0}")
  @DisplayName("in recovery, twice")
  @CsvSource({"write", "force", "rename", "before-2", "after-2", "after-3/write"})
  void recovery(String place) throws Exception {
    killAt("twophase", "after-1");
    killAt("recover", place);
    killAt("recover", place.equals("after-2") ? "before-3" : "rename");
    assertThat(CrashLoop.faults(directory)).isEmpty();
    assertThat(new FileRemote(directory, p -> {}).writes()).isEqualTo(CrashChild.WISHES);
  }

  @Test
  @DisplayName("under load, at random moments, has lost nothing and done nothing twice")
  void loop() throws Exception {
    assertThat(CrashLoop.run(directory, 4, 1)).isEmpty();
  }
}
