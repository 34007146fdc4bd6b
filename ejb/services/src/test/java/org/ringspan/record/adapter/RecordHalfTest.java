package org.ringspan.record.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ringspan.address.DeviceName;
import org.ringspan.reach.CallOrigin;
import org.ringspan.reach.CallerIdentity;
import org.ringspan.record.CallId;
import org.ringspan.record.CallStarted;
import org.ringspan.record.Ladder;
import org.ringspan.record.SipMethod;

/** What of a call travels, and what doesn't pass. */
class RecordHalfTest {
  private static final RecordBatch BATCH =
      new RecordBatch(
          "node-1",
          1000,
          List.of(
              RecordHalf.of(Examples.started("call-1")),
              RecordHalf.of(Examples.ended("call-1")),
              RecordHalf.of(Examples.endedInGroup("call-2")),
              new RecordHalf.RunBegan()));

  @Test
  @DisplayName("Texts from the wire are cut and cleaned of what a database refuses")
  void cleaned() {
    CallerIdentity caller =
        new CallerIdentity("A\u0000B\uD800", Optional.of("9".repeat(300)), false);

    RecordHalf half =
        RecordHalf.of(
            new CallStarted(
                new CallId("c"),
                Instant.EPOCH,
                new CallOrigin.FromDevice(new DeviceName("desk")),
                Optional.empty(),
                caller,
                "1\n2",
                Optional.empty(),
                List.of()));

    assertThat(half)
        .isInstanceOfSatisfying(
            RecordHalf.Start.class,
            start -> {
              assertThat(start.callerName()).isEqualTo("A\uFFFDB\uFFFD");
              assertThat(start.callerNumber()).contains("9".repeat(255));
              assertThat(start.called()).isEqualTo("1\uFFFD2");
            });
  }

  @Test
  @DisplayName("The message's form brings everything back, and is small")
  void message() throws Unreadable {
    byte[] message = RecordCodec.write(BATCH);

    assertThat(RecordCodec.read(message)).isEqualTo(BATCH);
    assertThat(message).hasSizeLessThan(2500);
    assertThat(RecordCodec.readLegs(RecordCodec.legs(Examples.started("c").legs())))
        .isEqualTo(Examples.started("c").legs());
  }

  @Test
  @DisplayName("A message from before members of hunt groups were told of is read still")
  void earlierVersion() throws Unreadable {
    RecordBatch batch =
        new RecordBatch("node-1", 1000, List.of(RecordHalf.of(Examples.ended("call-1"))));
    byte[] message = RecordCodec.write(batch);
    byte[] earlier = java.util.Arrays.copyOf(message, message.length - 1);
    earlier[0] = 2;
    assertThat(RecordCodec.read(earlier)).isEqualTo(batch);
  }

  @Test
  @DisplayName("A message of another version, cut short or longer than it says is unreadable")
  void unreadable() {
    byte[] message = RecordCodec.write(BATCH);
    byte[] other = message.clone();
    other[0] = 1;
    byte[] longer = java.util.Arrays.copyOf(message, message.length + 1);

    assertUnreadable(other);
    assertUnreadable(longer);
    assertUnreadable("{\"version\":1}".getBytes(java.nio.charset.StandardCharsets.UTF_8));
    IntStream.range(0, message.length)
        .forEach(length -> assertUnreadable(java.util.Arrays.copyOf(message, length)));
  }

  private static void assertUnreadable(byte[] message) {
    assertThatExceptionOfType(Unreadable.class).isThrownBy(() -> RecordCodec.read(message));
  }

  @Test
  @DisplayName("Damaged octets are read or refused, whatever they are")
  void damaged() {
    Random random = new Random(14);
    byte[] message = RecordCodec.write(BATCH);
    byte[] story = StoryCodec.encoded(Examples.ladder());
    for (int i = 0; i < 5_000; i++) {
      byte[] one = message.clone();
      byte[] two = story.clone();
      one[random.nextInt(one.length)] = (byte) random.nextInt();
      two[random.nextInt(two.length)] = (byte) random.nextInt();
      readOrRefused(() -> RecordCodec.read(one));
      readOrRefused(() -> StoryCodec.decoded(two));
    }
  }

  private interface Reading {
    Object read() throws Unreadable;
  }

  private static void readOrRefused(Reading reading) {
    try {
      assertThat(reading.read()).isNotNull();
    } catch (Unreadable refused) {
      assertThat(refused).hasMessageNotContaining("null");
    }
  }

  @Test
  @DisplayName("A ladder comes back as it was, the largest too")
  void story() throws Unreadable {
    StoryCodec.Story told = StoryCodec.decoded(StoryCodec.encoded(Examples.ladder()));
    assertThat(told.lines()).isEqualTo(Examples.ladder().lines());
    assertThat(told.left()).isZero();

    Ladder flood = new Ladder();
    for (int i = 0; i < 10_000; i++) {
      flood.message(i, 255, 63, true, SipMethod.UPDATE, 699, 4_294_967_295L);
      flood.decided(i, 1, 0, "word " + i);
    }
    byte[] large = StoryCodec.encoded(flood);
    assertThat(large).hasSizeLessThan(12_000);
    assertThat(StoryCodec.decoded(large).lines()).isEqualTo(flood.lines());
    assertThat(StoryCodec.decoded(large).left()).isEqualTo(20_000 - Ladder.MOST_LINES);
  }
}
