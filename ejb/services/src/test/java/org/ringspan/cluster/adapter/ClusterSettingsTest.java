package org.ringspan.cluster.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Properties;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Settings of a cluster, as an administrator may write them. */
class ClusterSettingsTest {
  private static Properties cluster(String value) {
    Properties properties = new Properties();
    properties.setProperty("ringspan.cluster", value);
    return properties;
  }

  @Test
  @DisplayName("A server is alone unless it is told otherwise, and needs no name then")
  void alone() {
    assertThat(ClusterSettings.of(new Properties()).shared()).isFalse();
    assertThat(ClusterSettings.of(cluster("false")).shared()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"yes", "TRUE", "1", ""})
  @DisplayName("Anything but true and false is refused")
  void neither(String value) {
    assertThatThrownBy(() -> ClusterSettings.of(cluster(value)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("ringspan.cluster");
  }

  @Test
  @DisplayName("A node of a cluster needs a name that fits into transactions")
  void names() {
    Properties properties = cluster("true");
    assertThatThrownBy(() -> ClusterSettings.of(properties)).hasMessageContaining("jboss.tx.node");
    properties.setProperty("jboss.tx.node.id", "a-name-of-twenty-four-ch");
    assertThatThrownBy(() -> ClusterSettings.of(properties)).hasMessageContaining("23");

    properties.setProperty("jboss.tx.node.id", "ringspan-1");
    assertThat(ClusterSettings.of(properties))
        .isEqualTo(new ClusterSettings(true, "127.0.0.1:5060"));
  }
}
