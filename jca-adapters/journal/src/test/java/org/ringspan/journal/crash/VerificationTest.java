package org.ringspan.journal.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ringspan.journal.Wish;

/** A check that finds nothing is worth something only if it could. */
@DisplayName("The verification of a crash loop")
class VerificationTest {

  private static final Wish A1 = new Wish("a", "1");
  private static final Wish A2 = new Wish("a", "2");
  private static final Wish B1 = new Wish("b", "1");

  private static final List<String> HISTORY =
      List.of("preparing t a=1 b=1", "decided t", "returned t", "onephase u a=2", "returned u");

  @Test
  @DisplayName("accepts what is right")
  void right() {
    assertThat(Verification.faults(HISTORY, List.of(A1, B1, A2), Set.of())).isEmpty();
    assertThat(Verification.faults(HISTORY, List.of(A1, A2), Set.of(B1))).isEmpty();
    assertThat(Verification.faults(HISTORY.subList(0, 1), List.of(), Set.of())).isEmpty();
    assertThat(Verification.faults(HISTORY.subList(0, 2), List.of(A1, B1), Set.of())).isEmpty();
    assertThat(Verification.faults(HISTORY.subList(3, 4), List.of(), Set.of())).isEmpty();
    assertThat(Verification.faults(HISTORY.subList(3, 4), List.of(A2), Set.of())).isEmpty();
  }

  @Test
  @DisplayName("finds what is lost, twice, too much, in part, or in the wrong order")
  void wrong() {
    assertThat(Verification.faults(HISTORY, List.of(A1, A2), Set.of())).isNotEmpty();
    assertThat(Verification.faults(HISTORY, List.of(A1, B1, A2, A1), Set.of())).isNotEmpty();
    assertThat(Verification.faults(HISTORY.subList(0, 1), List.of(A1), Set.of())).isNotEmpty();
    assertThat(Verification.faults(HISTORY, List.of(A2, A1, B1), Set.of())).isNotEmpty();
    assertThat(Verification.faults(HISTORY, List.of(A1, B1, A2, new Wish("c", "1")), Set.of()))
        .isNotEmpty();
    var cut = List.of("onephase u a=2 b=1");
    assertThat(Verification.faults(cut, List.of(A2), Set.of())).isNotEmpty();
  }
}
