package org.ringspan.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ringspan.configuration.boundary.ResourceKind;

class TextsTest {
  private static final Pattern ON_PAGES = Pattern.compile("\\btext\\.([A-Za-z0-9_]+)");
  private static final Pattern IN_CODE =
      Pattern.compile(
          "notices\\s*\\.(?:text|done|error)\\(\\s*(?:[a-z]+ \\? )?\"([A-Za-z0-9_]+)\"(?: : \"([A-Za-z0-9_]+)\")?");

  private final ResourceBundle texts = ResourceBundle.getBundle("org.ringspan.console.texts");

  private static Set<String> used(Path folder, String ending, Pattern use) {
    try (Stream<Path> files = Files.walk(folder)) {
      Set<String> keys = new TreeSet<>();
      for (Path file : files.filter(it -> it.toString().endsWith(ending)).toList()) {
        Matcher matcher = use.matcher(Files.readString(file));
        while (matcher.find()) {
          for (int group = 1; group <= matcher.groupCount(); group++) {
            if (matcher.group(group) != null) {
              keys.add(matcher.group(group));
            }
          }
        }
      }
      return keys;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  @DisplayName("Every text that a page asks for is there")
  void onPages() {
    Set<String> keys = used(Path.of("src/main/webapp"), ".xhtml", ON_PAGES);
    assertThat(keys).hasSizeGreaterThan(50).allMatch(texts::containsKey);
  }

  @Test
  @DisplayName("Every form carries the mark of the page's script policy")
  void nonces() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src/main/webapp"))) {
      for (Path file : files.filter(it -> it.toString().endsWith(".xhtml")).toList()) {
        String page = Files.readString(file);
        assertThat(page.split("<h:form\\b", -1).length)
            .as(file.toString())
            .isEqualTo(page.split("name=\"primefaces.nonce\"", -1).length);
      }
    }
  }

  @Test
  @DisplayName("Every text that the code asks for is there")
  void inCode() {
    Set<String> keys = used(Path.of("src/main/java"), ".java", IN_CODE);
    assertThat(keys).hasSizeGreaterThan(10).allMatch(texts::containsKey);
  }

  @Test
  @DisplayName("No text stands twice: the first would never be shown")
  void once() throws IOException {
    List<String> keys =
        Files.readAllLines(Path.of("src/main/resources/org/ringspan/console/texts.properties"))
            .stream()
            .filter(line -> line.matches("[A-Za-z0-9_]+=.*"))
            .map(line -> line.substring(0, line.indexOf('=')))
            .toList();
    assertThat(keys).hasSizeGreaterThan(500).doesNotHaveDuplicates();
  }

  @Test
  @DisplayName("Every kind of thing has a name for one and for many")
  void kinds() {
    for (ResourceKind kind : ResourceKind.values()) {
      String key = "kind_" + kind.plural().replace("-", "");
      assertThat(texts.containsKey(key)).as(key).isTrue();
      assertThat(texts.containsKey(key + "_one")).as(key + "_one").isTrue();
    }
  }
}
