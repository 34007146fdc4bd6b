package org.ringspan.journal.engine;

import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** More seeds: {@code -Dringspan.journal.seeds=5000}. */
@DisplayName("Random transactions, failures and crashes")
class JournalPropertyTest {

  private static final int SEEDS = Integer.getInteger("ringspan.journal.seeds", 40);

  private static final Logger LOG = Logger.getLogger("org.ringspan.journal");

  /** Thousands of failures aren't worth their lines. */
  @BeforeAll
  static void quiet() {
    LOG.setLevel(Level.OFF);
  }

  @AfterAll
  static void loud() {
    LOG.setLevel(null);
  }

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
