package org.ringspan.scim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ringspan.identity.Role;

class AddressTest {
  @Test
  @DisplayName("What there is, and who may read it")
  void known() {
    assertThat(role("/Company.test/v2/Users")).isEqualTo(Role.SUPPORT);
    assertThat(role("/company.test/v2/Users/17")).isEqualTo(Role.SUPPORT);
    assertThat(role("/company.test/v2/Groups/.search")).isEqualTo(Role.SUPPORT);
    assertThat(role("/company.test/v2/Me")).isEqualTo(Role.USER);
    assertThat(role("/company.test/v2/Schemas/urn:ietf:params:scim:schemas:core:2.0:User"))
        .isEqualTo(Role.USER);
    assertThat(Address.of("/company.test/v2/Users/", "company.test").orElseThrow().path())
        .isEqualTo("/Users");
  }

  private static Role role(String path) {
    return Address.of(path, "company.test").orElseThrow().readers();
  }

  @Test
  @DisplayName("An address that only ends like one that is known is nothing")
  void unknown() {
    for (String path :
        List.of(
            "/",
            "",
            "/company.test/v2",
            "/company.test/v2/",
            "/company.test/v1/Users",
            "/other.test/v2/Users",
            "/company.test/v2/Schemas/x/Users",
            "/company.test/v2/Schemas;x/Users",
            "/company.test/v2/Bulk/1",
            "/company.test/v2/ulk",
            "/company.test/v2/Users/sers",
            "/company.test/v2/Users/1/2",
            "/company.test/v2/Users/1?x",
            "/company.test/v2/Schemas/Users/.search",
            "/company.test/v2/Me/1",
            "/x/company.test/v2/Users")) {
      assertThat(Address.of(path, "company.test")).as(path).isEmpty();
    }
  }
}
