package org.ringspan.configuration.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ringspan.configuration.boundary.Resource;
import org.ringspan.configuration.boundary.ResourceKind;
import org.ringspan.configuration.boundary.ResourcePage;
import org.ringspan.configuration.boundary.ResourceQuestion;

/** The things of a document as they are read. */
class ThingsByKeyTest {
  private final ConfigurationDocument company =
      SeedParser.parse(SeedTexts.COMPANY.getBytes(StandardCharsets.UTF_8));

  private static List<Resource> users(ThingsByKey things) {
    return things.page(ResourceKind.USER, ResourceQuestion.ALL).resources();
  }

  @Test
  @DisplayName("A thing is written once, however it is asked for, and its text is its JSON")
  void once() {
    ThingsByKey things = new ThingsByKey(company);

    for (Resource user : users(things)) {
      Resource again = things.find(ResourceKind.USER, user.key()).orElseThrow();
      assertThat(again.text()).isSameAs(user.text()).isEqualTo(user.json().toString());
      assertThat(again.tag()).isSameAs(user.tag());
    }
  }

  @Test
  @DisplayName("Things whose texts aren't kept are the same as those whose are")
  void notKept() {
    List<Resource> all = users(new ThingsByKey(company));
    ThingsByKey first = new ThingsByKey(company, 1);

    assertThat(users(first)).extracting(Resource::text).isEqualTo(texts(all));
    assertThat(users(first))
        .extracting(Resource::tag)
        .isEqualTo(all.stream().map(Resource::tag).toList());
    assertThat(users(first).getFirst().text()).isSameAs(users(first).getFirst().text());
    assertThat(users(first).getLast().text()).isNotSameAs(users(first).getLast().text());
  }

  @Test
  @DisplayName("Pages of any size hold everything once, also of what a text is searched for")
  void pages() {
    for (Optional<String> text : List.of(Optional.<String>empty(), Optional.of("A"))) {
      List<String> whole =
          new ThingsByKey(company)
                  .page(ResourceKind.USER, new ResourceQuestion(text, Optional.empty(), 200))
                  .resources()
                  .stream()
                  .map(Resource::key)
                  .toList();
      assertThat(whole).isSorted().hasSizeGreaterThan(1);
      for (int most = 1; most <= whole.size() + 1; most++) {
        List<String> keys = new ArrayList<>();
        ThingsByKey things = new ThingsByKey(company);
        Optional<String> after = Optional.empty();
        do {
          ResourcePage page =
              things.page(ResourceKind.USER, new ResourceQuestion(text, after, most));
          page.resources().forEach(user -> keys.add(user.key()));
          after = page.after();
          assertThat(after).isIn(Optional.empty(), Optional.of(keys.getLast()));
        } while (after.isPresent());
        assertThat(keys).isEqualTo(whole);
      }
    }
  }

  private static List<String> texts(List<Resource> resources) {
    return resources.stream().map(Resource::text).toList();
  }
}
