package org.ringspan.directory.adapter;

import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import org.jboss.logging.Logger;
import org.ringspan.configuration.boundary.ConfigurationRefused;
import org.ringspan.configuration.boundary.ConfigurationRefused.Reason;
import org.ringspan.directory.WaitingWrite;
import org.ringspan.directory.WaitingWrite.Remedy;
import org.ringspan.identity.Actor;

/**
 * Writes that the directory refused, in the journal of the resource adapter. Its classes can't be
 * seen from here; its bean can.
 */
public final class WaitingWrites {
  private static final Logger LOG = Logger.getLogger(WaitingWrites.class);
  private static final ObjectName JOURNAL = journal();
  private static final String TEXT = String.class.getName();

  private WaitingWrites() {}

  private static ObjectName journal() {
    try {
      return new ObjectName("org.ringspan:type=Journal,name=active-directory");
    } catch (MalformedObjectNameException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private static MBeanServer beans() {
    return ManagementFactory.getPlatformMBeanServer();
  }

  /** How many there are; none without a directory. */
  static int count() {
    return list().size();
  }

  /** All of them, the oldest first; none without a directory. */
  public static List<WaitingWrite> list() {
    try {
      CompositeData[] parked = (CompositeData[]) beans().getAttribute(JOURNAL, "Parked");
      return Stream.of(parked).map(WaitingWrites::write).toList();
    } catch (InstanceNotFoundException e) {
      return List.of();
    } catch (JMException e) {
      throw new IllegalStateException("the journal can't be asked", e);
    }
  }

  private static WaitingWrite write(CompositeData parked) {
    return new WaitingWrite(
        text(parked, "key"),
        text(parked, "object"),
        text(parked, "description"),
        text(parked, "reason"),
        Instant.parse(text(parked, "parkedAt")),
        Boolean.TRUE.equals(parked.get("overtaken")));
  }

  private static String text(CompositeData data, String item) {
    return String.valueOf(data.get(item));
  }

  /**
   * Carries out what an administrator says.
   *
   * @param evenIfOvertaken to try again though a later write may be undone by it
   * @throws ConfigurationRefused when it doesn't wait, or was overtaken
   */
  public static void decide(Actor actor, String key, Remedy remedy, boolean evenIfOvertaken) {
    String answer;
    try {
      answer =
          (String)
              switch (remedy) {
                case RETRY ->
                    beans()
                        .invoke(
                            JOURNAL,
                            "retry",
                            new Object[] {key, evenIfOvertaken, actor.name()},
                            new String[] {TEXT, boolean.class.getName(), TEXT});
                case DISCARD -> said("discard", actor, key);
                case DONE -> said("markAsDone", actor, key);
              };
    } catch (InstanceNotFoundException e) {
      throw notThere(key);
    } catch (JMException e) {
      throw new IllegalStateException("the journal can't be told", e);
    }
    LOG.infof("%s says %s of the waiting write %s: %s", actor.name(), remedy, key, answer);
    switch (answer) {
      case "ACCEPTED" -> {
        // The journal goes on with it.
      }
      case "NOT_PARKED" -> throw notThere(key);
      case "OVERTAKEN" ->
          throw new ConfigurationRefused(
              Reason.CHANGED, "a later write to the same person was made since: this may undo it");
      default ->
          throw new ConfigurationRefused(
              Reason.NOT_ALLOWED, "the journal can't keep it: " + answer);
    }
  }

  private static Object said(String operation, Actor actor, String key) throws JMException {
    return beans()
        .invoke(JOURNAL, operation, new Object[] {key, actor.name()}, new String[] {TEXT, TEXT});
  }

  private static ConfigurationRefused notThere(String key) {
    return new ConfigurationRefused(Reason.NOT_FOUND, "no write of that key waits: " + key);
  }
}
