package org.ringspan.sip.wire.transport;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.ringspan.sip.wire.WireLimits;

/**
 * Messages of a WebSocket, each carrying one SIP message (RFC 6455 section 5, RFC 7118 section 5).
 */
final class WebSocketFraming implements Framing {

  private static final int CONTINUATION = 0;
  private static final int TEXT = 1;
  private static final int BINARY = 2;
  private static final int CLOSE = 8;
  private static final int PING = 9;
  private static final int PONG = 10;
  private static final int FINAL = 0x80;
  private static final int MASKED = 0x80;
  private static final int MAX_CONTROL_BYTES = 125;
  private static final int PROTOCOL_ERROR = 1002;
  private static final int TOO_BIG = 1009;

  private final TimedInput input;
  private final WireLimits limits;
  private final Output output;
  private final byte[] head = new byte[14];
  private byte[] message = new byte[0];
  private boolean fragmented;

  /** Sends octets as they are. */
  interface Output {
    void send(byte[] octets) throws IOException;
  }

  WebSocketFraming(TimedInput input, WireLimits limits, Output output) {
    this.input = input;
    this.limits = limits;
    this.output = output;
  }

  @Override
  public @Nullable Framed next() throws IOException {
    while (true) {
      if (!read(head, 0, 2)) {
        return null;
      }
      input.messageBegins();
      int opcode = head[0] & 0x0f;
      boolean last = (head[0] & FINAL) != 0;
      // rfc6455#section-5.1: "The server MUST close the connection upon receiving a frame that is
      // not
      // masked."
      if ((head[0] & 0x70) != 0 || (head[1] & MASKED) == 0) {
        return close(PROTOCOL_ERROR);
      }
      long length = length();
      if (length < 0 || length > limits.maxMessageBytes() - message.length) {
        return close(TOO_BIG);
      }
      byte[] payload = payload((int) length);
      if (payload == null) {
        return null;
      }
      if (opcode >= CLOSE) {
        if (!last || length > MAX_CONTROL_BYTES || !control(opcode, payload)) {
          return close(PROTOCOL_ERROR);
        }
        if (opcode == CLOSE) {
          return null;
        }
        endUnlessFragmented();
        continue;
      }
      if (opcode > BINARY || (opcode == CONTINUATION) != fragmented) {
        return close(PROTOCOL_ERROR);
      }
      fragmented = !last;
      message = message.length == 0 ? payload : concatenate(message, payload);
      if (last) {
        Framed framed = new Framed(message, 0, message.length, null);
        message = new byte[0];
        input.messageEnded();
        return framed;
      }
    }
  }

  private void endUnlessFragmented() {
    if (!fragmented) {
      input.messageEnded();
    }
  }

  private static byte[] concatenate(byte[] a, byte[] b) {
    byte[] both = Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, both, a.length, b.length);
    return both;
  }

  private boolean control(int opcode, byte[] payload) throws IOException {
    switch (opcode) {
      case PING -> output.send(frame(PONG, payload));
      case CLOSE ->
          output.send(frame(CLOSE, payload.length >= 2 ? Arrays.copyOf(payload, 2) : payload));
      case PONG -> {
        // Nothing waits for it.
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  private @Nullable Framed close(int code) throws IOException {
    output.send(frame(CLOSE, new byte[] {(byte) (code >> 8), (byte) code}));
    return null;
  }

  /** The length of the payload, or -1 at the end of the stream and for lengths no message has. */
  private long length() throws IOException {
    int length = head[1] & 0x7f;
    if (length < 126) {
      return length;
    }
    int more = length == 126 ? 2 : 8;
    if (!read(head, 2, more)) {
      return -1;
    }
    ByteBuffer bytes = ByteBuffer.wrap(head, 2, more);
    return more == 2 ? bytes.getShort() & 0xffff : bytes.getLong();
  }

  private byte @Nullable [] payload(int length) throws IOException {
    byte[] mask = new byte[4];
    byte[] payload = new byte[length];
    if (!read(mask, 0, 4) || !read(payload, 0, length)) {
      return null;
    }
    for (int i = 0; i < length; i++) {
      payload[i] ^= mask[i & 3];
    }
    return payload;
  }

  private boolean read(byte[] into, int at, int length) throws IOException {
    int done = 0;
    while (done < length) {
      int count = input.read(into, at + done, length - done);
      if (count <= 0) {
        return false;
      }
      done += count;
      input.messageBegins();
    }
    return true;
  }

  /** A frame with a SIP message: text when it is UTF-8, binary otherwise (RFC 7118 section 5). */
  static byte[] message(byte[] message) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(message));
      return frame(TEXT, message);
    } catch (CharacterCodingException e) {
      return frame(BINARY, message);
    }
  }

  private static byte[] frame(int opcode, byte[] payload) {
    int length = payload.length;
    ByteBuffer frame = ByteBuffer.allocate(length + 10);
    frame.put((byte) (FINAL | opcode));
    if (length < 126) {
      frame.put((byte) length);
    } else if (length < 65_536) {
      frame.put((byte) 126).putShort((short) length);
    } else {
      frame.put((byte) 127).putLong(length);
    }
    frame.put(payload);
    return Arrays.copyOf(frame.array(), frame.position());
  }
}
