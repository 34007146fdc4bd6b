package org.ringspan.mail.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ringspan.address.MailAddress;
import org.ringspan.address.UserId;
import org.ringspan.mail.Letter;
import org.ringspan.mail.LetterKind;
import org.ringspan.mail.MailFault;
import org.ringspan.mail.RetryPlan;

class MailRoundTest {
  private static final Instant NOON = Instant.parse("2026-11-30T12:00:00Z");

  private Instant now = NOON;
  private final Box box = new Box();
  private final MailCounts counts = new MailCounts();
  private final List<String> sent = new ArrayList<>();
  private final List<Long> marked = new ArrayList<>();
  private Optional<MailFault> fault = Optional.empty();
  private Duration takes = Duration.ZERO;
  private boolean isWritten = true;
  private boolean isUnreadable;

  private final Clock clock =
      new Clock() {
        @Override
        public Instant instant() {
          return now;
        }

        @Override
        public ZoneId getZone() {
          return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
          return this;
        }
      };

  /** An outbox in memory. */
  private final class Box implements MailRound.Outbox {
    final Map<Long, WaitingLetter> letters = new LinkedHashMap<>();
    final Map<Long, Instant> due = new LinkedHashMap<>();
    final Map<Long, Instant> leased = new LinkedHashMap<>();
    final List<Long> givenUp = new ArrayList<>();
    boolean isAway;

    WaitingLetter letter(long id) {
      return Objects.requireNonNull(letters.get(id));
    }

    Instant dueAt(long id) {
      return Objects.requireNonNull(due.get(id));
    }

    void add(int many) {
      for (long id = 1; id <= many; id++) {
        put(
            new WaitingLetter(
                id,
                LetterKind.NEW_MESSAGE,
                new UserId("alice"),
                "m" + id,
                "",
                "id-" + id,
                0,
                NOON.plus(RetryPlan.PATIENCE),
                false));
      }
    }

    void put(WaitingLetter letter) {
      letters.put(letter.id(), letter);
      due.putIfAbsent(letter.id(), NOON);
    }

    @Override
    public List<WaitingLetter> take(Instant at, Duration lease, int most) {
      List<WaitingLetter> taken =
          letters.values().stream()
              .filter(it -> !givenUp.contains(it.id()))
              .filter(it -> !dueAt(it.id()).isAfter(at))
              .filter(it -> !leased.getOrDefault(it.id(), Instant.MIN).isAfter(at))
              .limit(most)
              .toList();
      taken.forEach(it -> leased.put(it.id(), at.plus(lease)));
      return taken;
    }

    @Override
    public void sent(long id) {
      if (isAway) {
        throw new IllegalStateException("the database is away");
      }
      letters.remove(id);
    }

    private void again(long id, boolean withoutRecording) {
      WaitingLetter it = letter(id);
      put(
          new WaitingLetter(
              id,
              it.kind(),
              it.user(),
              it.about(),
              it.detail(),
              it.messageId(),
              it.attempts() + 1,
              it.until(),
              withoutRecording));
      leased.remove(id);
    }

    @Override
    public void later(long id, Instant at, String why) {
      again(id, letter(id).withoutRecording());
      due.put(id, at);
    }

    @Override
    public void giveUp(long id, String why) {
      givenUp.add(id);
    }

    @Override
    public void withoutRecording(long id, String why) {
      again(id, true);
    }

    @Override
    public void giveBack(long id) {
      leased.remove(id);
    }
  }

  private final MailRound.Writer writer =
      new MailRound.Writer() {
        @Override
        public Optional<Letter> write(WaitingLetter letter) {
          if (isUnreadable) {
            throw new IllegalStateException("the database is away");
          }
          return isWritten
              ? Optional.of(
                  new Letter(
                      new MailAddress("a@b"),
                      letter.withoutRecording() ? "short" : "long",
                      "",
                      "",
                      Optional.empty()))
              : Optional.empty();
        }

        @Override
        public void sent(WaitingLetter waiting, Letter letter) {
          marked.add(waiting.id());
        }
      };

  private boolean round() {
    return new MailRound(box, writer, counts, new RetryPlan(Duration.ofMinutes(1)), clock)
        .send(
            (letter, id, at) -> {
              now = now.plus(takes);
              if (fault.isPresent()) {
                throw new Postman.NotSent(fault.get(), new IllegalStateException("said so"));
              }
              sent.add(id + " " + letter.subject());
            },
            () -> false);
  }

  private void failing(MailFault.Kind kind) {
    fault = Optional.of(new MailFault(kind, "because"));
  }

  @Test
  @DisplayName("Letters are sent in their order, 20 a round, and leave the outbox")
  void sends() {
    box.add(25);
    assertThat(round()).isTrue();
    assertThat(round()).isFalse();
    assertThat(sent).hasSize(25).startsWith("id-1 long", "id-2 long");
    assertThat(box.letters).isEmpty();
    assertThat(marked).hasSize(25);
    assertThat(counts.sent()).isEqualTo(25);
    assertThat(counts.lastSent()).contains(NOON);
  }

  @Test
  @DisplayName("A letter that can't go now is tried after growing pauses, and given up after a day")
  void retries() {
    box.add(1);
    failing(MailFault.Kind.FOR_NOW);
    round();
    assertThat(box.dueAt(1)).isEqualTo(NOON.plusSeconds(60));
    now = NOON.plusSeconds(59);
    round();
    assertThat(counts.failed()).isEqualTo(1);
    now = NOON.plusSeconds(60);
    round();
    assertThat(box.dueAt(1)).isEqualTo(NOON.plusSeconds(180));
    now = NOON.plus(Duration.ofHours(23).plusMinutes(30));
    round();
    assertThat(box.givenUp).isEmpty();
    now = NOON.plus(RetryPlan.PATIENCE);
    round();
    assertThat(box.givenUp).containsExactly(1L);
    assertThat(counts.lastFault().orElseThrow().text()).isEqualTo("because");
  }

  @Test
  @DisplayName("When the mail server is back, each letter goes once")
  void backAgain() {
    box.add(3);
    failing(MailFault.Kind.FOR_NOW);
    round();
    fault = Optional.empty();
    now = NOON.plusSeconds(60);
    round();
    round();
    assertThat(sent).containsExactly("id-1 long", "id-2 long", "id-3 long");
  }

  @Test
  @DisplayName("A recipient who is refused for good is given up at once; others go on")
  void refused() {
    box.add(2);
    failing(MailFault.Kind.RECIPIENT_REFUSED);
    round();
    assertThat(box.givenUp).containsExactly(1L, 2L);
  }

  @Test
  @DisplayName("A letter that is too large goes without its recording; if it still is, it waits")
  void tooLarge() {
    box.add(1);
    failing(MailFault.Kind.TOO_LARGE);
    round();
    assertThat(box.letter(1).withoutRecording()).isTrue();
    round();
    assertThat(box.dueAt(1)).isAfter(NOON);
    fault = Optional.empty();
    now = box.dueAt(1);
    round();
    assertThat(sent).containsExactly("id-1 short");
  }

  @Test
  @DisplayName("What is not wanted any more leaves the outbox unsent")
  void notWanted() {
    box.add(1);
    isWritten = false;
    round();
    assertThat(sent).isEmpty();
    assertThat(box.letters).isEmpty();
    assertThat(counts.sent()).isZero();
  }

  @Test
  @DisplayName("What can't be written now is tried later")
  void unreadable() {
    box.add(1);
    isUnreadable = true;
    round();
    assertThat(box.dueAt(1)).isEqualTo(NOON.plusSeconds(60));
    assertThat(sent).isEmpty();
  }

  @Test
  @DisplayName(
      "Whoever dies between sending and deleting: it goes again when the lease ends, as the same")
  void crash() {
    box.add(1);
    box.isAway = true;
    assertThatThrownBy(this::round).hasMessageContaining("away");
    box.isAway = false;
    round();
    assertThat(sent).containsExactly("id-1 long");
    now = NOON.plus(MailRound.LEASE);
    round();
    assertThat(sent).containsExactly("id-1 long", "id-1 long");
    assertThat(box.letters).isEmpty();
  }

  @Test
  @DisplayName("Letters that a slow server leaves no time for are given back before the lease ends")
  void slow() {
    box.add(20);
    takes = Postman.LONGEST;
    round();
    assertThat(sent).hasSizeBetween(3, 5);
    assertThat(now).isBefore(NOON.plus(MailRound.LEASE));
    assertThat(box.leased).isNotEmpty();
    assertThat(box.letters.keySet()).doesNotContain(1L).contains(20L);
    assertThat(box.leased).doesNotContainKey(20L);
  }
}
