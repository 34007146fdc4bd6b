package org.ringspan.activedirectory.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ringspan.activedirectory.ActiveDirectoryException;
import org.ringspan.activedirectory.DirectoryValue;
import org.ringspan.activedirectory.DistinguishedName;
import org.ringspan.activedirectory.ObjectGuid;
import org.ringspan.activedirectory.UserAccountControl;
import org.ringspan.activedirectory.ldap.DirectoryClient;
import org.ringspan.activedirectory.ldap.LdapFigures.Figure;
import org.ringspan.activedirectory.write.WriteExecutor;
import org.ringspan.activedirectory.write.WriteIntent;
import org.ringspan.journal.Attempt;
import org.ringspan.journal.IdempotencyKey;
import org.ringspan.journal.Outcome;

/** Making it so, and finding that it is so. */
abstract class WriteContract {
  private DirectoryClient client;
  private LDAPConnection admin;
  private WriteExecutor executor;
  private String name;
  private DistinguishedName place;
  private ObjectGuid guid;

  abstract Peer peer();

  @BeforeEach
  void open() throws Exception {
    client = new DirectoryClient(peer().settings(), InstantSource.system());
    executor = new WriteExecutor(client);
    admin = peer().admin();
    name = "w" + UUID.randomUUID().toString().substring(0, 8);
    place = peer().unit("People").child("CN", name);
    admin.add(
        place.toString(),
        new Attribute("objectClass", "user"),
        new Attribute("sAMAccountName", name),
        new Attribute("mail", name + "@ringspan.example"),
        new Attribute("userAccountControl", "544"));
    guid = client.read(place, List.of("objectGUID")).objectGuid().orElseThrow();
  }

  @AfterEach
  void close() throws Exception {
    var left = client.read(guid, List.of("objectGUID")).name();
    admin.delete(left);
    admin.close();
    client.close();
  }

  private Outcome carryOut(WriteIntent intent) {
    return executor.carryOut(new Attempt(new IdempotencyKey("test-1"), false), intent);
  }

  /** It is done, and done again it changes nothing. */
  private void twice(WriteIntent intent) {
    assertThat(carryOut(intent)).isEqualTo(Outcome.done());
    var writes = client.figures().of(Figure.MODIFICATIONS) + client.figures().of(Figure.RENAMES);
    assertThat(carryOut(intent)).isEqualTo(Outcome.alreadyAsWished());
    assertThat(client.figures().of(Figure.MODIFICATIONS) + client.figures().of(Figure.RENAMES))
        .isEqualTo(writes);
  }

  private List<String> texts(String attribute) throws ActiveDirectoryException {
    return client.read(guid, List.of(attribute)).texts(attribute);
  }

  private static List<DirectoryValue> values(String... texts) {
    return List.of(texts).stream().map(DirectoryValue::of).toList();
  }

  @Test
  @DisplayName("an attribute gets its values, others, and none")
  void setValues() throws ActiveDirectoryException {
    twice(new WriteIntent.Values(guid, "telephoneNumber", values("+14085550001")));
    assertThat(texts("telephoneNumber")).containsExactly("+14085550001");
    twice(new WriteIntent.Values(guid, "otherTelephone", values("+1408", "+1409")));
    twice(new WriteIntent.Values(guid, "otherTelephone", values("+1409", "+1410")));
    assertThat(texts("otherTelephone")).containsExactlyInAnyOrder("+1409", "+1410");
    twice(new WriteIntent.Values(guid, "otherTelephone", List.of()));
    assertThat(texts("otherTelephone")).isEmpty();
  }

  @Test
  @DisplayName("octets are written as they are")
  void binary() throws ActiveDirectoryException {
    var photo = new byte[3000];
    for (var i = 0; i < photo.length; i++) {
      photo[i] = (byte) (i * 31);
    }
    twice(new WriteIntent.Values(guid, "thumbnailPhoto", List.of(DirectoryValue.of(photo))));
    assertThat(client.read(guid, List.of("thumbnailPhoto")).value("thumbnailPhoto").orElseThrow())
        .isEqualTo(DirectoryValue.of(photo));
  }

  @Test
  @DisplayName("a group gets a member and loses it, whatever way its name is written")
  void members() throws Exception {
    var group = peer().unit("Groups").child("CN", "G" + name);
    admin.add(
        group.toString(),
        new Attribute("objectClass", "group"),
        new Attribute("sAMAccountName", "G" + name));
    var groupGuid = client.read(group, List.of("objectGUID")).objectGuid().orElseThrow();
    var lowerCase = DirectoryValue.of(place.toString().toLowerCase(java.util.Locale.ROOT));

    twice(new WriteIntent.Contains(groupGuid, "member", DirectoryValue.of(place)));
    assertThat(carryOut(new WriteIntent.Contains(groupGuid, "member", lowerCase)))
        .isEqualTo(Outcome.alreadyAsWished());
    assertThat(client.read(groupGuid, List.of("member")).values("member")).hasSize(1);
    twice(new WriteIntent.Lacks(groupGuid, "member", lowerCase));
    assertThat(client.read(groupGuid, List.of("member")).values("member")).isEmpty();
  }

  @Test
  @DisplayName("an account is disabled and enabled, and its other bits stay")
  void disabled() throws ActiveDirectoryException {
    twice(new WriteIntent.Enabled(guid, false));
    assertThat(state().bits()).isEqualTo(546);
    twice(new WriteIntent.Enabled(guid, true));
    assertThat(state().bits()).isEqualTo(544);
  }

  private UserAccountControl state() throws ActiveDirectoryException {
    return client
        .read(guid, List.of(UserAccountControl.ATTRIBUTE))
        .userAccountControl()
        .orElseThrow();
  }

  @Test
  @DisplayName("an object is renamed and moved, and keeps its objectGUID")
  void moved() throws ActiveDirectoryException {
    var hostile = name + ", \"x\" + #y";
    twice(new WriteIntent.Name(guid, hostile));
    twice(new WriteIntent.Parent(guid, peer().unit("Former")));
    var now = client.read(guid, List.of("cn")).distinguishedName();
    assertThat(now.sameAs(peer().unit("Former").child("CN", hostile))).isTrue();
    twice(new WriteIntent.Parent(guid, peer().unit("People")));
    twice(new WriteIntent.Name(guid, name));
  }

  @Test
  @DisplayName(
      "a place that is taken, one that isn't there and a value that is too long are refused in words")
  void refused() {
    assertThat(carryOut(new WriteIntent.Name(guid, "user00001")))
        .isInstanceOfSatisfying(
            Outcome.Refused.class, refused -> assertThat(refused.reason()).contains("refused"));
    assertThat(carryOut(new WriteIntent.Parent(guid, peer().unit("Nowhere"))))
        .isInstanceOf(Outcome.Refused.class);
    assertThat(carryOut(new WriteIntent.Values(guid, "telephoneNumber", values("1".repeat(300)))))
        .isInstanceOf(Outcome.Refused.class);
    assertThat(
            carryOut(
                new WriteIntent.Contains(
                    guid, "thereIsNoSuchAttribute", DirectoryValue.of("value"))))
        .isInstanceOf(Outcome.Refused.class);
  }

  @Test
  @DisplayName("an account without the right is refused with AD's code")
  void noRight() {
    var reader = As.account(peer().settings(), peer().reader());
    try (var other = new DirectoryClient(reader, InstantSource.system())) {
      var outcome =
          new WriteExecutor(other)
              .carryOut(
                  new Attempt(new IdempotencyKey("test-2"), false),
                  new WriteIntent.Values(guid, "displayName", values("Mine")));
      assertThat(outcome)
          .isInstanceOfSatisfying(
              Outcome.Refused.class,
              refused -> assertThat(refused.reason()).containsAnyOf("right", "insufficient"));
    }
  }

  @Test
  @DisplayName("an object that has gone is refused, not waited for")
  void gone() {
    assertThat(
            carryOut(
                new WriteIntent.Values(
                    new ObjectGuid(UUID.randomUUID()), "displayName", values("x"))))
        .isInstanceOf(Outcome.Refused.class);
  }

  @Test
  @DisplayName("what somebody else changes in between is compared again")
  void crossing() throws Exception {
    twice(new WriteIntent.Contains(guid, "otherTelephone", DirectoryValue.of("1")));
    admin.modify(
        place.toString(), new Modification(ModificationType.DELETE, "otherTelephone", "1"));
    twice(new WriteIntent.Contains(guid, "otherTelephone", DirectoryValue.of("1")));
  }
}
