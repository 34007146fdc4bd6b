package org.ringspan.scim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import de.captaingoldfish.scim.sdk.common.exceptions.BadRequestException;
import de.captaingoldfish.scim.sdk.common.resources.User;
import de.captaingoldfish.scim.sdk.common.utils.JsonHelper;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ringspan.address.UserId;
import org.ringspan.identity.Role;
import org.ringspan.people.Person;
import org.ringspan.people.PersonDraft;
import org.ringspan.people.PersonField;

class UserFormTest {
  private static final Instant AT = Instant.parse("2026-11-30T10:00:00Z");

  private static PersonDraft draft(String fields) {
    return UserForm.draft(JsonHelper.readJsonDocument("{" + fields + "}", User.class));
  }

  private static Person person(PersonDraft draft) {
    return new Person(
        17,
        new UserId(draft.login()),
        draft.name(),
        draft.mail(),
        draft.active(),
        Role.USER,
        draft.details(),
        1,
        AT,
        AT,
        List.of(new Person.Phone("51234", true), new Person.Phone("+14085557890", false)),
        List.of(new Person.Membership(9, "Sales", true)),
        "tag");
  }

  @Test
  @DisplayName("RFC 7643 section 4.1.1: others see the display name, or what is told instead of it")
  void names() {
    assertThat(
            draft("\"userName\":\"a\",\"displayName\":\"D\",\"name\":{\"formatted\":\"F\"}").name())
        .isEqualTo("D");
    assertThat(
            draft("\"userName\":\"a\",\"name\":{\"formatted\":\"F\",\"givenName\":\"G\"}").name())
        .isEqualTo("F");
    assertThat(
            draft("\"userName\":\"a\",\"name\":{\"givenName\":\"G\",\"familyName\":\"H\"}").name())
        .isEqualTo("G H");
    assertThat(draft("\"userName\":\"a\"").name()).isEqualTo("a");
  }

  @Test
  @DisplayName("The primary address is where letters go, else the first for work, else the first")
  void mails() {
    String home = "{\"value\":\"h@x.test\",\"type\":\"home\"}";
    String work = "{\"value\":\"w@x.test\",\"type\":\"work\"}";
    String main = "{\"value\":\"p@x.test\",\"type\":\"home\",\"primary\":true}";
    assertThat(mail(home, work, main)).contains("p@x.test");
    assertThat(mail(home, work)).contains("w@x.test");
    assertThat(mail(home)).contains("h@x.test");
    assertThat(draft("\"userName\":\"a\"").mail()).isEmpty();
    User shown =
        UserForm.user(person(draft("\"userName\":\"a\",\"emails\":[" + home + "," + work + "]")));
    assertThat(shown.getEmails()).hasSize(2);
    assertThat(shown.getEmails().getFirst().isPrimary()).isTrue();
    assertThat(shown.getEmails().get(1).getValue()).contains("h@x.test");
  }

  private static Optional<String> mail(String... mails) {
    return draft("\"userName\":\"a\",\"emails\":[" + String.join(",", mails) + "]").mail();
  }

  @Test
  @DisplayName("What is told comes back, and telling it again changes nothing")
  void roundTrip() {
    PersonDraft draft =
        draft(
            """
            "userName":"a","displayName":"D","active":false,"externalId":"x","title":"T",
            "nickName":"N","locale":"de-DE","addresses":[{"locality":"Bern","type":"work"}],
            "name":{"givenName":"G","middleName":"M"},"emails":[{"value":"a@x.test"}],
            "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User":
              {"department":"Sales","manager":{"value":"4"}}""");
    assertThat(draft.details().texts())
        .isEqualTo(
            Map.of(
                PersonField.EXTERNAL_ID, "x",
                PersonField.TITLE, "T",
                PersonField.GIVEN_NAME, "G",
                PersonField.DEPARTMENT, "Sales"));
    assertThat(draft.details().manager()).hasValue(4);
    User shown = UserForm.user(person(draft));
    assertThat(shown.getNickName()).contains("N");
    assertThat(shown.getAddresses().getFirst().getLocality()).contains("Bern");
    assertThat(shown.getName().orElseThrow().getMiddleName()).contains("M");
    assertThat(shown.getRoles().getFirst().getValue()).contains("user");
    assertThat(shown.getGroups().getFirst().getDisplay()).contains("Sales");
    PersonDraft again = UserForm.draft(JsonHelper.readJsonDocument(shown.toString(), User.class));
    assertThat(again.details()).isEqualTo(draft.details());
    assertThat(again.name()).isEqualTo("D");
    assertThat(again.active()).isFalse();
    assertThat(UserForm.user(person(again)).getMeta().orElseThrow().getVersion())
        .isEqualTo(shown.getMeta().orElseThrow().getVersion());
  }

  @Test
  @DisplayName("ADR 63: of the numbers of somebody new, those that can ring are taken")
  void numbers() {
    assertThat(numbers("51234 work")).isEqualTo("51234 - -");
    assertThat(numbers("tel:+1-408-555-0100;ext=51234 work")).isEqualTo("51234 +14085550100 -");
    assertThat(numbers("51234 work", "+1 (408) 555-0100 work", "+14085557890 mobile"))
        .isEqualTo("51234 +14085550100 +14085557890");
    assertThat(numbers("+14085550100 work")).as("no extension, no line").isEqualTo("- - -");
    assertThat(numbers("0171 mobile", "51234 fax", "nothing work", "1".repeat(80) + " work"))
        .isEqualTo("- - -");
  }

  private static String numbers(String... numbers) {
    StringBuilder json = new StringBuilder("\"userName\":\"a\",\"phoneNumbers\":[");
    for (int i = 0; i < numbers.length; i++) {
      int blank = numbers[i].lastIndexOf(' ');
      json.append(i == 0 ? "" : ",")
          .append(
              "{\"value\":\"%s\",\"type\":\"%s\"}"
                  .formatted(numbers[i].substring(0, blank), numbers[i].substring(blank + 1)));
    }
    PersonDraft draft = draft(json.append("]").toString());
    return "%s %s %s"
        .formatted(
            draft.extension().orElse("-"),
            draft.publicNumber().orElse("-"),
            draft.mobile().orElse("-"));
  }

  @Test
  @DisplayName("An id that is none is refused and nothing else")
  void ids() {
    assertThatThrownBy(
            () ->
                draft(
                    "\"userName\":\"a\",\"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User\":"
                        + "{\"manager\":{\"value\":\"x\"}}"))
        .isInstanceOf(BadRequestException.class);
  }
}
