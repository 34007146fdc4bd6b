package org.ringspan.console.directory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ResourceBundle;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.ringspan.directory.DirectoryEvent;
import org.ringspan.directory.DirectoryRun;
import org.ringspan.directory.LeftOut;
import org.ringspan.directory.PlannedUser;
import org.ringspan.directory.RunLine;

class DirectoryWordsTest {
  static Stream<Enum<?>> constants() {
    return Stream.<Enum<?>[]>of(
            DirectoryRun.Phase.values(),
            RunLine.Action.values(),
            LeftOut.Why.values(),
            PlannedUser.Remark.values())
        .flatMap(Stream::of);
  }

  @ParameterizedTest
  @MethodSource("constants")
  @DisplayName("Everything that a run tells has words")
  void words(Enum<?> constant) {
    assertThat(ResourceBundle.getBundle("org.ringspan.console.texts").keySet())
        .contains(DirectoryPage.WORD + constant.name());
  }

  @ParameterizedTest
  @EnumSource(DirectoryEvent.Kind.class)
  @DisplayName("Every kind of event has a word")
  void kinds(DirectoryEvent.Kind kind) {
    assertThat(ResourceBundle.getBundle("org.ringspan.console.texts").keySet())
        .contains(DirectoryEventsPage.WORD + kind.name());
  }
}
