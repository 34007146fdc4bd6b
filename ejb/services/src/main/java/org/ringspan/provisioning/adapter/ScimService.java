package org.ringspan.provisioning.adapter;

import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.ringspan.json.SharedJson;
import org.ringspan.provisioning.Target;

/**
 * Speaks with a SCIM service. What fails for the moment is tried again, later and later; what the
 * service says about when counts. For one thread; the run can be halted by another one.
 */
final class ScimService implements AutoCloseable {
  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final Duration ANSWER = Duration.ofSeconds(30);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);
  private static final int ATTEMPTS = 5;
  private static final int LARGEST = 4 * 1024 * 1024;
  private static final int LONGEST_DETAIL = 500;
  private static final Set<Integer> FOR_THE_MOMENT = Set.of(429, 502, 503, 504);

  private final HttpClient http =
      HttpClient.newBuilder()
          .connectTimeout(CONNECT)
          .followRedirects(HttpClient.Redirect.NEVER)
          .version(HttpClient.Version.HTTP_1_1)
          .build();
  private final Target target;
  private final String secret;
  private final Duration firstWait;
  private final Halt halt;
  private @Nullable String token;

  /**
   * @param firstWait after the first attempt that failed for the moment; then twice as long each
   *     time
   * @param halt ends what is asked or waited for; then nothing more is asked
   */
  ScimService(Target target, String secret, Duration firstWait, Halt halt) {
    this.target = target;
    this.secret = secret;
    this.firstWait = firstWait;
    this.halt = halt;
    halt.whenCalled(http::shutdownNow);
  }

  /**
   * An answer.
   *
   * @param body an empty object when there was none
   */
  record Answer(int status, JsonObject body, Optional<String> tag) {
    boolean isGood() {
      return status >= 200 && status < 300;
    }

    /** What the service says went wrong. */
    String detail() {
      String detail = body.containsKey("detail") ? body.get("detail").toString() : "";
      return status
          + (detail.length() > LONGEST_DETAIL
              ? " " + detail.substring(0, LONGEST_DETAIL)
              : " " + detail);
    }
  }

  /** The one thing that has this name, if there is one. */
  Optional<JsonObject> find(String endpoint, String attribute, String value)
      throws ServiceAway, ServiceRefused {
    String filter = attribute + " eq \"" + value.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    Answer answer = ask("GET", endpoint + "?filter=" + encoded(filter) + "&count=2", null, null);
    if (!answer.isGood()) {
      throw new ServiceRefused("it can't be looked for: " + answer.detail());
    }
    if (!answer.body().containsKey("Resources")) {
      return Optional.empty();
    }
    return answer.body().getJsonArray("Resources").getValuesAs(JsonObject.class).stream()
        .filter(it -> it.getString(attribute, "").equalsIgnoreCase(value))
        .findFirst();
  }

  /**
   * Asks something.
   *
   * @param path behind the address, such as {@code /Users/1}
   * @param tag the mark that must be the thing's; null: whatever it is
   */
  Answer ask(String method, String path, @Nullable JsonObject body, @Nullable String tag)
      throws ServiceAway {
    boolean renewed = false;
    for (int attempt = 1; ; attempt++) {
      if (halt.isCalled()) {
        throw halted();
      }
      HttpRequest.Builder request =
          HttpRequest.newBuilder(URI.create(base() + path))
              .timeout(ANSWER)
              .header("Authorization", "Bearer " + token())
              .header("Accept", "application/scim+json, application/json")
              .method(
                  method,
                  body == null
                      ? BodyPublishers.noBody()
                      : BodyPublishers.ofString(body.toString()));
      if (body != null) {
        request.header("Content-Type", "application/scim+json");
      }
      if (tag != null) {
        request.header("If-Match", tag);
      }
      Optional<Duration> asked = Optional.empty();
      try {
        HttpResponse<InputStream> response =
            http.send(request.build(), BodyHandlers.ofInputStream());
        Answer answer = read(response);
        if (answer.status() == 401 && target.tokenAddress().isPresent() && !renewed) {
          token = null;
          renewed = true;
          continue;
        }
        if (answer.status() == 401 || answer.status() == 403) {
          throw new ServiceAway("the service lets nobody in: " + answer.detail(), null);
        }
        if (!FOR_THE_MOMENT.contains(answer.status())) {
          return answer;
        }
        if (attempt == ATTEMPTS) {
          throw new ServiceAway("the service doesn't take requests now: " + answer.detail(), null);
        }
        asked = response.headers().firstValue("Retry-After").flatMap(ScimService::seconds);
      } catch (IOException e) {
        if (attempt == ATTEMPTS && !halt.isCalled()) {
          throw new ServiceAway("the service doesn't answer: " + e, e);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new ServiceAway("the server stops", e);
      }
      pause(asked.orElse(firstWait.multipliedBy(1L << (attempt - 1))));
    }
  }

  private String base() {
    return target.address().endsWith("/")
        ? target.address().substring(0, target.address().length() - 1)
        : target.address();
  }

  /** RFC 9110 section 10.2.3: seconds, or a date, which is taken for the usual wait. */
  private static Optional<Duration> seconds(String text) {
    return text.matches("[0-9]{1,6}")
        ? Optional.of(Duration.ofSeconds(Long.parseLong(text)))
        : Optional.empty();
  }

  static ServiceAway halted() {
    return new ServiceAway("the run was ended before it was through", null);
  }

  private void pause(Duration wait) throws ServiceAway {
    if (wait.compareTo(LONGEST_WAIT) > 0) {
      throw new ServiceAway(
          "the service wants no requests for " + wait.toSeconds() + " seconds", null);
    }
    try {
      if (halt.isCalledWithin(wait)) {
        throw halted();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ServiceAway("the server stops", e);
    }
  }

  private static Answer read(HttpResponse<InputStream> response) throws IOException {
    byte[] bytes;
    try (InputStream body = response.body()) {
      bytes = body.readNBytes(LARGEST + 1);
    }
    if (bytes.length > LARGEST) {
      throw new IOException("an answer of more than " + LARGEST + " bytes");
    }
    return new Answer(response.statusCode(), object(bytes), response.headers().firstValue("ETag"));
  }

  private static JsonObject object(byte[] bytes) {
    try (JsonReader reader =
        SharedJson.createReaderFactory(Map.of())
            .createReader(new ByteArrayInputStream(bytes), StandardCharsets.UTF_8)) {
      return reader.readValue() instanceof JsonObject object
          ? object
          : SharedJson.createObjectBuilder().build();
    } catch (JsonException | IllegalStateException e) {
      // A page of a proxy, or nothing at all: the status says enough.
      return SharedJson.createObjectBuilder().build();
    }
  }

  private String token() throws ServiceAway {
    if (target.tokenAddress().isEmpty()) {
      return secret;
    }
    String now = token;
    if (now == null) {
      now = fetched(target.tokenAddress().get());
      token = now;
    }
    return now;
  }

  /** RFC 6749 section 4.4: the client's own credentials for a token. */
  private String fetched(String address) throws ServiceAway {
    String form =
        Map.of(
                "grant_type",
                "client_credentials",
                "client_id",
                target.client().orElse(""),
                "client_secret",
                secret)
            .entrySet()
            .stream()
            .map(it -> it.getKey() + "=" + encoded(it.getValue()))
            .collect(Collectors.joining("&"));
    try {
      Answer answer =
          read(
              http.send(
                  HttpRequest.newBuilder(URI.create(address))
                      .timeout(ANSWER)
                      .header("Content-Type", "application/x-www-form-urlencoded")
                      .POST(BodyPublishers.ofString(form))
                      .build(),
                  BodyHandlers.ofInputStream()));
      String token = answer.body().getString("access_token", "");
      if (!answer.isGood() || token.isEmpty()) {
        throw new ServiceAway("there is no token: " + answer.status(), null);
      }
      return token;
    } catch (IOException e) {
      throw new ServiceAway("there is no token: " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ServiceAway("the server stops", e);
    }
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  @Override
  public void close() {
    http.close();
  }
}
