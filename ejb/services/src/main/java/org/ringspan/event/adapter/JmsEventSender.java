package org.ringspan.event.adapter;

import jakarta.annotation.Resource;
import jakarta.ejb.EJBException;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSProducer;
import jakarta.jms.Queue;
import jakarta.jms.TextMessage;
import jakarta.jms.Topic;
import java.util.List;
import org.ringspan.event.CallNews;

/** Sends each of the news as a message of its own, all of a batch in one transaction. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class JmsEventSender implements EventSender {
  // An injected JMSContext is looked up anew at every call: as dear as writing the event.
  @Resource(lookup = "java:/JmsXA")
  private ConnectionFactory connections;

  @Resource(lookup = "java:/jms/topic/ringspan.call-events")
  private Topic topic;

  @Resource(lookup = "java:/jms/queue/ringspan.call-events")
  private Queue queue;

  /** Made by the container, which sets what is missing. */
  @SuppressWarnings("NullAway.Init")
  public JmsEventSender() {}

  @Override
  public void send(List<CallNews> news, boolean queued) {
    try (JMSContext messages = connections.createContext()) {
      JMSProducer producer = messages.createProducer().setDisableMessageID(true);
      for (CallNews one : news) {
        TextMessage message = message(one, messages);
        producer.send(topic, message);
        if (queued) {
          producer.send(queue, message);
        }
      }
    } catch (JMSException e) {
      throw new EJBException("a call event can't be made into a message", e);
    }
  }

  private static TextMessage message(CallNews news, JMSContext messages) throws JMSException {
    TextMessage message = messages.createTextMessage(EventJson.write(news));
    // One consumer of several gets all news of a call, in their order.
    message.setStringProperty("JMSXGroupID", news.call().value());
    message.setStringProperty("ringspan_type", EventJson.type(news));
    message.setIntProperty("ringspan_version", EventJson.VERSION);
    return message;
  }
}
