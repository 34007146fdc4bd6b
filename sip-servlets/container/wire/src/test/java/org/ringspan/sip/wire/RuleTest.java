package org.ringspan.sip.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

@DisplayName("Each rule, on messages of our own")
class RuleTest {

  private record Case(
      String name, String message, Transport transport, Rule rule, String reason, int status) {}

  private final WireLimits limits = WireLimits.defaults();
  private final MessageValidation validation = new MessageValidation(limits);

  @TestFactory
  Stream<DynamicTest> aBrokenRuleIsAnswered() {
    return cases().stream()
        .map(
            c ->
                DynamicTest.dynamicTest(
                    c.name,
                    () ->
                        assertThat(validation.judge(Sample.octets(c.message), c.transport))
                            .isInstanceOfSatisfying(
                                Verdict.Reject.class,
                                reject -> {
                                  assertThat(reject.rule()).isEqualTo(c.rule);
                                  assertThat(reject.status()).isEqualTo(c.status);
                                  assertThat(reject.reason()).isEqualTo(c.reason);
                                })));
  }

  @Test
  @DisplayName("no rule of the table is left without a case")
  void everyRuleHasACase() {
    Set<Rule> tested = EnumSet.noneOf(Rule.class);
    cases().forEach(c -> tested.add(c.rule));
    // Of the parser behind the validation, tested with the stack.
    tested.add(Rule.NOT_PARSED);
    // Needs limits of its own, below.
    tested.add(Rule.METHOD_NOT_ALLOWED);
    assertThat(tested).containsExactlyInAnyOrder(Rule.values());
  }

  @Test
  @DisplayName("405 lists what is allowed")
  void methodNotAllowed() {
    MessageValidation strict =
        new MessageValidation(limits.withAllowedMethods(Set.of("OPTIONS", "ACK", "BYE")));
    assertThat(strict.judge(Sample.octets(Sample.INVITE), Transport.UDP))
        .isInstanceOfSatisfying(
            Verdict.Reject.class,
            reject -> {
              assertThat(reject.status()).isEqualTo(405);
              assertThat(reject.headers()).containsExactly("Allow: ACK, BYE, OPTIONS");
            });
  }

  @Test
  @DisplayName("the list of supported option tags is a setting, in any case of letters")
  void optionTagsAreASetting() {
    MessageValidation more =
        new MessageValidation(
            limits.withOptionTags(Set.of("replaces")).withProxyOptionTags(Set.of("privacy")));
    String message = before("Max-Forwards", "Require: Replaces\r\nProxy-Require: privacy\r\n");
    assertThat(more.judge(Sample.octets(message), Transport.UDP))
        .isInstanceOf(Verdict.Accept.class);
  }

  @TestFactory
  Stream<DynamicTest> whatIsUnusualButRightIsAccepted() {
    return Stream.of(
            Sample.INVITE,
            Sample.OK,
            Sample.REGISTER,
            Sample.REGISTER.replaceFirst("m: .*\r\n", "Contact: *\r\nExpires: 0\r\n"),
            notify(line -> true),
            notify(line -> true).replace("Event:", "o:"),
            change("INVITE sip:51235@", "INVITE sip:*97#@"),
            change("sip:51235@ringspan.test SIP", "sips:51235@[2001:db8::9]:5061 SIP"),
            change("sip:51235@ringspan.test SIP", "tel:+14085551234;phone-context=a SIP"),
            change("SIP/2.0\r\nVia", "sip/2.0\r\nVia"),
            change("Max-Forwards: 70\r\n", ""),
            change("From: \"Alice\" ", "From: Alice of  Town "),
            change("From: \"Alice\"", "From: \"A \\\" B, <x>\""),
            change("To: ", "to:\r\n "),
            change("CSeq: 314159 INVITE", "CSeq: 314159\r\n INVITE"),
            change("CSeq: 314159", "CSeq: 2147483647"),
            change("Supported:", "Subject: it's a \"quote\r\nSupported:"),
            change(
                "Supported:",
                "Replaces:a@b ;x=\"y;z\";To-Tag=1; from-tag = 2;early-only\r\nSupported:"),
            change("Supported:", "Join: a;to-tag=1;from-tag=2\r\nSupported:"),
            change("Content-Length: ", "X-Long: " + "x".repeat(8000) + "\r\nContent-Length: "),
            change("Max-Forwards", "Date: Sat, 13 Nov 2010 23:29:00 GMT\r\nMax-Forwards"))
        .map(
            message ->
                DynamicTest.dynamicTest(
                    Printable.escape(message, 60),
                    () ->
                        assertThat(validation.judge(Sample.octets(message), Transport.UDP))
                            .isInstanceOf(Verdict.Accept.class)));
  }

  @TestFactory
  Stream<DynamicTest> whatCannotBeAnsweredIsDropped() {
    record Dropped(String message, DropReason reason) {}
    String ack = Sample.INVITE.replace("INVITE", "ACK");
    return Stream.of(
            new Dropped("\r\n\r\n", DropReason.KEEP_ALIVE),
            new Dropped("\0\0\0\0", DropReason.KEEP_ALIVE),
            new Dropped("GET / HTTP/1.1\r\nHost: a\r\n\r\n", DropReason.NOT_SIP),
            new Dropped("\1\2\3\4", DropReason.NOT_SIP),
            new Dropped(Sample.INVITE.replaceFirst("Via: .*\r\n", ""), DropReason.UNANSWERABLE),
            new Dropped(change("Via: SIP/2.0/UDP", "Via: HTTP/2.0/UDP"), DropReason.UNANSWERABLE),
            new Dropped(ack.replace("To: ", "To: \""), DropReason.BAD_ACK),
            new Dropped(Sample.OK.replaceFirst("To: .*\r\n", ""), DropReason.BAD_RESPONSE),
            new Dropped(Sample.OK.replace("SIP/2.0 200", "SIP/3.0 200"), DropReason.BAD_RESPONSE),
            new Dropped(Sample.OK.replace("314159", "4294967296"), DropReason.BAD_RESPONSE),
            new Dropped(Sample.OK.replace("Length: 0", "Length: 9"), DropReason.BAD_RESPONSE),
            new Dropped(Sample.OK.replace(" 200 ", " 700 "), DropReason.BAD_STATUS_CODE),
            new Dropped(Sample.OK.replace(" 200 ", " 099 "), DropReason.BAD_STATUS_CODE),
            new Dropped(Sample.OK.replace(" 200 ", " 4294967496 "), DropReason.BAD_STATUS_CODE),
            new Dropped(
                Sample.OK.replace("From:", "Via: SIP/2.0/UDP 255.255.255.255\r\nFrom:"),
                DropReason.BROADCAST_VIA))
        .map(
            dropped ->
                DynamicTest.dynamicTest(
                    dropped.reason + " " + Printable.escape(dropped.message, 40),
                    () ->
                        assertThat(validation.judge(Sample.octets(dropped.message), Transport.UDP))
                            .isInstanceOfSatisfying(
                                Verdict.Drop.class,
                                drop -> assertThat(drop.reason()).isEqualTo(dropped.reason))));
  }

  @Test
  @DisplayName("an ACK keeps its Require and its last hop")
  void ackIsSpared() {
    String ack =
        Sample.INVITE
            .replace("INVITE", "ACK")
            .replace("Max-Forwards: 70", "Max-Forwards: 0\r\nRequire: nothing");
    assertThat(validation.judge(Sample.octets(ack), Transport.UDP))
        .isInstanceOf(Verdict.Accept.class);
  }

  private static List<Case> cases() {
    List<Case> cases = new ArrayList<>();
    add(cases, Rule.VERSION_NOT_SUPPORTED, "", m -> m.replaceFirst("SIP/2.0", "SIP/7.0"));
    add(cases, Rule.VERSION_NOT_SUPPORTED, "", m -> m.replaceFirst("SIP/2.0", "SIP/2.00"));
    add(cases, Rule.BAD_REQUEST_LINE, "", m -> m.replaceFirst("INVITE ", "INVITE  "));
    add(cases, Rule.BAD_REQUEST_LINE, "", m -> m.replaceFirst(" SIP/2.0\r", " SIP/2.0 \r"));
    add(cases, Rule.BAD_REQUEST_LINE, "", m -> m.replaceFirst("test SIP", "test; lr SIP"));
    add(cases, Rule.METHOD_UNKNOWN, "", m -> m.replaceFirst("INVITE", "invite"));
    add(cases, Rule.METHOD_UNKNOWN, "", m -> m.replace("INVITE", "NEWMETHOD"));
    add(cases, Rule.BAD_REQUEST_URI, "", m -> m.replaceFirst("sip:\\S+", "<sip:a@b>"));
    add(cases, Rule.BAD_REQUEST_URI, "", m -> m.replaceFirst("test SIP", "test?Route=%3Ca%3E SIP"));
    add(cases, Rule.BAD_REQUEST_URI, "", m -> m.replaceFirst("sip:51235", "sip:5%zz"));
    add(cases, Rule.BAD_REQUEST_URI, "", m -> m.replaceFirst("test SIP", "test:99999 SIP"));
    add(cases, Rule.SCHEME_UNSUPPORTED, "", m -> m.replaceFirst("sip:\\S+", "isbn:2983792873"));
    add(cases, Rule.HEADERS_NOT_ENDED, "", m -> m.substring(0, m.indexOf("\r\n\r\n") + 2));
    add(cases, Rule.TOO_MANY_HEADERS, "", m -> insert(m, "X: y\r\n".repeat(300)));
    add(cases, Rule.TOO_MANY_PARTS, "", m -> insert(m, "X: " + ";".repeat(700) + "\r\n"));
    add(cases, Rule.BAD_LINE, "", m -> insert(m, "no colon here\r\n"));
    add(cases, Rule.BAD_LINE, "", m -> insert(m, ": no name\r\n"));
    add(cases, Rule.BAD_LINE, "", m -> insert(m, "two names: x\r\n"));
    add(cases, Rule.CONTROL_CHARACTER, "", m -> insert(m, "X: a\0b\r\n"));
    add(cases, Rule.CONTROL_CHARACTER, "", m -> insert(m, "X: a\rVia: b\r\n"));
    add(cases, Rule.CONTROL_CHARACTER, "", m -> insert(m, "X: a\nVia: b\r\n"));
    add(cases, Rule.CONTROL_CHARACTER, "", m -> m.replace("\"Alice\"", "\"Al\7ice\""));
    for (String single :
        List.of("From", "To", "Call-ID", "CSeq", "Max-Forwards", "Content-Length")) {
      add(cases, Rule.DUPLICATE, " " + single, m -> twice(m, single));
    }
    add(cases, Rule.DUPLICATE, " From", m -> insert(m, "f: <sip:b@c>;tag=2\r\n"));
    add(cases, Rule.BAD_VALUE, " To", m -> m.replace("To: <", "To: \"Bob <"));
    add(cases, Rule.BAD_VALUE, " To", m -> m.replace("To: <", "To: B, Bob <"));
    add(cases, Rule.BAD_VALUE, " To", m -> m.replace("To: <sip", "To: < sip"));
    add(cases, Rule.BAD_VALUE, " From", m -> m.replace(";tag=1928301774", ";;tag=1"));
    add(cases, Rule.BAD_VALUE, " Contact", m -> m.replace("udp>;+sip", "udp>;,;+sip"));
    add(
        cases,
        Rule.BAD_VALUE,
        " Contact",
        m -> m.replaceFirst("Contact: .*\r\n", "Contact: sip:a@b?Route=%3Csip:c%3E\r\n"));
    add(cases, Rule.BAD_VALUE, " Via", m -> m.replace(";rport", ";;,;,,"));
    add(cases, Rule.BAD_VALUE, " Via", m -> m.replace("z9hG4bK776asdhds", "z9hG4bK"));
    add(cases, Rule.BAD_VALUE, " Call-ID", m -> m.replace("a84b4c76e66710@", "a84b 4c76@"));
    add(cases, Rule.BAD_VALUE, " CSeq", m -> m.replace("314159 INVITE", "INVITE 314159"));
    add(cases, Rule.BAD_VALUE, " CSeq", m -> m.replace("314159 INVITE", "-1 INVITE"));
    add(cases, Rule.BAD_VALUE, " Content-Length", m -> m.replace("Length: ", "Length: -"));
    add(cases, Rule.BAD_VALUE, " Require", m -> insert(m, "Require: ,,\r\n"));
    add(cases, Rule.BAD_VALUE, " Route", m -> insert(m, "Route: <sip:a@b\r\n"));
    for (String bad :
        new String[] {
          "a@b;to-tag=1",
          "a@b;from-tag=1",
          "a@b;to-tag=1;from-tag=2;To-Tag=3",
          "a@b;to-tag=1;from-tag=",
          "a@b;to-tag=1;from-tag",
          "a@b;to-tag=\"1\";from-tag=2",
          "a@;to-tag=1;from-tag=2",
          "a@b@c;to-tag=1;from-tag=2",
          ";to-tag=1;from-tag=2",
          "a@b;to-tag=1;from-tag=2, c;to-tag=1;from-tag=2",
          "a b;to-tag=1;from-tag=2",
          "a@b;to-tag=1;;from-tag=2",
          "a@b;to-tag=1;from-tag=2;x=\"y",
          "a@b;to-tag=1 x;from-tag=2"
        }) {
      add(cases, Rule.BAD_VALUE, " Replaces", m -> insert(m, "Replaces: " + bad + "\r\n"));
    }
    String good = "Replaces: a@b;to-tag=1;from-tag=2\r\n";
    add(cases, Rule.DUPLICATE, " Replaces", m -> insert(m, good + good));
    add(cases, Rule.BAD_VALUE, " Replaces", m -> insert(m, good).replace("INVITE", "OPTIONS"));
    String join = "Join: a@b;to-tag=1;from-tag=2\r\n";
    add(cases, Rule.BAD_VALUE, " Replaces", m -> insert(m, good + join));
    add(cases, Rule.BAD_VALUE, " Join", m -> insert(m, join.replace("to-tag=1", "")));
    add(cases, Rule.BAD_VALUE, " Join", m -> insert(m, join).replace("INVITE", "OPTIONS"));
    add(cases, Rule.NUMBER_RANGE, " CSeq", m -> m.replace("314159", "2147483648"));
    add(cases, Rule.NUMBER_RANGE, " CSeq", m -> m.replace("314159", "3".repeat(40)));
    add(cases, Rule.NUMBER_RANGE, " Max-Forwards", m -> m.replace(": 70", ": 300"));
    add(
        cases,
        Rule.NUMBER_RANGE,
        " Content-Length",
        m -> m.replace("Length: ", "Length: 99999999"));
    for (String mandatory : List.of("From", "To", "Call-ID", "CSeq")) {
      add(
          cases,
          Rule.MISSING,
          " " + mandatory,
          m -> m.replaceFirst("\r\n" + mandatory + ": [^\r]*", ""));
    }
    add(cases, Rule.MISSING, " Contact", m -> m.replaceFirst("\r\n(m|Contact): [^\r]*", ""));
    for (String ofNotify : List.of("Event", "Subscription-State")) {
      cases.add(
          new Case(
              "RFC 6665 8.2: a NOTIFY without " + ofNotify,
              notify(line -> !line.startsWith(ofNotify)),
              Transport.UDP,
              Rule.MISSING,
              "Missing " + ofNotify,
              400));
    }
    cases.add(
        new Case(
            "a stream without Content-Length",
            Sample.INVITE.replaceFirst("Content-Length.*\r\n", ""),
            Transport.TCP,
            Rule.MISSING,
            "Missing Content-Length",
            400));
    add(cases, Rule.BODY_CUT, "", m -> m.substring(0, m.length() - 1));
    add(cases, Rule.CSEQ_METHOD, "", m -> m.replace("314159 INVITE", "314159 OPTIONS"));
    add(cases, Rule.TOO_MANY_HOPS, "", m -> m.replace("Forwards: 70", "Forwards: 000"));
    add(cases, Rule.EXTENSION_UNSUPPORTED, "", m -> insert(m, "Require: 100rel, a\r\n"));
    add(cases, Rule.EXTENSION_UNSUPPORTED, "", m -> insert(m, "Proxy-Require: b\r\n"));
    add(cases, Rule.TOO_LONG, "", m -> insert(m, "X: " + "x".repeat(40_000) + "\r\n"));
    cases.add(
        new Case(
            "REGISTER for an ISBN",
            Sample.REGISTER.replace("t: <sip:alice@ringspan.test>", "t: isbn:2983792873"),
            Transport.UDP,
            Rule.REGISTER_TO,
            Rule.REGISTER_TO.phrase(),
            400));
    return cases;
  }

  private static void add(
      List<Case> cases, Rule rule, String header, UnaryOperator<String> change) {
    String message = change.apply(Sample.INVITE);
    assertThat(message).isNotEqualTo(Sample.INVITE);
    cases.add(
        new Case(
            rule + header + " #" + cases.size(),
            message,
            Transport.UDP,
            rule,
            rule.phrase() + header,
            rule.status()));
  }

  /** A NOTIFY with those of its lines that are wanted. */
  private static String notify(Predicate<String> wanted) {
    String notify =
        insert(
            Sample.INVITE.replace("INVITE", "NOTIFY"),
            "Event: kpml\r\nSubscription-State: active;expires=60\r\n");
    return notify.lines().filter(wanted).map(line -> line + "\r\n").collect(Collectors.joining());
  }

  private static String change(String what, String by) {
    assertThat(Sample.INVITE).contains(what);
    return Sample.INVITE.replace(what, by);
  }

  private static String before(String header, String lines) {
    return Sample.INVITE.replace(header, lines + header);
  }

  private static String insert(String message, String lines) {
    return message.replace("User-Agent", lines + "User-Agent");
  }

  private static String twice(String message, String header) {
    int start = message.indexOf("\r\n" + header + ":") + 2;
    String line = message.substring(start, message.indexOf("\r\n", start) + 2);
    return insert(message, line);
  }
}
