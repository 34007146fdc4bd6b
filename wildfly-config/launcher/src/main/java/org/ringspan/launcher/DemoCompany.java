package org.ringspan.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The company that {@code mvn -Prun} starts with: its seed document for this server's address and
 * domain, and who needs a password.
 *
 * @param document the seed document, JSON
 * @param users everybody who may have an account, in the document's order
 */
record DemoCompany(String document, List<User> users) {

  /**
   * A user of the company.
   *
   * @param id name of the account
   * @param role {@code user} or {@code administrator}
   * @param numbers of the user's lines
   * @param devices names the user's telephones register with
   */
  record User(String id, String role, List<String> numbers, List<String> devices) {}

  /** Reads the built-in document and puts the server's own settings into it. */
  static DemoCompany forServer(String address, String domain) throws IOException {
    try (var stream = DemoCompany.class.getResourceAsStream("demo-company.json")) {
      if (stream == null) {
        throw new IllegalStateException("demo-company.json is missing from the launcher");
      }
      return parse(
          new String(stream.readAllBytes(), UTF_8)
              .replace("${ringspan.bind.address}", address)
              .replace("${ringspan.domain}", domain));
    }
  }

  static DemoCompany parse(String document) {
    var users = new ArrayList<User>();
    for (var user : objects(Json.object(document).get("users"))) {
      users.add(
          new User(
              text(user, "id"),
              text(user, "role"),
              objects(user.get("lines")).stream().map(line -> text(line, "number")).toList(),
              objects(user.get("devices")).stream().map(device -> text(device, "name")).toList()));
    }
    return new DemoCompany(document, List.copyOf(users));
  }

  /** A password for every user and every device, by name, in the document's order. */
  Map<String, String> passwords(Supplier<String> password) {
    var passwords = new LinkedHashMap<String, String>();
    for (var user : users) {
      passwords.put(user.id(), password.get());
      for (var device : user.devices()) {
        passwords.put(device, password.get());
      }
    }
    return passwords;
  }

  private static List<Map<?, ?>> objects(@Nullable Object value) {
    var objects = new ArrayList<Map<?, ?>>();
    if (value instanceof List<?> list) {
      for (var element : list) {
        if (element instanceof Map<?, ?> map) {
          objects.add(map);
        }
      }
    }
    return objects;
  }

  private static String text(Map<?, ?> object, String name) {
    if (object.get(name) instanceof String text) {
      return text;
    }
    throw new LaunchFailure("The seed document lacks the text \"" + name + "\" in " + object);
  }
}
