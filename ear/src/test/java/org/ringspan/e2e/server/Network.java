package org.ringspan.e2e.server;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;

/**
 * Who has which loopback address. The property {@code ringspan.test.network} sets the first three
 * numbers (127.0.14).
 */
public final class Network {
  private static final String PREFIX = System.getProperty("ringspan.test.network", "127.0.14");

  public static final String SERVER = PREFIX + ".1";
  public static final String GATEWAY = PREFIX + ".2";
  public static final String PHONES = PREFIX + ".3";

  /** Neither gateway nor registered phone. */
  public static final String STRANGER = PREFIX + ".4";

  /**
   * Where the messages of RFC 4475 come from: their Via fields name port 5060, so they need an
   * address of their own.
   */
  public static final String TORTURE = PREFIX + ".5";

  public static final String BARESIP_DESK = PREFIX + ".6";
  public static final String BARESIP_OUTSIDE = PREFIX + ".7";

  /** A second gateway, which writes numbers as they are dialled in the United States. */
  public static final String BACKUP = PREFIX + ".8";

  /** Where passwords are guessed, so that nobody else is refused for it. */
  public static final String GUESSER = PREFIX + ".10";

  /** Where an edge proxy is. */
  public static final String EDGE = PREFIX + ".11";

  /** Where a carrier's border is. */
  public static final String SBC = PREFIX + ".12";

  /** A second server, with PostgreSQL. */
  public static final String POSTGRESQL_SERVER = PREFIX + ".20";

  /** Where a backup is brought back to life. */
  public static final String RESTORED_SERVER = PREFIX + ".21";

  /** An identity provider, and a server whose people log in there. */
  public static final String KEYCLOAK = PREFIX + ".22";

  public static final String PROVIDED_SERVER = PREFIX + ".23";

  /** A server whose users come from a directory. */
  public static final String DIRECTORY_SERVER = PREFIX + ".24";

  /** A server with rtpengine before it, and rtpengine's side of telephones. */
  public static final String RELAYED_SERVER = PREFIX + ".25";

  public static final String RTPENGINE = PREFIX + ".26";

  /** A second rtpengine, and a server with both before it. */
  public static final String OTHER_RTPENGINE = PREFIX + ".29";

  public static final String ENCRYPTING_SERVER = PREFIX + ".30";

  /** Two servers on one database. */
  public static final String FIRST_NODE = PREFIX + ".27";

  public static final String SECOND_NODE = PREFIX + ".28";

  /** A server that is killed inside transactions. */
  public static final String KILLED_SERVER = PREFIX + ".47";

  /** A server whose directory is Samba's. */
  public static final String SAMBA_SERVER = PREFIX + ".48";

  /** A server whose directory is behind a bad line. */
  public static final String CUT_OFF_SERVER = PREFIX + ".49";

  /** The port that tells the gateway from phones at the same address. */
  public static final int GATEWAY_PORT = 5070;

  private Network() {}

  /** A socket address from literals. */
  public static InetSocketAddress at(String address, int port) {
    return new InetSocketAddress(address(address), port);
  }

  /** The address a literal stands for. */
  public static InetAddress address(String literal) {
    try {
      return InetAddress.getByName(literal);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(literal + " is no address literal", e);
    }
  }
}
