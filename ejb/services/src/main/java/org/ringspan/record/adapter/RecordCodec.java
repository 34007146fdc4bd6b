package org.ringspan.record.adapter;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.List;
import org.ringspan.record.CallEnded;
import org.ringspan.record.LegCourse;
import org.ringspan.record.adapter.RecordHalf.End;
import org.ringspan.record.adapter.RecordHalf.RunBegan;
import org.ringspan.record.adapter.RecordHalf.Start;

/**
 * The form of a batch in its message and of planned legs in their column: fields one after the
 * other behind a version, because both can outlive the application that wrote them, and because
 * nothing that reads them can be made to create other objects than these.
 *
 * <p>Text would be a quarter longer and take three times the time.
 */
final class RecordCodec {
  /** Of planned legs, and of batches before members of hunt groups were in them. */
  private static final byte VERSION = 2;

  private static final byte WITH_MEMBERS = 3;
  private static final byte START = 1;
  private static final byte END = 2;
  private static final byte RUN = 3;
  private static final int MOST_OCTETS = 1 << 20;
  private static final int MOST_HALVES = 10_000;

  private RecordCodec() {}

  private interface Writing {
    void to(DataOutputStream out) throws IOException;
  }

  static byte[] write(RecordBatch batch) {
    return written(
        WITH_MEMBERS,
        1024 * batch.halves().size() + 64,
        out -> {
          Fields.write(out, batch.node());
          out.writeLong(batch.run());
          out.writeInt(batch.halves().size());
          for (RecordHalf half : batch.halves()) {
            write(out, half);
          }
        });
  }

  /** Legs as they were planned. */
  static byte[] legs(List<LegCourse> legs) {
    return written(VERSION, 64 * legs.size() + 8, out -> write(out, legs));
  }

  private static byte[] written(byte version, int expected, Writing writing) {
    ByteArrayOutputStream octets = new ByteArrayOutputStream(expected);
    try (DataOutputStream out = new DataOutputStream(octets)) {
      out.writeByte(version);
      writing.to(out);
    } catch (IOException e) {
      throw new UncheckedIOException("memory doesn't fail", e);
    }
    return octets.toByteArray();
  }

  private static void write(DataOutputStream out, RecordHalf half) throws IOException {
    switch (half) {
      case Start start -> write(out, start);
      case End end -> write(out, end);
      case RunBegan() -> out.writeByte(RUN);
    }
  }

  private static void write(DataOutputStream out, Start start) throws IOException {
    out.writeByte(START);
    Fields.write(out, start.call());
    Fields.write(out, start.at());
    Fields.write(out, start.originKind());
    Fields.write(out, start.originName());
    Fields.writeText(out, start.callingUser());
    Fields.write(out, start.called());
    Fields.writeText(out, start.user());
    Fields.write(out, start.callerName());
    Fields.writeText(out, start.callerNumber());
    out.writeBoolean(start.callerPrivate());
    Fields.write(out, start.planned());
  }

  private static void write(DataOutputStream out, End end) throws IOException {
    out.writeByte(END);
    Fields.write(out, end.call());
    Fields.write(out, end.at());
    Fields.write(out, end.outcome());
    Fields.writeTime(out, end.ringingAt());
    Fields.writeTime(out, end.answeredAt());
    Fields.writeText(out, end.answeredBy());
    Fields.writeText(out, end.forwardedTo());
    out.writeShort(end.status());
    Fields.write(out, end.detail());
    write(out, end.legs());
    Fields.write(out, end.story());
    out.writeByte(end.members().size());
    for (RecordHalf.Member member : end.members()) {
      Fields.write(out, member.user());
      Fields.write(out, member.group());
      out.writeBoolean(member.answered());
    }
  }

  private static void write(DataOutputStream out, List<LegCourse> legs) throws IOException {
    out.writeByte(legs.size());
    for (LegCourse leg : legs) {
      out.writeShort(leg.leg());
      out.writeByte(leg.attempt());
      out.writeBoolean(leg.forwarded());
      out.writeByte(leg.kind().ordinal());
      Fields.write(out, leg.target());
      Fields.write(out, leg.name());
      Fields.write(out, leg.delayMillis());
      Fields.writeText(out, leg.silent());
      Fields.write(out, leg.detail());
      Fields.write(out, leg.tooSoonMillis());
      Fields.write(out, leg.tooLateMillis());
      Fields.writeText(out, leg.trunk());
      Fields.writeText(out, leg.routed());
      Fields.write(out, leg.invited());
      Fields.write(out, leg.ringing());
      Fields.write(out, leg.answered());
      Fields.write(out, leg.cleared());
      Fields.write(out, leg.status());
      Fields.write(out, leg.ending());
    }
  }

  private interface Reading<T> {
    T from(DataInputStream in, int version) throws IOException;
  }

  /**
   * @throws Unreadable when it isn't a batch of this version
   */
  static RecordBatch read(byte[] octets) throws Unreadable {
    return read(
        octets,
        WITH_MEMBERS,
        (in, version) -> {
          String node = in.readUTF();
          long run = in.readLong();
          int count = in.readInt();
          if (count < 0 || count > MOST_HALVES) {
            throw new IOException("an impossible number of halves");
          }
          List<RecordHalf> halves = new ArrayList<>();
          for (int i = 0; i < count; i++) {
            halves.add(half(in, version));
          }
          return new RecordBatch(node, run, halves);
        });
  }

  /**
   * Legs that {@link #legs} has written.
   *
   * @throws Unreadable when they aren't of this version
   */
  static List<LegCourse> readLegs(byte[] octets) throws Unreadable {
    return read(octets, VERSION, (in, version) -> legs(in));
  }

  private static <T> T read(byte[] octets, int newest, Reading<T> reading) throws Unreadable {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(octets))) {
      int version = in.readByte();
      if (version < VERSION || version > newest) {
        throw new Unreadable("a call record message of version " + version);
      }
      T read = reading.from(in, version);
      if (in.available() > 0) {
        throw new Unreadable("a call record message that goes on behind its end");
      }
      return read;
    } catch (IOException | IllegalArgumentException | DateTimeException e) {
      throw new Unreadable("not a call record message", e);
    }
  }

  private static RecordHalf half(DataInputStream in, int version) throws IOException {
    byte type = in.readByte();
    return switch (type) {
      case START -> start(in);
      case END -> end(in, version);
      case RUN -> new RunBegan();
      default -> throw new IOException("a half of type " + type);
    };
  }

  private static Start start(DataInputStream in) throws IOException {
    return new Start(
        in.readUTF(),
        Fields.readTime(in),
        in.readUTF(),
        in.readUTF(),
        Fields.readText(in),
        in.readUTF(),
        Fields.readText(in),
        in.readUTF(),
        Fields.readText(in),
        in.readBoolean(),
        Fields.readOctets(in, MOST_OCTETS));
  }

  private static End end(DataInputStream in, int version) throws IOException {
    return new End(
        in.readUTF(),
        Fields.readTime(in),
        in.readUTF(),
        Fields.readOptionalTime(in),
        Fields.readOptionalTime(in),
        Fields.readText(in),
        Fields.readText(in),
        in.readShort(),
        in.readUTF(),
        legs(in),
        Fields.readOctets(in, MOST_OCTETS),
        version < WITH_MEMBERS ? List.of() : members(in));
  }

  private static List<RecordHalf.Member> members(DataInputStream in) throws IOException {
    int count = in.readByte();
    if (count < 0 || count > CallEnded.MOST_LEGS) {
      throw new IOException("an impossible number of members");
    }
    List<RecordHalf.Member> members = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      members.add(new RecordHalf.Member(in.readUTF(), in.readUTF(), in.readBoolean()));
    }
    return members;
  }

  private static List<LegCourse> legs(DataInputStream in) throws IOException {
    int count = in.readByte();
    if (count < 0 || count > CallEnded.MOST_LEGS) {
      throw new IOException("an impossible number of legs");
    }
    List<LegCourse> legs = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      legs.add(
          new LegCourse(
              in.readShort(),
              in.readByte(),
              in.readBoolean(),
              kind(in.readByte()),
              in.readUTF(),
              in.readUTF(),
              Fields.readMillis(in),
              Fields.readText(in),
              in.readUTF(),
              Fields.readMillis(in),
              Fields.readMillis(in),
              Fields.readText(in),
              Fields.readText(in),
              Fields.readMillis(in),
              Fields.readMillis(in),
              Fields.readMillis(in),
              Fields.readMillis(in),
              Fields.readStatus(in),
              in.readUTF()));
    }
    return legs;
  }

  private static LegCourse.Kind kind(int ordinal) throws IOException {
    LegCourse.Kind[] kinds = LegCourse.Kind.values();
    if (ordinal < 0 || ordinal >= kinds.length) {
      throw new IOException("a leg of kind " + ordinal);
    }
    return kinds[ordinal];
  }
}
