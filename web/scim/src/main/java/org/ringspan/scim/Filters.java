package org.ringspan.scim;

import de.captaingoldfish.scim.sdk.common.constants.enums.SortOrder;
import de.captaingoldfish.scim.sdk.common.constants.enums.Type;
import de.captaingoldfish.scim.sdk.common.schemas.SchemaAttribute;
import de.captaingoldfish.scim.sdk.server.filter.AndExpressionNode;
import de.captaingoldfish.scim.sdk.server.filter.AttributeExpressionLeaf;
import de.captaingoldfish.scim.sdk.server.filter.AttributePathRoot;
import de.captaingoldfish.scim.sdk.server.filter.FilterNode;
import de.captaingoldfish.scim.sdk.server.filter.NotExpressionNode;
import de.captaingoldfish.scim.sdk.server.filter.OrExpressionNode;
import jakarta.json.JsonArray;
import jakarta.json.JsonException;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.ringspan.json.SharedJson;
import org.ringspan.people.Filter;
import org.ringspan.people.Filter.Operator;
import org.ringspan.people.Filter.Value;
import org.ringspan.people.GroupField;
import org.ringspan.people.PersonField;
import org.ringspan.people.Search;
import org.ringspan.people.SearchRefused;

/**
 * Understands SCIM's filters as searches of the identity store.
 *
 * @param fields by the names of their attributes, in small letters
 */
record Filters<F extends Enum<F>>(Map<String, F> fields) {
  static final Filters<PersonField> OF_USERS =
      new Filters<>(
          Map.ofEntries(
              Map.entry("id", PersonField.ID),
              Map.entry("externalid", PersonField.EXTERNAL_ID),
              Map.entry("username", PersonField.LOGIN),
              Map.entry("displayname", PersonField.NAME),
              Map.entry("name.givenname", PersonField.GIVEN_NAME),
              Map.entry("name.familyname", PersonField.FAMILY_NAME),
              Map.entry("title", PersonField.TITLE),
              Map.entry("usertype", PersonField.USER_TYPE),
              Map.entry("active", PersonField.ACTIVE),
              Map.entry("emails", PersonField.MAIL),
              Map.entry("emails.value", PersonField.MAIL),
              Map.entry("emails.type", PersonField.MAIL_KIND),
              Map.entry("phonenumbers", PersonField.NUMBER),
              Map.entry("phonenumbers.value", PersonField.NUMBER),
              Map.entry("roles", PersonField.ROLE),
              Map.entry("roles.value", PersonField.ROLE),
              Map.entry("groups", PersonField.GROUP),
              Map.entry("groups.value", PersonField.GROUP),
              Map.entry("employeenumber", PersonField.EMPLOYEE_NUMBER),
              Map.entry("costcenter", PersonField.COST_CENTER),
              Map.entry("organization", PersonField.ORGANIZATION),
              Map.entry("division", PersonField.DIVISION),
              Map.entry("department", PersonField.DEPARTMENT),
              Map.entry("manager", PersonField.MANAGER),
              Map.entry("manager.value", PersonField.MANAGER),
              Map.entry("meta.created", PersonField.CREATED),
              Map.entry("meta.lastmodified", PersonField.MODIFIED)));

  static final Filters<GroupField> OF_GROUPS =
      new Filters<>(
          Map.of(
              "id", GroupField.ID,
              "externalid", GroupField.EXTERNAL_ID,
              "displayname", GroupField.NAME,
              "members", GroupField.MEMBER,
              "members.value", GroupField.MEMBER,
              "meta.created", GroupField.CREATED,
              "meta.lastmodified", GroupField.MODIFIED));

  /** The library calls itself for each bracket; some thousands are the end of its stack. */
  private static final int MOST_BRACKETS = 200;

  private static final Pattern BRACKET = Pattern.compile("[(\\[]|%28|%5[Bb]");

  /** Whether the library can't be given a text that has a filter in it, be it encoded or not. */
  static boolean isTooNested(String text) {
    return BRACKET.matcher(text).results().limit(MOST_BRACKETS + 1L).count() > MOST_BRACKETS;
  }

  /**
   * A search.
   *
   * @param startIndex of the first, from 1
   * @throws SearchRefused when something is asked for that can't be looked for
   */
  Search<F> search(
      long startIndex,
      int count,
      @Nullable FilterNode filter,
      @Nullable SchemaAttribute sortBy,
      @Nullable SortOrder order) {
    return new Search<>(
        Optional.ofNullable(filter).map(this::filter),
        Optional.ofNullable(sortBy).map(this::field),
        order == SortOrder.DESCENDING,
        Math.clamp(startIndex - 1, 0, Integer.MAX_VALUE),
        Math.clamp(count, 0, Search.MOST));
  }

  private Filter<F> filter(FilterNode node) {
    return switch (node) {
      case AndExpressionNode and ->
          new Filter.And<>(filter(and.getLeftNode()), filter(and.getRightNode()));
      case OrExpressionNode or ->
          new Filter.Or<>(filter(or.getLeftNode()), filter(or.getRightNode()));
      case NotExpressionNode not -> new Filter.Not<>(filter(not.getRightNode()));
      case AttributeExpressionLeaf leaf -> test(leaf);
      case AttributePathRoot path when path.getChild() != null -> filter(path.getChild());
      default -> throw new SearchRefused("this form of filter isn't understood: " + node);
    };
  }

  private Filter<F> test(AttributeExpressionLeaf leaf) {
    return new Filter.Test<>(
        field(leaf.getSchemaAttribute()),
        Operator.valueOf(leaf.getComparator().name()),
        value(leaf));
  }

  private F field(SchemaAttribute attribute) {
    F field = fields.get(attribute.getScimNodeName().toLowerCase(Locale.ROOT));
    if (field == null) {
      throw new SearchRefused("nobody can search by " + attribute.getScimNodeName());
    }
    return field;
  }

  private static Optional<Value> value(AttributeExpressionLeaf leaf) {
    if (leaf.isNull()) {
      return Optional.empty();
    }
    Optional<Boolean> flag = leaf.getBooleanValue();
    if (flag.isPresent()) {
      return Optional.of(new Value.Flag(flag.get()));
    }
    if (leaf.getType() == Type.DATE_TIME) {
      return Optional.of(
          new Value.Moment(
              leaf.getDateTime().orElseThrow(() -> new SearchRefused("not a date and time"))));
    }
    return Optional.of(new Value.Text(unescaped(leaf.getValue())));
  }

  /** RFC 7644 section 3.4.2.2: "compValue" is a JSON value; the library leaves escapes in it. */
  private static String unescaped(String text) {
    String unescaped;
    try (JsonReader reader =
        SharedJson.createReaderFactory(Map.of())
            .createReader(new StringReader("[\"" + text + "\"]"))) {
      JsonArray value = reader.readArray();
      if (value.size() != 1) {
        throw new SearchRefused("not a text");
      }
      unescaped = value.getString(0);
    } catch (JsonException | ClassCastException e) {
      throw new SearchRefused("not a text");
    }
    if (unescaped.indexOf('\0') >= 0) {
      throw new SearchRefused("a text has no character 0");
    }
    return unescaped;
  }
}
