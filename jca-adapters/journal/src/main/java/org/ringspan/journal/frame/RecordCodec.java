package org.ringspan.journal.frame;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.ringspan.journal.EncodedIntent;
import org.ringspan.journal.ParkedIntent.Why;
import org.ringspan.journal.RemoteObject;
import org.ringspan.journal.branch.BranchId;
import org.ringspan.journal.branch.BranchXid;
import org.ringspan.journal.branch.IntentState.How;
import org.ringspan.journal.branch.JournalRecord;
import org.ringspan.journal.branch.Phase;
import org.ringspan.journal.branch.StoredIntent;

/** Records as bytes: a type, then the fields, big-endian. */
public final class RecordCodec {

  private static final int PREPARED = 1;
  private static final int DECIDED = 2;
  private static final int SETTLED = 3;
  private static final int PARKED = 4;
  private static final int ATTEMPTS = 5;
  private static final int REOPENED = 6;
  private static final int TOLD = 7;
  private static final int CONCLUDED = 8;
  private static final int ROLLED_BACK = 9;
  private static final int SNAPSHOT_BEGIN = 10;
  private static final int SNAPSHOT_END = 11;

  /** Places in these lists are in the files: new values come last. */
  private static final List<How> HOWS =
      List.of(How.DONE, How.ALREADY_AS_WISHED, How.DISCARDED, How.MARKED_AS_DONE);

  private static final List<Why> WHYS = List.of(Why.REFUSED, Why.POISON, Why.UNREADABLE);

  private static final List<Phase.Kind> KINDS =
      List.of(Phase.Kind.ROLLED_BACK, Phase.Kind.MIXED, Phase.Kind.COMMITTED);

  private RecordCodec() {}

  /** A record as bytes. */
  public static byte[] encode(JournalRecord record) {
    var bytes = new ByteArrayOutputStream(128);
    try {
      write(record, new DataOutputStream(bytes));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static void write(JournalRecord record, DataOutputStream to) throws IOException {
    switch (record) {
      case JournalRecord.Prepared(var id, var xid, var at, var intents) -> {
        head(to, PREPARED, id);
        to.writeInt(xid.formatId());
        shortBytes(to, xid.getGlobalTransactionId());
        shortBytes(to, xid.getBranchQualifier());
        to.writeLong(at.toEpochMilli());
        to.writeInt(intents.size());
        for (var intent : intents) {
          words(to, intent.object().name());
          words(to, intent.description());
          to.writeShort(intent.encoded().version());
          byte[] encoded = intent.encoded().bytes();
          to.writeInt(encoded.length);
          to.write(encoded);
        }
      }
      case JournalRecord.Decided(var id, var order, var onePhase) -> {
        head(to, DECIDED, id);
        to.writeLong(order);
        to.writeByte(onePhase ? 1 : 0);
      }
      case JournalRecord.Settled(var id, var ordinal, var how) -> {
        head(to, SETTLED, id);
        to.writeInt(ordinal);
        to.writeByte(HOWS.indexOf(how));
      }
      case JournalRecord.Parked(
              var id,
              var ordinal,
              var why,
              var reason,
              var attempts,
              var at,
              var overtaken) -> {
        head(to, PARKED, id);
        to.writeInt(ordinal);
        to.writeByte(WHYS.indexOf(why));
        words(to, reason);
        to.writeInt(attempts);
        to.writeLong(at.toEpochMilli());
        to.writeByte(overtaken ? 1 : 0);
      }
      case JournalRecord.Attempts(var id, var ordinal, var attempts, var overtaken) -> {
        head(to, ATTEMPTS, id);
        to.writeInt(ordinal);
        to.writeInt(attempts);
        to.writeByte(overtaken ? 1 : 0);
      }
      case JournalRecord.Reopened(var id, var ordinal) -> {
        head(to, REOPENED, id);
        to.writeInt(ordinal);
      }
      case JournalRecord.Told(var id, var kind) -> {
        head(to, TOLD, id);
        to.writeByte(KINDS.indexOf(kind));
      }
      case JournalRecord.Concluded(var id) -> head(to, CONCLUDED, id);
      case JournalRecord.RolledBack(var id) -> head(to, ROLLED_BACK, id);
      case JournalRecord.SnapshotBegin(var nextOrder) -> {
        to.writeByte(SNAPSHOT_BEGIN);
        to.writeLong(nextOrder);
      }
      case JournalRecord.SnapshotEnd(var first) -> {
        to.writeByte(SNAPSHOT_END);
        to.writeLong(first);
      }
    }
  }

  private static void head(DataOutputStream to, int type, BranchId id) throws IOException {
    to.writeByte(type);
    to.writeLong(id.value());
  }

  private static void shortBytes(DataOutputStream to, byte[] bytes) throws IOException {
    to.writeByte(bytes.length);
    to.write(bytes);
  }

  private static void words(DataOutputStream to, String words) throws IOException {
    byte[] bytes = words.getBytes(StandardCharsets.UTF_8);
    to.writeShort(bytes.length);
    to.write(bytes);
  }

  /**
   * Reads a record.
   *
   * @throws MalformedRecordException when it isn't exactly one
   */
  public static JournalRecord decode(ByteBuffer bytes) throws MalformedRecordException {
    try {
      var record = read(bytes);
      if (bytes.hasRemaining()) {
        throw new MalformedRecordException(bytes.remaining() + " bytes too many");
      }
      return record;
    } catch (BufferUnderflowException e) {
      throw new MalformedRecordException("too short");
    } catch (IllegalArgumentException e) {
      throw new MalformedRecordException("a value out of range");
    }
  }

  private static JournalRecord read(ByteBuffer from) throws MalformedRecordException {
    int type = from.get();
    long first = from.getLong();
    var id = new BranchId(first);
    return switch (type) {
      case PREPARED -> prepared(id, from);
      case DECIDED -> new JournalRecord.Decided(id, positive(from.getLong()), flag(from));
      case SETTLED -> new JournalRecord.Settled(id, from.getInt(), one(HOWS, from));
      case PARKED ->
          new JournalRecord.Parked(
              id,
              from.getInt(),
              one(WHYS, from),
              words(from),
              from.getInt(),
              Instant.ofEpochMilli(from.getLong()),
              flag(from));
      case ATTEMPTS -> new JournalRecord.Attempts(id, from.getInt(), from.getInt(), flag(from));
      case REOPENED -> new JournalRecord.Reopened(id, from.getInt());
      case TOLD -> new JournalRecord.Told(id, one(KINDS, from));
      case CONCLUDED -> new JournalRecord.Concluded(id);
      case ROLLED_BACK -> new JournalRecord.RolledBack(id);
      case SNAPSHOT_BEGIN -> new JournalRecord.SnapshotBegin(positive(first));
      case SNAPSHOT_END -> new JournalRecord.SnapshotEnd(first);
      default -> throw new MalformedRecordException("type " + type);
    };
  }

  private static JournalRecord prepared(BranchId id, ByteBuffer from)
      throws MalformedRecordException {
    var xid =
        new BranchXid(
            from.getInt(), hex(take(from, from.get() & 0xFF)), hex(take(from, from.get() & 0xFF)));
    var at = Instant.ofEpochMilli(from.getLong());
    int count = from.getInt();
    if (count < 0) {
      throw new MalformedRecordException("a negative number of intents");
    }
    var intents = new ArrayList<StoredIntent>();
    for (int i = 0; i < count; i++) {
      var object = new RemoteObject(words(from));
      var description = words(from);
      int version = from.getShort() & 0xFFFF;
      intents.add(
          new StoredIntent(
              object, description, new EncodedIntent(version, take(from, from.getInt()))));
    }
    return new JournalRecord.Prepared(id, xid, at, intents);
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  private static byte[] take(ByteBuffer from, int length) {
    if (length < 0 || length > from.remaining()) {
      throw new BufferUnderflowException();
    }
    byte[] bytes = new byte[length];
    from.get(bytes);
    return bytes;
  }

  private static String words(ByteBuffer from) throws MalformedRecordException {
    byte[] bytes = take(from, from.getShort() & 0xFFFF);
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new MalformedRecordException("not UTF-8");
    }
  }

  private static long positive(long value) throws MalformedRecordException {
    if (value <= 0 || value == Long.MAX_VALUE) {
      throw new MalformedRecordException("not positive");
    }
    return value;
  }

  private static boolean flag(ByteBuffer from) throws MalformedRecordException {
    byte value = from.get();
    if (value != 0 && value != 1) {
      throw new MalformedRecordException("not a flag");
    }
    return value == 1;
  }

  private static <T> T one(List<T> all, ByteBuffer from) throws MalformedRecordException {
    int place = from.get() & 0xFF;
    if (place >= all.size()) {
      throw new MalformedRecordException("an unknown value");
    }
    return all.get(place);
  }
}
