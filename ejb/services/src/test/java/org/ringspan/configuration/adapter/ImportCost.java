package org.ringspan.configuration.adapter;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.crypto.spec.SecretKeySpec;
import org.hibernate.FlushMode;
import org.hibernate.Session;
import org.ringspan.identity.adapter.SecretBox;
import org.ringspan.identity.adapter.SeedSecrets;
import org.ringspan.server.TestDatabase;

/**
 * Measures where the time of an import of users goes; not a test. Argument: a seed document, as the
 * benchmark's {@code BigCompany} writes it; then how many users are imported, and how often.
 */
final class ImportCost {
  private static final String DOMAIN = "ringspan.test";

  private ImportCost() {}

  public static void main(String[] arguments) throws IOException {
    SecretBox box = new SecretBox(new SecretKeySpec(new byte[32], "AES"));
    int users = Integer.parseInt(arguments[1]);
    try (TestDatabase database = TestDatabase.Product.valueOf(arguments[3]).open()) {
      ConfigurationDocument company = SeedParser.parse(Files.readAllBytes(Path.of(arguments[0])));
      time(
          "seed",
          () ->
              database.transaction(
                  tables ->
                      new DocumentWriting(tables, SeedSecrets.none(DOMAIN, box)).seed(company)));
      ConfigurationDocument now = loaded(database);
      for (int round = 0; round < Integer.parseInt(arguments[2]); round++) {
        now = once(database, box, now, 1 + round * users, users);
      }
    }
    System.exit(0);
  }

  private static ConfigurationDocument loaded(TestDatabase database) {
    return database.inTransaction(
        tables -> {
          Session session = tables.unwrap(Session.class);
          session.setDefaultReadOnly(true);
          session.setHibernateFlushMode(FlushMode.MANUAL);
          return new ConfigurationTables(tables).document(DOMAIN);
        });
  }

  private static ConfigurationDocument once(
      TestDatabase database, SecretBox box, ConfigurationDocument now, int first, int users) {
    StringBuilder table =
        new StringBuilder(
            "login,name,role,number,did,voicemail,device,sip_password,mobile,mobile_name\n");
    for (int i = first; i < first + users; i++) {
      table.append(
          ("n%1$05d,\"New, User %1$05d\",user,61%1$05d,+140861%1$05d,true,n%1$05d-desk,"
                  + "secret-n%1$05d-desk,+140871%1$05d,mobile\n")
              .formatted(i));
    }
    byte[] csv = table.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8);
    UserImport job = new UserImport("job", false, Clock.systemUTC());
    UserImportPlan[] plan = new UserImportPlan[1];
    time("looking", () -> plan[0] = job.plan(csv, now));
    ConfigurationDocument[] after = new ConfigurationDocument[1];
    time("document", () -> after[0] = plan[0].after());
    List<Optional<?>> kept = new java.util.ArrayList<>();
    time("trail before", () -> kept.add(SeedWriter.documentUpTo(1_000_000, now)));
    time("trail after", () -> kept.add(SeedWriter.documentUpTo(1_000_000, after[0])));
    time("checked", () -> after[0].checkedSnapshot(1));
    Map<String, String> passwords = plan[0].passwords();
    database.transaction(
        tables -> {
          DocumentWriting writing =
              new DocumentWriting(tables, SeedSecrets.of(passwords, DOMAIN, box));
          time("written", () -> writing.write(now, after[0]));
        });
    ConfigurationDocument[] read = new ConfigurationDocument[1];
    time("read", () -> read[0] = loaded(database));
    time("snapshot", () -> read[0].snapshot(1));
    return read[0];
  }

  private static void time(String what, Runnable work) {
    long begin = System.nanoTime();
    work.run();
    System.out.printf(Locale.ROOT, "%s|%.0f%n", what, (System.nanoTime() - begin) / 1e6);
  }
}
