package org.ringspan.record.adapter;

import jakarta.annotation.Resource;
import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.EJBException;
import jakarta.ejb.MessageDriven;
import jakarta.inject.Inject;
import jakarta.jms.JMSConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageListener;
import jakarta.jms.Queue;
import java.sql.SQLException;
import org.jboss.logging.Logger;

/**
 * Writes the batches of the queue into the database, message and rows in one transaction: a failure
 * rolls back and the message comes again. One session, so that batches come in their order.
 */
@MessageDriven(
    activationConfig = {
      @ActivationConfigProperty(
          propertyName = "destinationLookup",
          propertyValue = "java:/jms/queue/ringspan.call-records"),
      @ActivationConfigProperty(
          propertyName = "destinationType",
          propertyValue = "jakarta.jms.Queue"),
      @ActivationConfigProperty(propertyName = "maxSession", propertyValue = "1")
    })
public class CallRecordListener implements MessageListener {
  private static final Logger LOG = Logger.getLogger(CallRecordListener.class);

  @Inject private CallRecordWriter writer;

  @Inject
  @JMSConnectionFactory("java:/JmsXA")
  private JMSContext messages;

  @Resource(lookup = "java:/jms/queue/DLQ")
  private Queue parking;

  @Override
  public void onMessage(Message message) {
    try {
      writer.write(message.getBody(byte[].class));
    } catch (Unreadable e) {
      // It would be unreadable again: it is put aside for an administrator, and the rest goes on.
      LOG.error("An unreadable call record message is put into the dead-letter queue", e);
      messages.createProducer().send(parking, message);
      writer.parked();
    } catch (SQLException e) {
      throw new EJBException("the database refuses call records now", e);
    } catch (JMSException e) {
      throw new EJBException("a call record message can't be received", e);
    }
  }
}
