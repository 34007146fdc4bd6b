package org.ringspan.e2e.peer;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.ringspan.e2e.server.Eventually;

/**
 * A Keycloak with one realm: the console as a client, a program that gets tokens for the REST API,
 * one that gets them for something else, and people.
 */
public final class Keycloak implements AutoCloseable {
  /** The client that is the console. */
  public static final String CONSOLE = "ringspan-console";

  private static final int PORT = 8180;
  private static final String REALM = "company";
  private static final String MASTER = UUID.randomUUID().toString();

  private final HttpClient http = HttpClient.newHttpClient();
  private final String address;
  private final String secret = UUID.randomUUID().toString();
  private final Process process;
  private final Path log;

  /**
   * Starts it; it has the realm when {@link #prepare} has returned.
   *
   * @param directory where its log goes
   * @param host where it listens
   * @param options further ones of its command
   */
  public Keycloak(Path directory, String host, String... options) {
    address = "http://" + host + ":" + PORT;
    log = directory.resolve("keycloak.log");
    try {
      Files.createDirectories(directory);
      process =
          command(host, options).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    } catch (IOException e) {
      throw new UncheckedIOException("Keycloak can't be started", e);
    }
  }

  private static ProcessBuilder command(String host, String... options) {
    var home = Path.of(System.getProperty("ringspan.test.keycloak", "target/keycloak"));
    // A shell that becomes the program: to end the process is to end Keycloak.
    var command =
        new ProcessBuilder(
            "/bin/sh",
            home.toAbsolutePath().resolve("bin/kc.sh").toString(),
            "start-dev",
            "--http-host=" + host,
            "--http-port=" + PORT,
            "--http-management-port=0",
            "--cache=local",
            "--db=dev-mem");
    command.command().addAll(List.of(options));
    command
        .environment()
        .putAll(
            Map.of(
                "JAVA_HOME",
                System.getProperty("java.home"),
                "JAVA_OPTS_KC_HEAP",
                "-Xms64m -Xmx384m",
                "KC_BOOTSTRAP_ADMIN_USERNAME",
                "root",
                "KC_BOOTSTRAP_ADMIN_PASSWORD",
                MASTER));
    return command;
  }

  /** The issuer of the realm's tokens. */
  public String issuer() {
    return address + "/realms/" + REALM;
  }

  /** The secret of the console. */
  public String secret() {
    return secret;
  }

  /** Where it is, for a browser. */
  public String address() {
    return address;
  }

  /**
   * Waits until it runs, and makes the realm.
   *
   * @param console where the console is
   * @param people their names; the password is {@code password-of-} and the name
   */
  public void prepare(String console, String... people) {
    awaitAnswers();
    String token = masterToken();
    admin(token, "POST", "", realm());
    admin(token, "POST", REALM + "/client-scopes", scope());
    admin(token, "POST", REALM + "/clients", console(console));
    admin(token, "POST", REALM + "/clients", program("program", "ringspan-api"));
    admin(token, "POST", REALM + "/clients", program("payroll", "payroll"));
    for (String name : people) {
      admin(token, "POST", REALM + "/users", person(name));
    }
  }

  private void awaitAnswers() {
    Eventually.until(
        "Keycloak to answer, see " + log, Duration.ofSeconds(180), this::answers, it -> it);
  }

  /**
   * Waits until it runs, and makes a realm that is told of people by SCIM, by the client {@code
   * ringspan} with {@link #secret}.
   */
  public void prepareScim() {
    awaitAnswers();
    String token = masterToken();
    admin(token, "POST", "", "{\"realm\":\"company\",\"enabled\":true,\"scimApiEnabled\":true}");
    admin(
        token,
        "POST",
        REALM + "/clients",
        """
        {"clientId":"ringspan","secret":"%s","publicClient":false,"standardFlowEnabled":false,
         "serviceAccountsEnabled":true,
         "protocolMappers":[{"name":"audience","protocol":"openid-connect","protocolMapper":"oidc-audience-mapper",
           "config":{"included.custom.audience":"%s","access.token.claim":"true"}}]}"""
            .formatted(secret, scimAddress()));
    String client = clientId("ringspan");
    String management = clientId("realm-management");
    String account =
        ask(REALM + "/clients/" + client + "/service-account-user").asJsonObject().getString("id");
    String role = ask(REALM + "/clients/" + management + "/roles/manage-users").toString();
    admin(
        token,
        "POST",
        REALM + "/users/" + account + "/role-mappings/clients/" + management,
        "[" + role + "]");
  }

  private String clientId(String name) {
    return ask(REALM + "/clients?clientId=" + name).asJsonArray().getJsonObject(0).getString("id");
  }

  /** Where the realm is told of people. */
  public String scimAddress() {
    return issuer() + "/scim/v2";
  }

  /** Where programs get tokens. */
  public String tokenAddress() {
    return issuer() + "/protocol/openid-connect/token";
  }

  /** What the realm's administrators see below a path. */
  public JsonValue ofRealm(String path) {
    return ask(REALM + path);
  }

  private JsonValue ask(String path) {
    var answer =
        send(
            HttpRequest.newBuilder(URI.create(address + "/admin/realms/" + path))
                .header("Authorization", "Bearer " + masterToken()));
    try (var reader = Json.createReader(new StringReader(answer.body()))) {
      return reader.readValue();
    }
  }

  private boolean answers() {
    if (!process.isAlive()) {
      throw new AssertionError("Keycloak ended, see " + log);
    }
    try {
      return http.send(
                  HttpRequest.newBuilder(URI.create(address + "/realms/master")).build(),
                  BodyHandlers.discarding())
              .statusCode()
          == 200;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private static String realm() {
    return """
        {"realm":"%s","enabled":true}"""
        .formatted(REALM);
  }

  private static String scope() {
    return """
        {"name":"ringspan:write","protocol":"openid-connect","attributes":{"include.in.token.scope":"true"}}""";
  }

  private String console(String console) {
    return """
        {"clientId":"%s","secret":"%s","publicClient":false,"standardFlowEnabled":true,
         "redirectUris":["%s/*"]}"""
        .formatted(CONSOLE, secret, console);
  }

  private static String program(String name, String audience) {
    return """
        {"clientId":"%s","publicClient":true,"standardFlowEnabled":false,"directAccessGrantsEnabled":true,
         "defaultClientScopes":["basic","profile"],"optionalClientScopes":["ringspan:write"],
         "protocolMappers":[{"name":"audience","protocol":"openid-connect","protocolMapper":"oidc-audience-mapper",
           "config":{"included.custom.audience":"%s","access.token.claim":"true","id.token.claim":"false"}}]}"""
        .formatted(name, audience);
  }

  private static String person(String name) {
    return """
        {"username":"%1$s","enabled":true,"email":"%1$s@company.test","emailVerified":true,
         "firstName":"%1$s","lastName":"Company",
         "credentials":[{"type":"password","value":"%2$s","temporary":false}]}"""
        .formatted(name, password(name));
  }

  /** The password of a person. */
  public static String password(String name) {
    return "password-of-" + name;
  }

  /** The tokens that a program gets for a person (RFC 6749 section 4.3). */
  public JsonObject tokens(String program, String person, String scope) {
    return form(
        REALM,
        Map.of(
            "grant_type", "password",
            "client_id", program,
            "username", person,
            "password", password(person),
            "scope", scope));
  }

  private String masterToken() {
    return form(
            "master",
            Map.of(
                "grant_type", "password",
                "client_id", "admin-cli",
                "username", "root",
                "password", MASTER))
        .getString("access_token");
  }

  private JsonObject form(String realm, Map<String, String> fields) {
    String body =
        fields.entrySet().stream()
            .map(it -> encoded(it.getKey()) + "=" + encoded(it.getValue()))
            .collect(Collectors.joining("&"));
    String path = "/realms/" + realm + "/protocol/openid-connect/token";
    var answer =
        send(
            HttpRequest.newBuilder(URI.create(address + path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body)));
    try (var reader = Json.createReader(new StringReader(answer.body()))) {
      return reader.readObject();
    }
  }

  private void admin(String token, String method, String path, String body) {
    send(
        HttpRequest.newBuilder(
                URI.create(address + "/admin/realms" + (path.isEmpty() ? "" : "/" + path)))
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(body)));
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      var answer = http.send(request.build(), BodyHandlers.ofString());
      if (answer.statusCode() >= 300) {
        throw new AssertionError(answer.uri() + ": " + answer.statusCode() + " " + answer.body());
      }
      return answer;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
