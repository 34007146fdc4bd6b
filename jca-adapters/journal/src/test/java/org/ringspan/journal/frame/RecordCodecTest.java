package org.ringspan.journal.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ringspan.journal.branch.JournalRecord;
import org.ringspan.journal.branch.RandomRecords;

@DisplayName("A record as bytes")
class RecordCodecTest {

  @Test
  @DisplayName("is the same record when it is read again")
  void roundTrip() throws MalformedRecordException {
    var random = new RandomRecords(new Random(1));
    for (int i = 0; i < 3000; i++) {
      JournalRecord record = random.next();
      byte[] bytes = RecordCodec.encode(record);
      assertThat(RecordCodec.decode(ByteBuffer.wrap(bytes))).isEqualTo(record);
    }
  }

  @Test
  @DisplayName("that is too short or too long is refused")
  void length() {
    var random = new RandomRecords(new Random(2));
    for (int i = 0; i < 300; i++) {
      byte[] bytes = RecordCodec.encode(random.next());
      for (int length : new int[] {0, 1, bytes.length / 2, bytes.length - 1, bytes.length + 1}) {
        byte[] other = Arrays.copyOf(bytes, length);
        assertThatThrownBy(() -> RecordCodec.decode(ByteBuffer.wrap(other)))
            .isInstanceOf(MalformedRecordException.class);
      }
    }
  }
}
