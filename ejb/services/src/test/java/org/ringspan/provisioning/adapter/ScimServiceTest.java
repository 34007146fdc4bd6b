package org.ringspan.provisioning.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.ringspan.json.SharedJson;
import org.ringspan.provisioning.Target;

/** A service that answers as it is told to. */
class ScimServiceTest {
  private static final JsonObject NOTHING = SharedJson.createObjectBuilder().build();

  private final Deque<String> answers = new ArrayDeque<>();
  private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  /** An answer is a status, headers and a body, with bars between. */
  private void answer(HttpExchange exchange) throws IOException {
    asked.add(
        exchange.getRequestMethod()
            + " "
            + exchange.getRequestURI()
            + " "
            + exchange.getRequestHeaders().getFirst("Authorization"));
    exchange.getRequestBody().readAllBytes();
    String[] parts = answers.isEmpty() ? new String[] {"500"} : answers.poll().split("\\|", -1);
    for (int i = 1; i < parts.length - 1; i++) {
      String[] header = parts[i].split(": ", 2);
      exchange.getResponseHeaders().add(header[0], header[1]);
    }
    byte[] body =
        (parts.length > 1 ? parts[parts.length - 1] : "").getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(Integer.parseInt(parts[0]), body.length == 0 ? -1 : body.length);
    try (exchange) {
      exchange.getResponseBody().write(body);
    }
  }

  private String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private ScimService service(boolean withClient) {
    return service(withClient, Duration.ofMillis(1), new Halt());
  }

  private ScimService service(boolean withClient, Duration firstWait, Halt halt) {
    return new ScimService(
        new Target(
            address() + "/scim/",
            withClient ? Optional.of(address() + "/token") : Optional.empty(),
            withClient ? Optional.of("us") : Optional.empty(),
            true,
            10,
            Optional.empty()),
        "secret",
        firstWait,
        halt);
  }

  @Test
  @DisplayName("What fails for the moment is tried again, and what is refused isn't")
  void again() throws ServiceAway {
    answers.addAll(
        List.of("503", "429|Retry-After: 0|", "201|ETag: W/\"1\"|{\"id\":\"7\"}", "400"));
    try (ScimService service = service(false)) {
      ScimService.Answer answer = service.ask("POST", "/Users", NOTHING, null);
      assertThat(answer.status()).isEqualTo(201);
      assertThat(answer.tag()).contains("W/\"1\"");
      assertThat(RemoteForm.id(answer.body())).contains("7");
      assertThat(service.ask("POST", "/Users", NOTHING, null).status()).isEqualTo(400);
    }
    assertThat(asked).hasSize(4).allMatch(it -> it.equals("POST /scim/Users Bearer secret"));
  }

  @Test
  @DisplayName("A service that is away, wants to be left alone or lets nobody in ends the run")
  void away() {
    try (ScimService service = service(false)) {
      assertThatThrownBy(
              () -> {
                answers.addAll(Collections.nCopies(5, "503"));
                service.ask("GET", "/Users/1", null, null);
              })
          .isInstanceOf(ServiceAway.class);
      assertThat(asked).hasSize(5);
      for (String answer : List.of("401", "403", "429|Retry-After: 3600|")) {
        answers.clear();
        answers.add(answer);
        assertThatThrownBy(() -> service.ask("GET", "/Users/1", null, null))
            .as(answer)
            .isInstanceOf(ServiceAway.class);
      }
      assertThat(asked).hasSize(8);
      server.stop(0);
      assertThatThrownBy(() -> service.ask("GET", "/Users/1", null, null))
          .isInstanceOf(ServiceAway.class)
          .hasMessageContaining("doesn't answer");
    }
  }

  @Test
  @DisplayName("A run that waits for its service ends at once when the server stops")
  @Timeout(30)
  void halted() throws InterruptedException {
    answers.add("503|Retry-After: 50|");
    var halt = new Halt();
    try (ScimService service = service(false, Duration.ofSeconds(50), halt)) {
      var failure = new CompletableFuture<ServiceAway>();
      Thread run =
          Thread.ofPlatform()
              .start(
                  () -> {
                    try {
                      service.ask("GET", "/Users/1", null, null);
                    } catch (ServiceAway e) {
                      failure.complete(e);
                    }
                  });
      while (run.getState() != Thread.State.TIMED_WAITING || asked.isEmpty()) {
        Thread.onSpinWait();
      }
      halt.call();
      assertThat(failure.join()).hasMessageContaining("ended before it was through");
      run.join();
      assertThatThrownBy(() -> service.ask("GET", "/Users/2", null, null))
          .isInstanceOf(ServiceAway.class)
          .hasMessageContaining("ended before it was through");
    }
    assertThat(asked).as("nothing more is asked").hasSize(1);
  }

  @Test
  @DisplayName("RFC 6749 section 4.4: a token is got once, and once more when it is over")
  void tokens() throws ServiceAway {
    answers.addAll(
        List.of(
            "200|{\"access_token\":\"one\"}",
            "200|{}",
            "401",
            "200|{\"access_token\":\"two\"}",
            "200|{}",
            "401",
            "400|{}"));
    try (ScimService service = service(true)) {
      for (int i = 0; i < 2; i++) {
        assertThat(service.ask("GET", "/Users/1", null, null).status()).isEqualTo(200);
      }
      assertThatThrownBy(() -> service.ask("GET", "/Users/1", null, null))
          .isInstanceOf(ServiceAway.class)
          .hasMessageContaining("token");
    }
    assertThat(asked)
        .containsExactly(
            "POST /token null",
            "GET /scim/Users/1 Bearer one",
            "GET /scim/Users/1 Bearer one",
            "POST /token null",
            "GET /scim/Users/1 Bearer two",
            "GET /scim/Users/1 Bearer two",
            "POST /token null");
  }

  @Test
  @DisplayName("Somebody is looked for by a name that can't change the question")
  void find() throws ServiceAway, ServiceRefused {
    answers.addAll(
        List.of(
            "200|{\"Resources\":[{\"id\":\"1\",\"userName\":\"other\"},{\"id\":\"2\",\"userName\":\"ALICE\"}]}",
            "200|{\"totalResults\":0}",
            "200|<html>"));
    try (ScimService service = service(false)) {
      assertThat(service.find("/Users", "userName", "alice").flatMap(RemoteForm::id)).contains("2");
      assertThat(service.find("/Groups", "displayName", "a\" or \"b\\")).isEmpty();
      assertThat(service.find("/Users", "userName", "alice")).isEmpty();
    }
    assertThat(asked.get(1))
        .contains("?filter=displayName%20eq%20%22a%5C%22%20or%20%5C%22b%5C%5C%22&count=2");
  }

  @Test
  @DisplayName("What the service has of its own stays when ours is put in")
  void merged() {
    JsonObject theirs =
        json(
            "{'id':'1','meta':{},'groups':[],'title':'T','name':{'middleName':'M','givenName':'G'}}");
    JsonObject ours = json("{'userName':'a','name':{'givenName':'H'}}");
    assertThat(RemoteForm.merged(theirs, ours))
        .isEqualTo(
            json(
                "{'id':'1','title':'T','name':{'middleName':'M','givenName':'H'},'userName':'a'}"));
    assertThat(RemoteForm.merged(theirs, RemoteForm.gone()).getBoolean("active")).isFalse();
  }

  private static JsonObject json(String text) {
    try (var reader =
        SharedJson.createReaderFactory(java.util.Map.of())
            .createReader(new java.io.StringReader(text.replace('\'', '"')))) {
      return reader.readObject();
    }
  }
}
