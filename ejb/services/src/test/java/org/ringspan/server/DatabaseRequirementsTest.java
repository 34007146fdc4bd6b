package org.ringspan.server;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class DatabaseRequirementsTest {
  @Test
  @DisplayName("A PostgreSQL as it is installed can't prepare transactions and is refused")
  void postgresql() throws Exception {
    try (TestDatabase database = TestDatabase.Product.POSTGRESQL.open()) {
      assertThatThrownBy(() -> DatabaseRequirements.check(database.source()))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("max_prepared_transactions");
    }
  }

  @Test
  @DisplayName("H2 can")
  void h2() throws Exception {
    try (TestDatabase database = TestDatabase.Product.H2.open()) {
      assertThatCode(() -> DatabaseRequirements.check(database.source()))
          .doesNotThrowAnyException();
    }
  }
}
