package org.ringspan.e2e.server;

import jakarta.jms.Destination;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.TextMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;

/** A program that listens to call events: another process as far as the server can tell. */
public final class EventListener implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Pattern CALL = Pattern.compile("\"call\":\"([^\"]+)\"");

  /**
   * One event.
   *
   * @param type its property {@code ringspan_type}
   * @param group its property {@code JMSXGroupID}
   * @param text its JSON
   */
  public record Event(String type, String group, String text) {
    /** The call it is about. */
    public String call() {
      Matcher call = CALL.matcher(text);
      return call.find() ? call.group(1) : "";
    }
  }

  private final ActiveMQConnectionFactory factory;
  private final JMSContext context;
  private final JMSConsumer consumer;

  private EventListener(
      TestServer server, String password, Function<JMSContext, Destination> from) {
    factory = factory(server);
    JMSContext opened;
    try {
      opened = factory.createContext(TestServer.EVENTS_USER, password);
    } catch (JMSRuntimeException e) {
      factory.close();
      throw e;
    }
    context = opened;
    try {
      consumer = context.createConsumer(from.apply(context));
    } catch (JMSRuntimeException e) {
      close();
      throw e;
    }
  }

  private static ActiveMQConnectionFactory factory(TestServer server) {
    return new ActiveMQConnectionFactory(
        "tcp://%s:8080?httpUpgradeEnabled=true&httpUpgradeEndpoint=ringspan-events&activemqServerName=default"
            .formatted(server.sip().getAddress().getHostAddress()));
  }

  /** Listens to the topic from now on. */
  public static EventListener toTopic(TestServer server) {
    return new EventListener(
        server,
        server.eventsPassword(),
        context -> context.createTopic("jms.topic.ringspan.call-events"));
  }

  /** Takes what lies in the durable queue. */
  public static EventListener toQueue(TestServer server) {
    return to(server, "jms.queue.ringspan.call-events");
  }

  /** Takes what lies in a queue. */
  public static EventListener to(TestServer server, String queue) {
    return new EventListener(
        server, server.eventsPassword(), context -> context.createQueue(queue));
  }

  /** Listens to the topic with a password that need not be right. */
  public static EventListener withPassword(TestServer server, String password) {
    return new EventListener(
        server, password, context -> context.createTopic("jms.topic.ringspan.call-events"));
  }

  /** How many messages lie in a queue that users of the role may browse. */
  public static int lying(TestServer server, String queue) {
    try (var factory = factory(server);
        var context = factory.createContext(TestServer.EVENTS_USER, server.eventsPassword());
        var browser = context.createBrowser(context.createQueue(queue))) {
      return Collections.list((Enumeration<?>) browser.getEnumeration()).size();
    } catch (JMSException e) {
      throw new AssertionError(e);
    }
  }

  /** All events of the one call from this number, up to the last. */
  public List<Event> eventsOfCallFrom(String caller) {
    List<Event> events = new ArrayList<>();
    String call = "";
    while (events.isEmpty() || !events.getLast().type().equals("explained")) {
      Event next = next();
      if (next.text().contains("\"number\":\"" + caller + "\"")) {
        call = next.call();
      }
      if (next.call().equals(call)) {
        events.add(next);
      }
    }
    return events;
  }

  private Event next() {
    if (!(consumer.receive(PATIENCE.toMillis()) instanceof TextMessage message)) {
      throw new AssertionError("no event within " + PATIENCE);
    }
    try {
      return new Event(
          message.getStringProperty("ringspan_type"),
          message.getStringProperty("JMSXGroupID"),
          message.getText());
    } catch (JMSException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    context.close();
    factory.close();
  }
}
