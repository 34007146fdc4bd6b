package org.ringspan.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PasswordGeneratorTest {
  private final PasswordGenerator generator = new PasswordGenerator();

  @Test
  @DisplayName("Passwords have 16 characters that aren't mistaken for each other")
  void readable() {
    assertThat(Stream.generate(generator::next).limit(1000))
        .allMatch(password -> password.matches("[A-Za-z2-9]{16}"))
        .noneMatch(password -> password.matches(".*[0O1lIio].*"));
  }

  @Test
  @DisplayName("No password comes twice, and every character of the alphabet is used")
  void different() {
    var passwords = Stream.generate(generator::next).limit(1000).toList();

    assertThat(passwords).doesNotHaveDuplicates();
    assertThat(String.join("", passwords).chars().distinct().count())
        .isEqualTo(PasswordGenerator.ALPHABET.length());
  }
}
