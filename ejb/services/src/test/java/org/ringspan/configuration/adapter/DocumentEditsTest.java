package org.ringspan.configuration.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.ringspan.configuration.boundary.ConfigurationRefused;
import org.ringspan.configuration.boundary.ConfigurationRefused.Reason;
import org.ringspan.configuration.boundary.Resource;
import org.ringspan.configuration.boundary.ResourceKind;
import org.ringspan.configuration.boundary.ResourcePage;
import org.ringspan.configuration.boundary.ResourceQuestion;

/** Changes of a document, one thing at a time. */
class DocumentEditsTest {
  private final ConfigurationDocument company =
      parse(
          SeedTexts.COMPANY.replace(
              "\"forwardNoAnswer\": 20000}",
              """
              "dialPlan": {
                "partitions": ["inside", "out"], "linePartition": "inside",
                "searchSpaces": [{"name": "all", "partitions": ["inside", "out"]}],
                "phoneSearchSpace": "all",
                "routePatterns": [{"pattern": "9.!", "partition": "out", "routeList": "mobiles"}],
                "translationPatterns": [
                  {"pattern": "0", "partition": "inside", "called": {"prefix": "51234"}}],
                "transformationPatterns": [
                  {"kind": "calling", "pattern": "5XXXX", "partition": "out",
                   "change": {"prefix": "+1408555"}}],
                "applicationDialRules": [
                  {"name": "ten", "numberOfDigits": 10, "digitsToRemove": 0, "prefix": "+1"}]
              }}"""));

  private static ConfigurationDocument parse(String text) {
    return SeedParser.parse(text.getBytes(StandardCharsets.UTF_8));
  }

  private static JsonObject json(String text) {
    return Json.createReader(new StringReader(text)).readObject();
  }

  private static ResourcePage all(ConfigurationDocument document, ResourceKind kind) {
    return new ThingsByKey(document).page(kind, ResourceQuestion.ALL);
  }

  @ParameterizedTest
  @EnumSource(ResourceKind.class)
  @DisplayName("Every thing of every kind can be read, and put back as it was read")
  void everything(ResourceKind kind) {
    assertThat(all(company, kind).resources()).isNotEmpty();
    for (Resource resource : all(company, kind).resources()) {
      DocumentEdit.Edited edited =
          DocumentEdits.replace(kind, resource.key(), Optional.of(resource.tag()), resource.json())
              .of(company);

      assertThat(SeedWriter.document(edited.document())).isEqualTo(SeedWriter.document(company));
      assertThat(edited.is()).contains(resource.json());
      assertThat(edited.was()).contains(resource.json());
      assertThat(DocumentEdits.find(company, kind, resource.key())).contains(resource);
      assertThat(new ThingsByKey(company).find(kind, resource.key())).contains(resource);
    }
    assertThat(new ThingsByKey(company).find(kind, "~")).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(ResourceKind.class)
  @DisplayName("What was removed comes back the same when it is made again")
  void removedAndMade(ResourceKind kind) {
    if (kind.isPermanent()) {
      assertThatExceptionOfType(ConfigurationRefused.class)
          .isThrownBy(() -> DocumentEdits.delete(kind, ResourceKind.ONLY, Optional.empty()))
          .matches(refused -> refused.reason() == Reason.NOT_ALLOWED);
      return;
    }
    for (Resource resource : all(company, kind).resources()) {
      if (!Uses.of(company, kind, resource.key()).isEmpty()) {
        assertThatExceptionOfType(ConfigurationRefused.class)
            .isThrownBy(
                () -> DocumentEdits.delete(kind, resource.key(), Optional.empty()).of(company))
            .matches(refused -> refused.reason() == Reason.IN_USE);
        continue;
      }
      ConfigurationDocument without =
          DocumentEdits.delete(kind, resource.key(), Optional.of(resource.tag()))
              .of(company)
              .document();
      assertThat(DocumentEdits.find(without, kind, resource.key())).isEmpty();
      var unused = without.checkedSnapshot(1);
      ConfigurationDocument again =
          DocumentEdits.create(kind, resource.json()).of(without).document();
      assertThat(DocumentEdits.find(again, kind, resource.key())).contains(resource);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "TRUNK|pstn|the trunk pstn is used by route group usa, the voicemail",
        "ROUTE_GROUP|germany|the route group germany is used by route list mobiles, device pool munich",
        "ROUTE_LIST|mobiles|the route list mobiles is used by route pattern 9.! in out",
        "DEVICE_POOL|munich|the device pool munich is used by trunk carrier, device alice-desk",
        "LINE|51235|the line 51235 is used by device alice-laptop, device bob-desk,"
            + " hunt group sales",
        "USER|bob|the user bob is used by device alice-laptop, hunt group sales",
        "SEARCH_SPACE|all|the search space all is used by the dial plan's settings",
        "PARTITION|out|the partition out is used by search space all, route pattern 9.!,"
            + " transformation pattern 5XXXX",
      })
  @DisplayName("What is used isn't removed; who uses it is named")
  void inUse(ResourceKind kind, String key, String message) {
    assertThatExceptionOfType(ConfigurationRefused.class)
        .isThrownBy(() -> DocumentEdits.delete(kind, key, Optional.empty()).of(company))
        .withMessage(message)
        .matches(refused -> refused.reason() == Reason.IN_USE);
  }

  @Test
  @DisplayName("A fault is shown by its pointer in what was given")
  void faults() {
    assertThatExceptionOfType(SeedRefused.class)
        .isThrownBy(
            () ->
                DocumentEdits.create(
                        ResourceKind.USER,
                        json(
                            """
                            {"id": "x", "name": "X", "lines": [{"number": "5"}]}"""))
                    .of(company))
        .matches(refused -> refused.pointer().equals("/lines/0/number"));
    assertThatExceptionOfType(SeedRefused.class)
        .isThrownBy(
            () ->
                DocumentEdits.create(
                        ResourceKind.TRUNK,
                        json(
                            """
                            {"name": "x", "host": "192.0.2.1", "port": 5060, "transport": "udp", "a/b~": 1}"""))
                    .of(company))
        .matches(refused -> refused.pointer().equals("/a~1b~0"));
    assertThatExceptionOfType(SeedRefused.class)
        .isThrownBy(
            () ->
                DocumentEdits.create(
                        ResourceKind.LINE, json("{\"user\": \"nobody\", \"number\": \"50000\"}"))
                    .of(company))
        .matches(refused -> refused.pointer().equals("/user"));
  }

  @Test
  @DisplayName(
      "Refused are a second of the same name, another name, a stale mark and what isn't there")
  void refusals() {
    JsonObject pool = json("{\"name\": \"bare\"}");
    assertRefused(Reason.EXISTS, DocumentEdits.create(ResourceKind.DEVICE_POOL, pool));
    assertRefused(
        Reason.INVALID,
        DocumentEdits.replace(ResourceKind.DEVICE_POOL, "munich", Optional.empty(), pool));
    assertRefused(
        Reason.CHANGED,
        DocumentEdits.replace(ResourceKind.DEVICE_POOL, "bare", Optional.of("old"), pool));
    assertRefused(
        Reason.CHANGED, DocumentEdits.delete(ResourceKind.DEVICE_POOL, "bare", Optional.of("old")));
    assertRefused(
        Reason.NOT_FOUND,
        DocumentEdits.replace(ResourceKind.DEVICE_POOL, "none", Optional.empty(), pool));
    assertRefused(
        Reason.NOT_FOUND, DocumentEdits.delete(ResourceKind.TRUNK, "none", Optional.empty()));
  }

  private void assertRefused(Reason reason, DocumentEdit edit) {
    assertThatExceptionOfType(ConfigurationRefused.class)
        .isThrownBy(() -> edit.of(company))
        .matches(refused -> refused.reason() == reason);
  }

  @Test
  @DisplayName("The last administrator who may log in stays one")
  void lastAdministrator() {
    Resource admin = DocumentEdits.find(company, ResourceKind.USER, "admin").orElseThrow();
    JsonObject disabled = Json.createObjectBuilder(admin.json()).add("enabled", false).build();
    ConfigurationDocument after =
        DocumentEdits.replace(ResourceKind.USER, "admin", Optional.empty(), disabled)
            .of(company)
            .document();

    assertThatExceptionOfType(ConfigurationRefused.class)
        .isThrownBy(() -> DocumentEdits.requireAdministrator(company, after))
        .matches(refused -> refused.reason() == Reason.NOT_ALLOWED);
    DocumentEdits.requireAdministrator(company, company);
  }

  @Test
  @DisplayName("Pages follow each other by key, and a text narrows them")
  void pages() {
    ResourcePage first = page(new ResourceQuestion(Optional.empty(), Optional.empty(), 2));
    assertThat(first.resources()).extracting(Resource::key).containsExactly("admin", "alice");
    assertThat(first.after()).contains("alice");
    ResourcePage second = page(new ResourceQuestion(Optional.empty(), first.after(), 2));
    assertThat(second.resources()).extracting(Resource::key).containsExactly("bob");
    assertThat(second.after()).isEmpty();
    assertThat(page(new ResourceQuestion(Optional.of("ADAMS"), Optional.empty(), 2)).resources())
        .extracting(Resource::key)
        .containsExactly("alice");
  }

  private ResourcePage page(ResourceQuestion question) {
    return new ThingsByKey(company).page(ResourceKind.USER, question);
  }
}
