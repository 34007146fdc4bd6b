package org.ringspan.activedirectory.ldap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.cert.CertificateException;
import java.time.ZonedDateTime;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ringspan.activedirectory.contract.TestAuthority;
import org.wildfly.security.x500.GeneralName;

class HostNameCheckTest {
  @ParameterizedTest
  @CsvSource({
    "dc1.example.org,dc1.example.org,true",
    "DC1.Example.ORG,dc1.example.org,true",
    "dc1.example.org,dc1.example.org.,true",
    "dc2.example.org,dc1.example.org,false",
    "*.example.org,dc1.example.org,true",
    "*.example.org,a.dc1.example.org,false",
    "*.example.org,example.org,false",
    "*.org,example.org,false",
    "*,localhost,false",
    "d*.example.org,dc1.example.org,false",
    "*.*.org,dc1.example.org,false",
    "dc1.example.org.evil.test,dc1.example.org,false",
    "'',dc1.example.org,false"
  })
  @DisplayName("names match as a whole, a wildcard stands for one label")
  void names(String presented, String host, boolean matches) {
    assertThat(HostNameCheck.matches(presented, host)).isEqualTo(matches);
  }

  @Test
  @DisplayName("addresses match addresses only, and the common name nothing")
  void addresses() {
    var authority = new TestAuthority();
    var now = ZonedDateTime.now().minusHours(1);
    var address = authority.certify(now, 1, new GeneralName.IPAddress("127.0.0.1")).certificate();
    assertThatCode(() -> HostNameCheck.check(address, "127.0.0.1")).doesNotThrowAnyException();
    assertThatThrownBy(() -> HostNameCheck.check(address, "127.0.0.2"))
        .isInstanceOf(CertificateException.class)
        .hasMessageContaining("127.0.0.1");
    var name = authority.certify(now, 1, new GeneralName.DNSName("127.0.0.1")).certificate();
    assertThatThrownBy(() -> HostNameCheck.check(name, "127.0.0.1"))
        .isInstanceOf(CertificateException.class);
    // Its common name is "controller".
    assertThatThrownBy(() -> HostNameCheck.check(address, "controller"))
        .isInstanceOf(CertificateException.class);
  }
}
