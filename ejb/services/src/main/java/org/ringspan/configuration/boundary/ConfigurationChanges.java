package org.ringspan.configuration.boundary;

import jakarta.annotation.Resource;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.jms.JMSConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.jms.Topic;
import org.ringspan.configuration.adapter.ChangeCounter;

/** Tells that the configuration has changed. */
@Stateless
@TransactionAttribute(TransactionAttributeType.MANDATORY)
public class ConfigurationChanges {
  @Inject private ChangeCounter counter;
  @Inject private Event<ConfigurationChanged> event;

  @Inject
  @JMSConnectionFactory("java:/JmsXA")
  private JMSContext messages;

  @Resource(lookup = "java:/jms/topic/ringspan.configuration")
  private Topic topic;

  /**
   * Counts a change in the caller's transaction. When that commits, this node loads a new snapshot
   * a moment later, and so does every other that hears the message; whoever misses it polls the
   * counter.
   */
  public void changed() {
    counter.count();
    messages.createProducer().send(topic, "");
    event.fire(new ConfigurationChanged());
  }
}
