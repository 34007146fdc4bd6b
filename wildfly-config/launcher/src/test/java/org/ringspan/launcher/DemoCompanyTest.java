package org.ringspan.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ringspan.launcher.DemoCompany.User;

class DemoCompanyTest {
  @Test
  @DisplayName("The built-in document is for the server's own address and domain")
  void placeholders() throws IOException {
    var company = DemoCompany.forServer("127.0.0.9", "example.test");

    assertThat(company.document())
        .contains("\"host\": \"127.0.0.9\"", "\"domain\": \"example.test\"")
        .doesNotContain("${");
  }

  @Test
  @DisplayName("Its users, numbers and telephones are those of the guides")
  void users() throws IOException {
    var company = DemoCompany.forServer("127.0.0.1", "ringspan.test");

    assertThat(company.users())
        .containsExactly(
            new User("alice", "user", List.of("51234"), List.of("alice-desk", "alice-laptop")),
            new User("bob", "user", List.of("51235"), List.of("bob-desk")),
            new User("carol", "user", List.of("51236"), List.of("carol-desk")),
            new User("admin", "administrator", List.of(), List.of()));
  }

  @Test
  @DisplayName("Every user and every telephone gets a password of its own")
  void passwords() throws IOException {
    var number = new AtomicInteger();

    var passwords =
        DemoCompany.forServer("127.0.0.1", "ringspan.test")
            .passwords(() -> "password-" + number.incrementAndGet());

    assertThat(passwords)
        .containsOnlyKeys(
            "alice",
            "alice-desk",
            "alice-laptop",
            "bob",
            "bob-desk",
            "carol",
            "carol-desk",
            "admin");
    assertThat(passwords.values()).doesNotHaveDuplicates();
  }
}
