package org.ringspan.e2e.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.management.Attribute;
import javax.management.JMException;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.openmbean.TabularData;
import javax.management.remote.JMXConnector;
import org.ringspan.launcher.RingspanServer;

/** The server's figures, read over JMX. */
public final class ServerFigures implements AutoCloseable {
  private static final String CONTAINER = "org.ringspan:type=SipContainer";
  private static final String CALLS = "org.ringspan:type=Calls";
  private static final String JOURNAL = "org.ringspan:type=Journal,name=active-directory";
  private static final String DIRECTORY = "org.ringspan:type=ActiveDirectory";
  private static final String TRUNKS = "org.ringspan:type=Trunks";
  private static final List<String> SETTLING =
      List.of("ApplicationSessions", "SipSessions", "ServerTransactions", "ClientTransactions");

  private final JMXConnector connector;
  private final MBeanServerConnection beans;

  private ServerFigures(JMXConnector connector) throws IOException {
    this.connector = connector;
    this.beans = connector.getMBeanServerConnection();
  }

  /** The figures of a running server. */
  static ServerFigures of(RingspanServer server) {
    try {
      return new ServerFigures(server.connectMBeans());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One counter or size of the container, such as {@code Dialogs}. */
  public long container(String name) {
    return only(CONTAINER, name);
  }

  /** One counter or size of the calls, such as {@code LiveCalls}. */
  public long calls(String name) {
    return only(CALLS, name);
  }

  /** One figure of the journal of writes to the directory, such as {@code InDoubtBranches}. */
  public long journal(String name) {
    return only(JOURNAL, name);
  }

  /** What the client of the directory counts, such as {@code BINDS}. */
  public long directory(String name) {
    try {
      var figures = (TabularData) beans.getAttribute(new ObjectName(DIRECTORY), "Figures");
      var row = figures.get(new Object[] {name});
      if (row == null) {
        throw new AssertionError("no " + name + " in " + figures.keySet());
      }
      return (Long) row.get("value");
    } catch (JMException e) {
      throw new AssertionError("no " + DIRECTORY, e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Has a trunk asked again and again until its peer is as wanted: UP or DOWN. */
  public void expectPeer(String trunk, String peer, String wanted, Duration patience) {
    Eventually.until(
        wanted + " at " + trunk,
        patience,
        () -> {
          probe(trunk);
          return peer(trunk + " " + peer);
        },
        wanted::equals);
  }

  /** UP, DOWN or UNKNOWN of a trunk's peer, by the name of the trunk and the peer's address. */
  public String peer(String trunkAndPeer) {
    return (String) ofTrunks("Peers", trunkAndPeer);
  }

  /** How many channels of a trunk are taken. */
  public int channelsInUse(String trunk) {
    return (Integer) ofTrunks("ChannelsInUse", trunk);
  }

  private Object ofTrunks(String figure, String key) {
    try {
      var rows = (TabularData) beans.getAttribute(new ObjectName(TRUNKS), figure);
      var row = rows.get(new Object[] {key});
      if (row == null) {
        throw new AssertionError("no " + key + " in " + rows.keySet());
      }
      return row.get("value");
    } catch (JMException e) {
      throw new AssertionError("no " + TRUNKS, e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Calls an operation of the bean {@code Traces}; its answer. */
  public String traces(String operation, Object... arguments) {
    String[] types =
        Arrays.stream(arguments)
            .map(argument -> argument instanceof Integer ? "int" : String.class.getName())
            .toArray(String[]::new);
    try {
      return String.valueOf(
          beans.invoke(new ObjectName("org.ringspan:type=Traces"), operation, arguments, types));
    } catch (JMException e) {
      throw new AssertionError(operation + " of traces fails", e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Puts a recorded message into a mailbox; its number. */
  public String leaveMessage(String user, String number, String name, Path wav) {
    String text = String.class.getName();
    try {
      return String.valueOf(
          beans.invoke(
              new ObjectName("org.ringspan:type=Voicemail"),
              "importMessage",
              new Object[] {user, number, name, wav.toString()},
              new String[] {text, text, text, text}));
    } catch (JMException e) {
      throw new AssertionError("no message can be left for " + user, e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Has a trunk asked now if it is there. */
  public void probe(String trunk) {
    try {
      beans.invoke(
          new ObjectName(TRUNKS),
          "probe",
          new Object[] {trunk},
          new String[] {String.class.getName()});
    } catch (JMException e) {
      throw new AssertionError(trunk + " can't be probed", e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Waits until no call and no dialog is left.
   *
   * @throws AssertionError when one still is, or when a session lock was ever broken open
   */
  public void expectNothingLive(Duration patience) {
    expectNoCalls(patience);
    Eventually.until("without dialogs", patience, () -> container("Dialogs"), left -> left == 0);
    if (container("ForcedLockReleases") != 0) {
      throw new AssertionError(
          "session locks were broken open: " + container("ForcedLockReleases"));
    }
  }

  /** Waits until every call has ended, which is as soon as its last party has answered. */
  public void expectNoCalls(Duration patience) {
    Eventually.until("without calls", patience, () -> calls("LiveCalls"), live -> live == 0);
  }

  /**
   * Waits until no session and no transaction is left either: up to 32 s after the last message
   * (RFC 3261 timers D, H and J).
   */
  public void expectNothingLeft(Duration patience) {
    Eventually.until(
        "without sessions and transactions",
        patience,
        () -> read(CONTAINER, SETTLING),
        ServerFigures::allZero);
  }

  private static boolean allZero(Map<String, Long> figures) {
    return figures.values().stream().allMatch(value -> value == 0);
  }

  private long only(String bean, String name) {
    return read(bean, List.of(name)).values().iterator().next();
  }

  private Map<String, Long> read(String bean, List<String> names) {
    try {
      var figures = new TreeMap<String, Long>();
      var values = beans.getAttributes(new ObjectName(bean), names.toArray(String[]::new));
      for (Attribute attribute : values.asList()) {
        figures.put(attribute.getName(), ((Number) attribute.getValue()).longValue());
      }
      if (figures.size() != names.size()) {
        throw new AssertionError(bean + " has only " + figures.keySet() + " of " + names);
      }
      return figures;
    } catch (JMException e) {
      throw new AssertionError("no " + bean, e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      connector.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
