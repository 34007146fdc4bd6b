package org.ringspan.scim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import de.captaingoldfish.scim.sdk.common.exceptions.BadRequestException;
import de.captaingoldfish.scim.sdk.common.utils.JsonHelper;
import de.captaingoldfish.scim.sdk.server.schemas.ResourceType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ringspan.people.boundary.Groups;
import org.ringspan.people.boundary.People;

class PatchRulesTest {
  private static final String ENTERPRISE =
      "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
  private static final String NOW =
      "{'id': '17', 'groups': [{'value': '9', 'display': 'Sales'}],"
          + " 'roles': [{'value': 'user', 'primary': true}]}";

  private final ResourceType users =
      ScimEngine.of(new People(), new Groups()).getResourceTypeByName("User").orElseThrow();

  private static String json(String text) {
    return text.replace('\'', '"');
  }

  private void check(@Nullable String body) {
    new PatchRules(users, () -> JsonHelper.readJsonDocument(json(NOW))).check(body);
  }

  private void operation(String operation) {
    check("{\"Operations\": [" + json(operation) + "]}");
  }

  private void expect(String type, String operation) {
    BadRequestException refusal =
        catchThrowableOfType(BadRequestException.class, () -> operation(operation));
    assertThat(refusal).as(operation).isNotNull();
    assertThat(refusal.getScimType()).as(operation).isEqualTo(type);
    assertThat(refusal.getDetail()).as(operation).isNotBlank();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nothing",
        "name.nothing",
        "emails.nothing",
        "emails[type eq 'work'].nothing",
        "nothing[type eq 'work']",
        "emails[type eq 'work'",
        "emails]",
        "title title",
        "urn:nothing:title",
        "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:nothing",
        " ",
        "emails[[[[",
        "\\u0000"
      })
  @DisplayName("RFC 7644 section 3.12: a path that is unknown or malformed is invalidPath")
  void invalidPath(String path) {
    expect(
        "invalidPath",
        "{'op': 'replace', 'path': '%s', 'value': 'x'}".formatted(path.replace("'", "\\\"")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "emails[nothing eq 'x']",
        "emails[type eq]",
        "emails[type is 'work'].value",
        "emails[]"
      })
  @DisplayName("RFC 7644 section 3.12: a filter that can't be understood is invalidFilter")
  void invalidFilter(String path) {
    expect("invalidFilter", "{'op': 'remove', 'path': '%s'}".formatted(path.replace("'", "\\\"")));
  }

  @Test
  @DisplayName("A path that is too long is refused before anybody reads it")
  void longPath() {
    expect("invalidPath", "{'op': 'remove', 'path': 'emails[%s'}".formatted("(".repeat(200_000)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'op': 'replace', 'path': 'id', 'value': '1'}",
        "{'op': 'Add', 'path': 'ID', 'value': '17'}",
        "{'op': 'replace', 'path': 'meta.created', 'value': '2026-11-30T10:00:00Z'}",
        "{'op': 'add', 'path': 'groups', 'value': [{'value': '1'}]}",
        "{'op': 'remove', 'path': 'groups[value eq \\'9\\']'}",
        "{'op': 'replace', 'path': 'roles', 'value': [{'value': 'administrator'}]}",
        "{'op': 'replace', 'path': 'roles.value', 'value': 'administrator'}",
        "{'op': 'remove', 'path': 'userName'}",
        "{'op': 'remove', 'path': 'urn:ietf:params:scim:schemas:core:2.0:User:userName'}",
        "{'op': 'replace', 'value': {'id': '18'}}",
        "{'op': 'replace', 'value': {'title': 'T', 'roles': [{'value': 'administrator'}]}}",
        "{'op': 'replace', 'value': '{\\'groups\\': []}'}"
      })
  @DisplayName("RFC 7644 section 3.5.2: what is read-only or required is mutability")
  void mutability(String operation) {
    expect("mutability", operation.replace("\\'", "\\\""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'op': 'replace', 'path': 'title', 'value': 'x'}",
        "{'op': 'remove', 'path': 'TITLE'}",
        "{'op': 'replace', 'path': 'emails[type eq \\'work\\'].value', 'value': 'x'}",
        "{'op': 'replace', 'path': 'emails[type eq \\'a]b\\' and value pr]', 'value': {}}",
        "{'op': 'replace', 'path': 'name', 'value': {'givenName': 'x'}}",
        "{'op': 'add', 'path': '" + ENTERPRISE + ":department', 'value': 'x'}",
        "{'op': 'add', 'path': '" + ENTERPRISE + "', 'value': {'department': 'x'}}",
        "{'op': 'add', 'value': {'" + ENTERPRISE + ":department': 'x'}}",
        "{'op': 'add', 'value': {'" + ENTERPRISE + "': {'department': 'x'}}}",
        "{'op': 'replace', 'value': {'id': '17', 'schemas': [], 'meta': {}, 'title': 'T'}}",
        "{'op': 'replace', 'value': {'groups': [{'value': '9'}], 'roles': [{'value': 'user'}]}}"
      })
  @DisplayName("What changes nothing or may be changed passes, also when everything is sent back")
  void passes(String operation) {
    assertThatCode(() -> operation(operation.replace("\\'", "\\\""))).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "17",
        "null",
        "{}",
        "{'Operations': 7}",
        "{'Operations': [7, null, {}]}"
      })
  @DisplayName("What isn't a change at all is left to the library, which says so")
  void noChange(String body) {
    assertThatCode(() -> check(json(body))).doesNotThrowAnyException();
    assertThatCode(() -> check(null)).doesNotThrowAnyException();
  }
}
