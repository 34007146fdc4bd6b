package org.ringspan.e2e.ua;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One SIP message as text: a start line, header fields in their order, a body (RFC 3261 section 7).
 * Immutable; the {@code with…} methods return copies. Nothing is validated, so that a test can also
 * write what the RFC forbids.
 */
public final class SipMessage {
  /** One header field; the name is in its long form, the value as it came, unfolded. */
  public record Field(String name, String value) {}

  // rfc3261#section-7.3.3
  private static final Map<String, String> COMPACT_FORMS =
      Map.of(
          "v",
          "Via",
          "f",
          "From",
          "t",
          "To",
          "i",
          "Call-ID",
          "m",
          "Contact",
          "l",
          "Content-Length",
          "c",
          "Content-Type",
          "k",
          "Supported",
          "e",
          "Content-Encoding",
          "s",
          "Subject");
  private static final Pattern TAG =
      Pattern.compile(";\\s*tag\\s*=\\s*([^;,\\s>]+)", Pattern.CASE_INSENSITIVE);
  private static final Pattern BRANCH =
      Pattern.compile(";\\s*branch\\s*=\\s*([^;,\\s]+)", Pattern.CASE_INSENSITIVE);

  private final String startLine;
  private final List<Field> fields;
  private final byte[] body;

  private SipMessage(String startLine, List<Field> fields, byte[] body) {
    this.startLine = startLine;
    this.fields = List.copyOf(fields);
    this.body = body;
  }

  /** A request without any header field. */
  public static SipMessage request(String method, String uri) {
    return new SipMessage(method + " " + uri + " SIP/2.0", List.of(), new byte[0]);
  }

  /**
   * A response to {@code request} with the header fields that RFC 3261 section 8.2.6.2 copies; no
   * To tag is added.
   */
  public static SipMessage response(SipMessage request, int status, String reason) {
    var copied = new ArrayList<Field>();
    for (var field : request.fields) {
      switch (field.name()) {
        case "Via", "From", "To", "Call-ID", "CSeq", "Record-Route" -> copied.add(field);
        default -> {}
      }
    }
    return new SipMessage("SIP/2.0 " + status + " " + reason, copied, new byte[0]);
  }

  /**
   * Reads one whole message.
   *
   * @throws IllegalArgumentException when there is no empty line after the header fields or a line
   *     is no header field
   */
  public static SipMessage parse(byte[] bytes) {
    int end = endOfHeader(bytes, bytes.length);
    if (end < 0) {
      throw new IllegalArgumentException(
          "no empty line in " + new String(bytes, StandardCharsets.UTF_8));
    }
    String[] lines = new String(bytes, 0, end, StandardCharsets.UTF_8).split("\r\n", -1);
    var fields = new ArrayList<Field>();
    for (int i = 1; i < lines.length && !lines[i].isEmpty(); i++) {
      if (Character.isWhitespace(lines[i].charAt(0)) && !fields.isEmpty()) {
        var folded = fields.removeLast();
        fields.add(new Field(folded.name(), folded.value() + " " + lines[i].strip()));
        continue;
      }
      int colon = lines[i].indexOf(':');
      if (colon < 1) {
        throw new IllegalArgumentException("no header field: " + lines[i]);
      }
      fields.add(
          new Field(
              longForm(lines[i].substring(0, colon).strip()),
              lines[i].substring(colon + 1).strip()));
    }
    return new SipMessage(lines[0], fields, Arrays.copyOfRange(bytes, end, bytes.length));
  }

  /** The index just behind the empty line that ends the header, or -1 when it hasn't come yet. */
  static int endOfHeader(byte[] bytes, int length) {
    for (int i = 3; i < length; i++) {
      if (bytes[i] == '\n'
          && bytes[i - 1] == '\r'
          && bytes[i - 2] == '\n'
          && bytes[i - 3] == '\r') {
        return i + 1;
      }
    }
    return -1;
  }

  private static String longForm(String name) {
    String expanded = COMPACT_FORMS.get(name.toLowerCase(java.util.Locale.ROOT));
    if (expanded != null) {
      return expanded;
    }
    for (String known :
        List.of(
            "Via", "From", "To", "Call-ID", "CSeq", "Contact", "Content-Length", "Record-Route")) {
      if (known.equalsIgnoreCase(name)) {
        return known;
      }
    }
    return name;
  }

  /** This message with one more field at the end. */
  public SipMessage with(String name, String value) {
    var more = new ArrayList<>(fields);
    more.add(new Field(name, value));
    return new SipMessage(startLine, more, body);
  }

  /** This message with every field of that name replaced by one, in the place of the first. */
  public SipMessage replacing(String name, String value) {
    var changed = new ArrayList<Field>();
    boolean done = false;
    for (var field : fields) {
      if (!field.name().equalsIgnoreCase(name)) {
        changed.add(field);
      } else if (!done) {
        changed.add(new Field(name, value));
        done = true;
      }
    }
    if (!done) {
      changed.add(new Field(name, value));
    }
    return new SipMessage(startLine, changed, body);
  }

  /** This message without the fields of that name. */
  public SipMessage without(String name) {
    return new SipMessage(
        startLine, fields.stream().filter(f -> !f.name().equalsIgnoreCase(name)).toList(), body);
  }

  /**
   * This message with a body of the given type; the Content-Length is written by {@link
   * #toBytes()}.
   */
  public SipMessage withBody(String contentType, String text) {
    var typed = replacing("Content-Type", contentType);
    return new SipMessage(typed.startLine, typed.fields, text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * The message as it goes on the wire, with the Content-Length of its body unless a field of that
   * name was given.
   */
  public byte[] toBytes() {
    var text = new StringBuilder(startLine).append("\r\n");
    fields.forEach(
        field -> text.append(field.name()).append(": ").append(field.value()).append("\r\n"));
    if (header("Content-Length").isEmpty()) {
      text.append("Content-Length: ").append(body.length).append("\r\n");
    }
    var out = new ByteArrayOutputStream();
    out.writeBytes(text.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
    out.writeBytes(body);
    return out.toByteArray();
  }

  public boolean isRequest() {
    return !startLine.startsWith("SIP/2.0 ");
  }

  /** The request's method, or for a response the method of its CSeq. */
  public String method() {
    String line = isRequest() ? startLine : required("CSeq").replaceFirst("^\\d+\\s+", "");
    int blank = line.indexOf(' ');
    return blank < 0 ? line.strip() : line.substring(0, blank);
  }

  public boolean is(String method) {
    return isRequest() && method().equals(method);
  }

  public boolean isInitial() {
    return isRequest() && toTag().isEmpty();
  }

  public String requestUri() {
    return startLine.split(" ")[1];
  }

  /** The user part of the Request-URI, empty when it has none. */
  public String requestUser() {
    return userOf(requestUri());
  }

  public int status() {
    return Integer.parseInt(startLine.split(" ")[1]);
  }

  public String reasonPhrase() {
    String[] parts = startLine.split(" ", 3);
    return parts.length < 3 ? "" : parts[2];
  }

  public String startLine() {
    return startLine;
  }

  /** The first field of that name, in its written form. */
  public Optional<String> header(String name) {
    return fields.stream()
        .filter(f -> f.name().equalsIgnoreCase(name))
        .map(Field::value)
        .findFirst();
  }

  public List<String> headers(String name) {
    return fields.stream().filter(f -> f.name().equalsIgnoreCase(name)).map(Field::value).toList();
  }

  /**
   * The first field of that name.
   *
   * @throws AssertionError when there is none
   */
  public String required(String name) {
    return header(name).orElseThrow(() -> new AssertionError("no " + name + " in\n" + this));
  }

  public String callId() {
    return required("Call-ID");
  }

  public int cseq() {
    return Integer.parseInt(required("CSeq").split("\\s+")[0]);
  }

  public Optional<String> toTag() {
    return header("To").flatMap(value -> parameter(TAG, value));
  }

  public Optional<String> fromTag() {
    return header("From").flatMap(value -> parameter(TAG, value));
  }

  /** The branch of the top Via, empty when it has none. */
  public String branch() {
    return header("Via").flatMap(value -> parameter(BRANCH, value)).orElse("");
  }

  /** The URI in a name-addr or addr-spec field, such as From or Contact. */
  public String uriIn(String name) {
    return uriOf(required(name));
  }

  /** The user part of the URI in a name-addr or addr-spec field. */
  public String userIn(String name) {
    return userOf(uriIn(name));
  }

  public String body() {
    return new String(body, StandardCharsets.UTF_8);
  }

  public boolean hasSdp() {
    return body.length > 0 && header("Content-Type").orElse("").startsWith("application/sdp");
  }

  static String uriOf(String nameAddress) {
    int open = nameAddress.indexOf('<');
    return open >= 0
        ? nameAddress.substring(open + 1, nameAddress.indexOf('>', open))
        : nameAddress.split("[;,\\s]")[0];
  }

  static String userOf(String uri) {
    int at = uri.indexOf('@');
    int colon = uri.indexOf(':');
    return at < 0 ? "" : uri.substring(colon + 1, at).split("[;:]")[0];
  }

  private static Optional<String> parameter(Pattern pattern, String value) {
    Matcher matcher = pattern.matcher(value);
    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  @Override
  public String toString() {
    return new String(toBytes(), StandardCharsets.UTF_8);
  }
}
