package org.ringspan.sip.wire;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes from a malformed request what its answer may copy. Runs only for requests that are refused.
 */
final class EchoReader {

  private static final int MAX_VALUE = 4096;
  private static final byte[] TAG = {'t', 'a', 'g'};

  private final byte[] m;
  private final int to;
  private final List<String> vias = new ArrayList<>();
  private boolean viasEnded;
  private @Nullable String from;
  private @Nullable String toValue;
  private boolean toTag;
  private @Nullable String callId;
  private @Nullable String cseq;

  private EchoReader(byte[] m, int to) {
    this.m = m;
    this.to = to;
  }

  /** The values, or null when the request can't be answered because it has no usable Via. */
  static Verdict.@Nullable Echo read(byte[] m, int start, int to) {
    EchoReader reader = new EchoReader(m, to);
    reader.lines(start);
    if (reader.vias.isEmpty()) {
      return null;
    }
    return new Verdict.Echo(
        List.copyOf(reader.vias),
        reader.from,
        reader.toValue,
        reader.toTag,
        reader.callId,
        reader.cseq);
  }

  private void lines(int start) {
    int line = nextLine(start);
    while (line < to && !(m[line] == '\r' || m[line] == '\n')) {
      int next = nextLine(line);
      while (next < to && (m[next] == ' ' || m[next] == '\t')) {
        next = nextLine(next);
      }
      field(line, Octets.trimEnd(m, line, next));
      line = next;
    }
  }

  private int nextLine(int from) {
    int end = Octets.indexOf(m, from, to, '\n');
    return end == to ? to : end + 1;
  }

  private void field(int line, int end) {
    int nameEnd = Octets.skip(m, line, end, Octets.TOKEN);
    int colon = Octets.skipSpace(m, nameEnd, end);
    if (colon == end || m[colon] != ':') {
      return;
    }
    HeaderName name = HeaderName.of(m, line, nameEnd);
    int value = Octets.skipSpace(m, colon + 1, end);
    if (name == null || end - value > MAX_VALUE || value == end) {
      return;
    }
    switch (name) {
      case VIA -> via(value, end);
      case FROM -> from = from == null ? address(value, end) : from;
      case TO -> {
        if (toValue == null) {
          toValue = address(value, end);
          toTag = toValue != null && hasTag(value, end);
        }
      }
      case CALL_ID -> {
        if (callId == null && FieldSyntax.isCallId(m, value, end)) {
          callId = Octets.text(m, value, end);
        }
      }
      case CSEQ -> cseq = cseq == null ? cseq(value, end) : cseq;
      default -> {
        // Nothing else is copied into an answer.
      }
    }
  }

  /**
   * Copies the well-formed Via values up to the first that isn't; of a malformed one on top its
   * transport, host and port and the parameters before the error, so that the answer finds its way.
   */
  private void via(int value, int end) {
    int i = value;
    while (i < end && !viasEnded) {
      int host = FieldSyntax.sentBy(m, i, end, true);
      int hostEnd = host < 0 ? -1 : FieldSyntax.sentByEnd(m, host, end);
      if (hostEnd < 0) {
        viasEnded = true;
        return;
      }
      int next = FieldSyntax.parametersEnd(m, hostEnd, end);
      int valueEnd = next < 0 ? goodParameters(hostEnd, end) : next;
      if (next < 0) {
        viasEnded = true;
      }
      if (next >= 0 || vias.isEmpty()) {
        vias.add(oneLine(i, valueEnd));
      }
      i = next + 1;
    }
  }

  /** The end of the parameters that are well-formed. */
  private int goodParameters(int from, int end) {
    int good = from;
    int i = from;
    while (i < end) {
      int next = Octets.indexOf(m, i + 1, end, ';');
      if (FieldSyntax.parametersEnd(m, from, next) != next) {
        return good;
      }
      good = next;
      i = next;
    }
    return good;
  }

  /**
   * A well-formed address as it is; of a malformed one the URI between angle brackets and the tag;
   * null when not even that is there.
   */
  private @Nullable String address(int value, int end) {
    if (FieldSyntax.isAddress(m, value, end)) {
      return oneLine(value, end);
    }
    int open = Octets.indexOf(m, value, end, '<');
    int close = Octets.indexOf(m, open, end, '>');
    if (close == end) {
      return null;
    }
    int uri = Octets.skipSpace(m, open + 1, close);
    int uriEnd = Octets.trimEnd(m, uri, close);
    if (!UriSyntax.isUri(m, uri, uriEnd, true)) {
      return null;
    }
    int tag = tag(close + 1, end);
    String parameter =
        tag < 0 ? "" : ";tag=" + Octets.text(m, tag, Octets.skip(m, tag, end, Octets.TOKEN));
    return "<" + Octets.text(m, uri, uriEnd) + ">" + parameter;
  }

  private boolean hasTag(int value, int end) {
    int from = value;
    if (m[value] == '"') {
      from = Math.max(value, Octets.quotedEnd(m, value, end));
    }
    int close = Octets.indexOf(m, from, end, '>');
    return tag(close == end ? from : close + 1, end) >= 0;
  }

  /** The position of the tag's value among the parameters, or -1. */
  private int tag(int from, int end) {
    int i = Octets.indexOf(m, from, end, ';');
    while (i < end) {
      int name = Octets.skipSpace(m, i + 1, end);
      int equals = Octets.skipSpace(m, Math.min(name + 3, end), end);
      if (name + 3 < end
          && Octets.equalsIgnoreCase(m, name, TAG)
          && equals < end
          && m[equals] == '=') {
        int value = Octets.skipSpace(m, equals + 1, end);
        return value < end && Octets.is(m[value], Octets.TOKEN) ? value : -1;
      }
      i = Octets.indexOf(m, name, end, ';');
    }
    return -1;
  }

  private @Nullable String cseq(int value, int end) {
    int space = value;
    while (space < end && Octets.isDigit(m[space])) {
      space++;
    }
    int method = Octets.skipSpace(m, space, end);
    boolean good =
        space > value
            && method > space
            && method < end
            && Octets.skip(m, method, end, Octets.TOKEN) == end;
    return good ? Octets.text(m, value, space) + " " + Octets.text(m, method, end) : null;
  }

  /** The octets with each run of white space that holds a line end made one space. */
  private String oneLine(int from, int end) {
    StringBuilder out = new StringBuilder(end - from);
    int i = from;
    int last = Octets.trimEnd(m, from, end);
    while (i < last) {
      if (m[i] == '\r' || m[i] == '\n') {
        i = Octets.skipSpace(m, i, last);
        out.append(' ');
      } else {
        out.append((char) (m[i] & 0xff));
        i++;
      }
    }
    return out.toString().strip();
  }
}
