package org.ringspan.activedirectory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ringspan.activedirectory.UserAccountControl.Flag;

class ValuesTest {
  @Test
  @DisplayName("the first three groups of an objectGUID are little-endian")
  void guid() {
    // MS-DTYP 2.3.4.3: the text of these octets.
    var guid = ObjectGuid.of(HexFormat.of().parseHex("2ca7d66f7e5c2f4bb4e5b0fd0c4b35c1"));
    assertThat(guid).hasToString("6fd6a72c-5c7e-4b2f-b4e5-b0fd0c4b35c1");
    for (var i = 0; i < 100; i++) {
      var any = new ObjectGuid(UUID.randomUUID());
      assertThat(ObjectGuid.of(any.octets())).isEqualTo(any);
      assertThat(ObjectGuid.parse(any.toString())).isEqualTo(any);
    }
    assertThatThrownBy(() -> ObjectGuid.of(new byte[15]))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> ObjectGuid.parse("1-1-1-1-1"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  @DisplayName("times are read in both of their forms")
  void times() {
    assertThat(DirectoryTimes.generalized("20261130014927.0Z"))
        .isEqualTo(Instant.parse("2026-11-30T01:49:27Z"));
    assertThat(DirectoryTimes.generalized("20261130014927.25-0500"))
        .isEqualTo(Instant.parse("2026-11-30T06:49:27.250Z"));
    var now = Instant.parse("2026-11-30T01:49:27Z");
    assertThat(DirectoryTimes.generalized(DirectoryTimes.generalized(now))).isEqualTo(now);
    assertThat(DirectoryTimes.fileTime(0)).isEmpty();
    assertThat(DirectoryTimes.fileTime(Long.MAX_VALUE)).isEmpty();
    // 2009-07-25 23:00 UTC, as in Microsoft's own example of the attribute.
    assertThat(DirectoryTimes.fileTime(128_930_364_000_000_000L))
        .contains(Instant.parse("2009-07-25T23:00:00Z"));
    assertThatThrownBy(() -> DirectoryTimes.fileTime(-1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "2026", "20261330014927.0Z", "20261130014927", "x", "20261130014927.0+9999"})
  @DisplayName("what is no time is refused")
  void wrongTimes(String text) {
    assertThatThrownBy(() -> DirectoryTimes.generalized(text))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  @DisplayName("the bits of an account are told and changed one by one")
  void bits() {
    var account = new UserAccountControl(0x10202);
    assertThat(account.flags())
        .containsExactlyInAnyOrder(
            Flag.ACCOUNT_DISABLED, Flag.NORMAL_ACCOUNT, Flag.PASSWORD_NEVER_EXPIRES);
    assertThat(account.without(Flag.ACCOUNT_DISABLED).bits()).isEqualTo(0x10200);
    assertThat(account.with(Flag.ACCOUNT_DISABLED)).isEqualTo(account);
  }

  @Test
  @DisplayName("an entry finds attributes whatever the case of their names")
  void entry() {
    var entry =
        new DirectoryEntry(
            "CN=x,DC=y",
            Map.of(
                "Mail",
                List.of(DirectoryValue.of("a@b")),
                "USERACCOUNTCONTROL",
                List.of(DirectoryValue.of(546))));
    assertThat(entry.text("mail")).contains("a@b");
    assertThat(entry.userAccountControl().orElseThrow().disabled()).isTrue();
    assertThat(entry.values("none")).isEmpty();
    assertThatThrownBy(() -> entry.value("mail").orElseThrow().number())
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> DirectoryValue.of(new byte[] {(byte) 0xff}).text())
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  @DisplayName("the vendor's code is found in its text, and nothing else is")
  void vendorCodes() {
    assertThat(
            VendorCode.inDiagnostic(
                "80090308: LdapErr: DSID-0C090446, comment: AcceptSecurityContext error, data 52e,"
                    + " v4563"))
        .contains(VendorCode.INVALID_CREDENTIALS);
    assertThat(
            VendorCode.inDiagnostic(
                "80090308: LdapErr: DSID-0C0903A9, comment: AcceptSecurityContext error, data 775, v1db1"))
        .contains(VendorCode.ACCOUNT_LOCKED);
    assertThat(
            VendorCode.inDiagnostic(
                "00002098: SecErr: DSID-03150F94, problem 4003 (INSUFF_ACCESS_RIGHTS), data 0"))
        .contains(VendorCode.INSUFFICIENT_RIGHTS);
    assertThat(VendorCode.inDiagnostic("FFFFFFFF: data 533")).isEmpty();
    assertThat(VendorCode.inDiagnostic("")).isEmpty();
    assertThat(VendorCode.inDiagnostic("data 99999999999999999")).isEmpty();
    for (var code : VendorCode.values()) {
      assertThat(VendorCode.of(code.number())).contains(code);
    }
  }

  @Test
  @DisplayName("secrets can't be written, whatever the case of their names")
  void secrets() {
    for (var name : List.of("unicodePwd", "USERPASSWORD", "userPassword;binary")) {
      assertThatThrownBy(() -> AttributeNames.checkWritable(name))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("secret");
    }
    assertThatThrownBy(() -> AttributeNames.checkWritable("cn=x"))
        .isInstanceOf(IllegalArgumentException.class);
    AttributeNames.checkWritable("telephoneNumber");
    AttributeNames.checkRequested("member;range=0-*");
  }

  @Test
  @DisplayName("a bookmark is stored as text and has a position for each controller")
  void bookmarks() {
    var bookmark = Bookmark.NONE;
    for (var i = 0; i < 40; i++) {
      bookmark =
          bookmark.with(
              new Bookmark.Position(
                  new ObjectGuid(new UUID(1, i % 20)),
                  i % 2 == 0 ? Bookmark.Method.DIRSYNC : Bookmark.Method.UPDATE_NUMBER,
                  DirectoryValue.of("state " + i)));
    }
    assertThat(bookmark.positions()).hasSize(Bookmark.MAX_POSITIONS);
    assertThat(Bookmark.parse(bookmark.text())).isEqualTo(bookmark);
    assertThat(Bookmark.parse("")).isEqualTo(Bookmark.NONE);
    assertThat(bookmark.latest(Bookmark.Method.DIRSYNC).orElseThrow().state().text())
        .isEqualTo("state 38");
    for (var wrong : List.of("x", "a b c", bookmark.text() + "\n")) {
      assertThatThrownBy(() -> Bookmark.parse(wrong)).isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  @DisplayName(
      "the version of a change is its content, without what each controller keeps for itself")
  void versions() {
    var guid = new ObjectGuid(UUID.randomUUID());
    var one =
        change(
            guid,
            Map.of(
                "mail",
                List.of(DirectoryValue.of("a")),
                "uSNChanged",
                List.of(DirectoryValue.of(1))));
    var other =
        change(
            guid,
            Map.of(
                "MAIL",
                List.of(DirectoryValue.of("a")),
                "uSNChanged",
                List.of(DirectoryValue.of(9))));
    var changed = change(guid, Map.of("mail", List.of(DirectoryValue.of("b"))));
    assertThat(one.version()).isEqualTo(other.version()).isNotEqualTo(changed.version());
  }

  private static DirectoryChange change(
      ObjectGuid guid, Map<String, List<DirectoryValue>> attributes) {
    return new DirectoryChange(
        guid, DirectoryChange.State.PRESENT, new DirectoryEntry("CN=x", attributes), false);
  }
}
