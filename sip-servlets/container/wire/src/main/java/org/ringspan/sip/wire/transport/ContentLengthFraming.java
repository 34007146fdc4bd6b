package org.ringspan.sip.wire.transport;

import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.ringspan.sip.wire.ContentLengths;
import org.ringspan.sip.wire.Rule;
import org.ringspan.sip.wire.WireLimits;

/**
 * Messages on a stream, each as long as its Content-Length says (RFC 3261 section 18.3). A message
 * without a usable Content-Length ends the connection: where the next one starts can't be known.
 */
final class ContentLengthFraming implements Framing {

  private static final int FIRST_BYTES = 4096;

  private final TimedInput input;
  private final WireLimits limits;
  private final Runnable pong;
  private byte[] buffer = new byte[FIRST_BYTES];
  private int start;
  private int end;
  private boolean lineEndSeen;

  /**
   * @param pong answers the double CRLF of a keep-alive with a single one (RFC 5626 section 4.4.1)
   */
  ContentLengthFraming(TimedInput input, WireLimits limits, Runnable pong) {
    this.input = input;
    this.limits = limits;
    this.pong = pong;
  }

  @Override
  public @Nullable Framed next() throws IOException {
    if (!awaitStart()) {
      return null;
    }
    input.messageBegins();
    int headersEnd = awaitHeaders();
    if (headersEnd < 0) {
      return headersEnd == -1 ? null : new Framed(buffer, start, end, Rule.TOO_LONG);
    }
    int bodyBytes = ContentLengths.of(buffer, start, headersEnd);
    if (bodyBytes < 0) {
      return new Framed(buffer, start, headersEnd, Rule.MISSING);
    }
    long total = (long) headersEnd - start + bodyBytes;
    if (total > limits.maxMessageBytes()) {
      return new Framed(buffer, start, headersEnd, Rule.TOO_LONG);
    }
    while (end - start < total) {
      if (!fill()) {
        return null;
      }
    }
    input.messageEnded();
    Framed message = new Framed(buffer, start, start + (int) total, null);
    start += (int) total;
    return message;
  }

  /** Skips line ends before a message, answering keep-alives; false at the end of the stream. */
  private boolean awaitStart() throws IOException {
    while (true) {
      if (start == end && !fill()) {
        return false;
      }
      byte octet = buffer[start];
      if (octet != '\r' && octet != '\n') {
        lineEndSeen = false;
        return true;
      }
      start++;
      if (octet == '\n') {
        if (lineEndSeen) {
          pong.run();
        }
        lineEndSeen = !lineEndSeen;
      }
    }
  }

  /**
   * The position behind the empty line; -1 at the end of the stream, -2 when the headers are too
   * long.
   */
  private int awaitHeaders() throws IOException {
    int scanned = start;
    while (true) {
      for (int i = scanned; i + 3 < end; i++) {
        if (buffer[i] == '\r'
            && buffer[i + 1] == '\n'
            && buffer[i + 2] == '\r'
            && buffer[i + 3] == '\n') {
          return i + 4;
        }
      }
      if (end - start > limits.maxHeaderBytes()) {
        return -2;
      }
      int done = Math.max(0, end - start - 3);
      if (!fill()) {
        return -1;
      }
      scanned = start + done;
    }
  }

  /** Reads more, making room first; false at the end of the stream. */
  private boolean fill() throws IOException {
    if (start == end) {
      start = 0;
      end = 0;
    } else if (end == buffer.length && start > 0) {
      System.arraycopy(buffer, start, buffer, 0, end - start);
      end -= start;
      start = 0;
    }
    if (end == buffer.length) {
      int most = limits.maxMessageBytes() + limits.maxHeaderBytes();
      buffer = Arrays.copyOf(buffer, Math.min(most, buffer.length * 2));
    }
    int count = input.read(buffer, end, buffer.length - end);
    if (count <= 0) {
      return false;
    }
    end += count;
    return true;
  }
}
