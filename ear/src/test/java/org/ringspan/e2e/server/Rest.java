package org.ringspan.e2e.server;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/** A program that uses the REST API with some credentials, or none. */
public final class Rest {
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final String address;
  private final Optional<String> authorization;

  private Rest(String address, Optional<String> authorization) {
    this.address = address;
    this.authorization = authorization;
  }

  static Rest anonymous(String address) {
    return new Rest(address, Optional.empty());
  }

  /** The same with a login and the password of the test company. */
  public Rest as(String login) {
    return as(login, Company.password(login));
  }

  /** The same with a login and a password. */
  public Rest as(String login, String password) {
    String pair = login + ":" + password;
    return new Rest(
        address,
        Optional.of(
            "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8))));
  }

  /** The same with a token. */
  public Rest withToken(String token) {
    return new Rest(address, Optional.of("Bearer " + token));
  }

  /** An answer. */
  public record Answer(HttpResponse<String> response) {
    public int status() {
      return response.statusCode();
    }

    /** A header field of it. */
    public Optional<String> header(String name) {
      return response.headers().firstValue(name);
    }

    /** The mark of what was read. */
    public String tag() {
      return header("ETag").orElseThrow();
    }

    /** Its body, which must be an object. */
    public JsonObject json() {
      try (JsonReader reader = Json.createReader(new StringReader(response.body()))) {
        return reader.readObject();
      }
    }

    /** The things in a list. */
    public JsonArray items() {
      return json().getJsonArray("items");
    }

    @Override
    public String toString() {
      return status() + " " + response.body();
    }
  }

  /** Reads. */
  public Answer get(String path) {
    return send("GET", path, "", Map.of());
  }

  /** Sends a body to be added or carried out. */
  public Answer post(String path, String body) {
    return send("POST", path, body, Map.of());
  }

  /** Puts something in the place of what {@code tag} marks. */
  public Answer put(String path, String tag, String body) {
    return send("PUT", path, body, Map.of("If-Match", tag));
  }

  /** Removes what {@code tag} marks. */
  public Answer delete(String path, String tag) {
    return send("DELETE", path, "", Map.of("If-Match", tag));
  }

  /** Reads octets, or a part of them. */
  public HttpResponse<byte[]> octets(String path, Map<String, String> headers) {
    return raw(
        HttpRequest.newBuilder(URI.create("http://" + address + ":8080/api/v1" + path)).GET(),
        headers);
  }

  /** Puts octets there. */
  public HttpResponse<byte[]> putOctets(String path, String type, byte[] body) {
    return raw(
        HttpRequest.newBuilder(URI.create("http://" + address + ":8080/api/v1" + path))
            .PUT(BodyPublishers.ofByteArray(body)),
        Map.of("Content-Type", type));
  }

  private HttpResponse<byte[]> raw(HttpRequest.Builder request, Map<String, String> headers) {
    authorization.ifPresent(value -> request.header("Authorization", value));
    headers.forEach(request::setHeader);
    try {
      return HTTP.send(request.build(), BodyHandlers.ofByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /** Sends any request; a body is JSON. */
  public Answer send(String method, String path, String body, Map<String, String> headers) {
    var request =
        HttpRequest.newBuilder(URI.create("http://" + address + ":8080/api/v1" + path).normalize())
            .timeout(Duration.ofSeconds(60))
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    if (!body.isEmpty()) {
      request.header("Content-Type", "application/json");
    }
    authorization.ifPresent(value -> request.header("Authorization", value));
    headers.forEach(request::setHeader);
    try {
      return new Answer(HTTP.send(request.build(), BodyHandlers.ofString()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
