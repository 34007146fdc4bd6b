package org.ringspan.scim;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import de.captaingoldfish.scim.sdk.common.constants.ScimType;
import de.captaingoldfish.scim.sdk.common.constants.enums.Mutability;
import de.captaingoldfish.scim.sdk.common.exceptions.BadRequestException;
import de.captaingoldfish.scim.sdk.common.exceptions.ScimException;
import de.captaingoldfish.scim.sdk.common.schemas.Schema;
import de.captaingoldfish.scim.sdk.common.schemas.SchemaAttribute;
import de.captaingoldfish.scim.sdk.server.filter.AttributePathRoot;
import de.captaingoldfish.scim.sdk.server.schemas.ResourceType;
import de.captaingoldfish.scim.sdk.server.utils.RequestUtils;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * What RFC 7644 section 3.5.2 refuses of a change and the library does otherwise: it takes an
 * unknown path for a wrong filter, and passes over what can't be changed. What isn't even a change
 * is left to the library, which says so.
 *
 * @param type of what is to be changed
 * @param now how it is; asked for only when that matters
 */
record PatchRules(ResourceType type, Supplier<? extends @Nullable JsonNode> now) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** The longest path; the longest that makes sense is a filter with a few conditions. */
  private static final int LONGEST = 1000;

  /** A name, a filter in brackets, and a part: the library passes over what follows. */
  private static final Pattern PATH =
      Pattern.compile("[\\w:.$-]+(\\[.*\\](\\.[\\w$-]+)?)?", Pattern.DOTALL);

  /** They come along when a client sends everything back, and say nothing of what it wants. */
  private static final Set<String> COME_ALONG = Set.of("schemas", "meta");

  /**
   * Looks at a request.
   *
   * @throws BadRequestException with the type of error that the RFC gives it
   */
  void check(@Nullable String body) {
    for (JsonNode operation :
        field(tree(body), "Operations").map(PatchRules::each).orElse(Set.of())) {
      Optional<JsonNode> path = field(operation, "path").filter(it -> !it.isNull());
      Optional<JsonNode> value = field(operation, "value").map(PatchRules::opened);
      if (path.isEmpty()) {
        value.ifPresent(it -> checkFields(it, type.getMainSchema()));
      } else if (path.get().isTextual()) {
        boolean removes =
            field(operation, "op").filter(it -> it.asText().equalsIgnoreCase("remove")).isPresent();
        checkPath(path.get().textValue(), removes, value);
      }
    }
  }

  private static Iterable<JsonNode> each(JsonNode array) {
    return array;
  }

  private static JsonNode tree(@Nullable String body) {
    try {
      return body == null ? JSON.missingNode() : JSON.readTree(body);
    } catch (JsonProcessingException e) {
      return JSON.missingNode();
    }
  }

  /** RFC 7643 section 2.1: "Attribute names are case insensitive". */
  private static Optional<JsonNode> field(JsonNode object, String name) {
    return object.properties().stream()
        .filter(it -> it.getKey().equalsIgnoreCase(name))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  /** Some clients send the object as a text. */
  private static JsonNode opened(JsonNode value) {
    return value.isTextual() && value.textValue().startsWith("{") ? tree(value.textValue()) : value;
  }

  private void checkPath(String path, boolean removes, Optional<JsonNode> value) {
    Optional<Schema> extension = type.getExtensionById(path);
    if (extension.isPresent()) {
      value.ifPresent(it -> checkFields(it, extension.get()));
      return;
    }
    AttributePathRoot target = target(path);
    SchemaAttribute attribute = target.getDirectlyReferencedAttribute();
    // rfc7644#section-3.5.2: "A client MUST NOT modify an attribute that has mutability "readOnly""
    if (isReadOnly(attribute)) {
      throw unchangeable(path + " can't be changed here");
    }
    // rfc7644#section-3.5.2.2: "If an attribute is removed or becomes unassigned and is defined as
    // a
    // required attribute or a read-only attribute, the server SHALL return" mutability.
    if (removes && attribute.isRequired() && attribute.getParent() == null) {
      throw unchangeable(path + " is required and can't be removed");
    }
  }

  private AttributePathRoot target(String path) {
    if (path.length() > LONGEST) {
      throw new BadRequestException(
          "a path has at most " + LONGEST + " characters", ScimType.RFC7644.INVALID_PATH);
    }
    if (!PATH.matcher(path).matches()) {
      throw new BadRequestException(
          "a path is a name, a filter in [], and .part", ScimType.RFC7644.INVALID_PATH);
    }
    try {
      return RequestUtils.parsePatchPath(type, path);
    } catch (ScimException e) {
      // rfc7644#section-3.12: invalidPath: "The "path" attribute was invalid or malformed";
      // invalidFilter is for what is in brackets.
      throw new BadRequestException(
          String.valueOf(e.getMessage()),
          e,
          isKnownWithoutFilter(path)
              ? ScimType.RFC7644.INVALID_FILTER
              : ScimType.RFC7644.INVALID_PATH);
    }
  }

  private boolean isKnownWithoutFilter(String path) {
    int from = path.indexOf('[');
    int to = path.lastIndexOf(']');
    if (from < 1 || to < from) {
      return false;
    }
    try {
      var unused =
          RequestUtils.parsePatchPath(type, path.substring(0, from) + path.substring(to + 1));
      return true;
    } catch (ScimException e) {
      return false;
    }
  }

  /** A value without a path: the names in it are the paths. */
  private void checkFields(JsonNode value, Schema schema) {
    for (Map.Entry<String, JsonNode> field : value.properties()) {
      String name = field.getKey();
      Optional<Schema> extension = type.getExtensionById(name);
      if (extension.isPresent()) {
        checkFields(field.getValue(), extension.get());
      } else if (COME_ALONG.stream().noneMatch(name::equalsIgnoreCase)) {
        // Without an attribute of this name the library refuses it as rfc7644#section-3.12 says.
        attribute(schema, name)
            .filter(PatchRules::isReadOnly)
            .filter(it -> !isSame(it.getName(), field.getValue()))
            .ifPresent(
                it -> {
                  throw unchangeable(name + " can't be changed here");
                });
      }
    }
  }

  private Optional<SchemaAttribute> attribute(Schema schema, String name) {
    return Optional.ofNullable(schema.getSchemaAttribute(name))
        .or(
            () ->
                type.getAllSchemaExtensions().stream()
                    .filter(it -> name.startsWith(it.getNonNullId() + ":"))
                    .map(it -> it.getSchemaAttribute(name))
                    .filter(it -> it != null)
                    .findFirst());
  }

  private static boolean isReadOnly(SchemaAttribute attribute) {
    return attribute.getMutability() == Mutability.READ_ONLY
        || (attribute.getParent() != null && isReadOnly(attribute.getParent()));
  }

  /** Some clients send back everything they have read, which changes nothing. */
  private boolean isSame(String name, JsonNode wanted) {
    @Nullable JsonNode all = now.get();
    @Nullable JsonNode is = all == null ? null : all.get(name);
    return is != null
        && (is.equals(wanted)
            || (is.isArray() && wanted.isArray() && values(is).equals(values(wanted))));
  }

  private static Set<String> values(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false)
        .map(it -> it.path("value").asText())
        .collect(Collectors.toSet());
  }

  private static BadRequestException unchangeable(String detail) {
    return new BadRequestException(detail, ScimType.RFC7644.MUTABILITY);
  }
}
