package org.ringspan.configuration.adapter;

import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ringspan.configuration.Device;
import org.ringspan.configuration.HuntGroup;
import org.ringspan.configuration.Line;
import org.ringspan.configuration.ParkNumbers;
import org.ringspan.configuration.Voicemail;
import org.ringspan.configuration.adapter.ConfigurationDocument.Person;
import org.ringspan.configuration.adapter.UserTable.Row;
import org.ringspan.configuration.boundary.ImportLine;
import org.ringspan.configuration.boundary.ImportLine.Action;
import org.ringspan.configuration.boundary.ImportLine.Fault;
import org.ringspan.identity.Role;
import org.ringspan.json.SharedJson;

/**
 * What the rows of a table make of a document: pure, so that a dry run and a run can't differ. Each
 * row is written as a seed document would say it and read by the same grammar.
 */
final class UserImportPlan {
  private static final int SHORTEST_PASSWORD = 8;
  private static final int LONGEST_PASSWORD = 128;

  private final ConfigurationDocument before;
  private final Map<String, Person> people = new LinkedHashMap<>();
  private final Map<String, String> ownersOfLines = new HashMap<>();
  private final Map<String, String> linesOfDids = new HashMap<>();
  private final Map<String, String> ownersOfDevices = new HashMap<>();
  private final Map<String, String> passwords = new HashMap<>();

  UserImportPlan(ConfigurationDocument before) {
    this.before = before;
    before.people().forEach(this::enter);
  }

  private void enter(Person person) {
    String id = person.id().value();
    people.put(id, person);
    for (Line line : person.lines()) {
      ownersOfLines.put(line.number().digits(), id);
      line.did().ifPresent(did -> linesOfDids.put(did.value(), line.number().digits()));
    }
    person.devices().forEach(device -> ownersOfDevices.put(device.name().value(), id));
  }

  /** A row can't be taken. */
  private static final class Refused extends Exception {
    private static final long serialVersionUID = 1L;

    private final String column;
    private final String why;

    Refused(String column, String why) {
      super(why);
      this.column = column;
      this.why = why;
    }

    Fault fault() {
      return new Fault(column, why);
    }
  }

  /** Takes a row, or says why not. */
  ImportLine take(Row row) {
    String login = row.cell(UserTable.LOGIN).orElse("");
    try {
      if (row.fault().isPresent()) {
        throw new Refused("", row.fault().get());
      }
      if (login.isEmpty()) {
        throw new Refused(UserTable.LOGIN, "missing");
      }
      Person known = people.get(login);
      boolean isNew = known == null;
      JsonObject was = known == null ? fresh(login, row) : SeedWriter.person(known);
      JsonObject is = with(was, row);
      Optional<String> password = password(row);
      boolean stays = !isNew && is.equals(was);
      if (!stays) {
        Person made = read(is);
        requireFree(made, row);
        leave(known);
        enter(made);
      }
      password.ifPresent(it -> passwords.put(row.cell("device").orElseThrow(), it));
      if (stays) {
        return new ImportLine(
            row.number(), login, password.isPresent() ? Action.UPDATE : Action.NOTHING, List.of());
      }
      return new ImportLine(row.number(), login, isNew ? Action.CREATE : Action.UPDATE, List.of());
    } catch (Refused e) {
      return new ImportLine(row.number(), shortened(login), Action.REFUSE, List.of(e.fault()));
    }
  }

  private static String shortened(String login) {
    String visible = login.replaceAll("\\p{Cntrl}", "?");
    return visible.length() > 64 ? visible.substring(0, 64) + "…" : visible;
  }

  private static JsonObject fresh(String login, Row row) throws Refused {
    if (row.cell("name").isEmpty()) {
      throw new Refused("name", "a new user has a name");
    }
    return SharedJson.createObjectBuilder()
        .add("id", login)
        .add("lines", JsonArray.EMPTY_JSON_ARRAY)
        .add("devices", JsonArray.EMPTY_JSON_ARRAY)
        .add("remoteDestinations", JsonArray.EMPTY_JSON_ARRAY)
        .build();
  }

  private static JsonObject with(JsonObject was, Row row) throws Refused {
    JsonObjectBuilder json = SharedJson.createObjectBuilder(was);
    row.cell("name").ifPresent(name -> json.add("name", name));
    row.cell("role").ifPresent(role -> json.add("role", role));
    row.cell(UserTable.MAIL).ifPresent(mail -> json.add("mailAddress", mail));
    for (String flag : List.of("enabled", "mobility")) {
      Optional<Boolean> value = flag(row, flag);
      value.ifPresent(it -> json.add(flag, it));
    }
    json.add("lines", lines(was.getJsonArray("lines"), row));
    json.add("devices", devices(was, row));
    json.add("remoteDestinations", destinations(was.getJsonArray("remoteDestinations"), row));
    return json.build();
  }

  private static Optional<Boolean> flag(Row row, String column) throws Refused {
    Optional<String> cell = row.cell(column);
    if (cell.isEmpty()) {
      return Optional.empty();
    }
    return switch (cell.get()) {
      case "true" -> Optional.of(true);
      case "false" -> Optional.of(false);
      default -> throw new Refused(column, "must be true or false");
    };
  }

  private static JsonArray lines(JsonArray was, Row row) throws Refused {
    Optional<String> number = row.cell("number");
    Optional<Boolean> voicemail = flag(row, "voicemail");
    if (number.isEmpty()) {
      for (String column : List.of("did", "voicemail")) {
        if (row.cell(column).isPresent()) {
          throw new Refused(column, "belongs to a number, which is missing");
        }
      }
      return was;
    }
    JsonArrayBuilder lines = SharedJson.createArrayBuilder();
    boolean found = false;
    for (JsonObject line : was.getValuesAs(JsonObject.class)) {
      boolean isIt = line.getString("number").equals(number.get());
      found |= isIt;
      lines.add(isIt ? line(SharedJson.createObjectBuilder(line), row, voicemail) : line);
    }
    if (!found) {
      lines.add(line(SharedJson.createObjectBuilder().add("number", number.get()), row, voicemail));
    }
    return lines.build();
  }

  private static JsonObject line(JsonObjectBuilder line, Row row, Optional<Boolean> voicemail) {
    row.cell("did").ifPresent(did -> line.add("did", did));
    voicemail.ifPresent(it -> line.add("voicemail", it));
    return line.build();
  }

  /** A device that is there stays as it is; a new one carries the line of its row. */
  private static JsonArray devices(JsonObject was, Row row) throws Refused {
    JsonArray devices = was.getJsonArray("devices");
    Optional<String> name = row.cell("device");
    if (name.isEmpty()) {
      if (row.cell(UserTable.SIP_PASSWORD).isPresent()) {
        throw new Refused(UserTable.SIP_PASSWORD, "belongs to a device, which is missing");
      }
      return devices;
    }
    for (JsonObject device : devices.getValuesAs(JsonObject.class)) {
      if (device.getString("name").equals(name.get())) {
        return devices;
      }
    }
    List<JsonObject> lines = was.getJsonArray("lines").getValuesAs(JsonObject.class);
    Optional<String> line =
        row.cell("number")
            .or(() -> lines.stream().findFirst().map(first -> first.getString("number")));
    JsonArrayBuilder carried = SharedJson.createArrayBuilder();
    line.ifPresent(carried::add);
    return SharedJson.createArrayBuilder(devices)
        .add(SharedJson.createObjectBuilder().add("name", name.get()).add("lines", carried))
        .build();
  }

  private static JsonArray destinations(JsonArray was, Row row) throws Refused {
    Optional<String> number = row.cell("mobile");
    Optional<String> name = row.cell("mobile_name");
    if (number.isEmpty()) {
      if (name.isPresent()) {
        throw new Refused("mobile_name", "belongs to a mobile, which is missing");
      }
      return was;
    }
    JsonArrayBuilder destinations = SharedJson.createArrayBuilder();
    boolean found = false;
    for (JsonObject destination : was.getValuesAs(JsonObject.class)) {
      boolean isIt = destination.getString("number").equals(number.get());
      found |= isIt;
      JsonObjectBuilder json = SharedJson.createObjectBuilder(destination);
      if (isIt) {
        name.ifPresent(it -> json.add("name", it));
      }
      destinations.add(json);
    }
    if (!found) {
      destinations.add(
          SharedJson.createObjectBuilder()
              .add("number", number.get())
              .add("name", name.orElse("mobile")));
    }
    return destinations.build();
  }

  private Person read(JsonObject json) throws Refused {
    StrictObject given = new StrictObject(Place.ROOT, json);
    try {
      Person made = given.checked(it -> SeedParser.person(it, SeedParser.FORWARD_NO_ANSWER));
      given.nothingElse();
      return made;
    } catch (SeedRefused e) {
      throw new Refused(column(e.pointer()), e.why());
    }
  }

  /** The column that a place in a user comes from. */
  private static String column(String pointer) {
    if (pointer.startsWith("/lines")) {
      return pointer.endsWith("/did") ? "did" : "number";
    }
    if (pointer.startsWith("/devices")) {
      return "device";
    }
    if (pointer.startsWith("/remoteDestinations")) {
      return pointer.endsWith("/name") ? "mobile_name" : "mobile";
    }
    return switch (pointer) {
      case "/id" -> UserTable.LOGIN;
      case "/name", "/role" -> pointer.substring(1);
      case "/mailAddress" -> UserTable.MAIL;
      default -> "";
    };
  }

  /** What the checks of the whole document would find, here with its row. */
  private void requireFree(Person made, Row row) throws Refused {
    String id = made.id().value();
    for (Line line : made.lines()) {
      String number = line.number().digits();
      String owner = ownersOfLines.get(number);
      if (owner != null && !owner.equals(id)) {
        throw new Refused("number", "line " + number + " is of user " + owner);
      }
      if (before.voicemail().filter(it -> it.pilot().equals(line.number())).isPresent()) {
        throw new Refused("number", number + " is the voicemail pilot");
      }
      for (ParkNumbers range : before.parks()) {
        if (range.numbers().contains(line.number())) {
          throw new Refused("number", number + " is of park numbers " + range.name());
        }
      }
      for (HuntGroup group : before.huntGroups()) {
        if (group.number().equals(line.number())) {
          throw new Refused("number", number + " is of hunt group " + group.name());
        }
        if (line.did().isPresent() && group.did().equals(line.did())) {
          throw new Refused("did", line.did().get() + " is of hunt group " + group.name());
        }
      }
      if (line.did().isPresent()) {
        String other = linesOfDids.get(line.did().get().value());
        if (other != null && !other.equals(number)) {
          throw new Refused("did", line.did().get() + " is of line " + other);
        }
      }
    }
    for (Device device : made.devices()) {
      String owner = ownersOfDevices.get(device.name().value());
      if (owner != null && !owner.equals(id)) {
        throw new Refused("device", "device " + device.name() + " is of user " + owner);
      }
      if (before.trunks().trunkByUsername(device.name().value()).isPresent()) {
        throw new Refused("device", "a trunk authenticates with this name");
      }
    }
    if (made.devices().size() > Device.MOST_OF_A_USER) {
      throw new Refused("device", "a user has at most " + Device.MOST_OF_A_USER + " devices");
    }
    requireOutside(made, row);
  }

  private void requireOutside(Person made, Row row) throws Refused {
    Optional<String> mobile = row.cell("mobile");
    if (mobile.isPresent()) {
      boolean ofOwn =
          made.lines().stream()
              .anyMatch(
                  line -> line.did().filter(did -> did.value().equals(mobile.get())).isPresent());
      boolean ofMailbox =
          before
              .voicemail()
              .flatMap(Voicemail::outside)
              .filter(it -> it.routedAs().value().equals(mobile.get()))
              .isPresent();
      boolean ofGroup =
          before.huntGroups().stream()
              .anyMatch(
                  group -> group.did().filter(did -> did.value().equals(mobile.get())).isPresent());
      if (ofOwn || ofMailbox || ofGroup || linesOfDids.containsKey(mobile.get())) {
        throw new Refused("mobile", "a line of ours can't be a remote destination");
      }
    }
  }

  private static Optional<String> password(Row row) throws Refused {
    Optional<String> password = row.cell(UserTable.SIP_PASSWORD);
    if (password
        .filter(
            it ->
                it.length() < SHORTEST_PASSWORD
                    || it.length() > LONGEST_PASSWORD
                    || it.chars().anyMatch(Character::isISOControl))
        .isPresent()) {
      throw new Refused(
          UserTable.SIP_PASSWORD,
          "has " + SHORTEST_PASSWORD + "-" + LONGEST_PASSWORD + " characters");
    }
    return password;
  }

  private void leave(@Nullable Person person) {
    if (person != null) {
      for (Line line : person.lines()) {
        ownersOfLines.remove(line.number().digits());
        line.did().ifPresent(did -> linesOfDids.remove(did.value()));
      }
      person.devices().forEach(device -> ownersOfDevices.remove(device.name().value()));
    }
  }

  /** The document with what all rows say. */
  ConfigurationDocument after() {
    return before.withPeople(List.copyOf(people.values()));
  }

  /** The passwords of devices that the rows give. */
  Map<String, String> passwords() {
    return Map.copyOf(passwords);
  }

  /** Whether somebody is left who may undo it. */
  boolean keepsAdministrator() {
    return people.values().stream()
        .anyMatch(person -> person.enabled() && person.role() == Role.ADMINISTRATOR);
  }
}
