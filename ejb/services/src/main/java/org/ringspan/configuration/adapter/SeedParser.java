package org.ringspan.configuration.adapter;

import jakarta.json.JsonConfig;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import jakarta.json.stream.JsonParser;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.ringspan.address.DeviceName;
import org.ringspan.address.DevicePoolName;
import org.ringspan.address.DirectoryNumber;
import org.ringspan.address.E164Number;
import org.ringspan.address.MailAddress;
import org.ringspan.address.TrunkName;
import org.ringspan.address.UserId;
import org.ringspan.configuration.Device;
import org.ringspan.configuration.HuntGroup;
import org.ringspan.configuration.Language;
import org.ringspan.configuration.Line;
import org.ringspan.configuration.MailWishes;
import org.ringspan.configuration.ParkNumbers;
import org.ringspan.configuration.ReachSettings;
import org.ringspan.configuration.User;
import org.ringspan.configuration.Voicemail;
import org.ringspan.configuration.adapter.ConfigurationDocument.Person;
import org.ringspan.dialplan.DialPlanSettings;
import org.ringspan.dialplan.SearchSpaceName;
import org.ringspan.identity.Role;
import org.ringspan.json.SharedJson;
import org.ringspan.trunk.Trunks;

/**
 * Reads a seed document (JSON, RFC 8259, in UTF-8). Strict: unknown and doubled fields, references
 * that lead nowhere and numbers used twice are refused, and nothing is loaded of a document that
 * has one fault.
 */
final class SeedParser {
  static final Duration FORWARD_NO_ANSWER = Duration.ofSeconds(20);
  private static final Pattern DOMAIN =
      Pattern.compile("(?=.{1,253}$)[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?(\\.[A-Za-z0-9-]+)*");

  private SeedParser() {}

  /**
   * @throws SeedRefused when the document has a fault; the message names the field
   */
  static ConfigurationDocument parse(byte[] json) {
    ConfigurationDocument document = document(new StrictObject(Place.ROOT, read(json)));
    var unused = document.checkedSnapshot(0);
    return document;
  }

  /** The JSON value in {@code json}, and nothing else in it. */
  static JsonValue read(byte[] json) {
    // JSON-P 2.1: a doubled key is an error. Parsson's reader heeds that, its parser doesn't; only
    // the parser sees what follows the document.
    Map<String, ?> strict = Map.of(JsonConfig.KEY_STRATEGY, JsonConfig.KeyStrategy.NONE);
    try (JsonReader reader =
            SharedJson.createReaderFactory(strict)
                .createReader(new ByteArrayInputStream(json), StandardCharsets.UTF_8);
        JsonParser parser =
            SharedJson.createParserFactory(Map.of())
                .createParser(new ByteArrayInputStream(json), StandardCharsets.UTF_8)) {
      parser.next();
      parser.getValue();
      if (parser.hasNext()) {
        throw new SeedRefused(Place.ROOT, "not JSON: something follows the document");
      }
      return reader.readValue();
    } catch (SeedRefused refused) {
      throw refused;
    } catch (RuntimeException e) {
      // Parsson tells too deep nesting and an empty text by other exceptions than JsonException.
      throw new SeedRefused(Place.ROOT, "not JSON: " + firstLine(e));
    }
  }

  private static String firstLine(Exception e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }

  private static ConfigurationDocument document(StrictObject json) {
    String domain = json.value("domain", SeedParser::domain);
    Duration forwardNoAnswer = json.milliseconds("forwardNoAnswer", FORWARD_NO_ANSWER);
    List<Person> people = json.objects("users", user -> person(user, forwardNoAnswer));
    Trunks trunks = SeedTrunks.read(json);
    Optional<Voicemail> voicemail = json.optional("voicemail", SeedParser::voicemail);
    DialPlanSettings dialPlan = SeedDialPlan.read(json);
    ReachSettings reach = SeedReach.settings(json);
    List<HuntGroup> huntGroups = SeedHunt.groups(json);
    List<ParkNumbers> parks = SeedParks.all(json);
    json.nothingElse();
    return new ConfigurationDocument(
        domain, people, trunks, voicemail, dialPlan, reach, huntGroups, parks);
  }

  private static String domain(String text) {
    if (!DOMAIN.matcher(text).matches()) {
      throw new IllegalArgumentException("not a domain name");
    }
    return text.toLowerCase(Locale.ROOT);
  }

  /** A user with all that is theirs. */
  static Person person(StrictObject json, Duration forwardNoAnswer) {
    UserId id = json.value("id", UserId::new);
    User user =
        new User(
            id,
            json.text("name"),
            json.flag("mobility", false),
            json.flag("declinesEverywhere", false),
            SeedReach.profile(json),
            json.objects("remoteDestinations", SeedReach::remoteDestination),
            json.milliseconds("deskPickup", User.USUAL_PICKUP),
            json.flag("voiceAccess", true),
            mail(json),
            json.optionalValue("language", Language::named));
    Role role = json.optionalValue("role", Role::named).orElse(Role.USER);
    return new Person(
        user,
        role,
        json.flag("enabled", true),
        json.objects("lines", line -> line(line, id, forwardNoAnswer)),
        json.objects("devices", device -> device(device, id)));
  }

  private static MailWishes mail(StrictObject json) {
    MailWishes usual = MailWishes.USUAL;
    return new MailWishes(
        json.optionalValue("mailAddress", MailAddress::new),
        json.optionalValue("mailNewMessages", MailWishes.NewMessages::named)
            .orElse(usual.newMessages()),
        json.flag("mailMarksHeard", usual.marksHeard()),
        json.flag("mailMissedCalls", usual.missedCalls()));
  }

  static Line line(StrictObject json, UserId owner, Duration forwardNoAnswer) {
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

  static Device device(StrictObject json, UserId owner) {
    return new Device(
        json.value("name", DeviceName::new),
        owner,
        json.texts("lines", DirectoryNumber::new),
        json.optionalValue("devicePool", DevicePoolName::new),
        json.optionalValue("searchSpace", SearchSpaceName::new),
        SeedTrunks.encryption(json));
  }

  static Voicemail voicemail(StrictObject json) {
    DirectoryNumber pilot = json.value("pilot", DirectoryNumber::new);
    return json.optionalText("routedAs").isEmpty() && json.optionalText("trunk").isEmpty()
        ? Voicemail.ours(pilot)
        : new Voicemail(
            pilot, json.value("routedAs", E164Number::new), json.value("trunk", TrunkName::new));
  }
}
