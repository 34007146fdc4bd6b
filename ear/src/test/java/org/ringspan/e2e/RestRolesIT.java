package org.ringspan.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ringspan.e2e.server.Company.ADMINISTRATOR;
import static org.ringspan.e2e.server.Company.ALICE;
import static org.ringspan.e2e.server.Company.SUPPORT;

import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ringspan.e2e.server.Rest;
import org.ringspan.e2e.server.RingspanTest;
import org.ringspan.e2e.server.TestServer;

/**
 * Every operation of the OpenAPI document that the server shows, asked by everybody. What is asked
 * for isn't there, or has a fault, or is marked as something else: nothing changes.
 */
@RingspanTest
class RestRolesIT {
  /** What succeeds without a word: a table without lines, and letters when none wait. */
  private static final Set<String> NEED_NOTHING = Set.of("/imports/users", "/mail/letters/retry");

  private static final List<String> ROLES = List.of("user", "support", "administrator");

  /** One operation. */
  private record Operation(
      String method, String path, String role, boolean onlyReads, String bodyType) {
    Rest.Answer askedBy(Rest rest) {
      Map<String, String> headers = new LinkedHashMap<>();
      headers.put("If-Match", "\"never\"");
      if (!bodyType.isEmpty()) {
        headers.put("Content-Type", bodyType);
      }
      return rest.send(method, path, bodyType.isEmpty() ? "" : "{}", headers);
    }

    boolean changes() {
      return !method.equals("GET") && !onlyReads;
    }

    @Override
    public String toString() {
      return method + " " + path;
    }
  }

  private static List<Operation> operations(TestServer server) {
    List<Operation> operations = new ArrayList<>();
    var shown = server.rest().get("/../openapi.json");
    assertThat(shown.status()).isEqualTo(200);
    shown
        .json()
        .getJsonObject("paths")
        .forEach(
            (path, item) ->
                item.asJsonObject()
                    .forEach(
                        (method, operation) ->
                            operations.add(operation(method, path, operation.asJsonObject()))));
    assertThat(operations).hasSizeGreaterThan(100);
    return operations;
  }

  private static Operation operation(String method, String path, JsonObject json) {
    String body =
        json.containsKey("requestBody")
            ? json.getJsonObject("requestBody").getJsonObject("content").keySet().iterator().next()
            : "";
    return new Operation(
        method.toUpperCase(java.util.Locale.ROOT),
        path.replaceAll("\\{[a-z]+\\}", "999999999"),
        json.getString("x-ringspan-role"),
        json.getBoolean("x-ringspan-only-reads", false),
        body);
  }

  private static Rest withToken(TestServer server, String login, String scope) {
    var made =
        server
            .rest()
            .as(login)
            .post("/me/tokens", "{\"name\": \"roles\", \"scope\": \"" + scope + "\"}");
    assertThat(made.status()).as("%s", made).isEqualTo(201);
    return server.rest().withToken(made.json().getString("token"));
  }

  private static String loginOf(String role) {
    return switch (role) {
      case "user" -> ALICE.id();
      case "support" -> SUPPORT;
      default -> ADMINISTRATOR;
    };
  }

  @Test
  @DisplayName("Each operation lets in who its role says, and nobody else")
  void everyOperation(TestServer server) {
    List<Operation> operations = operations(server);
    String before = server.rest().as(ADMINISTRATOR).get("/configuration").tag();
    for (Operation operation : operations) {
      var anonymous = operation.askedBy(server.rest());
      assertThat(anonymous.status()).as("anonymous %s: %s", operation, anonymous).isEqualTo(401);
      assertThat(anonymous.header("WWW-Authenticate")).as("%s", operation).isPresent();
    }
    for (String role : ROLES) {
      Rest rest = withToken(server, loginOf(role), "write");
      for (Operation operation : operations) {
        var answer = operation.askedBy(rest);
        boolean allowed = ROLES.indexOf(role) >= ROLES.indexOf(operation.role());
        assertThat(answer.status() == 403)
            .as("%s asks %s: %s", role, operation, answer)
            .isEqualTo(!allowed);
        assertThat(answer.status()).as("%s %s: %s", role, operation, answer).isLessThan(500);
        assertThat(answer.status()).as("%s %s: %s", role, operation, answer).isNotEqualTo(401);
        if (operation.changes() && !NEED_NOTHING.contains(operation.path())) {
          assertThat(answer.status()).as("%s %s: %s", role, operation, answer).isGreaterThan(399);
        }
      }
    }
    assertThat(server.rest().as(ADMINISTRATOR).get("/configuration").tag()).isEqualTo(before);
  }

  @Test
  @DisplayName("A token for reading changes nothing, whoever has made it")
  void readOnly(TestServer server) {
    Rest rest = withToken(server, ADMINISTRATOR, "read");
    for (Operation operation : operations(server)) {
      var answer = operation.askedBy(rest);
      assertThat(answer.status() == 403)
          .as("%s: %s", operation, answer)
          .isEqualTo(operation.changes());
    }
  }
}
