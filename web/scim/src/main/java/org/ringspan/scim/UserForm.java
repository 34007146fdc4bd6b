package org.ringspan.scim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import de.captaingoldfish.scim.sdk.common.constants.ScimType;
import de.captaingoldfish.scim.sdk.common.exceptions.BadRequestException;
import de.captaingoldfish.scim.sdk.common.resources.EnterpriseUser;
import de.captaingoldfish.scim.sdk.common.resources.User;
import de.captaingoldfish.scim.sdk.common.resources.complex.Manager;
import de.captaingoldfish.scim.sdk.common.resources.complex.Meta;
import de.captaingoldfish.scim.sdk.common.resources.complex.Name;
import de.captaingoldfish.scim.sdk.common.resources.multicomplex.Email;
import de.captaingoldfish.scim.sdk.common.resources.multicomplex.GroupNode;
import de.captaingoldfish.scim.sdk.common.resources.multicomplex.PersonRole;
import de.captaingoldfish.scim.sdk.common.resources.multicomplex.PhoneNumber;
import de.captaingoldfish.scim.sdk.common.utils.JsonHelper;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.ringspan.people.Person;
import org.ringspan.people.PersonDetails;
import org.ringspan.people.PersonDraft;
import org.ringspan.people.PersonField;

/** What of a person is called how in a SCIM user (RFC 7643 section 4.1). */
final class UserForm {
  /** The kind of the address that letters go to, and of numbers of lines. */
  private static final String WORK = "work";

  private static final String MOBILE = "mobile";

  /** What is kept as it comes, and by what nobody can search. */
  private static final Set<String> KEPT =
      Set.of(
          "nickName",
          "profileUrl",
          "preferredLanguage",
          "locale",
          "timezone",
          "ims",
          "photos",
          "addresses",
          "entitlements",
          "x509Certificates");

  private static final Set<String> KEPT_OF_NAME =
      Set.of("formatted", "middleName", "honorificPrefix", "honorificSuffix");

  private UserForm() {}

  /** What a client wants somebody to be. */
  static PersonDraft draft(User user) {
    String login = user.getUserName().orElse("");
    List<Email> mails = user.getEmails();
    Optional<Email> mail = main(mails);
    Numbers numbers = Numbers.of(user.getPhoneNumbers());
    return new PersonDraft(
        login,
        name(user, login),
        mail.flatMap(Email::getValue),
        user.isActive().orElse(true),
        new PersonDetails(texts(user), manager(user), more(user, mail)),
        user.getPassword(),
        numbers.extension(),
        numbers.publicNumber(),
        numbers.mobile());
  }

  /** What others see: the first of what a client may tell of it. */
  private static String name(User user, String login) {
    Optional<Name> name = user.getName();
    String parts =
        Stream.of(name.flatMap(Name::getGivenName), name.flatMap(Name::getFamilyName))
            .flatMap(Optional::stream)
            .collect(Collectors.joining(" "));
    return user.getDisplayName()
        .filter(text -> !text.isBlank())
        .or(() -> name.flatMap(Name::getFormatted).filter(text -> !text.isBlank()))
        .or(() -> Optional.of(parts).filter(text -> !text.isBlank()))
        .orElse(login);
  }

  private static Optional<Email> main(List<Email> mails) {
    return mails.stream()
        .filter(mail -> mail.getValue().isPresent())
        .filter(Email::isPrimary)
        .findFirst()
        .or(
            () ->
                mails.stream()
                    .filter(mail -> mail.getValue().isPresent())
                    .filter(mail -> mail.getType().filter(WORK::equalsIgnoreCase).isPresent())
                    .findFirst())
        .or(() -> mails.stream().filter(mail -> mail.getValue().isPresent()).findFirst());
  }

  private static Map<PersonField, String> texts(User user) {
    Map<PersonField, String> texts = new EnumMap<>(PersonField.class);
    put(texts, PersonField.EXTERNAL_ID, user.getExternalId());
    put(texts, PersonField.GIVEN_NAME, user.getName().flatMap(Name::getGivenName));
    put(texts, PersonField.FAMILY_NAME, user.getName().flatMap(Name::getFamilyName));
    put(texts, PersonField.TITLE, user.getTitle());
    put(texts, PersonField.USER_TYPE, user.getUserType());
    Optional<EnterpriseUser> more = user.getEnterpriseUser();
    put(texts, PersonField.EMPLOYEE_NUMBER, more.flatMap(EnterpriseUser::getEmployeeNumber));
    put(texts, PersonField.COST_CENTER, more.flatMap(EnterpriseUser::getCostCenter));
    put(texts, PersonField.ORGANIZATION, more.flatMap(EnterpriseUser::getOrganization));
    put(texts, PersonField.DIVISION, more.flatMap(EnterpriseUser::getDivision));
    put(texts, PersonField.DEPARTMENT, more.flatMap(EnterpriseUser::getDepartment));
    return texts;
  }

  /** RFC 7643 section 2.5: an empty text is no value. */
  private static void put(
      Map<PersonField, String> texts, PersonField field, Optional<String> text) {
    text.filter(it -> !it.isEmpty()).ifPresent(it -> texts.put(field, it));
  }

  private static OptionalLong manager(User user) {
    Optional<String> id =
        user.getEnterpriseUser()
            .flatMap(EnterpriseUser::getManager)
            .flatMap(Manager::getValue)
            .filter(text -> !text.isEmpty());
    if (id.isEmpty()) {
      return OptionalLong.empty();
    }
    return OptionalLong.of(number(id.get(), "manager"));
  }

  /** The number that an id is. */
  static long number(String id, String where) {
    try {
      return Long.parseLong(id);
    } catch (NumberFormatException e) {
      throw new BadRequestException(
          where + ": there is nothing with the id " + id, ScimType.RFC7644.INVALID_VALUE);
    }
  }

  private static String more(User user, Optional<Email> main) {
    ObjectNode more = JsonNodeFactory.instance.objectNode();
    KEPT.stream().sorted().forEach(name -> keep(user, name, more));
    JsonNode name = user.get("name");
    if (name != null) {
      ObjectNode kept = JsonNodeFactory.instance.objectNode();
      KEPT_OF_NAME.stream().sorted().forEach(part -> keep(name, part, kept));
      if (!kept.isEmpty()) {
        more.set("name", kept);
      }
    }
    ArrayNode others = JsonNodeFactory.instance.arrayNode();
    for (Email mail : user.getEmails()) {
      if (main.isEmpty() || !mail.equals(main.get())) {
        ObjectNode other = mail.deepCopy();
        other.remove("primary");
        others.add(other);
      }
    }
    if (!others.isEmpty()) {
      more.set("emails", others);
    }
    return more.toString();
  }

  private static void keep(JsonNode from, String name, ObjectNode to) {
    @Nullable JsonNode value = from.get(name);
    if (isText(value) || (value != null && !value.isNull() && !value.isEmpty())) {
      to.set(name, value);
    }
  }

  private static boolean isText(@Nullable JsonNode value) {
    return value != null && value.isTextual() && !value.asText().isEmpty();
  }

  /** A person as a client sees it. */
  static User user(Person person) {
    User user = JsonHelper.readJsonDocument(person.details().more(), User.class);
    user.setId(Long.toString(person.id()));
    user.setUserName(person.login().value());
    user.setDisplayName(person.name());
    user.setActive(person.active());
    PersonDetails details = person.details();
    user.setExternalId(details.text(PersonField.EXTERNAL_ID).orElse(null));
    user.setTitle(details.text(PersonField.TITLE).orElse(null));
    user.setUserType(details.text(PersonField.USER_TYPE).orElse(null));
    setName(user, details);
    setEnterprise(user, details);
    List<Email> mails = new ArrayList<>();
    person
        .mail()
        .ifPresent(mail -> mails.add(Email.builder().value(mail).type(WORK).primary(true).build()));
    mails.addAll(user.getEmails());
    user.setEmails(mails);
    user.setPhoneNumbers(
        person.numbers().stream()
            .map(
                number ->
                    PhoneNumber.builder()
                        .value(number.value())
                        .type(number.line() ? WORK : MOBILE)
                        .build())
            .toList());
    user.setRoles(
        List.of(PersonRole.builder().value(person.role().roleName()).primary(true).build()));
    user.setGroups(
        person.groups().stream()
            .map(
                group ->
                    GroupNode.builder()
                        .value(Long.toString(group.group()))
                        .display(group.name())
                        .type(group.direct() ? "direct" : "indirect")
                        .build())
            .toList());
    user.setMeta(
        Meta.builder()
            .resourceType("User")
            .created(person.created())
            .lastModified(person.modified())
            .version(Marks.of(user))
            .build());
    return user;
  }

  private static void setName(User user, PersonDetails details) {
    Name name = user.getName().orElseGet(Name::new);
    name.setGivenName(details.text(PersonField.GIVEN_NAME).orElse(null));
    name.setFamilyName(details.text(PersonField.FAMILY_NAME).orElse(null));
    user.setName(name.isEmpty() ? null : name);
  }

  private static void setEnterprise(User user, PersonDetails details) {
    EnterpriseUser more =
        EnterpriseUser.builder()
            .employeeNumber(details.text(PersonField.EMPLOYEE_NUMBER).orElse(null))
            .costCenter(details.text(PersonField.COST_CENTER).orElse(null))
            .organization(details.text(PersonField.ORGANIZATION).orElse(null))
            .division(details.text(PersonField.DIVISION).orElse(null))
            .department(details.text(PersonField.DEPARTMENT).orElse(null))
            .build();
    if (details.manager().isPresent()) {
      more.setManager(
          Manager.builder().value(Long.toString(details.manager().getAsLong())).build());
    }
    if (!more.isEmpty()) {
      user.setEnterpriseUser(more);
    }
  }
}
