package org.ringspan.configuration.adapter;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import jakarta.json.Json;
import jakarta.json.JsonConfig;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import jakarta.json.stream.JsonParser;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.ringspan.address.DeviceName;
import org.ringspan.address.DevicePoolName;
import org.ringspan.address.DirectoryNumber;
import org.ringspan.address.E164Number;
import org.ringspan.address.TrunkName;
import org.ringspan.address.UserId;
import org.ringspan.configuration.ConfigurationSnapshot;
import org.ringspan.configuration.Device;
import org.ringspan.configuration.Line;
import org.ringspan.configuration.ReachSettings;
import org.ringspan.configuration.RemoteDestination;
import org.ringspan.configuration.User;
import org.ringspan.configuration.Voicemail;
import org.ringspan.configuration.adapter.SeedDocument.Person;
import org.ringspan.dialplan.DialPlanSettings;
import org.ringspan.dialplan.SearchSpaceName;
import org.ringspan.identity.Role;
import org.ringspan.trunk.Trunks;

/**
 * Reads a seed document (JSON, RFC 8259, in UTF-8). Strict: unknown and doubled fields, references
 * that lead nowhere and numbers used twice are refused, and nothing is loaded of a document that
 * has one fault.
 */
final class SeedParser {
  private static final Duration FORWARD_NO_ANSWER = Duration.ofSeconds(20);
  private static final Pattern DOMAIN =
      Pattern.compile("(?=.{1,253}$)[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?(\\.[A-Za-z0-9-]+)*");
  private Duration forwardNoAnswer = FORWARD_NO_ANSWER;

  private SeedParser() {}

  /**
   * @throws SeedRefused when the document has a fault; the message names the field
   */
  static SeedDocument parse(byte[] json) {
    SeedDocument document = new SeedParser().document(new StrictObject("", read(json)));
    requireWhole(document);
    return document;
  }

  private static JsonValue read(byte[] json) {
    // JSON-P 2.1: a doubled key is an error. Parsson's reader heeds that, its parser doesn't; only
    // the parser sees what follows the document.
    Map<String, ?> strict = Map.of(JsonConfig.KEY_STRATEGY, JsonConfig.KeyStrategy.NONE);
    try (JsonReader reader =
            Json.createReaderFactory(strict)
                .createReader(new ByteArrayInputStream(json), StandardCharsets.UTF_8);
        JsonParser parser =
            Json.createParserFactory(Map.of())
                .createParser(new ByteArrayInputStream(json), StandardCharsets.UTF_8)) {
      parser.next();
      parser.getValue();
      if (parser.hasNext()) {
        throw new SeedRefused("", "not JSON: something follows the document");
      }
      return reader.readValue();
    } catch (SeedRefused refused) {
      throw refused;
    } catch (RuntimeException e) {
      // Parsson tells too deep nesting and an empty text by other exceptions than JsonException.
      throw new SeedRefused("", "not JSON: " + firstLine(e));
    }
  }

  private static String firstLine(Exception e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }

  private SeedDocument document(StrictObject json) {
    String domain = json.value("domain", SeedParser::domain);
    forwardNoAnswer = json.milliseconds("forwardNoAnswer", FORWARD_NO_ANSWER);
    List<Person> people = withDevicesOnLines(json.objects("users", this::person));
    Trunks trunks = SeedTrunks.read(json);
    Optional<Voicemail> voicemail = json.optional("voicemail", SeedParser::voicemail);
    DialPlanSettings dialPlan = SeedDialPlan.read(json);
    ReachSettings reach = SeedReach.settings(json);
    json.nothingElse();
    return new SeedDocument(domain, people, trunks, voicemail, dialPlan, reach);
  }

  private static String domain(String text) {
    if (!DOMAIN.matcher(text).matches()) {
      throw new IllegalArgumentException("not a domain name");
    }
    return text.toLowerCase(Locale.ROOT);
  }

  private Person person(StrictObject json) {
    UserId id = json.value("id", UserId::new);
    User user =
        new User(
            id,
            json.text("name"),
            json.flag("mobility", false),
            SeedReach.profile(json),
            json.objects("remoteDestinations", SeedReach::remoteDestination));
    Role role = json.optionalValue("role", Role::named).orElse(Role.USER);
    return new Person(
        user,
        role,
        json.flag("enabled", true),
        json.objects("lines", line -> line(line, id)),
        json.objects("devices", device -> device(device, id)));
  }

  private Line line(StrictObject json, UserId owner) {
    boolean voicemail = json.flag("voicemail", false);
    return new Line(
        json.value("number", DirectoryNumber::new),
        json.optionalValue("did", E164Number::new),
        owner,
        List.of(),
        voicemail,
        SeedReach.forwarding(
            json, voicemail, json.milliseconds("forwardNoAnswer", forwardNoAnswer)),
        json.number("busyTrigger", Line.DEFAULT_BUSY_TRIGGER),
        SeedDialPlan.place(json));
  }

  private static Device device(StrictObject json, UserId owner) {
    return new Device(
        json.value("name", DeviceName::new),
        owner,
        json.texts("lines", DirectoryNumber::new),
        json.optionalValue("devicePool", DevicePoolName::new),
        json.optionalValue("searchSpace", SearchSpaceName::new));
  }

  private static List<Person> withDevicesOnLines(List<Person> people) {
    record Carries(DirectoryNumber number, DeviceName device) {}
    Map<DirectoryNumber, List<DeviceName>> devices =
        people.stream()
            .flatMap(person -> person.devices().stream())
            .flatMap(
                device -> device.lines().stream().map(line -> new Carries(line, device.name())))
            .collect(groupingBy(Carries::number, mapping(Carries::device, toList())));
    return people.stream()
        .map(
            person ->
                new Person(
                    person.user(),
                    person.role(),
                    person.enabled(),
                    person.lines().stream()
                        .map(
                            line ->
                                withDevices(line, devices.getOrDefault(line.number(), List.of())))
                        .toList(),
                    person.devices()))
        .toList();
  }

  private static Line withDevices(Line line, List<DeviceName> devices) {
    return line.on(devices);
  }

  private static Voicemail voicemail(StrictObject json) {
    return new Voicemail(
        json.value("pilot", DirectoryNumber::new),
        json.value("routedAs", E164Number::new),
        json.value("trunk", TrunkName::new));
  }

  private static void requireWhole(SeedDocument document) {
    try {
      var unused =
          new ConfigurationSnapshot(
              0,
              document.domain(),
              document.users(),
              document.lines(),
              document.devices(),
              document.trunks(),
              document.voicemail(),
              document.dialPlan(),
              document.reach());
    } catch (IllegalArgumentException e) {
      throw new SeedRefused("", String.valueOf(e.getMessage()));
    }
    requireDestinationsOutside(document);
    requireDistinctLinesOnDevices(document);
  }

  /** A call to a number of ours is placed inside: out and in again it would ring itself. */
  private static void requireDestinationsOutside(SeedDocument document) {
    Set<String> ours = new HashSet<>();
    document.lines().forEach(line -> line.did().ifPresent(did -> ours.add(did.value())));
    document.voicemail().ifPresent(voicemail -> ours.add(voicemail.routedAs().value()));
    for (int i = 0; i < document.people().size(); i++) {
      List<RemoteDestination> destinations = document.people().get(i).user().remoteDestinations();
      for (int j = 0; j < destinations.size(); j++) {
        if (ours.contains(destinations.get(j).number().value())) {
          throw new SeedRefused(
              "users[" + i + "].remoteDestinations[" + j + "].number",
              "a line of ours can't be a remote destination");
        }
      }
    }
  }

  private static void requireDistinctLinesOnDevices(SeedDocument document) {
    for (Device device : document.devices()) {
      if (Set.copyOf(device.lines()).size() < device.lines().size()) {
        throw new SeedRefused("", "device " + device.name() + " carries a line twice");
      }
    }
  }
}
