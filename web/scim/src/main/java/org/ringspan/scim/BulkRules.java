package org.ringspan.scim;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import de.captaingoldfish.scim.sdk.common.constants.HttpStatus;
import de.captaingoldfish.scim.sdk.common.response.BulkResponse;
import de.captaingoldfish.scim.sdk.common.response.BulkResponseOperation;
import de.captaingoldfish.scim.sdk.common.response.ScimResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What RFC 7644 section 3.7 says of many operations at once and the library does otherwise. A body
 * that can't be read is left to the library, which says so.
 *
 * @param operations how many are asked for
 * @param mostErrors with how many it ends
 */
record BulkRules(int operations, int mostErrors) {
  private static final ObjectMapper JSON = new ObjectMapper();

  static BulkRules of(String body) {
    JsonNode request;
    try {
      request = JSON.readTree(body);
    } catch (JsonProcessingException e) {
      request = JSON.missingNode();
    }
    return new BulkRules(
        field(request, "Operations").map(JsonNode::size).orElse(0),
        field(request, "failOnErrors")
            .filter(JsonNode::isInt)
            .map(it -> Math.max(1, it.intValue()))
            .orElse(Integer.MAX_VALUE));
  }

  /** RFC 7643 section 2.1: "Attribute names are case insensitive". */
  private static Optional<JsonNode> field(@Nullable JsonNode object, String name) {
    return object == null
        ? Optional.empty()
        : object.properties().stream()
            .filter(it -> it.getKey().equalsIgnoreCase(name))
            .map(Map.Entry::getValue)
            .findFirst();
  }

  /**
   * Why it is refused as a whole; empty: it isn't.
   *
   * @param most how many operations may be asked for
   */
  Optional<String> refusal(int most) {
    // rfc7644#section-3.7.4: "If either limit is exceeded, the service provider MUST return HTTP
    // response code 413 (Payload Too Large). The returned response MUST specify the limit exceeded"
    return operations > most
        ? Optional.of(
            "a request has at most " + most + " operations (maxOperations), not " + operations)
        : Optional.empty();
  }

  /**
   * What is answered: what was done, and nothing of what was left undone once too much had failed.
   * The request as a whole hasn't failed then.
   */
  ScimResponse told(ScimResponse answer) {
    if (!(answer instanceof BulkResponse done)
        || answer.getHttpStatus() != HttpStatus.PRECONDITION_FAILED) {
      return answer;
    }
    List<BulkResponseOperation> told = new ArrayList<>();
    int errors = 0;
    for (BulkResponseOperation operation : done.getBulkResponseOperations()) {
      if (errors == mostErrors) {
        break;
      }
      told.add(operation);
      if (operation.getStatus() >= HttpStatus.BAD_REQUEST) {
        errors++;
      }
    }
    return new BulkResponse(told, HttpStatus.OK);
  }
}
