package org.ringspan.record.adapter;

import jakarta.annotation.Resource;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.jms.JMSConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.jms.Queue;
import java.util.List;
import org.ringspan.server.ServerRun;
import org.ringspan.server.ServerSettings;

/** Sends a batch as one persistent message. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class JmsRecordSender implements RecordSender {
  @Inject
  @JMSConnectionFactory("java:/JmsXA")
  private JMSContext messages;

  @Resource(lookup = "java:/jms/queue/ringspan.call-records")
  private Queue queue;

  @Inject private ServerSettings settings;
  @Inject private ServerRun run;

  @Override
  public void send(List<RecordHalf> halves) {
    byte[] batch = RecordCodec.write(new RecordBatch(settings.node(), run.beganAtMillis(), halves));
    messages.createProducer().send(queue, batch);
  }
}
