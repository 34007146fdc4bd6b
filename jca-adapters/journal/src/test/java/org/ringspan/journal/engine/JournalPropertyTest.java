package org.ringspan.journal.engine;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** More seeds: {@code -Dringspan.journal.seeds=5000}. */
@DisplayName("Random transactions, failures and crashes")
class JournalPropertyTest {

  private static final int SEEDS = Integer.getInteger("ringspan.journal.seeds", 60);

  @ParameterizedTest(name = "power failures: {0}")
  @DisplayName("end as a naive model says")
  @ValueSource(booleans = {false, true})
  void asTheModelSays(boolean powerFails) {
    for (int seed = 0; seed < SEEDS; seed++) {
      try {
        new Experiment(seed, powerFails).run(150);
      } catch (Exception | AssertionError e) {
        throw new AssertionError("seed " + seed, e);
      }
    }
  }
}
