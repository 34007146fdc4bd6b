package org.ringspan.sip.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wildfly.security.x500.GeneralName;

@DisplayName("SIP domains in a certificate (RFC 5922 section 7.1)")
class SipIdentitiesTest {
  private static final Authority AUTHORITY = new Authority("tests");

  private static List<String> in(String subject, GeneralName... names) {
    return SipIdentities.in(AUTHORITY.certify(subject, names).certificate());
  }

  private static GeneralName uri(String uri) {
    return new GeneralName.URIName(uri);
  }

  private static GeneralName dns(String name) {
    return new GeneralName.DNSName(name);
  }

  @Test
  @DisplayName("a SIP URI names its host, whatever stands behind it")
  void uris() {
    assertThat(
            in(
                "CN=other.test",
                uri("sip:carrier.test"),
                uri("SIP:Second.Test:5061;transport=tls"),
                uri("sip:third.test?subject=x")))
        .containsExactly("carrier.test", "second.test", "third.test");
  }

  @Test
  @DisplayName("DNS names count where no SIP URI names a domain")
  void dnsNames() {
    assertThat(in("CN=other.test", dns("Carrier.Test"), dns("b.carrier.test")))
        .containsExactly("carrier.test", "b.carrier.test");
    assertThat(in("CN=other.test", dns("carrier.test"), uri("sip:real.test")))
        .containsExactly("real.test");
    assertThat(in("CN=other.test", dns("carrier.test"), uri("sip:alice@real.test")))
        .containsExactly("carrier.test");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sip:alice@carrier.test",
        "sips:carrier.test",
        "https://carrier.test",
        "urn:carrier.test",
        "sip::5061",
        "sip:*.carrier.test",
        "sip:[2001:db8::1]"
      })
  @DisplayName("URIs of other schemes, of users and of no domain name nobody")
  void otherUris(String uri) {
    assertThat(in("CN=carrier.test", uri(uri))).isEmpty();
  }

  @Test
  @DisplayName("wildcards name nobody")
  void wildcards() {
    assertThat(in("CN=x", dns("*.carrier.test"))).isEmpty();
    assertThat(in("CN=*.carrier.test")).isEmpty();
  }

  @Test
  @DisplayName("the common name counts where there are no alternative names at all")
  void commonName() {
    assertThat(in("CN=Carrier.Test,O=Carrier")).containsExactly("carrier.test");
    assertThat(in("CN=carrier.test,OU=sbc,CN=carrier holding,O=Carrier"))
        .containsExactly("carrier.test");
    assertThat(in("O=carrier.test")).isEmpty();
    assertThat(in("CN=The Carrier")).isEmpty();
    assertThat(in("CN=carrier.test", new GeneralName.IPAddress("192.0.2.1"))).isEmpty();
    assertThat(in("CN=carrier.test", new GeneralName.RFC822Name("noc@carrier.test"))).isEmpty();
  }
}
