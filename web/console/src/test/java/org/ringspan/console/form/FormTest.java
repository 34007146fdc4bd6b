package org.ringspan.console.form;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.ringspan.configuration.boundary.ConfigurationRefused.Fault;
import org.ringspan.configuration.boundary.ResourceKind;

class FormTest {
  private static final String CAROL =
      """
      {"id":"carol","name":"Carol","role":"user","enabled":true,"mobility":false,
       "lines":[{"number":"51236","forwardNoAnswer":20000,"forwarding":{"all":"none"}}],
       "devices":[{"name":"carol-desk","lines":["51236","51237"]}],
       "remoteDestinationProfile":"none",
       "remoteDestinations":[{"number":"+14085557891","name":"mobile",
         "accessList":{"kind":"blocked","members":["+14085550666","private"]},
         "ringSchedule":{"timeZone":"America/Los_Angeles",
           "periods":[{"days":["MONDAY","FRIDAY"],"from":"08:00","to":"18:00"}]}}]}
      """;

  private static JsonObject json(String text) {
    try (var reader = Json.createReader(new StringReader(text))) {
      return reader.readObject();
    }
  }

  private static Row row(Form form, String pointer) {
    return form.getRows().stream()
        .filter(row -> row.pointer().equals(pointer))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no row " + pointer + " in " + form.getRows()));
  }

  @Test
  @DisplayName("A form that nobody touches gives back the thing it shows")
  void unchanged() {
    assertThat(Form.of(ResourceKind.USER, json(CAROL)).json()).isEqualTo(json(CAROL));
  }

  @ParameterizedTest
  @EnumSource(ResourceKind.class)
  @DisplayName("There is a form for every kind of thing, and it begins with what is required")
  void everyKind(ResourceKind kind) {
    Form form = Form.empty(kind);
    assertThat(form.getRows()).isNotEmpty();
    assertThat(form.json().keySet())
        .allMatch(name -> form.getRows().stream().anyMatch(r -> r.pointer().equals("/" + name)));
  }

  @Test
  @DisplayName("Things are added to lists and taken out, objects opened and left out")
  void addAndRemove() {
    Form form = Form.of(ResourceKind.USER, json(CAROL));
    form.add(row(form, "/remoteDestinations"));
    row(form, "/remoteDestinations/1/number").field().setText(" +14085550001 ");
    row(form, "/remoteDestinations/1/name").field().setText("second");
    row(form, "/remoteDestinations/1/delayBeforeRinging").field().setText("5000");
    form.remove(row(form, "/remoteDestinations/0"));
    form.remove(row(form, "/lines/0/forwarding"));
    assertThat(form.json().getJsonArray("remoteDestinations").toString())
        .isEqualTo(
            "[{\"number\":\"+14085550001\",\"name\":\"second\",\"delayBeforeRinging\":5000}]");
    assertThat(form.json().getJsonArray("lines").toString())
        .isEqualTo("[{\"number\":\"51236\",\"forwardNoAnswer\":20000}]");
  }

  @Test
  @DisplayName("Things of a list change places, and the ends stay where they are")
  void order() {
    Form form =
        Form.of(
            ResourceKind.HUNT_GROUP,
            json(
                """
                {"name":"sales","number":"52000","algorithm":"in-order",
                 "members":[{"line":"1"},{"line":"2"},{"line":"3"}]}"""));
    assertThat(form.canGoUp(row(form, "/members/0"))).isFalse();
    assertThat(form.canGoDown(row(form, "/members/2"))).isFalse();
    assertThat(form.canGoUp(row(form, "/name"))).isFalse();
    form.down(row(form, "/members/0"));
    form.up(row(form, "/members/2"));
    form.up(row(form, "/members/0"));
    assertThat(form.json().getJsonArray("members").toString())
        .isEqualTo("[{\"line\":\"2\"},{\"line\":\"3\"},{\"line\":\"1\"}]");
    assertThat(row(form, "/members/0").field().title()).contains("2");
  }

  @Test
  @DisplayName("An object may stand where a word can, and the other way round")
  void objectOrWord() {
    Form form = Form.of(ResourceKind.USER, json(CAROL));
    row(form, "/remoteDestinationProfile").field().setText("own");
    form.changed();
    row(form, "/remoteDestinationProfile/lines").field().setText("51236\r\n\r\n 51237 ");
    assertThat(form.json().getJsonObject("remoteDestinationProfile").toString())
        .isEqualTo("{\"lines\":[\"51236\",\"51237\"]}");
    row(form, "/remoteDestinationProfile").field().setText("");
    assertThat(form.json()).doesNotContainKey("remoteDestinationProfile");
  }

  @Test
  @DisplayName("What is no number is left to the configuration to refuse")
  void noNumber() {
    Form form = Form.of(ResourceKind.USER, json(CAROL));
    row(form, "/lines/0/busyTrigger").field().setText("many");
    assertThat(form.json().getJsonArray("lines").getJsonObject(0).getString("busyTrigger"))
        .isEqualTo("many");
  }

  @Test
  @DisplayName("A fault stands at its field, or at the nearest that is shown, or at the top")
  void faults() {
    Form form = Form.of(ResourceKind.USER, json(CAROL));
    form.show(
        List.of(
            new Fault("/lines/0/number", "is taken"),
            new Fault("/devices/0/lines/1", "isn't there"),
            new Fault("/unheardOf", "is unknown"),
            new Fault("", "can't be")));
    assertThat(form.fault(row(form, "/lines/0/number"))).isEqualTo("is taken");
    assertThat(form.fault(row(form, "/devices/0/lines"))).isEqualTo("isn't there");
    assertThat(form.getOthers()).containsExactly("unheardOf: is unknown", "can't be");
    assertThat(form.getFaulty()).hasSize(2);
  }

  @Test
  @DisplayName("A part of a thing is a form of its own")
  void part() {
    Form form = Form.of(ResourceKind.USER, json(CAROL), Set.of("mobility"));
    assertThat(form.json().toString()).isEqualTo("{\"mobility\":false}");
  }
}
