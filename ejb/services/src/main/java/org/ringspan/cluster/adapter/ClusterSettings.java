package org.ringspan.cluster.adapter;

import java.util.Properties;
import org.ringspan.cluster.NodeRun;

/**
 * The settings of a cluster, system properties of the server.
 *
 * @param shared {@code ringspan.cluster}, whether several servers work on one database (default
 *     false)
 * @param address where SIP listens, in words
 */
record ClusterSettings(boolean shared, String address) {
  private static final String NODE = "jboss.tx.node.id";
  private static final int LONGEST_ADDRESS = 255;

  /**
   * The settings in {@code properties}.
   *
   * @throws IllegalArgumentException naming the setting that has a fault
   */
  static ClusterSettings of(Properties properties) {
    String cluster = properties.getProperty("ringspan.cluster", "false").strip();
    if (!cluster.equals("true") && !cluster.equals("false")) {
      throw new IllegalArgumentException("ringspan.cluster must be true or false");
    }
    boolean shared = cluster.equals("true");
    if (shared && !NodeRun.isName(properties.getProperty(NODE, ""))) {
      throw new IllegalArgumentException(
          NODE
              + " must name this server of the cluster, in up to "
              + NodeRun.LONGEST
              + " letters, digits, dots and dashes, and no other server may have the same");
    }
    String address =
        properties.getProperty("ringspan.bind.address", "127.0.0.1")
            + ":"
            + properties.getProperty("ringspan.sip.udp.port", "5060");
    return new ClusterSettings(
        shared, address.substring(0, Math.min(LONGEST_ADDRESS, address.length())));
  }
}
