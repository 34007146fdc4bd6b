package org.ringspan.activedirectory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ringspan.activedirectory.DirectoryFilter.Comparison;

class DirectoryFilterTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "(cn=*)",
        "(cn=Babs Jensen)",
        "(!(cn=Tim Howes))",
        "(&(objectClass=user)(|(sn=Jensen)(cn=Babs J*)))",
        "(o=univ*of*mich*)",
        "(o=*)",
        "(o=*a*)",
        "(seeAlso=)",
        "(a>=1)",
        "(a<=1)",
        "(a~=1)",
        "(userAccountControl:1.2.840.113556.1.4.803:=2)",
        "(2.5.4.3=x)",
        "(cn;lang-de=x)",
        "(o=Parens R Us \\28for all your parenthetical needs\\29)",
        "(bin=\\00\\00\\00\\04)",
        "(cn=\\c3\\a4)",
        "(filename=C:\\5cMyFile)"
      })
  @DisplayName("what is a filter is read and written again as it was")
  void roundTrip(String text) throws BadFilterException {
    assertThat(DirectoryFilter.parse(text).text()).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "'';0",
        "cn=x;0",
        "(cn=x;5",
        "(cn=x));6",
        "(&);2",
        "(cn);3",
        "(=x);1",
        "(c n=x);1",
        "(cn=a(b);5",
        "(cn=\\zz);4",
        "(cn=\\2);4",
        "(cn:=x);4",
        "(cn:dn:=x);4",
        "(cn:rule=x);4",
        "(a>=1*);5",
        "(a=b**c);3",
        "(a>1);3",
        "(!(a=b)(c=d));7",
        "(|(a=b)x);7"
      })
  @DisplayName("what is no filter is refused, and where it is wrong is told")
  void wrong(String text, int position) {
    var refused = catchThrowableOfType(BadFilterException.class, () -> DirectoryFilter.parse(text));
    assertThat(refused).as(text).isNotNull();
    assertThat(refused.position()).as(text).isEqualTo(position);
    assertThat(refused).hasMessageContaining("character " + position);
  }

  @Test
  @DisplayName(
      "a filter that is nested too deep or too long is refused, and doesn't use up the stack")
  void tooMuch() {
    assertThatThrownBy(() -> DirectoryFilter.parse("(!".repeat(5000) + "(a=b)" + ")".repeat(5000)))
        .isInstanceOf(BadFilterException.class)
        .hasMessageContaining("deeper");
    assertThatThrownBy(() -> DirectoryFilter.parse("(a=" + "x".repeat(20_000) + ")"))
        .isInstanceOf(BadFilterException.class)
        .hasMessageContaining("longer");
  }

  @Test
  @DisplayName("characters that mean something are escaped, whatever is put in")
  void escaped() {
    assertThat(DirectoryFilter.equal("cn", "*)(objectClass=*").text())
        .isEqualTo("(cn=\\2a\\29\\28objectClass=\\2a)");
    assertThat(DirectoryFilter.beginsWith("cn", "a*b\0").text()).isEqualTo("(cn=a\\2ab\\00*)");
    assertThatThrownBy(() -> DirectoryFilter.equal("cn=*)(x", "y"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  @DisplayName("every filter that is made is read as itself")
  void property() throws BadFilterException {
    var random = new Random(62);
    for (var i = 0; i < 2000; i++) {
      var filter = filter(random, 4);
      assertThat(DirectoryFilter.parse(filter.text())).isEqualTo(filter);
    }
  }

  @Test
  @DisplayName("noise is refused and nothing else happens")
  void noise() {
    var random = new Random(63);
    var alphabet = "()&|!=*\\:<>~ab0;,\0ä";
    for (var i = 0; i < 5000; i++) {
      var text = new StringBuilder("(");
      for (var length = random.nextInt(20); length > 0; length--) {
        text.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      try {
        var filter = DirectoryFilter.parse(text.toString());
        assertThat(DirectoryFilter.parse(filter.text())).isEqualTo(filter);
      } catch (BadFilterException refused) {
        assertThat(refused.position()).isBetween(0, text.length());
      }
    }
  }

  private static DirectoryFilter filter(Random random, int depth) {
    return switch (random.nextInt(depth == 0 ? 4 : 7)) {
      case 0 -> new DirectoryFilter.Present("cn");
      case 1 -> {
        var octets = new byte[random.nextInt(12)];
        random.nextBytes(octets);
        var comparisons = Comparison.values();
        yield new DirectoryFilter.Compare(
            "mail", comparisons[random.nextInt(comparisons.length)], DirectoryValue.of(octets));
      }
      case 2 ->
          new DirectoryFilter.Substrings(
              "sn", Optional.of(text(random)), List.of(text(random)), Optional.of(text(random)));
      case 3 -> DirectoryFilter.bitsSet("userAccountControl", random.nextInt());
      case 4 -> DirectoryFilter.not(filter(random, depth - 1));
      case 5 -> new DirectoryFilter.And(filters(random, depth));
      default -> new DirectoryFilter.Or(filters(random, depth));
    };
  }

  private static List<DirectoryFilter> filters(Random random, int depth) {
    var filters = new ArrayList<DirectoryFilter>();
    for (var count = 1 + random.nextInt(3); count > 0; count--) {
      filters.add(filter(random, depth - 1));
    }
    return filters;
  }

  private static String text(Random random) {
    var alphabet = "ab*()\\\0 äß漢";
    var text = new StringBuilder();
    for (var length = 1 + random.nextInt(6); length > 0; length--) {
      text.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }
    return text.toString();
  }
}
