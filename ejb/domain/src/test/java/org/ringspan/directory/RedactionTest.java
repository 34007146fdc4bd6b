package org.ringspan.directory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ringspan.address.UserId;

/**
 * HD4: what is given to somebody who helps has no secrets, and no people unless they are wanted.
 */
class RedactionTest {
  private static final String SECRET = "p\"l\\anted-7";
  private static final List<KnownUser> USERS =
      List.of(
          new KnownUser(
              new UserId("alice"),
              "Alice Adams",
              true,
              Optional.empty(),
              List.of(new KnownUser.Line("1001", Optional.of("+14085551001")))),
          new KnownUser(new UserId("bob"), "Bob Brown", true, Optional.empty(), List.of()));

  private static Redaction redaction(boolean names) {
    return new Redaction(List.of(SECRET), USERS, names);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  @DisplayName("A planted secret is never seen, wherever it stands and however it is written")
  void secrets(boolean names) {
    Random random = new Random(80);
    String around = "ab=:\"\\{}<>;, \n1@+CN";
    for (int i = 0; i < 2000; i++) {
      StringBuilder text = new StringBuilder();
      for (int part = 0; part < 5; part++) {
        for (int c = random.nextInt(8); c > 0; c--) {
          text.append(around.charAt(random.nextInt(around.length())));
        }
        text.append(
            switch (random.nextInt(4)) {
              case 0 -> SECRET;
              case 1 -> SECRET.replace("\\", "\\\\").replace("\"", "\\\"");
              case 2 -> SECRET.replace("\"", "\"\"");
              default -> "x";
            });
      }
      assertThat(redaction(names).of(text.toString())).as("%s", text).doesNotContain("anted-7");
      assertThat(redaction(names).withoutSecrets(text.toString())).doesNotContain("anted-7");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "password=hunter2",
    "'\"ringspan.ad.password\": \"hunter2\"'",
    "Authorization: hunter2",
    "secret = hunter2",
    "bindPassword:hunter2"
  })
  @DisplayName("What looks like a password is left out, though nobody knew of it")
  void unknownSecrets(String text) {
    assertThat(redaction(true).of(text)).doesNotContain("hunter2").contains(Redaction.SECRET);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "mail to Alice.Adams@company.example failed | Adams",
        "CN=Zoë Zimmer,OU=People,DC=company,DC=example | Zimmer",
        "CN=Smith\\, John,OU=People,DC=company | Smith",
        "the user alice isn't taken | alice",
        "ALICE can't log in | ALICE",
        "Alice Adams has another name | Adams",
        "number +1 (408) 555-1234 isn't free | 555",
        "extension 1001 is another's | 1001"
      })
  @DisplayName("People, addresses and numbers have pseudonyms, unless they are asked for")
  void people(String text, String hidden) {
    assertThat(redaction(false).of(text)).doesNotContain(hidden);
    assertThat(redaction(true).of(text)).isEqualTo(text);
  }

  @Test
  @DisplayName("The same person has the same pseudonym in all texts, another one another")
  void consistent() {
    Redaction redaction = redaction(false);
    String alice = redaction.login("alice");
    assertThat(redaction.of("deactivated ALICE")).isEqualTo("deactivated " + alice);
    assertThat(redaction.login("Bob")).isNotEqualTo(alice).isEqualTo(redaction.login("bob"));
    assertThat(redaction.login("stranger")).doesNotContain("stranger");
    assertThat(redaction.login("")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-11-30T10:00:00Z",
        "2026-11-30 10:00:00,123 INFO",
        "a run is over: 12345 people, 10000 new",
        "DC=company,DC=example",
        "dc1.company.example:10389",
        "192.0.2.10",
        "11d0a3f2-1234-4321-9876-0123456789ab"
      })
  @DisplayName("Times, counts, controllers and identifiers stay: without them nobody can help")
  void stays(String text) {
    assertThat(redaction(false).of(text)).isEqualTo(text);
  }
}
