package org.ringspan.activedirectory.write;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.UUID;
import org.ringspan.activedirectory.AttributeNames;
import org.ringspan.activedirectory.DirectoryValue;
import org.ringspan.activedirectory.ObjectGuid;
import org.ringspan.journal.EncodedIntent;
import org.ringspan.journal.IntentCodec;
import org.ringspan.journal.InvalidIntentException;
import org.ringspan.journal.RemoteObject;
import org.ringspan.journal.UnreadableIntentException;

/**
 * Intents as bytes, version 1: a kind (one octet), the objectGUID (16 octets), then texts and
 * values, each a length (four octets) and so many octets; a list is a count (four octets) and its
 * values.
 */
public final class WriteCodec implements IntentCodec<WriteIntent> {
  /** Values of an attribute at most. */
  public static final int MOST_VALUES = 5_000;

  /** Octets of all values at most. */
  public static final int MOST_OCTETS = 250_000;

  private static final int VERSION = 1;
  private static final int LONGEST_NAME = 255;

  @Override
  public EncodedIntent encode(WriteIntent intent) {
    check(intent);
    var octets = new ByteArrayOutputStream();
    try (var out = new DataOutputStream(octets)) {
      out.writeByte(kind(intent));
      out.writeLong(intent.object().value().getMostSignificantBits());
      out.writeLong(intent.object().value().getLeastSignificantBits());
      switch (intent) {
        case WriteIntent.Values(var object, var attribute, var values) -> {
          write(out, DirectoryValue.of(attribute));
          out.writeInt(values.size());
          for (var value : values) {
            write(out, value);
          }
        }
        case WriteIntent.Contains(var object, var attribute, var value) -> {
          write(out, DirectoryValue.of(attribute));
          write(out, value);
        }
        case WriteIntent.Lacks(var object, var attribute, var value) -> {
          write(out, DirectoryValue.of(attribute));
          write(out, value);
        }
        case WriteIntent.Enabled(var object, var enabled) -> out.writeBoolean(enabled);
        case WriteIntent.Name(var object, var name) -> write(out, DirectoryValue.of(name));
        case WriteIntent.Parent(var object, var parent) -> write(out, DirectoryValue.of(parent));
      }
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return new EncodedIntent(VERSION, octets.toByteArray());
  }

  private static int kind(WriteIntent intent) {
    return switch (intent) {
      case WriteIntent.Values values -> 1;
      case WriteIntent.Contains contains -> 2;
      case WriteIntent.Lacks lacks -> 3;
      case WriteIntent.Enabled enabled -> 4;
      case WriteIntent.Name name -> 5;
      case WriteIntent.Parent parent -> 6;
    };
  }

  private static void write(DataOutputStream out, DirectoryValue value) throws IOException {
    out.writeInt(value.size());
    out.write(value.octets());
  }

  @Override
  public WriteIntent decode(EncodedIntent encoded) throws UnreadableIntentException {
    if (encoded.version() != VERSION) {
      throw UnreadableIntentException.unknownVersion(encoded.version(), VERSION);
    }
    try (var in = new DataInputStream(new ByteArrayInputStream(encoded.bytes()))) {
      var kind = in.readByte();
      var object = new ObjectGuid(new UUID(in.readLong(), in.readLong()));
      var intent =
          switch (kind) {
            case 1 -> values(object, in);
            case 2 -> new WriteIntent.Contains(object, read(in).text(), read(in));
            case 3 -> new WriteIntent.Lacks(object, read(in).text(), read(in));
            case 4 -> new WriteIntent.Enabled(object, in.readBoolean());
            case 5 -> new WriteIntent.Name(object, read(in).text());
            case 6 -> new WriteIntent.Parent(object, read(in).name());
            default -> throw new UnreadableIntentException("kind " + kind + " is unknown");
          };
      if (in.available() > 0) {
        throw new UnreadableIntentException(in.available() + " octets too many");
      }
      check(intent);
      return intent;
    } catch (IOException | IllegalArgumentException broken) {
      throw new UnreadableIntentException("the octets aren't an intent's");
    }
  }

  private static WriteIntent values(ObjectGuid object, DataInputStream in) throws IOException {
    var attribute = read(in).text();
    var count = in.readInt();
    if (count < 0 || count > MOST_VALUES) {
      throw new IOException("count of values");
    }
    var values = new ArrayList<DirectoryValue>();
    for (var i = 0; i < count; i++) {
      values.add(read(in));
    }
    return new WriteIntent.Values(object, attribute, values);
  }

  private static DirectoryValue read(DataInputStream in) throws IOException {
    var length = in.readInt();
    if (length < 0 || length > in.available()) {
      throw new IOException("length of a value");
    }
    return DirectoryValue.of(in.readNBytes(length));
  }

  /**
   * Checks what can be known without asking a controller.
   *
   * @throws InvalidIntentException when it can't be carried out
   */
  static void check(WriteIntent intent) {
    switch (intent) {
      case WriteIntent.Values(var object, var attribute, var values) -> {
        checkAttribute(attribute);
        var octets = values.stream().mapToLong(DirectoryValue::size).sum();
        if (values.size() > MOST_VALUES || octets > MOST_OCTETS) {
          throw new InvalidIntentException(
              attribute + " with " + values.size() + " values and " + octets + " octets");
        }
        if (values.stream().distinct().count() < values.size()) {
          throw new InvalidIntentException(attribute + " with a value twice");
        }
        values.forEach(value -> checkValue(attribute, value));
      }
      case WriteIntent.Contains(var object, var attribute, var value) -> {
        checkAttribute(attribute);
        checkValue(attribute, value);
      }
      case WriteIntent.Lacks(var object, var attribute, var value) -> {
        checkAttribute(attribute);
        checkValue(attribute, value);
      }
      case WriteIntent.Enabled enabled -> {
        // A bit has no wrong value.
      }
      case WriteIntent.Name(var object, var name) -> {
        if (name.isBlank() || name.length() > LONGEST_NAME) {
          throw new InvalidIntentException("a name of " + name.length() + " characters");
        }
      }
      case WriteIntent.Parent(var object, var parent) -> {
        if (parent.parts().isEmpty()) {
          throw new InvalidIntentException("nothing can be moved to the root");
        }
      }
    }
  }

  private static void checkAttribute(String attribute) {
    try {
      AttributeNames.checkWritable(attribute);
    } catch (IllegalArgumentException wrong) {
      throw new InvalidIntentException(String.valueOf(wrong.getMessage()));
    }
  }

  private static void checkValue(String attribute, DirectoryValue value) {
    if (value.size() == 0 || value.size() > MOST_OCTETS) {
      throw new InvalidIntentException(attribute + " with a value of " + value.size() + " octets");
    }
  }

  @Override
  public RemoteObject objectOf(WriteIntent intent) {
    return new RemoteObject(intent.object().toString());
  }

  @Override
  public String describe(WriteIntent intent) {
    return switch (intent) {
      case WriteIntent.Values(var object, var attribute, var values) ->
          attribute + " of " + object + " is " + values;
      case WriteIntent.Contains(var object, var attribute, var value) ->
          attribute + " of " + object + " contains " + value;
      case WriteIntent.Lacks(var object, var attribute, var value) ->
          attribute + " of " + object + " lacks " + value;
      case WriteIntent.Enabled(var object, var enabled) ->
          object + (enabled ? " is enabled" : " is disabled");
      case WriteIntent.Name(var object, var name) -> object + " is named " + name;
      case WriteIntent.Parent(var object, var parent) -> object + " is in " + parent;
    };
  }
}
