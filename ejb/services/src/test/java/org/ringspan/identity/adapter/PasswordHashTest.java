package org.ringspan.identity.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wildfly.security.password.PasswordFactory;
import org.wildfly.security.password.WildFlyElytronPasswordProvider;
import org.wildfly.security.password.interfaces.ScramDigestPassword;

/** One hash serves us and the server's realm. */
class PasswordHashTest {
  @ParameterizedTest
  @ValueSource(strings = {"correct horse", "Zürich-ﬁ-\u0041\u030A", "🗝", " "})
  @DisplayName("The server's realm accepts the password by our hash, and so do we, and no other")
  void serversRealm(String password) throws Exception {
    PasswordHash hash = PasswordHash.of(password);

    var factory =
        PasswordFactory.getInstance(
            ScramDigestPassword.ALGORITHM_SCRAM_SHA_512,
            WildFlyElytronPasswordProvider.getInstance());
    var kept =
        factory.translate(
            ScramDigestPassword.createRaw(
                ScramDigestPassword.ALGORITHM_SCRAM_SHA_512,
                Base64.getDecoder().decode(hash.hash()),
                Base64.getDecoder().decode(hash.salt()),
                hash.iterations()));
    assertThat(factory.verify(kept, password.toCharArray())).isTrue();
    assertThat(factory.verify(kept, (password + "x").toCharArray())).isFalse();
    assertThat(hash.isOf(password)).isTrue();
    assertThat(hash.isOf(password + "x")).isFalse();
    assertThat(hash).isNotEqualTo(PasswordHash.of(password));
    assertThat(hash.toString()).doesNotContain(hash.hash());
  }
}
