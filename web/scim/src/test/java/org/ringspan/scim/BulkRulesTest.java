package org.ringspan.scim;

import static org.assertj.core.api.Assertions.assertThat;

import de.captaingoldfish.scim.sdk.common.constants.enums.HttpMethod;
import de.captaingoldfish.scim.sdk.common.response.BulkResponse;
import de.captaingoldfish.scim.sdk.common.response.BulkResponseOperation;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class BulkRulesTest {
  private static BulkResponse response(int status, int... statuses) {
    return new BulkResponse(
        IntStream.of(statuses)
            .mapToObj(
                it -> BulkResponseOperation.builder().method(HttpMethod.PUT).status(it).build())
            .toList(),
        status);
  }

  private static List<Integer> statuses(BulkResponse response) {
    return response.getBulkResponseOperations().stream()
        .map(BulkResponseOperation::getStatus)
        .toList();
  }

  @Test
  @DisplayName("RFC 7644 section 3.7.4: too many operations are refused, naming the limit")
  void limit() {
    BulkRules three = BulkRules.of("{\"operations\": [{}, {}, {}]}");
    assertThat(three.refusal(3)).isEmpty();
    assertThat(three.refusal(2)).hasValueSatisfying(it -> assertThat(it).contains("2", "3"));
    for (String body : List.of("", "{", "[]", "{}", "{\"Operations\": 7}", "null")) {
      assertThat(BulkRules.of(body).refusal(0)).as(body).isEmpty();
    }
  }

  @Test
  @DisplayName("RFC 7644 section 3.7: with failOnErrors it ends, and tells what was done")
  void failOnErrors() {
    BulkRules one = BulkRules.of("{\"failOnErrors\": 1}");
    BulkResponse told = (BulkResponse) one.told(response(412, 201, 409, 412, 412));
    assertThat(told.getHttpStatus()).isEqualTo(200);
    assertThat(statuses(told)).containsExactly(201, 409);
    BulkRules two = BulkRules.of("{\"failOnErrors\": 2}");
    assertThat(statuses((BulkResponse) two.told(response(412, 412, 204, 400, 412))))
        .as("a mark that doesn't fit is an error like others")
        .containsExactly(412, 204, 400);
    BulkResponse good = response(200, 201, 409);
    assertThat(BulkRules.of("{}").told(good)).isSameAs(good);
  }
}
