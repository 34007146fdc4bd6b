package org.ringspan.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ringspan.e2e.server.Company.ADMINISTRATOR;
import static org.ringspan.e2e.server.Company.ALICE;
import static org.ringspan.e2e.server.Company.BOB;
import static org.ringspan.e2e.server.Company.SUPPORT;

import com.unboundid.scim2.client.ScimService;
import com.unboundid.scim2.common.exceptions.ResourceConflictException;
import com.unboundid.scim2.common.exceptions.ResourceNotFoundException;
import com.unboundid.scim2.common.exceptions.ScimException;
import com.unboundid.scim2.common.filters.Filter;
import com.unboundid.scim2.common.types.Email;
import com.unboundid.scim2.common.types.GroupResource;
import com.unboundid.scim2.common.types.Member;
import com.unboundid.scim2.common.types.Name;
import com.unboundid.scim2.common.types.UserResource;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.ws.rs.client.Client;
import jakarta.ws.rs.client.ClientBuilder;
import jakarta.ws.rs.client.ClientRequestFilter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.glassfish.jersey.client.ClientConfig;
import org.glassfish.jersey.jnh.connector.JavaNetHttpConnectorProvider;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ringspan.e2e.server.Company;
import org.ringspan.e2e.server.Network;
import org.ringspan.e2e.server.Rest;
import org.ringspan.e2e.server.RingspanTest;
import org.ringspan.e2e.server.TestServer;

/**
 * The identity store by SCIM 2.0: the examples of RFC 7644 by plain HTTP, what well-known clients
 * send, and a client library that isn't ours nor the server's.
 */
@RingspanTest
class ScimIT {
  private static final String BASE = "/../../identity/scim/" + Company.DOMAIN + "/v2";
  private static final String USER = "urn:ietf:params:scim:schemas:core:2.0:User";
  private static final String ENTERPRISE =
      "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
  private static final String PATCH = "urn:ietf:params:scim:api:messages:2.0:PatchOp";

  private static Rest.Answer scim(
      Rest rest, String method, String path, String body, Map<String, String> headers) {
    return rest.send(method, BASE + path, body, headers);
  }

  private static Rest admin(TestServer server) {
    return server.rest().as(ADMINISTRATOR);
  }

  private static Rest.Answer get(TestServer server, String path) {
    return scim(admin(server), "GET", path, "", Map.of());
  }

  private static Rest.Answer send(TestServer server, String method, String path, String body) {
    return scim(admin(server), method, path, body, Map.of());
  }

  private static JsonObject made(TestServer server, String path, String body) {
    var answer = send(server, "POST", path, body);
    assertThat(answer.status()).as("%s", answer).isEqualTo(201);
    return answer.json();
  }

  private static JsonObject user(TestServer server, String login, String more) {
    return made(
        server,
        "/Users",
        "{\"schemas\": [\"%s\"], \"userName\": \"%s\"%s}".formatted(USER, login, more));
  }

  private static JsonObject patched(TestServer server, String path, String operations) {
    var answer = patch(server, path, operations);
    assertThat(answer.status()).as("%s", answer).isEqualTo(200);
    return answer.json();
  }

  private static Rest.Answer patch(TestServer server, String path, String operations) {
    return send(
        server,
        "PATCH",
        path,
        "{\"schemas\": [\"%s\"], \"Operations\": [%s]}".formatted(PATCH, operations));
  }

  private static void remove(TestServer server, String... paths) {
    for (String path : paths) {
      assertThat(send(server, "DELETE", path, "").status()).as(path).isEqualTo(204);
    }
  }

  private static String filter(String filter) {
    return "?filter=" + URLEncoder.encode(filter, StandardCharsets.UTF_8);
  }

  private static List<String> logins(Rest.Answer answer) {
    assertThat(answer.status()).as("%s", answer).isEqualTo(200);
    JsonArray resources = answer.json().getJsonArray("Resources");
    return resources == null
        ? List.of()
        : resources.getValuesAs(JsonObject.class).stream()
            .map(user -> user.getString("userName"))
            .toList();
  }

  private static void refused(Rest.Answer answer, int status, String type) {
    assertThat(answer.status()).as("%s", answer).isEqualTo(status);
    assertThat(answer.header("Content-Type").orElse("")).startsWith("application/scim+json");
    JsonObject error = answer.json();
    assertThat(error.getJsonArray("schemas").getString(0))
        .isEqualTo("urn:ietf:params:scim:api:messages:2.0:Error");
    assertThat(error.getString("detail")).isNotBlank();
    assertThat(error.getString("scimType", "")).isEqualTo(type);
  }

  @Test
  @DisplayName("RFC 7644 section 4: what the service can do, its resources and their schemas")
  void discovery(TestServer server) {
    JsonObject abilities = get(server, "/ServiceProviderConfig").json();
    for (String name : List.of("patch", "bulk", "filter", "sort", "etag", "changePassword")) {
      assertThat(abilities.getJsonObject(name).getBoolean("supported")).as(name).isTrue();
    }
    assertThat(abilities.getJsonArray("authenticationSchemes")).hasSize(2);
    assertThat(
            get(server, "/ResourceTypes")
                .json()
                .getJsonArray("Resources")
                .getValuesAs(JsonObject.class))
        .extracting(type -> type.getString("name"))
        .contains("User", "Group");
    assertThat(
            get(server, "/Schemas").json().getJsonArray("Resources").getValuesAs(JsonObject.class))
        .extracting(schema -> schema.getString("id"))
        .contains(USER, ENTERPRISE, "urn:ietf:params:scim:schemas:core:2.0:Group");
    assertThat(get(server, "/Schemas/" + USER).json().getString("name")).isEqualTo("User");
  }

  @Test
  @DisplayName("Who may what: nobody anonymous, support reads, a token for reading reads")
  void roles(TestServer server) {
    var anonymous = scim(server.rest(), "GET", "/Users", "", Map.of());
    refused(anonymous, 401, "");
    assertThat(anonymous.header("WWW-Authenticate")).isPresent();
    Rest alice = server.rest().as(ALICE.id());
    Rest support = server.rest().as(SUPPORT);
    String body = "{\"schemas\": [\"" + USER + "\"], \"userName\": \"mallory\"}";
    refused(scim(alice, "GET", "/Users", "", Map.of()), 403, "");
    assertThat(scim(alice, "GET", "/Me", "", Map.of()).json().getString("userName"))
        .isEqualTo(ALICE.id());
    refused(scim(alice, "PATCH", "/Me", body, Map.of()), 403, "");
    assertThat(scim(support, "GET", "/Users", "", Map.of()).status()).isEqualTo(200);
    refused(scim(support, "POST", "/Users", body, Map.of()), 403, "");
    var token =
        admin(server).post("/me/tokens", "{\"name\": \"scim\", \"scope\": \"read\"}").json();
    Rest reader = server.rest().withToken(token.getString("token"));
    assertThat(scim(reader, "GET", "/Users?count=1", "", Map.of()).status()).isEqualTo(200);
    refused(scim(reader, "POST", "/Users", body, Map.of()), 403, "");
    refused(scim(reader, "POST", "/Bulk", "{}", Map.of()), 403, "");
    var only = admin(server).post("/me/tokens", "{\"name\": \"only\", \"scope\": \"scim\"}").json();
    Rest identities = server.rest().withToken(only.getString("token"));
    assertThat(scim(identities, "POST", "/Users", "{}", Map.of()).status()).isEqualTo(400);
    assertThat(identities.get("/users").status()).isEqualTo(403);
    assertThat(identities.post("/me/tokens", "{}").status()).isEqualTo(403);
    refused(
        admin(server).send("GET", "/../../identity/scim/other.test/v2/Users", "", Map.of()),
        404,
        "");
    refused(scim(admin(server), "GET", "/Nothing", "", Map.of()), 404, "");
    refused(scim(alice, "GET", "/Schemas/x/Users", "", Map.of()), 404, "");
  }

  @Test
  @DisplayName("RFC 7644 sections 3.3 to 3.6: a user is made, read, replaced and removed")
  void life(TestServer server) {
    var created =
        send(
            server,
            "POST",
            "/Users",
            """
            {"schemas": ["%s", "%s"], "userName": "bjensen", "externalId": "701984",
             "name": {"formatted": "Ms. Barbara J Jensen, III", "familyName": "Jensen",
                      "givenName": "Barbara", "middleName": "Jane"},
             "displayName": "Babs Jensen", "nickName": "Babs", "title": "Tour Guide",
             "emails": [{"value": "bjensen@ringspan.test", "type": "work", "primary": true},
                        {"value": "babs@home.test", "type": "home"}],
             "phoneNumbers": [{"value": "61000", "type": "work"},
                              {"value": "tel:+1-408-555-6100", "type": "work"},
                              {"value": "+1 408 555 6101", "type": "mobile"}],
             "password": "t1meMa$heen",
             "%s": {"department": "Tour Operations", "employeeNumber": "701984"}}"""
                .formatted(USER, ENTERPRISE, ENTERPRISE));
    assertThat(created.status()).as("%s", created).isEqualTo(201);
    JsonObject user = created.json();
    String path = "/Users/" + user.getString("id");
    assertThat(created.header("Location").orElseThrow()).endsWith(path);
    assertThat(user.getJsonObject("meta").getString("location")).endsWith(path);
    assertThat(user.containsKey("password")).isFalse();

    var read = get(server, path);
    assertThat(read.tag()).isEqualTo(created.tag());
    assertThat(read.json().getJsonObject("name").getString("middleName")).isEqualTo("Jane");
    assertThat(read.json().getJsonArray("emails")).hasSize(2);
    assertThat(read.json().getJsonArray("phoneNumbers").getValuesAs(JsonObject.class))
        .extracting(number -> number.getString("value"))
        .containsExactlyInAnyOrder("61000", "+14085556100", "+14085556101");
    JsonObject ours = admin(server).get("/users/bjensen").json();
    assertThat(ours.getString("mailAddress")).isEqualTo("bjensen@ringspan.test");
    assertThat(ours.getJsonArray("lines").getJsonObject(0).getString("number")).isEqualTo("61000");
    assertThat(server.rest().as("bjensen", "t1meMa$heen").get("/me").status()).isEqualTo(200);
    assertThat(scim(admin(server), "GET", path, "", Map.of("If-None-Match", read.tag())).status())
        .isEqualTo(304);

    refused(
        send(
            server,
            "POST",
            "/Users",
            "{\"schemas\": [\"" + USER + "\"], \"userName\": \"BJENSEN\"}"),
        409,
        "uniqueness");
    String without =
        """
        {"schemas": ["%s"], "userName": "bjensen", "displayName": "B. Jensen", "active": false}"""
            .formatted(USER);
    refused(scim(admin(server), "PUT", path, without, Map.of("If-Match", "W/\"never\"")), 412, "");
    var replaced = scim(admin(server), "PUT", path, without, Map.of("If-Match", read.tag()));
    assertThat(replaced.status()).as("%s", replaced).isEqualTo(200);
    assertThat(replaced.json()).doesNotContainKeys("title", "emails", ENTERPRISE, "externalId");
    assertThat(replaced.json().getJsonArray("phoneNumbers")).as("numbers stay").hasSize(3);
    assertThat(server.rest().as("bjensen", "t1meMa$heen").get("/me").status()).isEqualTo(401);
    refused(scim(admin(server), "DELETE", path, "", Map.of("If-Match", read.tag())), 412, "");
    remove(server, path);
    refused(get(server, path), 404, "");
    assertThat(admin(server).get("/users/bjensen").status()).isEqualTo(404);
    assertThat(admin(server).get("/audit?limit=1").items().getJsonObject(0).getString("action"))
        .isEqualToIgnoringCase("delete");
  }

  @Test
  @DisplayName("RFC 7644 section 3.4: filters, order, pages and the attributes that are wanted")
  void queries(TestServer server) {
    assertThat(logins(get(server, "/Users" + filter("userName eq \"ALICE\""))))
        .containsExactly(ALICE.id());
    assertThat(logins(get(server, "/Users" + filter("userName sw \"b\" and active eq true"))))
        .contains(BOB.id());
    assertThat(
            logins(
                get(
                    server,
                    "/Users" + filter("phoneNumbers.value eq \"" + ALICE.extension() + "\""))))
        .containsExactly(ALICE.id());
    assertThat(
            logins(
                get(server, "/Users" + filter("not (userName pr) or userName eq \"x' or 1=1\""))))
        .isEmpty();
    assertThat(
            logins(get(server, "/Users" + filter("meta.lastModified gt \"2099-01-01T00:00:00Z\""))))
        .isEmpty();
    var all = get(server, "/Users?count=0").json();
    int total = all.getInt("totalResults");
    assertThat(total).isGreaterThan(10);
    var page = get(server, "/Users?startIndex=2&count=3&sortBy=userName&sortOrder=descending");
    List<String> every = logins(get(server, "/Users?count=200&sortBy=userName"));
    assertThat(logins(page)).isEqualTo(every.reversed().subList(1, 4));
    assertThat(page.json().getInt("startIndex")).isEqualTo(2);
    assertThat(page.json().getInt("itemsPerPage")).isEqualTo(3);
    var slim = get(server, "/Users?count=1&attributes=userName").json();
    assertThat(slim.getJsonArray("Resources").getJsonObject(0).keySet())
        .containsExactlyInAnyOrder("schemas", "id", "userName");
    var searched =
        send(
            server,
            "POST",
            "/Users/.search",
            """
            {"schemas": ["urn:ietf:params:scim:api:messages:2.0:SearchRequest"],
             "filter": "userName eq \\"alice\\"", "attributes": ["displayName"]}""");
    assertThat(searched.json().getInt("totalResults")).isEqualTo(1);
    refused(get(server, "/Users" + filter("userName eq")), 400, "invalidFilter");
    refused(get(server, "/Users" + filter("nickName eq \"x\"")), 400, "invalidFilter");
    refused(get(server, "/Users" + filter("nothing eq \"x\"")), 400, "invalidFilter");
    refused(
        get(server, "/Users" + filter("(".repeat(500) + "userName pr" + ")".repeat(499))),
        400,
        "invalidFilter");
    refused(
        send(
            server,
            "POST",
            "/Users/.search",
            "{\"schemas\": [\"urn:ietf:params:scim:api:messages:2.0:SearchRequest\"],"
                + " \"filter\": \"%suserName pr\"}".formatted("(".repeat(100_000))),
        400,
        "invalidFilter");
  }

  @Test
  @DisplayName("RFC 7644 section 3.5.2: parts are added, replaced and removed, all or none")
  void patches(TestServer server) {
    String id = user(server, "patchy", ", \"title\": \"Clerk\"").getString("id");
    String path = "/Users/" + id;
    JsonObject added =
        patched(
            server,
            path,
            """
            {"op": "add", "value": {"nickName": "Pat",
               "emails": [{"value": "pat@ringspan.test", "type": "work", "primary": true}]}},
            {"op": "replace", "path": "name.familyName", "value": "Patchy"},
            {"op": "add", "path": "%s:department", "value": "Rows"}"""
                .formatted(ENTERPRISE));
    assertThat(added.getString("nickName")).isEqualTo("Pat");
    assertThat(added.getJsonObject("name").getString("familyName")).isEqualTo("Patchy");
    assertThat(added.getJsonObject(ENTERPRISE).getString("department")).isEqualTo("Rows");
    JsonObject replaced =
        patched(
            server,
            path,
            """
            {"op": "replace", "path": "emails[type eq \\"work\\"].value", "value": "p@ringspan.test"},
            {"op": "remove", "path": "title"}""");
    assertThat(replaced).doesNotContainKey("title");
    assertThat(admin(server).get("/users/patchy").json().getString("mailAddress"))
        .isEqualTo("p@ringspan.test");
    refused(
        patch(
            server,
            path,
            """
            {"op": "replace", "path": "nickName", "value": "changed"},
            {"op": "replace", "path": "emails[type eq \\"work\\"].value", "value": "not an address"}"""),
        400,
        "invalidValue");
    assertThat(get(server, path).json().getString("nickName")).isEqualTo("Pat");
    refused(
        patch(server, path, "{\"op\": \"replace\", \"path\": \"userName\", \"value\": \"x\"}"),
        409,
        "");
    refused(
        patch(server, path, "{\"op\": \"replace\", \"path\": \"nothing\", \"value\": \"x\"}"),
        400,
        "invalidPath");
    refused(
        patch(server, path, "{\"op\": \"replace\", \"value\": {\"nothing\": \"x\"}}"),
        400,
        "invalidPath");
    refused(
        patch(server, path, "{\"op\": \"remove\", \"path\": \"emails[nothing eq \\\"x\\\"]\"}"),
        400,
        "invalidFilter");
    refused(patch(server, path, "{\"op\": \"remove\", \"path\": \"userName\"}"), 400, "mutability");
    refused(
        patch(server, path, "{\"op\": \"replace\", \"path\": \"id\", \"value\": \"1\"}"),
        400,
        "mutability");
    // As Okta sends it: what can't be changed is what it was.
    assertThat(
            patched(
                    server,
                    path,
                    "{\"op\": \"replace\", \"value\": {\"id\": \"%s\", \"nickName\": \"Patch\"}}"
                        .formatted(id))
                .getString("nickName"))
        .isEqualTo("Patch");
    refused(patch(server, path, "{\"op\": \"remove\"}"), 400, "noTarget");
    refused(
        patch(server, "/Users/999999999", "{\"op\": \"remove\", \"path\": \"title\"}"), 404, "");
    remove(server, path);
  }

  @Test
  @DisplayName("What Entra ID and Okta send: capital operations, texts for flags, whole objects")
  void habits(TestServer server) {
    String id = user(server, "entra", ", \"active\": true").getString("id");
    String path = "/Users/" + id;
    JsonObject off =
        patched(
            server,
            path,
            """
            {"op": "Replace", "path": "active", "value": "False"},
            {"op": "Add", "path": "name.givenName", "value": "En"},
            {"op": "Add", "path": "emails[type eq \\"work\\"].value", "value": "en@ringspan.test"}""");
    assertThat(off.getBoolean("active")).isFalse();
    assertThat(admin(server).get("/users/entra").json().getString("mailAddress"))
        .isEqualTo("en@ringspan.test");
    // Okta: no path, the changes as an object.
    assertThat(
            patched(server, path, "{\"op\": \"replace\", \"value\": {\"active\": true}}")
                .getBoolean("active"))
        .isTrue();
    // Entra ID: the attribute of the extension as a field of the value.
    assertThat(
            patched(
                    server,
                    path,
                    "{\"op\": \"Add\", \"value\": {\"%s:department\": \"Doors\"}}"
                        .formatted(ENTERPRISE))
                .getJsonObject(ENTERPRISE)
                .getString("department"))
        .isEqualTo("Doors");
    String group =
        made(
                server,
                "/Groups",
                "{\"schemas\": [\"urn:ietf:params:scim:schemas:core:2.0:Group\"],"
                    + " \"displayName\": \"Entra\", \"members\": []}")
            .getString("id");
    patched(
        server,
        "/Groups/" + group,
        "{\"op\": \"Add\", \"path\": \"members\", \"value\": [{\"value\": \"" + id + "\"}]}");
    assertThat(
            get(
                    server,
                    "/Groups" + filter("displayName eq \"Entra\"") + "&excludedAttributes=members")
                .json()
                .getJsonArray("Resources")
                .getJsonObject(0))
        .doesNotContainKey("members");
    JsonObject emptied =
        patched(
            server,
            "/Groups/" + group,
            "{\"op\": \"Remove\", \"path\": \"members\", \"value\": [{\"value\": \""
                + id
                + "\"}]}");
    assertThat(emptied).doesNotContainKey("members");
    remove(server, "/Groups/" + group, path);
  }

  @Test
  @DisplayName("RFC 7643 section 4.2: groups of users and of groups; who leaves is out of them")
  void groups(TestServer server) {
    String one = user(server, "one", "").getString("id");
    String two = user(server, "two", "").getString("id");
    String form =
        "{\"schemas\": [\"urn:ietf:params:scim:schemas:core:2.0:Group\"], \"displayName\": \"%s\","
            + " \"members\": [{\"value\": \"%s\"}]}";
    String inner = made(server, "/Groups", form.formatted("Inner", one)).getString("id");
    String outer = made(server, "/Groups", form.formatted("Outer", inner)).getString("id");
    assertThat(
            get(server, "/Users/" + one)
                .json()
                .getJsonArray("groups")
                .getValuesAs(JsonObject.class))
        .extracting(group -> group.getString("display") + " " + group.getString("type"))
        .containsExactlyInAnyOrder("Inner direct", "Outer indirect");
    refused(
        patch(
            server,
            "/Groups/" + inner,
            "{\"op\": \"add\", \"path\": \"members\", \"value\": [{\"value\": \""
                + outer
                + "\"}]}"),
        400,
        "invalidValue");
    refused(send(server, "POST", "/Groups", form.formatted("Nobody", "1")), 400, "invalidValue");
    patched(
        server,
        "/Groups/" + inner,
        "{\"op\": \"add\", \"path\": \"members\", \"value\": [{\"value\": \"%s\"}]},".formatted(two)
            + "{\"op\": \"remove\", \"path\": \"members[value eq \\\"%s\\\"]\"}".formatted(one));
    assertThat(logins(get(server, "/Users" + filter("groups.value eq \"" + inner + "\""))))
        .containsExactly("two");
    remove(server, "/Users/" + two);
    assertThat(get(server, "/Groups/" + inner).json()).doesNotContainKey("members");
    remove(server, "/Groups/" + outer, "/Groups/" + inner, "/Users/" + one);
  }

  @Test
  @DisplayName("RFC 7644 section 3.7: many operations at once, which refer to each other")
  void bulk(TestServer server) {
    var answer =
        send(
            server,
            "POST",
            "/Bulk",
            """
            {"schemas": ["urn:ietf:params:scim:api:messages:2.0:BulkRequest"], "failOnErrors": 1,
             "Operations": [
              {"method": "POST", "path": "/Users", "bulkId": "qwerty",
               "data": {"schemas": ["%s"], "userName": "bulky"}},
              {"method": "POST", "path": "/Groups", "bulkId": "ytrewq",
               "data": {"schemas": ["urn:ietf:params:scim:schemas:core:2.0:Group"],
                        "displayName": "Bulk", "members": [{"type": "User", "value": "bulkId:qwerty"}]}},
              {"method": "POST", "path": "/Users", "bulkId": "again",
               "data": {"schemas": ["%s"], "userName": "bulky"}},
              {"method": "POST", "path": "/Users", "bulkId": "never",
               "data": {"schemas": ["%s"], "userName": "neverdone"}}]}"""
                .formatted(USER, USER, USER));
    assertThat(answer.json().getJsonArray("Operations").getValuesAs(JsonObject.class))
        .as("%s", answer)
        .extracting(operation -> String.valueOf(operation.get("status")).replace("\"", ""))
        .containsExactly("201", "201", "409");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(logins(get(server, "/Users" + filter("userName eq \"neverdone\"")))).isEmpty();
    JsonObject group =
        get(server, "/Groups" + filter("displayName eq \"Bulk\""))
            .json()
            .getJsonArray("Resources")
            .getJsonObject(0);
    String member = group.getJsonArray("members").getJsonObject(0).getString("value");
    assertThat(get(server, "/Users/" + member).json().getString("userName")).isEqualTo("bulky");
    remove(server, "/Groups/" + group.getString("id"), "/Users/" + member);
    String tooMany =
        Stream.generate(() -> "{\"method\": \"DELETE\", \"path\": \"/Users/1\"}")
            .limit(201)
            .reduce((left, right) -> left + "," + right)
            .orElseThrow();
    refused(
        send(
            server,
            "POST",
            "/Bulk",
            "{\"schemas\": [\"urn:ietf:params:scim:api:messages:2.0:BulkRequest\"],"
                + " \"Operations\": ["
                + tooMany
                + "]}"),
        413,
        "");
    refused(send(server, "POST", "/Bulk", " ".repeat(1024 * 1024 + 1)), 413, "");
    refused(send(server, "POST", "/Users", " ".repeat(5 * 1024 * 1024)), 413, "");
  }

  @Test
  @DisplayName("The last administrator stays, and so does what others refer to")
  void kept(TestServer server) {
    String admin =
        get(server, "/Users" + filter("userName eq \"" + ADMINISTRATOR + "\""))
            .json()
            .getJsonArray("Resources")
            .getJsonObject(0)
            .getString("id");
    refused(
        patch(
            server,
            "/Users/" + admin,
            "{\"op\": \"replace\", \"path\": \"active\", \"value\": false}"),
        409,
        "");
    var roles =
        patch(
            server,
            "/Users/" + admin,
            "{\"op\": \"replace\", \"path\": \"roles\", \"value\": [{\"value\": \"user\"}]}");
    refused(roles, 400, "mutability");
    assertThat(
            get(server, "/Users/" + admin)
                .json()
                .getJsonArray("roles")
                .getJsonObject(0)
                .getString("value"))
        .isEqualTo("administrator");
  }

  @Test
  @DisplayName("A client of another family finds its way: makes, finds, changes and removes")
  void independentClient(TestServer server) throws ScimException {
    var token =
        admin(server).post("/me/tokens", "{\"name\": \"client\", \"scope\": \"write\"}").json();
    ClientRequestFilter credentials =
        request ->
            request.getHeaders().putSingle("Authorization", "Bearer " + token.getString("token"));
    Client http =
        ClientBuilder.newClient(
            new ClientConfig()
                .connectorProvider(new JavaNetHttpConnectorProvider())
                .register(credentials));
    try {
      var scim =
          new ScimService(
              http.target(
                  "http://" + Network.SERVER + ":8080/identity/scim/" + Company.DOMAIN + "/v2"));
      assertThat(scim.getServiceProviderConfig().getBulk().isSupported()).isTrue();
      assertThat(scim.getSchemas().getTotalResults()).isGreaterThan(2);

      UserResource wanted =
          new UserResource()
              .setUserName("unbound")
              .setName(new Name().setGivenName("Un").setFamilyName("Bound"))
              .setEmails(new Email().setValue("un@ringspan.test").setType("work"));
      UserResource made = scim.create("Users", wanted);
      assertThat(made.getDisplayName()).isEqualTo("Un Bound");
      UserResource read = scim.retrieve("Users", made.getId(), UserResource.class);
      assertThat(read.getMeta().getVersion()).isEqualTo(made.getMeta().getVersion());
      assertThat(
              scim.searchRequest("Users")
                  .filter(Filter.eq("userName", "UNBOUND"))
                  .page(1, 10)
                  .invoke(UserResource.class)
                  .getResources())
          .extracting(UserResource::getId)
          .containsExactly(made.getId());

      read.setTitle("Free");
      assertThat(scim.replaceRequest(read).ifMatch().invoke().getTitle()).isEqualTo("Free");
      UserResource modified =
          scim.modifyRequest("Users", made.getId())
              .replaceValue("active", false)
              .removeValues("title")
              .invoke(UserResource.class);
      assertThat(modified.getActive()).isFalse();
      assertThat(modified.getTitle()).isNull();

      GroupResource group =
          scim.create(
              "Groups",
              new GroupResource()
                  .setDisplayName("Unbound")
                  .setMembers(List.of(new Member().setValue(made.getId()))));
      assertThat(group.getMembers()).extracting(Member::getDisplay).containsExactly("Un Bound");
      assertThatThrownBy(() -> scim.create("Users", wanted))
          .isInstanceOf(ResourceConflictException.class);
      scim.delete("Groups", group.getId());
      scim.delete("Users", made.getId());
      assertThatThrownBy(() -> scim.retrieve("Users", made.getId(), UserResource.class))
          .isInstanceOf(ResourceNotFoundException.class);
    } finally {
      http.close();
    }
  }
}
