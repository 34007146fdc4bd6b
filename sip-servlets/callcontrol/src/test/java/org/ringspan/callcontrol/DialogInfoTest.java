package org.ringspan.callcontrol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ringspan.desk.DialogHandle;
import org.ringspan.desk.DialogInfo;
import org.ringspan.desk.LineDialog;
import org.ringspan.desk.LineDialog.Progress;
import org.ringspan.reach.CallerIdentity;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;

/**
 * The documents of RFC 4235. Its schema may not be copied, so its rules are checked one by one:
 * which elements and attributes there are, in which order, and what they may say.
 */
class DialogInfoTest {
  private static final String NAMESPACE = "urn:ietf:params:xml:ns:dialog-info";
  private static final DialogHandle HANDLE = new DialogHandle("c1", "l1", "r1");
  private static final CallerIdentity ANN =
      new CallerIdentity("Ann & \"Bob\" <sip:x>", Optional.of("+14085550100"), false);

  private static LineDialog dialog(Progress progress, CallerIdentity remote) {
    return new LineDialog("d1", Optional.of(HANDLE), false, progress, "51234", remote);
  }

  private static Element document(long version, LineDialog... dialogs) throws Exception {
    return checked(new DialogInfo(version, "alice", "ringspan.test", List.of(dialogs)).xml());
  }

  /** Parses a document and checks it by the rules of the schema (RFC 4235 section 4.4). */
  private static Element checked(String xml) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setNamespaceAware(true);
    factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
    Document document = factory.newDocumentBuilder().parse(new InputSource(new StringReader(xml)));
    Element root = document.getDocumentElement();
    assertThat(root.getNamespaceURI()).isEqualTo(NAMESPACE);
    assertThat(root.getLocalName()).isEqualTo("dialog-info");
    assertThat(attributes(root)).containsExactlyInAnyOrder("xmlns", "version", "state", "entity");
    assertThat(root.getAttribute("version")).matches("0|[1-9][0-9]*");
    assertThat(root.getAttribute("state")).isEqualTo("full");
    assertThat(root.getAttribute("entity")).matches("sip:[^<>\"\\s]+@[^<>\"\\s]+");
    for (Element dialog : children(root)) {
      assertThat(dialog.getLocalName()).isEqualTo("dialog");
      assertThat(List.of("id", "call-id", "local-tag", "remote-tag", "direction"))
          .containsAll(attributes(dialog));
      assertThat(dialog.getAttribute("id")).isNotEmpty();
      assertThat(dialog.getAttribute("direction")).isIn("initiator", "recipient");
      assertThat(names(dialog)).containsExactly("state", "local", "remote");
      assertThat(child(dialog, "state").getTextContent()).isIn("early", "confirmed");
      for (String side : List.of("local", "remote")) {
        assertThat(names(child(dialog, side))).containsExactly("identity", "target");
        Element identity = child(child(dialog, side), "identity");
        assertThat(List.of("display")).containsAll(attributes(identity));
        assertThat(identity.getTextContent()).matches("sip:[^<>\"\\s]+@[^<>\"\\s]+");
        Element target = child(child(dialog, side), "target");
        assertThat(attributes(target)).containsExactly("uri");
        assertThat(target.getAttribute("uri")).matches("sip:[^<>\"\\s]+@[^<>\"\\s]+");
        for (Element param : children(target)) {
          assertThat(param.getLocalName()).isEqualTo("param");
          assertThat(attributes(param)).containsExactlyInAnyOrder("pname", "pval");
        }
      }
    }
    return root;
  }

  private static List<Element> children(Element of) {
    List<Element> children = new ArrayList<>();
    for (Node node = of.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof Element element) {
        assertThat(element.getNamespaceURI()).isEqualTo(NAMESPACE);
        children.add(element);
      }
    }
    return children;
  }

  private static List<String> names(Element of) {
    return children(of).stream().map(Element::getLocalName).toList();
  }

  private static Element child(Element of, String name) {
    return children(of).stream()
        .filter(it -> name.equals(it.getLocalName()))
        .findFirst()
        .orElseThrow();
  }

  private static List<String> attributes(Element of) {
    return IntStream.range(0, of.getAttributes().getLength())
        .mapToObj(i -> of.getAttributes().item(i).getNodeName())
        .toList();
  }

  @Test
  @DisplayName("No calls: an empty document of the full state")
  void empty() throws Exception {
    Element root = document(7);
    assertThat(root.getAttribute("version")).isEqualTo("7");
    assertThat(root.getAttribute("entity")).isEqualTo("sip:alice@ringspan.test");
    assertThat(children(root)).isEmpty();
  }

  @Test
  @DisplayName("A call at the mobile: confirmed, rendered, with a handle, and what it may show")
  void talking() throws Exception {
    Element dialog = children(document(0, dialog(Progress.TALKING, ANN))).getFirst();
    assertThat(dialog.getAttribute("id")).isEqualTo("d1");
    assertThat(dialog.getAttribute("call-id")).isEqualTo("c1");
    assertThat(dialog.getAttribute("local-tag")).isEqualTo("l1");
    assertThat(dialog.getAttribute("remote-tag")).isEqualTo("r1");
    assertThat(dialog.getAttribute("direction")).isEqualTo("recipient");
    assertThat(child(dialog, "state").getTextContent()).isEqualTo("confirmed");
    Element local = child(dialog, "local");
    assertThat(child(local, "identity").getTextContent()).isEqualTo("sip:51234@ringspan.test");
    Element param = children(child(local, "target")).getFirst();
    assertThat(param.getAttribute("pname")).isEqualTo("+sip.rendering");
    assertThat(param.getAttribute("pval")).isEqualTo("yes");
    Element remote = child(dialog, "remote");
    Element identity = child(remote, "identity");
    assertThat(identity.getTextContent()).isEqualTo("sip:+14085550100@ringspan.test");
    assertThat(identity.getAttribute("display")).isEqualTo("Ann & \"Bob\" <sip:x>");
    assertThat(child(remote, "target").getAttribute("uri")).isEqualTo("sip:alice@ringspan.test");
  }

  @Test
  @DisplayName("A call that waits isn't rendered; one that rings says nothing of it")
  void progress() throws Exception {
    Element waiting = children(document(0, dialog(Progress.WAITING, ANN))).getFirst();
    assertThat(child(waiting, "state").getTextContent()).isEqualTo("confirmed");
    assertThat(children(child(child(waiting, "local"), "target")).getFirst().getAttribute("pval"))
        .isEqualTo("no");
    LineDialog ringing = new LineDialog("d2", Optional.empty(), true, Progress.EARLY, "51234", ANN);
    Element early = children(document(0, ringing)).getFirst();
    assertThat(child(early, "state").getTextContent()).isEqualTo("early");
    assertThat(early.getAttribute("direction")).isEqualTo("initiator");
    assertThat(attributes(early)).containsExactlyInAnyOrder("id", "direction");
    assertThat(children(child(child(early, "local"), "target"))).isEmpty();
  }

  @Test
  @DisplayName("RFC 3323: who withholds its identity, or has none, is anonymous")
  void anonymous() throws Exception {
    for (CallerIdentity hidden :
        List.of(
            new CallerIdentity("Mother", Optional.of("+14085550123"), true),
            new CallerIdentity("Mother", Optional.empty(), false))) {
      LineDialog dialog = dialog(Progress.TALKING, hidden);
      String xml = new DialogInfo(0, "alice", "ringspan.test", List.of(dialog)).xml();
      assertThat(xml).doesNotContain("Mother", "+14085550123");
      Element identity = child(child(children(checked(xml)).getFirst(), "remote"), "identity");
      assertThat(identity.getTextContent()).isEqualTo("sip:anonymous@anonymous.invalid");
      assertThat(identity.getAttribute("display")).isEqualTo("Anonymous");
    }
  }

  @Test
  @DisplayName("Whatever names and numbers hold, the document is well-formed and shows the name")
  void anything() throws Exception {
    Random random = new Random(4235);
    String signs = "<>&'\"]\\;#%@ \t\0\u0007ä\u20ac\ufffe\uffff\ud83d\ude00\ud83d-a1";
    for (int i = 0; i < 2_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int length = 1 + random.nextInt(12); length > 0; length--) {
        text.append(signs.charAt(random.nextInt(signs.length())));
      }
      String odd = text.toString();
      DialogInfo info =
          new DialogInfo(
              i,
              "a" + odd,
              "ringspan.test",
              List.of(
                  new LineDialog(
                      "d1",
                      Optional.empty(),
                      true,
                      Progress.TALKING,
                      "5" + odd,
                      new CallerIdentity("n" + odd, Optional.of("1" + odd), false))));
      Element identity =
          child(child(children(checked(info.xml())).getFirst(), "remote"), "identity");
      String printable =
          ("n" + odd)
              .codePoints()
              .filter(c -> c >= 0x20 && c != 0xfffe && c != 0xffff && (c < 0xd800 || c > 0xdfff))
              .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
              .toString();
      assertThat(identity.getAttribute("display")).isEqualTo(printable);
      String uri = identity.getTextContent();
      assertThat(uri).startsWith("sip:").endsWith("@ringspan.test");
      String user = uri.substring("sip:".length(), uri.lastIndexOf('@'));
      assertThat(user).matches("[\\x21-\\x7e]+");
      assertThat(URLDecoder.decode(user.replace("+", "%2B"), UTF_8))
          .isEqualTo(new String(("1" + odd).getBytes(UTF_8), UTF_8));
    }
  }

  @Test
  @DisplayName("No more calls are told than fit into a datagram")
  void many() throws Exception {
    LineDialog one = dialog(Progress.TALKING, ANN);
    LineDialog[] all = IntStream.range(0, 200).mapToObj(i -> one).toArray(LineDialog[]::new);
    assertThat(children(document(0, all))).hasSize(DialogInfo.MOST);
    assertThat(new DialogInfo(0, "alice", "ringspan.test", List.of(all)).xml().length())
        .isLessThan(60_000);
  }
}
