package org.ringspan.activedirectory.change;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ringspan.activedirectory.Bookmark;
import org.ringspan.activedirectory.DirectoryChange;
import org.ringspan.activedirectory.DirectoryEntry;
import org.ringspan.activedirectory.DirectoryPage;
import org.ringspan.activedirectory.DirectoryValue;
import org.ringspan.activedirectory.ObjectGuid;

class DuplicatesTest {
  private static final ObjectGuid ONE = new ObjectGuid(new UUID(0, 1));
  private static final ObjectGuid OTHER = new ObjectGuid(new UUID(0, 2));
  private final Duplicates duplicates = new Duplicates();

  private static DirectoryChange change(long object, String mail) {
    return new DirectoryChange(
        new ObjectGuid(new UUID(1, object)),
        DirectoryChange.State.PRESENT,
        new DirectoryEntry(
            "CN=" + object + ",DC=x", Map.of("mail", List.of(DirectoryValue.of(mail)))),
        false);
  }

  private void delivered(DirectoryChange change, ObjectGuid controller) {
    duplicates.delivered(
        new DirectoryPage(
            DirectoryPage.Run.INCREMENTAL, "dc", 1, List.of(change), 0, false, Bookmark.NONE),
        controller);
  }

  @Test
  @DisplayName(
      "the same version from another controller is a duplicate, from the same one it isn't")
  void rule() {
    delivered(change(1, "a"), ONE);
    assertThat(duplicates.contains(change(1, "a"), OTHER)).isTrue();
    assertThat(duplicates.contains(change(1, "a"), ONE)).isFalse();
    assertThat(duplicates.contains(change(1, "b"), OTHER)).isFalse();
    assertThat(duplicates.contains(change(2, "a"), OTHER)).isFalse();
  }

  @Test
  @DisplayName("only the version that was delivered last counts")
  void backAgain() {
    delivered(change(1, "a"), ONE);
    delivered(change(1, "b"), ONE);
    assertThat(duplicates.contains(change(1, "a"), OTHER)).isFalse();
    assertThat(duplicates.contains(change(1, "b"), OTHER)).isTrue();
  }

  @Test
  @DisplayName("the oldest is forgotten when there are too many")
  void bounded() {
    for (var i = 0; i <= Duplicates.MOST; i++) {
      delivered(change(i, "a"), ONE);
    }
    assertThat(duplicates.contains(change(0, "a"), OTHER)).isFalse();
    assertThat(duplicates.contains(change(1, "a"), OTHER)).isTrue();
  }
}
