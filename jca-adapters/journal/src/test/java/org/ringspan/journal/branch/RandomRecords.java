package org.ringspan.journal.branch;

import java.time.Instant;
import java.util.ArrayList;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.ringspan.journal.EncodedIntent;
import org.ringspan.journal.ParkedIntent.Why;
import org.ringspan.journal.RemoteObject;
import org.ringspan.journal.branch.IntentState.How;

/** Records of a small world, so that they often fit together. */
public final class RandomRecords {

  private final RandomGenerator random;
  private long nextId = 1;
  private long nextOrder = 1;

  /** Those of a seed. */
  public RandomRecords(RandomGenerator random) {
    this.random = random;
  }

  /** The next. */
  public JournalRecord next() {
    var id = new BranchId(1 + random.nextLong(nextId));
    int ordinal = random.nextInt(3);
    return switch (random.nextInt(14)) {
      case 0, 1, 2 -> prepared();
      case 3, 4 -> new JournalRecord.Decided(id, nextOrder++, random.nextBoolean());
      case 5, 6 -> new JournalRecord.Settled(id, ordinal, one(How.values()));
      case 7, 8 ->
          new JournalRecord.Parked(
              id,
              ordinal,
              one(Why.values()),
              words(20),
              random.nextInt(9),
              Instant.ofEpochMilli(random.nextLong(1L << 41)),
              random.nextBoolean());
      case 9 -> new JournalRecord.Attempts(id, ordinal, random.nextInt(9), random.nextBoolean());
      case 10 -> new JournalRecord.Reopened(id, ordinal);
      case 11 -> new JournalRecord.Told(id, one(Phase.Kind.values()));
      case 12 -> new JournalRecord.Concluded(id);
      default -> new JournalRecord.RolledBack(id);
    };
  }

  private JournalRecord prepared() {
    var id = new BranchId(nextId++);
    var intents = new ArrayList<StoredIntent>();
    for (int i = 1 + random.nextInt(3); i > 0; i--) {
      byte[] bytes = new byte[random.nextInt(50)];
      random.nextBytes(bytes);
      intents.add(
          new StoredIntent(
              new RemoteObject("o" + random.nextInt(4)),
              words(30),
              new EncodedIntent(random.nextInt(1 << 16), bytes)));
    }
    byte[] global = new byte[1 + random.nextInt(64)];
    byte[] qualifier = new byte[random.nextInt(65)];
    random.nextBytes(global);
    random.nextBytes(qualifier);
    return new JournalRecord.Prepared(
        id,
        BranchXid.of(random.nextInt(1 << 20), global, qualifier),
        Instant.ofEpochMilli(random.nextLong(1L << 41)),
        intents);
  }

  private String words(int most) {
    var words = new StringBuilder();
    IntStream.generate(() -> random.nextInt(0x20, 0x2000))
        .limit(random.nextInt(most))
        .forEach(words::appendCodePoint);
    return words.toString();
  }

  private <T> T one(T[] values) {
    return values[random.nextInt(values.length)];
  }
}
