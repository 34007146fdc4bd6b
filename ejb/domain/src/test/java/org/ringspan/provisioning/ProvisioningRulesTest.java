package org.ringspan.provisioning;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ringspan.provisioning.ProvisioningRules.Plan;

class ProvisioningRulesTest {
  private static Wanted user(int id, String mark, boolean active) {
    return new Wanted(ThingKind.USER, id, "u" + id, mark, active);
  }

  private static Link told(int id, String mark, boolean active) {
    return new Link(ThingKind.USER, id, "r" + id, "u" + id, mark, active);
  }

  private static List<String> steps(List<Wanted> wanted, List<Link> links) {
    return ProvisioningRules.plan(wanted, links).steps().stream()
        .map(step -> step.action() + " " + step.name())
        .toList();
  }

  @Test
  @DisplayName("HD5: new ones are made, changed ones told, gone ones lose their login")
  void plan() {
    assertThat(
            steps(
                List.of(
                    new Wanted(ThingKind.GROUP, 9, "g9", "m", true),
                    user(1, "a", true),
                    user(2, "b", true),
                    user(3, "c", true),
                    user(4, "d", false),
                    user(5, "e", true),
                    user(6, "f", false)),
                List.of(
                    told(2, "b", true),
                    told(3, "old", true),
                    told(4, "d", true),
                    told(5, "e", false),
                    told(7, "g", true),
                    told(8, "h", false),
                    new Link(ThingKind.GROUP, 10, "r10", "g10", "m", true))))
        .containsExactly(
            "CREATE u1",
            "UPDATE u3",
            "DEACTIVATE u4",
            "REACTIVATE u5",
            "CREATE g9",
            "DEACTIVATE u7",
            "REMOVE g10");
  }

  @Test
  @DisplayName("HD3: what was done is not done again")
  void settled() {
    List<Wanted> wanted = List.of(user(1, "a", true), user(2, "b", false));
    Plan plan = ProvisioningRules.plan(wanted, List.of(told(1, "a", true), told(2, "b", false)));
    assertThat(plan.steps()).isEmpty();
    assertThat(plan.unchanged()).isEqualTo(2);
  }

  @Test
  @DisplayName("A run that would take the login from more than a share of the users asks first")
  void brake() {
    List<Link> links = IntStream.rangeClosed(1, 100).mapToObj(id -> told(id, "a", true)).toList();
    for (int gone : new int[] {0, 10, 11, 100}) {
      List<Wanted> left =
          IntStream.rangeClosed(gone + 1, 100).mapToObj(id -> user(id, "a", true)).toList();
      Plan plan = ProvisioningRules.plan(left, links);
      assertThat(plan.deactivations()).isEqualTo(gone);
      assertThat(plan.needsConsent(10)).as("%d gone", gone).isEqualTo(gone > 10);
      assertThat(plan.needsConsent(100)).isFalse();
      assertThat(plan.needsConsent(0)).isEqualTo(gone > 0);
    }
  }

  @Test
  @DisplayName("Secrets go over TLS, or nowhere but to this machine")
  void addresses() {
    for (String good :
        List.of(
            "https://identity.example/scim/v2",
            "http://127.0.0.1:8180/realms/x/scim/v2",
            "http://localhost/scim",
            "https://[2001:db8::1]:8443/scim")) {
      assertThat(target(good).faults()).as(good).isEmpty();
    }
    for (String bad :
        List.of(
            "http://identity.example/scim",
            "http://127.0.0.1.evil.example/",
            "ftp://localhost/",
            "https://host/a?b=c",
            "https://host/a b",
            "https://user@host/",
            "")) {
      assertThat(target(bad).faults()).as(bad).containsOnlyKeys("address");
    }
    assertThat(
            new Target(
                    "https://a",
                    Optional.of("https://b"),
                    Optional.empty(),
                    true,
                    101,
                    Optional.empty())
                .faults())
        .containsOnlyKeys("client", "mostDeactivated");
  }

  private static Target target(String address) {
    return new Target(address, Optional.empty(), Optional.empty(), true, 10, Optional.empty());
  }
}
