package org.ringspan.configuration.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ringspan.address.DeviceName;
import org.ringspan.address.UserId;
import org.ringspan.configuration.adapter.ConfigurationDocument.Person;
import org.ringspan.configuration.boundary.ConfigurationRefused;
import org.ringspan.configuration.boundary.ImportLine;
import org.ringspan.configuration.boundary.ImportLine.Action;
import org.ringspan.configuration.boundary.ImportState;

/** Tables of users: what their lines do, what is wrong with them, and how they are written. */
class UserImportTest {
  private static final String HEADER =
      "login,name,number,did,voicemail,device,sip_password,mobile,mobile_name,role,enabled\n";

  private final ConfigurationDocument company =
      SeedParser.parse(SeedTexts.COMPANY.getBytes(StandardCharsets.UTF_8));

  private static List<ImportLine> take(UserImportPlan plan, String csv) {
    return UserTable.read(csv.getBytes(StandardCharsets.UTF_8)).stream().map(plan::take).toList();
  }

  @Test
  @DisplayName("Who is disabled by a table is out of service for calls, and back with everything")
  void disabled() {
    UserImportPlan plan = new UserImportPlan(company);
    var unused = take(plan, "login,enabled\nbob,false\n");
    ConfigurationDocument out = plan.after();
    DeviceName desk = out.person(new UserId("bob")).orElseThrow().devices().getFirst().name();
    assertThat(company.checkedSnapshot(1).device(desk)).isPresent();
    assertThat(out.checkedSnapshot(2).device(desk)).isEmpty();

    UserImportPlan back = new UserImportPlan(out);
    unused = take(back, "login,enabled\nbob,true\n");
    assertThat(back.after()).isEqualTo(company);
    assertThat(back.after().checkedSnapshot(3).device(desk)).isPresent();
  }

  @Test
  @DisplayName("New users come with line, device and destination; users that are there get more")
  void creates() {
    UserImportPlan plan = new UserImportPlan(company);

    List<ImportLine> report =
        take(
            plan,
            HEADER
                + "zoe,\"Zoe, Zander\",51900,+14085551900,true,zoe-desk,password-1,+14085550001,,user,true\n"
                + "zoe,,51901,,,zoe-home,,,,,\n"
                + "alice,Alice Archer,,,,,,,,support,\n"
                + "bob,,,,,,,,,,\n");

    assertThat(report)
        .extracting(ImportLine::action)
        .containsExactly(Action.CREATE, Action.UPDATE, Action.UPDATE, Action.NOTHING);
    assertThat(report).extracting(ImportLine::line).containsExactly(2L, 3L, 4L, 5L);
    ConfigurationDocument after = plan.after();
    var unused = after.checkedSnapshot(1);
    Person zoe = after.person(new UserId("zoe")).orElseThrow();
    assertThat(zoe.user().name()).isEqualTo("Zoe, Zander");
    assertThat(zoe.lines())
        .extracting(line -> line.number().digits())
        .containsExactly("51900", "51901");
    assertThat(zoe.devices().get(1).lines()).extracting(Object::toString).containsExactly("51901");
    assertThat(zoe.user().remoteDestinations().getFirst().name()).isEqualTo("mobile");
    assertThat(plan.passwords()).isEqualTo(Map.of("zoe-desk", "password-1"));
    Person alice = after.person(new UserId("alice")).orElseThrow();
    assertThat(alice.user().name()).isEqualTo("Alice Archer");
    assertThat(alice.user().remoteDestinations()).hasSize(1);
    assertThat(after.person(new UserId("bob"))).isEqualTo(company.person(new UserId("bob")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'9lives,N,,,,,,,,,'|login|not a user id",
        "',N,,,,,,,,,'|login|missing",
        "'zoe,,,,,,,,,,'|name|a new user has a name",
        "'zoe,N,5,,,,,,,,'|number|not a directory number",
        "'zoe,N,51234,,,,,,,,'|number|line 51234 is of user alice",
        "'zoe,N,59999,,,,,,,,'|number|59999 is the voicemail pilot",
        "'zoe,N,52000,,,,,,,,'|number|52000 is of hunt group sales",
        "'zoe,N,51900,+14085552000,,,,,,,'|did|+14085552000 is of hunt group sales",
        "'zoe,N,51900,4085551900,,,,,,,'|did|",
        "'zoe,N,51900,+14085551234,,,,,,,'|did|+14085551234 is of line 51234",
        "'zoe,N,,+14085551900,,,,,,,'|did|belongs to a number",
        "'zoe,N,51900,,yes,,,,,,'|voicemail|must be true or false",
        "'zoe,N,,,,alice-desk,,,,,'|device|device alice-desk is of user alice",
        "'zoe,N,,,,carrier-in,,,,,'|device|a trunk authenticates with this name",
        "'zoe,N,,,,,password-1,,,,'|sip_password|belongs to a device",
        "'zoe,N,,,,zoe-desk,short,,,,'|sip_password|has 8-128 characters",
        "'zoe,N,,,,,,12,,,'|mobile|",
        "'zoe,N,,,,,,+14085551234,,,'|mobile|a line of ours",
        "'zoe,N,,,,,,,home,,'|mobile_name|belongs to a mobile",
        "'zoe,N,,,,,,,,boss,'|role|must be user, support or administrator",
        "'zoe,N,,,,,,,,,maybe'|enabled|must be true or false",
        "'zoe,N'||has other columns than the header",
      })
  @DisplayName("A line with a fault is left out, and its column is named; the others go on")
  void faults(String line, String column, String why) {
    UserImportPlan plan = new UserImportPlan(company);

    List<ImportLine> report = take(plan, HEADER + line + "\nyan,Yan,,,,,,,,,\n");

    assertThat(report).extracting(ImportLine::action).containsExactly(Action.REFUSE, Action.CREATE);
    ImportLine.Fault fault = report.getFirst().faults().getFirst();
    assertThat(fault.column()).isEqualTo(column == null ? "" : column);
    assertThat(fault.message()).contains(why == null ? "" : why);
    assertThat(plan.passwords()).isEmpty();
    assertThat(plan.after().people()).hasSize(company.people().size() + 1);
    var unused = plan.after().checkedSnapshot(1);
  }

  @Test
  @DisplayName("What one line has taken the next can't have")
  void conflicts() {
    UserImportPlan plan = new UserImportPlan(company);

    List<ImportLine> report =
        take(
            plan,
            HEADER
                + "yan,Yan,51900,+14085551900,,yan-desk,,,,,\n"
                + "zoe,Zoe,51900,,,,,,,,\n"
                + "zoe,Zoe,51901,+14085551900,,,,,,,\n"
                + "zoe,Zoe,51901,,,yan-desk,,,,,\n"
                + "zoe,Zoe,51901,,,,,+14085551900,,,\n"
                + "zoe,Zoe,51901,,,zoe-desk,,,,,\n");

    assertThat(report)
        .extracting(ImportLine::action)
        .containsExactly(
            Action.CREATE,
            Action.REFUSE,
            Action.REFUSE,
            Action.REFUSE,
            Action.REFUSE,
            Action.CREATE);
    var unused = plan.after().checkedSnapshot(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "name\nx\n",
        "login,colour\n",
        "login,login\n",
        "login,name\nzoe,\"open\n",
        "login,name\nzoe,\"a\"b\n"
      })
  @DisplayName("What is no table of users is refused as a whole")
  void noTable(String csv) {
    assertThatExceptionOfType(SeedRefused.class)
        .isThrownBy(() -> UserTable.read(csv.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  @DisplayName("A table has as many lines as its reader takes, and not one more")
  void length() {
    byte[] csv = "login\nzoe\nyan\nxia\n".getBytes(StandardCharsets.UTF_8);
    assertThat(UserTable.read(csv, 3)).hasSize(3);
    assertThatExceptionOfType(SeedRefused.class)
        .isThrownBy(() -> UserTable.read(csv, 2))
        .withMessageContaining("at most 2 lines");
  }

  @Test
  @DisplayName("A table isn't read in any other coding than UTF-8, with or without a mark")
  void coding() {
    assertThatExceptionOfType(SeedRefused.class)
        .isThrownBy(
            () ->
                UserTable.read("login,name\nzoe,Zo\u00eb\n".getBytes(StandardCharsets.ISO_8859_1)));
    assertThat(UserTable.read("\uFEFFlogin\nzoe\n".getBytes(StandardCharsets.UTF_8))).hasSize(1);
  }

  @Test
  @DisplayName("What is written is read again and changes nothing, whatever users are called")
  void roundTrip() {
    UserImportPlan plan = new UserImportPlan(company);
    assertThat(
            take(
                plan,
                "login,name,mobile,mobile_name\n"
                    + "mallory,\"''=HYPERLINK(\"\"http://x\"\";\"\"y\"\")\",+14085550001,'+1+1\n"
                    + "quinn,\"''' or \"\"so\"\", he said\",,\n"))
        .extracting(ImportLine::action)
        .containsOnly(Action.CREATE);
    ConfigurationDocument hostile = plan.after();

    String csv = UserTable.write(hostile.people());

    for (String line : csv.split("\r\n")) {
      for (String cell : line.split(",")) {
        String text = cell.startsWith("\"") ? cell.substring(1) : cell;
        assertThat(text)
            .satisfiesAnyOf(
                it -> assertThat(it).doesNotMatch("(?s)[=+\\-@\t\r].*"),
                it -> assertThat(it).matches("\\+[0-9*#]+"));
      }
    }
    UserImportPlan again = new UserImportPlan(hostile);
    assertThat(take(again, csv)).extracting(ImportLine::action).containsOnly(Action.NOTHING);
    assertThat(SeedWriter.document(again.after())).isEqualTo(SeedWriter.document(hostile));
  }

  @Test
  @DisplayName("An import counts, keeps an administrator, and stops when it is cancelled")
  void job() {
    byte[] csv =
        (HEADER + "zoe,Zoe,,,,,,,,,\nbob,,,,,,,,,,\n,x,,,,,,,,,\n")
            .getBytes(StandardCharsets.UTF_8);
    UserImport dry = new UserImport("1", true, Clock.systemUTC());
    dry.dryRun(csv, company);
    dry.done();
    UserImport run = new UserImport("2", false, Clock.systemUTC());
    var unused = run.plan(csv, company);
    assertThat(run.report(0, 10)).isEqualTo(dry.report(0, 10)).hasSize(3);
    assertThat(run.report(2, 1)).extracting(ImportLine::line).containsExactly(3L);
    ImportState state = dry.state();
    assertThat(state.phase()).isEqualTo(ImportState.Phase.DONE);
    assertThat(List.of(state.lines(), state.created(), state.unchanged(), state.refused()))
        .containsExactly(3, 1, 1, 1);

    run.writes();
    assertThat(run.cancel()).isFalse();
    UserImport cancelled = new UserImport("3", false, Clock.systemUTC());
    assertThat(cancelled.cancel()).isTrue();
    assertThatExceptionOfType(UserImport.Cancelled.class)
        .isThrownBy(() -> cancelled.plan(csv, company));
    assertThatExceptionOfType(ConfigurationRefused.class)
        .isThrownBy(
            () ->
                new UserImport("4", true, Clock.systemUTC())
                    .dryRun("login,role\nadmin,user\n".getBytes(StandardCharsets.UTF_8), company))
        .withMessageContaining("administrator");
  }
}
