package org.ringspan.configuration.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.ringspan.configuration.boundary.Resource;
import org.ringspan.configuration.boundary.ResourceKind;
import org.ringspan.configuration.boundary.ResourceQuestion;

/** The schemas of the REST API say what the grammar of configurations says. */
class OpenApiSchemaTest {
  private static final Path DOCUMENT = Path.of("../../web/rest/src/main/webapp/openapi.json");

  private static final Map<ResourceKind, String> SCHEMAS =
      Map.ofEntries(
          Map.entry(ResourceKind.USER, "User"),
          Map.entry(ResourceKind.LINE, "Line"),
          Map.entry(ResourceKind.DEVICE, "Device"),
          Map.entry(ResourceKind.TRUNK, "Trunk"),
          Map.entry(ResourceKind.ROUTE_GROUP, "RouteGroup"),
          Map.entry(ResourceKind.ROUTE_LIST, "RouteList"),
          Map.entry(ResourceKind.HUNT_GROUP, "HuntGroup"),
          Map.entry(ResourceKind.PARK_NUMBERS, "ParkNumbers"),
          Map.entry(ResourceKind.DEVICE_POOL, "DevicePool"),
          Map.entry(ResourceKind.PARTITION, "Partition"),
          Map.entry(ResourceKind.SEARCH_SPACE, "SearchSpace"),
          Map.entry(ResourceKind.ROUTE_PATTERN, "RoutePattern"),
          Map.entry(ResourceKind.TRANSLATION_PATTERN, "TranslationPattern"),
          Map.entry(ResourceKind.TRANSFORMATION_PATTERN, "TransformationPattern"),
          Map.entry(ResourceKind.APPLICATION_DIAL_RULE, "ApplicationDialRule"),
          Map.entry(ResourceKind.DIAL_PLAN_SETTINGS, "DialPlanSettings"),
          Map.entry(ResourceKind.VOICEMAIL, "Voicemail"),
          Map.entry(ResourceKind.REACH, "Reach"));

  /** Shorter ways to say something, which is written in the long way. */
  private static final Set<String> ONLY_READ =
      Set.of("Configuration.forwardNoAnswer", "Forwarding.busy", "Forwarding.noAnswer");

  /** What the other companies don't say. */
  private static final String REST =
      """
      {"domain": "d",
       "users": [{"id": "a", "name": "A",
         "lines": [{"number": "50000", "forwarding": {"busyExternal": "50001"}}]}],
       "trunks": [{"name": "t", "host": "192.0.2.1", "port": 5060, "transport": "udp",
         "searchSpace": "s",
         "numbers": {"callingTransformations": "s", "calledTransformations": "s"}}],
       "huntGroups": [{"name": "h", "number": "52000", "algorithm": "longest-idle",
         "partition": "p", "searchSpace": "s"}],
       "parkNumbers": [{"name": "k", "first": "53000", "prefix": "*", "partition": "p",
         "searchSpace": "s"}],
       "dialPlan": {"partitions": ["p"],
         "searchSpaces": [{"name": "s", "partitions": ["<lines>"]}]}}
      """;

  private final ObjectMapper mapper = new ObjectMapper();
  private JsonNode document;
  private List<ConfigurationDocument> companies;

  @BeforeEach
  void read() throws IOException {
    document = mapper.readTree(DOCUMENT.toFile());
    String demo =
        Files.readString(
            Path.of(
                "../../wildfly-config/launcher/src/main/resources/org/ringspan/launcher/demo-company.json"));
    companies =
        List.of(
            parse(SeedTexts.COMPANY),
            parse(SeedReachTest.COMPANY),
            parse(SeedDialPlanTest.COMPANY),
            parse(REST),
            parse(
                demo.replace("${ringspan.domain}", "d")
                    .replace("${ringspan.bind.address}", "127.0.0.1")));
  }

  private static ConfigurationDocument parse(String text) {
    return SeedParser.parse(text.getBytes(StandardCharsets.UTF_8));
  }

  private JsonSchema schema(String name) {
    ObjectNode schema = mapper.createObjectNode();
    schema.put("$ref", "#/components/schemas/" + name);
    schema.set("components", document.get("components"));
    return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(schema);
  }

  @ParameterizedTest
  @EnumSource(ResourceKind.class)
  @DisplayName("Things are as their schemas say")
  void things(ResourceKind kind) throws IOException {
    JsonSchema schema = schema(Objects.requireNonNull(SCHEMAS.get(kind)));
    int seen = 0;
    for (ConfigurationDocument company : companies) {
      for (Resource thing : new ThingsByKey(company).page(kind, ResourceQuestion.ALL).resources()) {
        JsonNode json = mapper.readTree(thing.json().toString());
        assertThat(schema.validate(json)).as("%s", json).isEmpty();
        assertThat(schema.validate(((ObjectNode) json).put("colour", 1))).isNotEmpty();
        seen++;
      }
    }
    assertThat(seen).isPositive();
  }

  @Test
  @DisplayName("Whole configurations are too, and no schema has a field that the grammar hasn't")
  void whole() throws IOException {
    Set<String> written = new TreeSet<>(ONLY_READ);
    Set<String> described = new TreeSet<>();
    for (ConfigurationDocument company : companies) {
      JsonNode json = mapper.readTree(SeedWriter.document(company).toString());
      assertThat(schema("Configuration").validate(json)).isEmpty();
      walk("Configuration", json, written, described);
    }
    described.removeAll(written);
    assertThat(described).as("fields that no company has").isEmpty();
  }

  /** Notes the fields of a schema and of what it describes. */
  private void walk(String schema, JsonNode json, Set<String> written, Set<String> described) {
    JsonNode properties = document.at("/components/schemas/" + schema + "/properties");
    for (Iterator<String> names = properties.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      described.add(schema + "." + name);
      JsonNode value = json.get(name);
      if (value == null) {
        continue;
      }
      written.add(schema + "." + name);
      String inner = reference(properties.get(name));
      if (!inner.isEmpty()) {
        (value.isArray() ? value : List.of(value))
            .forEach(
                one -> {
                  if (one.isObject()) {
                    walk(inner, one, written, described);
                  }
                });
      }
    }
  }

  private static String reference(JsonNode schema) {
    JsonNode found = schema.findValue("$ref");
    return found == null ? "" : found.asText().replaceFirst(".*/", "");
  }
}
