package org.ringspan.configuration.adapter;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.ringspan.address.DeviceName;
import org.ringspan.configuration.adapter.ConfigurationDocument.Person;
import org.ringspan.identity.adapter.SealedHashes;
import org.ringspan.identity.adapter.SecretBox;
import org.ringspan.identity.adapter.SeedSecrets;
import org.ringspan.server.TestDatabase;

/** From whatever the tables say, they come to say what they should, on every database. */
@ParameterizedClass
@EnumSource(TestDatabase.Product.class)
class DocumentWritingTest {
  private static final String DOMAIN = "ringspan.test";

  private final TestDatabase database;
  private final SecretBox box = new SecretBox(new SecretKeySpec(new byte[32], "AES"));
  private final SeedSecrets none = SeedSecrets.none(DOMAIN, box);

  DocumentWritingTest(TestDatabase.Product product) throws IOException {
    this.database = product.open();
  }

  @AfterEach
  void close() throws Exception {
    database.close();
  }

  private static ConfigurationDocument parse(String text) {
    return SeedParser.parse(
        text.replaceFirst("\"domain\": ?\"[^\"]*\"", "\"domain\": \"" + DOMAIN + "\"")
            .replace("${ringspan.bind.address}", "127.0.0.1")
            .getBytes(StandardCharsets.UTF_8));
  }

  private ConfigurationDocument stored() {
    return database.inTransaction(tables -> new ConfigurationTables(tables).document(DOMAIN));
  }

  private void write(ConfigurationDocument after, SeedSecrets secrets) {
    database.transaction(
        tables -> {
          ConfigurationDocument before = new ConfigurationTables(tables).document(DOMAIN);
          tables.clear();
          new DocumentWriting(tables, secrets).write(before, after);
        });
  }

  /** Users come back in the order of their making: what they are is compared in one order. */
  private static String text(ConfigurationDocument document) {
    List<Person> people = new ArrayList<>(document.people());
    people.sort((one, other) -> one.id().value().compareTo(other.id().value()));
    return SeedWriter.document(document.withPeople(people)).toString();
  }

  private static String sections(ConfigurationDocument document) {
    // Groups, lists and pools have no order.
    return text(
        document.withTrunks(
            new org.ringspan.trunk.Trunks(
                document.trunks().inOrder(),
                document.trunks().groups().stream()
                    .sorted((one, other) -> one.name().value().compareTo(other.name().value()))
                    .toList(),
                document.trunks().lists().stream()
                    .sorted((one, other) -> one.name().value().compareTo(other.name().value()))
                    .toList(),
                document.trunks().pools().stream()
                    .sorted((one, other) -> one.name().value().compareTo(other.name().value()))
                    .toList())));
  }

  @Test
  @DisplayName("From every company to every other, and back to none")
  void everyWay() throws IOException {
    List<ConfigurationDocument> all = new ArrayList<>();
    all.add(parse(SeedTexts.COMPANY));
    all.add(parse(SeedReachTest.COMPANY));
    all.add(parse(SeedDialPlanTest.COMPANY));
    all.add(
        parse(
            Files.readString(
                Path.of(
                    "../../wildfly-config/launcher/src/main/resources/org/ringspan/launcher/demo-company.json"))));
    all.add(ConfigurationDocument.empty(DOMAIN));
    database.transaction(
        tables -> new DocumentWriting(tables, none).seed(ConfigurationDocument.empty(DOMAIN)));

    for (ConfigurationDocument first : all) {
      for (ConfigurationDocument second : all) {
        write(first, none);
        assertThat(sections(stored())).isEqualTo(sections(first));
        write(second, none);
        assertThat(sections(stored())).isEqualTo(sections(second));
      }
    }
  }

  @Test
  @DisplayName("More people than one statement names change at once")
  void many() {
    ConfigurationDocument first = parse(company("User"));
    ConfigurationDocument second = parse(company("Person"));
    database.transaction(tables -> new DocumentWriting(tables, none).seed(first));
    assertThat(text(stored())).isEqualTo(text(first));
    write(second, none);
    assertThat(text(stored())).isEqualTo(text(second));
  }

  @Test
  @DisplayName("What an import makes of the company is what the tables say then, to the letter")
  void imported() {
    database.transaction(
        tables -> new DocumentWriting(tables, none).seed(parse(SeedTexts.COMPANY)));
    ConfigurationDocument before = stored();
    UserImportPlan plan = new UserImportPlan(before);
    String table =
        """
        login,name,enabled,number,did,mobile,mail
        zoe,"Zander, Zoe",true,57001,+14085557001,+14085550101,zoe@example.org
        alice,Alice Archer,,,,,alice@example.org
        yan,Yan Young,true,57000,,,
        bob,,false,,,,
        """;
    for (UserTable.Row row : UserTable.read(table.getBytes(StandardCharsets.UTF_8))) {
      assertThat(plan.take(row).faults()).isEmpty();
    }
    ConfigurationDocument after = plan.after();
    write(after, none);
    // Trunks are compared by their text: two that say the same aren't equal.
    ConfigurationDocument told = stored();
    assertThat(told.withTrunks(after.trunks())).isEqualTo(after);
    assertThat(sections(told)).isEqualTo(sections(after));
    assertThat(after.devices()).isEqualTo(before.devices());
    assertThat(after.trunks()).isSameAs(before.trunks());
  }

  private static String company(String name) {
    return IntStream.rangeClosed(1, 2_100)
        .mapToObj(
            index ->
                """
                {"id": "u%1$d", "name": "%2$s %1$d", "role": "user", "mobility": true,
                 "lines": [{"number": "%3$d"}],
                 "devices": [{"name": "u%1$d-desk", "lines": ["%3$d"]}]}"""
                    .formatted(index, name, 60_000 + index))
        .collect(joining(",", "{\"domain\": \"\", \"users\": [", "]}"));
  }

  @Test
  @DisplayName(
      "Lines, public numbers and devices change their owners and places and keep passwords")
  void swapped() {
    ConfigurationDocument first = parse(SeedTexts.COMPANY);
    database.transaction(
        tables ->
            new DocumentWriting(
                    tables, SeedSecrets.of(Map.of("alice-desk", "password-1"), DOMAIN, box))
                .seed(first));
    String swapped =
        SeedTexts.COMPANY
            .replace("\"mailboxOf\": \"51234\"", "\"mailboxOf\": \"51235\"")
            .replace(
                "{\"name\": \"alice-desk\", \"lines\": [\"51234\"],", "{\"name\": \"bob-desk\",")
            .replace(
                "{\"name\": \"bob-desk\", \"lines\": [\"51235\"]}",
                "{\"name\": \"alice-desk\", \"lines\": [\"51234\", \"51235\"]}")
            .replace("[\"51234\", \"51235\"]}],", "[\"51235\", \"51234\"]}],")
            .replace("{\"number\": \"51234\", \"did\"", "{\"number\": \"51235\", \"did\"")
            .replace("{\"number\": \"51235\", \"forward", "{\"number\": \"51234\", \"forward");
    ConfigurationDocument second = parse(swapped);
    assertThat(text(second)).isNotEqualTo(text(first));

    write(second, none);

    assertThat(text(stored())).isEqualTo(text(second));
    SealedHashes hashes =
        database.inTransaction(
            tables ->
                new ConfigurationTables(tables).sealedHashes().get(new DeviceName("alice-desk")));
    assertThat(hashes.md5()).isPresent();
  }

  @Test
  @DisplayName("The order of a user's lines is the document's, also when a new one comes first")
  void order() {
    database.transaction(
        tables -> new DocumentWriting(tables, none).seed(parse(SeedTexts.COMPANY)));
    ConfigurationDocument second =
        parse(
            SeedTexts.COMPANY.replace(
                "\"lines\": [{\"number\": \"51235\"",
                "\"lines\": [{\"number\": \"59001\"}, {\"number\": \"51235\""));

    write(second, none);

    assertThat(text(stored())).isEqualTo(text(second));
    List<Person> reversed = new ArrayList<>();
    for (Person person : second.people()) {
      List<org.ringspan.configuration.Line> lines = new ArrayList<>(person.lines());
      Collections.reverse(lines);
      reversed.add(person.withLines(lines));
    }
    write(second.withPeople(reversed), none);
    assertThat(text(stored())).isEqualTo(text(second.withPeople(reversed)));
  }

  @Test
  @DisplayName("What a trunk's password belonged to is gone: so is the password")
  void trunkPassword() {
    database.transaction(
        tables ->
            new DocumentWriting(
                    tables,
                    SeedSecrets.of(
                        Map.of("carrier-in", "in-secret", "trunk/carrier", "out-secret"),
                        DOMAIN,
                        box))
                .seed(parse(SeedTexts.COMPANY)));
    assertThat(logins()).hasSize(1);

    write(parse(SeedTexts.COMPANY.replace("\"channels\": 30", "\"channels\": 31")), none);
    assertThat(logins()).hasSize(1);
    assertThat(digest("carrier-in").md5()).isPresent();

    write(
        parse(
            SeedTexts.COMPANY
                .replace("\"login\": \"ringspan\"", "\"login\": \"other\"")
                .replace("\"name\": \"carrier-in\"", "\"name\": \"carrier-two\"")),
        none);
    assertThat(logins()).isEmpty();
    assertThat(digest("carrier-two").md5()).isEmpty();
  }

  private Map<org.ringspan.address.TrunkName, String> logins() {
    return database.inTransaction(tables -> new ConfigurationTables(tables).sealedTrunkLogins());
  }

  private SealedHashes digest(String name) {
    return database.inTransaction(
        tables -> new ConfigurationTables(tables).sealedHashes().get(new DeviceName(name)));
  }
}
