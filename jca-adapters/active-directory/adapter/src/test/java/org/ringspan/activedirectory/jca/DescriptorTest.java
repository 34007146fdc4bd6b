package org.ringspan.activedirectory.jca;

import static org.assertj.core.api.Assertions.assertThat;

import java.beans.Introspector;
import java.beans.PropertyDescriptor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;

/** The archive's descriptors say what the classes are. */
class DescriptorTest {
  private static final Path RAR = Path.of("../rar/src/main/rar/META-INF");

  private static Document document(String name) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(RAR.resolve(name).toFile());
  }

  private static List<String> texts(Document document, String element) {
    var found = document.getElementsByTagName(element);
    var texts = new ArrayList<String>();
    for (var i = 0; i < found.getLength(); i++) {
      texts.add(found.item(i).getTextContent().strip());
    }
    return texts;
  }

  @Test
  @DisplayName("each setting stands in both descriptors, with the class's default")
  void settings() throws Exception {
    var properties =
        Arrays.stream(
                Introspector.getBeanInfo(AdapterSettings.class, Object.class)
                    .getPropertyDescriptors())
            .map(PropertyDescriptor::getName)
            .toList();
    var ra = texts(document("ra.xml"), "config-property-name");
    assertThat(ra).containsAll(properties);
    var configured = new ArrayList<String>();
    var elements = document("ironjacamar.xml").getElementsByTagName("config-property");
    var adapter = new ActiveDirectoryResourceAdapter();
    for (var i = 0; i < elements.getLength(); i++) {
      var name = elements.item(i).getAttributes().getNamedItem("name").getNodeValue();
      configured.add(name);
      var text = elements.item(i).getTextContent();
      var standard = text.substring(text.indexOf(':') + 1, text.lastIndexOf('}'));
      var getter =
          AdapterSettings.class.getMethod(
              "get" + name.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + name.substring(1));
      if (!name.equals("journalDirectory")) {
        assertThat(standard).as(name).isEqualTo(String.valueOf(getter.invoke(adapter)));
      }
    }
    assertThat(configured).containsExactlyInAnyOrderElementsOf(properties);
  }

  @Test
  @DisplayName("every class that is named is there")
  void classes() throws Exception {
    var ra = document("ra.xml");
    for (var element :
        List.of(
            "resourceadapter-class",
            "managedconnectionfactory-class",
            "connectionfactory-interface",
            "connectionfactory-impl-class",
            "connection-interface",
            "connection-impl-class",
            "messagelistener-type",
            "activationspec-class")) {
      for (var name : texts(ra, element)) {
        assertThat(Class.forName(name)).isNotNull();
      }
    }
    var recovery = document("ironjacamar.xml");
    assertThat(recovery.getElementsByTagName("recover-credential").getLength()).isEqualTo(1);
    assertThat(recovery.getElementsByTagName("xa-pool").getLength()).isEqualTo(1);
  }
}
