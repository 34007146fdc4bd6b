package org.ringspan.directory.adapter;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.JsonWriter;
import jakarta.json.stream.JsonGenerator;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.ringspan.audit.AuditEntry;
import org.ringspan.audit.boundary.AuditTrail;
import org.ringspan.directory.DirectoryEvent;
import org.ringspan.directory.DirectoryRun;
import org.ringspan.directory.EventQuestion;
import org.ringspan.directory.Following;
import org.ringspan.directory.Redaction;
import org.ringspan.directory.RunLine;
import org.ringspan.directory.SourceMembership;
import org.ringspan.directory.WaitingWrite;
import org.ringspan.directory.boundary.SettingsJson;
import org.ringspan.identity.Actor;
import org.ringspan.json.SharedJson;
import org.ringspan.secret.SecretName;
import org.ringspan.secret.SecretState;
import org.ringspan.secret.boundary.Secrets;

/** Writes what somebody who helps needs to know, part by part, each redacted as a whole. */
@ApplicationScoped
public class BundleWriter {
  private static final int RUNS = 50;
  private static final int REPORTS = 5;
  private static final int LINES = 2000;
  private static final int EVENTS = 5000;
  private static final String OURS = "ringspan.ad.";

  /** What is shorter is no secret, and would be found everywhere. */
  private static final int SHORTEST = 4;

  @Inject private DirectoryStore store;
  @Inject private EventTable events;
  @Inject private SourceGroupTable groups;
  @Inject private PlanCarrier carrier;
  @Inject private Secrets secrets;
  @Inject private AuditTrail trail;
  @Inject private Clock clock;

  /** Made by the container, which sets what is missing. */
  @SuppressWarnings("NullAway.Init")
  public BundleWriter() {}

  /** Notes that somebody takes one. */
  public void note(Actor actor, boolean names) {
    trail.add(
        new AuditEntry(
            0,
            clock.instant(),
            actor.name(),
            actor.source(),
            "EXPORT",
            "DIRECTORY",
            names ? "support bundle with names" : "support bundle",
            Optional.empty(),
            Optional.empty(),
            Optional.empty()));
  }

  /** Writes all parts. */
  public void write(boolean names, OutputStream out) throws IOException {
    Redaction redaction = redaction(names);
    ZipOutputStream zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
    text(zip, "README.txt", readme(names), redaction);
    json(zip, "server.json", server(), redaction);
    json(zip, "settings.json", settings(), redaction);
    json(zip, "state.json", state(), redaction);
    json(zip, "runs.json", runs(), redaction);
    for (DirectoryRun run : store.runs(Optional.empty(), REPORTS)) {
      text(zip, "reports/" + run.id() + ".csv", report(run, redaction), redaction);
    }
    text(zip, "events.csv", events(redaction), redaction);
    Optional<Path> log = LogExcerpt.file();
    text(
        zip,
        "log.txt",
        log.isPresent()
            ? redaction.of(LogExcerpt.of(log.get()))
            : "the server writes no log as text\n",
        redaction);
    zip.finish();
  }

  private Redaction redaction(boolean names) {
    List<String> hidden = new ArrayList<>();
    for (SecretName name : SecretName.values()) {
      secrets.reveal(name).ifPresent(hidden::add);
    }
    System.getProperties()
        .forEach(
            (key, value) -> {
              String text = String.valueOf(value);
              if (isSecret(String.valueOf(key)) && text.length() >= SHORTEST) {
                hidden.add(text);
              }
            });
    return new Redaction(hidden, carrier.users(), names);
  }

  private static boolean isSecret(String property) {
    String lower = property.toLowerCase(Locale.ROOT);
    return lower.contains("password") || lower.contains("secret") && !lower.contains(".file");
  }

  private static String readme(boolean names) {
    return "What the directory connector of a Ringspan server has done and met. Passwords are left out.\n"
        + (names
            ? "People are named, as was asked for.\n"
            : "People, their addresses and numbers have pseudonyms, the same in all parts.\n");
  }

  private JsonObject server() {
    Package ours = BundleWriter.class.getPackage();
    String version = ours == null ? null : ours.getImplementationVersion();
    JsonObjectBuilder json =
        SharedJson.createObjectBuilder()
            .add("taken", clock.instant().toString())
            .add("ringspan", version == null ? "unknown" : version);
    for (String name :
        List.of(
            "java.version", "java.vendor", "os.name", "os.version", "os.arch", "jboss.node.name")) {
      json.add(name, System.getProperty(name, ""));
    }
    return json.build();
  }

  private JsonObject settings() {
    JsonObjectBuilder connection = SharedJson.createObjectBuilder();
    for (String name : new TreeSet<>(System.getProperties().stringPropertyNames())) {
      if (name.startsWith(OURS)) {
        connection.add(name, isSecret(name) ? Redaction.SECRET : System.getProperty(name, ""));
      }
    }
    JsonArrayBuilder kept = SharedJson.createArrayBuilder();
    for (SecretState state : secrets.states()) {
      kept.add(
          SharedJson.createObjectBuilder()
              .add("name", state.name().written())
              .add("kept", state.kept().isPresent())
              .add("readable", state.readable())
              .add("inSettings", state.inSettings()));
    }
    JsonObjectBuilder json =
        SharedJson.createObjectBuilder().add("connection", connection).add("kept", kept);
    store.settings().ifPresent(settings -> json.add("directory", SettingsJson.of(settings)));
    return json.build();
  }

  private JsonObject state() {
    Following following = store.following();
    AdapterFigures figures = AdapterFigures.now();
    JsonObjectBuilder counts = SharedJson.createObjectBuilder();
    new TreeMap<>(figures.counts()).forEach(counts::add);
    JsonArrayBuilder waiting = SharedJson.createArrayBuilder();
    for (WaitingWrite write : WaitingWrites.list()) {
      waiting.add(
          SharedJson.createObjectBuilder()
              .add("object", write.object())
              .add("description", write.description())
              .add("reason", write.reason())
              .add("since", write.since().toString()));
    }
    JsonArrayBuilder named = SharedJson.createArrayBuilder();
    for (SourceMembership group : groups.groups()) {
      named.add(
          SharedJson.createObjectBuilder()
              .add("entry", group.entry())
              .add("members", group.members())
              .add("read", group.read().toString()));
    }
    JsonObjectBuilder json =
        SharedJson.createObjectBuilder()
            .add("fromDirectory", store.links().size())
            .add("bookmark", following.bookmark())
            .add("fullRunWanted", following.fullRunWanted())
            .add("figures", counts)
            .add("parkedWrites", figures.parkedWrites())
            .add("openTransactions", figures.openTransactions())
            .add("waitingWrites", waiting)
            .add("groups", named);
    following.paused().ifPresent(why -> json.add("paused", why));
    following.lastChange().ifPresent(at -> json.add("lastChange", at.toString()));
    return json.build();
  }

  private JsonObject runs() {
    JsonArrayBuilder items = SharedJson.createArrayBuilder();
    for (DirectoryRun run : store.runs(Optional.empty(), RUNS)) {
      items.add(
          SharedJson.createObjectBuilder()
              .add("id", run.id())
              .add("kind", run.kind().name())
              .add("phase", run.phase().name())
              .add("by", run.by())
              .add("dryRun", run.dryRun())
              .add("people", run.people())
              .add("created", run.counts().created())
              .add("updated", run.counts().updated())
              .add("deactivated", run.counts().deactivated())
              .add("reactivated", run.counts().reactivated())
              .add("leftOut", run.counts().leftOut())
              .add("refused", run.counts().refused())
              .add("written", run.counts().written())
              .add("started", run.started().toString())
              .add("ended", run.ended().map(Object::toString).orElse(""))
              .add("failure", run.failure().orElse("")));
    }
    return SharedJson.createObjectBuilder().add("items", items).build();
  }

  private String report(DirectoryRun run, Redaction redaction) throws IOException {
    StringBuilder text = new StringBuilder();
    CSVFormat format =
        CSVFormat.RFC4180
            .builder()
            .setHeader("line", "action", "login", "entry", "remarks", "detail")
            .get();
    try (CSVPrinter printer = new CSVPrinter(text, format)) {
      for (RunLine line : store.lines(run.id(), 0, Optional.empty(), LINES)) {
        printer.printRecord(
            line.number(),
            line.action(),
            redaction.login(line.login()),
            redaction.of(line.entry()),
            String.join(" ", line.remarks()),
            redaction.of(line.detail()));
      }
    }
    return text.toString();
  }

  private String events(Redaction redaction) throws IOException {
    List<DirectoryEvent> found =
        events.find(EventQuestion.newest(EVENTS)).stream()
            .map(
                event ->
                    new DirectoryEvent(
                        event.number(),
                        event.at(),
                        event.kind(),
                        event.login().map(redaction::login),
                        redaction.of(event.text())))
            .toList();
    return EventCsv.of(found);
  }

  /** The texts of it as they may be seen; numbers and names of fields stay. */
  private static JsonValue seen(JsonValue value, Redaction redaction) {
    return switch (value) {
      case JsonString text -> SharedJson.createValue(redaction.of(text.getString()));
      case JsonObject object -> {
        JsonObjectBuilder json = SharedJson.createObjectBuilder();
        object.forEach((name, field) -> json.add(name, seen(field, redaction)));
        yield json.build();
      }
      case JsonArray array -> {
        JsonArrayBuilder json = SharedJson.createArrayBuilder();
        array.forEach(item -> json.add(seen(item, redaction)));
        yield json.build();
      }
      default -> value;
    };
  }

  private static void json(ZipOutputStream zip, String name, JsonObject json, Redaction redaction)
      throws IOException {
    StringWriter text = new StringWriter();
    try (JsonWriter writer =
        SharedJson.createWriterFactory(Map.of(JsonGenerator.PRETTY_PRINTING, true))
            .createWriter(text)) {
      writer.write(seen(json, redaction));
    }
    text(zip, name, text + "\n", redaction);
  }

  private static void text(ZipOutputStream zip, String name, String text, Redaction redaction)
      throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    zip.write(redaction.withoutSecrets(text).getBytes(StandardCharsets.UTF_8));
    zip.closeEntry();
  }
}
