package org.ringspan.callcontrol;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ringspan.address.UserId;
import org.ringspan.callcontrol.LineBook.Shown;
import org.ringspan.callcontrol.LineBook.Side;
import org.ringspan.desk.DialogHandle;
import org.ringspan.desk.LineDialog;
import org.ringspan.desk.LineDialog.Progress;
import org.ringspan.desk.Replaces;
import org.ringspan.reach.CallerIdentity;

/** The calls of each user, and by what their telephones may name them. */
class LineBookTest {
  private static final Instant T = Instant.parse("2026-11-30T12:00:00Z");
  private static final UserId ALICE = new UserId("alice");
  private static final UserId BOB = new UserId("bob");
  private static final Side CALLED = new Side(ALICE, false);
  private static final Side CALLS = new Side(BOB, true);
  private static final CallerIdentity SOMEBODY =
      new CallerIdentity("", Optional.of("+14085550100"), false);

  private final LineBook<String> book = new LineBook<>();

  private static Shown shown(boolean takable, Progress progress) {
    return new Shown(takable, progress, "51234", SOMEBODY);
  }

  private static Replaces.Dialog name(DialogHandle handle) {
    return new Replaces.Dialog(handle.callId(), handle.remoteTag(), handle.localTag(), false);
  }

  private DialogHandle handle(UserId user) {
    return book.of(user).getFirst().handle().orElseThrow();
  }

  @Test
  @DisplayName("Those are told for whose telephones something changes, and no others")
  void changes() {
    assertThat(book.put("one", Map.of(CALLED, shown(false, Progress.EARLY)), T))
        .containsExactly(ALICE);
    assertThat(book.put("one", Map.of(CALLED, shown(false, Progress.EARLY)), T)).isEmpty();
    assertThat(
            book.put(
                "one",
                Map.of(CALLED, shown(false, Progress.EARLY), CALLS, shown(false, Progress.EARLY)),
                T))
        .containsExactly(BOB);
    assertThat(book.put("one", Map.of(), T)).containsExactlyInAnyOrder(ALICE, BOB);
    assertThat(book.of(ALICE)).isEmpty();
    assertThat(book.of(BOB)).isEmpty();
  }

  @Test
  @DisplayName("A call keeps its names however it moves; two calls have names of their own")
  void names() {
    book.put("one", Map.of(CALLED, shown(true, Progress.TALKING)), T);
    DialogHandle first = handle(ALICE);
    String id = book.of(ALICE).getFirst().id();
    book.put("two", Map.of(CALLED, shown(true, Progress.TALKING)), T);
    book.put("one", Map.of(CALLED, shown(true, Progress.WAITING)), T);
    assertThat(book.of(ALICE)).extracting(LineDialog::id).startsWith(id).doesNotHaveDuplicates();
    assertThat(handle(ALICE)).isEqualTo(first);
    assertThat(book.of(ALICE).getLast().handle()).isNotEqualTo(Optional.of(first));
  }

  @Test
  @DisplayName("Only its user names it; what was never told is known to nobody")
  void whose() {
    book.put(
        "one",
        Map.of(CALLED, shown(true, Progress.TALKING), CALLS, shown(true, Progress.TALKING)),
        T);
    DialogHandle handle = handle(ALICE);
    assertThat(book.meantBy(name(handle), ALICE).orElseThrow().call()).contains("one");
    assertThat(book.meantBy(name(handle), BOB)).isEmpty();
    assertThat(book.meantBy(new Replaces.Dialog(handle.callId(), "0", "0", false), ALICE))
        .isEmpty();
    assertThat(book.meantBy(new Replaces.Dialog("x", "1", "2", false), ALICE)).isEmpty();
    assertThat(handle(BOB).callId()).isNotEqualTo(handle.callId());
  }

  @Test
  @DisplayName("A call that is held for one telephone has no name, but the one that was told holds")
  void exclusive() {
    book.put("one", Map.of(CALLED, shown(true, Progress.TALKING)), T);
    DialogHandle handle = handle(ALICE);
    book.put("one", Map.of(CALLED, shown(false, Progress.WAITING)), T);
    assertThat(book.of(ALICE).getFirst().handle()).isEmpty();
    assertThat(book.meantBy(name(handle), ALICE).orElseThrow().call()).contains("one");
  }

  @Test
  @DisplayName("A call that is over is known to have been, for a while")
  void over() {
    book.put("one", Map.of(CALLED, shown(true, Progress.TALKING)), T);
    DialogHandle handle = handle(ALICE);
    Instant ended = T.plusSeconds(600);
    book.put("one", Map.of(), ended);
    book.forget(ended.plus(LineBook.REMEMBERED));
    assertThat(book.meantBy(name(handle), ALICE).orElseThrow().call()).isEmpty();
    book.forget(ended.plus(LineBook.REMEMBERED).plus(Duration.ofMillis(1)));
    assertThat(book.meantBy(name(handle), ALICE)).isEmpty();
  }

  @Test
  @DisplayName("A call that lasts is never forgotten")
  void lasts() {
    book.put("one", Map.of(CALLED, shown(true, Progress.TALKING)), T);
    book.forget(T.plus(Duration.ofDays(3)));
    assertThat(book.meantBy(name(handle(ALICE)), ALICE)).isPresent();
  }
}
