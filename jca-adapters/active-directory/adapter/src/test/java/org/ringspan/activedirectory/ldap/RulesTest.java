package org.ringspan.activedirectory.ldap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Random;
import java.util.Set;
import javax.naming.NamingException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ringspan.activedirectory.DirectoryRefusedException;
import org.ringspan.activedirectory.VendorCode;

/** The rules that decide without asking anybody. */
class RulesTest {
  private static final Instant START = Instant.parse("2026-11-30T00:00:00Z");
  private static final ControllerAddress FIRST = new ControllerAddress("dc1.example.org", 636);
  private static final ControllerAddress SECOND = new ControllerAddress("dc2.example.org", 636);
  private static final List<ControllerAddress> BOTH = List.of(FIRST, SECOND);

  @Test
  @DisplayName(
      "the preferred controller is taken, the next after a failure, and the first again later")
  void board() {
    var board = new ControllerBoard(Duration.ofSeconds(30));
    assertThat(board.choose(BOTH, Set.of(), START)).contains(FIRST);
    board.failed(FIRST, START);
    assertThat(board.choose(BOTH, Set.of(), START.plusSeconds(29))).contains(SECOND);
    assertThat(board.choose(BOTH, Set.of(), START.plusSeconds(30))).contains(FIRST);
    // Whoever asks while the first is being tried goes on with the second.
    assertThat(board.choose(BOTH, Set.of(), START.plusSeconds(31))).contains(SECOND);
    board.worked(FIRST);
    assertThat(board.choose(BOTH, Set.of(), START.plusSeconds(31))).contains(FIRST);
  }

  @Test
  @DisplayName("failures in a row double the time, up to 16 times")
  void doubling() {
    var board = new ControllerBoard(Duration.ofSeconds(30));
    for (var i = 0; i < 20; i++) {
      board.failed(FIRST, START);
    }
    assertThat(board.choose(BOTH, Set.of(), START.plusSeconds(479))).contains(SECOND);
    assertThat(board.choose(BOTH, Set.of(), START.plusSeconds(480))).contains(FIRST);
  }

  @Test
  @DisplayName("when all have failed, the one whose time is over first is tried, and each once")
  void allFailed() {
    var board = new ControllerBoard(Duration.ofSeconds(30));
    board.failed(FIRST, START.plusSeconds(5));
    board.failed(SECOND, START);
    assertThat(board.choose(BOTH, Set.of(), START.plusSeconds(6))).contains(SECOND);
    assertThat(board.choose(BOTH, Set.of(SECOND), START.plusSeconds(6))).contains(FIRST);
    assertThat(board.choose(BOTH, Set.of(FIRST, SECOND), START)).isEmpty();
  }

  @Test
  @DisplayName(
      "a refused login isn't tried again for 30 s, then for a minute, for half an hour at most")
  void guard() {
    var guard = LoginGuard.standard();
    var refused = new DirectoryRefusedException("wrong", 49, VendorCode.INVALID_CREDENTIALS);
    assertThat(guard.check(START)).isEmpty();
    guard.refused(START, refused, "one");
    assertThat(guard.check(START.plusSeconds(1), "one")).isPresent();
    assertThat(guard.check(START.plusSeconds(1), "other"))
        .as("a new password is tried at once")
        .isEmpty();
    assertThat(guard.check(START.plusSeconds(29)).orElseThrow())
        .hasMessageContaining("not tried until 2026-11-30T00:00:30Z")
        .hasMessageContaining("1 refusal: wrong");
    assertThat(guard.check(START.plusSeconds(30))).isEmpty();
    guard.refused(START.plusSeconds(30), refused, "one");
    assertThat(guard.check(START.plusSeconds(89))).isPresent();
    assertThat(guard.check(START.plusSeconds(90))).isEmpty();
    assertThat(guard.pause(60)).isEqualTo(Duration.ofMinutes(30));
    guard.accepted();
    guard.refused(START, refused, "one");
    assertThat(guard.check(START.plusSeconds(30))).isEmpty();
  }

  @Test
  @DisplayName("servers in DNS are taken by priority, and by weight as often as it says")
  void srv() {
    var records =
        List.of(
            SrvRecords.parse("10 0 389 late.example.org.").orElseThrow(),
            SrvRecords.parse("0 90 389 often.example.org.").orElseThrow(),
            SrvRecords.parse("0 10 389 seldom.example.org.").orElseThrow());
    var random = new Random(62);
    var first = new HashMap<String, Integer>();
    for (var i = 0; i < 1000; i++) {
      var ordered = SrvRecords.ordered(records, random);
      assertThat(ordered).hasSize(3);
      assertThat(ordered.getLast().target()).isEqualTo("late.example.org");
      first.merge(ordered.getFirst().target(), 1, Integer::sum);
    }
    assertThat(first.get("often.example.org")).isBetween(850, 950);
    for (var wrong : List.of("", "x", "0 0 389 .", "0 0 0 a.b", "0 0 70000 a.b", "-1 0 1 a.b")) {
      assertThat(SrvRecords.parse(wrong)).as(wrong).isEmpty();
    }
  }

  @Test
  @DisplayName("what DNS said last holds while it doesn't answer")
  void dnsAway() {
    var now = new Instant[] {START};
    var answers = new boolean[] {true};
    DomainControllers.SrvLookup lookup =
        name -> {
          assertThat(name).isEqualTo("_ldap._tcp.dc._msdcs.example.org");
          if (!answers[0]) {
            throw new NamingException("time-out");
          }
          return List.of("0 100 389 dc1.example.org.", "garbage", "1 1 389 dc2.example.org.");
        };
    InstantSource clock = () -> now[0];
    var controllers = new DomainControllers("example.org", 636, lookup, clock, new Random(1));
    assertThat(controllers.controllers()).isEqualTo(BOTH);
    answers[0] = false;
    now[0] = START.plus(Duration.ofHours(1));
    assertThat(controllers.controllers()).isEqualTo(BOTH);
  }

  @Test
  @DisplayName("addresses are read, and what is none is refused")
  void addresses() {
    assertThat(
            ControllerAddress.list("DC1.example.org, dc2.example.org:3269 [2001:db8::1]:636", 636))
        .containsExactly(
            FIRST,
            new ControllerAddress("dc2.example.org", 3269),
            new ControllerAddress("2001:db8::1", 636));
    for (var wrong : List.of("a/b", "dc1:0", "dc1:x", "-x", "dc 1@x", "[::1")) {
      assertThatThrownBy(() -> ControllerAddress.list(wrong, 636))
          .as(wrong)
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThat(new ControllerAddress("127.8.9.1", 389).isLoopback()).isTrue();
    assertThat(new ControllerAddress("127.0.0.1.evil.test", 389).isLoopback()).isFalse();
  }

  @Test
  @DisplayName("without TLS nothing but the loopback address is talked to")
  void clear() {
    assertThatThrownBy(
            () ->
                LdapSettings.to(
                    BOTH, LdapSettings.Security.CLEAR, "reader", () -> new char[] {'x'}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("without TLS");
  }

  @Test
  @DisplayName(
      "a referral is followed to a configured host, at its configured port, and nowhere else")
  void referrals() {
    var configured = List.of(new ControllerAddress("dc9.example.org", 636));
    assertThat(
            Referrals.accepted(
                List.of("ldap://evil.test/DC=x", "ldap://DC9.example.org:1234/OU=a%20b,DC=x"),
                configured))
        .hasValueSatisfying(
            target -> {
              assertThat(target.server()).isEqualTo(configured.getFirst());
              assertThat(target.base()).hasToString("OU=a b,DC=x");
            });
    for (var url :
        List.of(
            "ldap://evil.test/DC=x",
            "ldap://dc9.example.org@evil.test/DC=x",
            "ldap://evil.test#dc9.example.org/DC=x",
            "http://dc9.example.org/DC=x",
            "ldap:///DC=x",
            "ldap://dc9.example.org.evil.test/DC=x",
            "ldap://dc9.example.org/not a name",
            "garbage")) {
      assertThat(Referrals.accepted(List.of(url), configured)).as(url).isEmpty();
    }
  }

  @Test
  @DisplayName("ranges are read, and the next one follows")
  void ranges() {
    assertThat(RangedValues.Range.of("member")).isEmpty();
    assertThat(RangedValues.Range.of("member;range=0-1499").orElseThrow().next())
        .isEqualTo("member;range=1500-2999");
    assertThat(RangedValues.Range.of("Member;Range=1500-*").orElseThrow().last()).isEmpty();
  }

  @Test
  @DisplayName("DirSync's control is written and read, and nonsense is refused")
  void dirSync() {
    var random = new Random(62);
    for (var length : List.of(0, 1, 127, 128, 255, 256, 70_000)) {
      var cookie = new byte[length];
      random.nextBytes(cookie);
      var answer = DirSyncControl.decode(DirSyncControl.encode(1, 0, cookie));
      assertThat(answer.more()).isTrue();
      assertThat(answer.cookie()).isEqualTo(cookie);
    }
    assertThat(DirSyncControl.decode(DirSyncControl.encode(0, 7, new byte[3])).more()).isFalse();
    for (var i = 0; i < 5000; i++) {
      var noise = DirSyncControl.encode(1, 1000, new byte[random.nextInt(300)]);
      noise[random.nextInt(noise.length)] ^= (byte) (1 << random.nextInt(8));
      try {
        DirSyncControl.decode(noise);
      } catch (IllegalArgumentException refused) {
        assertThat(refused).hasMessageContaining("DirSync");
      }
    }
  }
}
