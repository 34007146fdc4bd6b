package org.ringspan.configuration.adapter;

import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.MessageDriven;
import jakarta.inject.Inject;
import jakarta.jms.Message;
import jakarta.jms.MessageListener;

/** Hears that some node has changed the configuration. */
@MessageDriven(
    activationConfig = {
      @ActivationConfigProperty(
          propertyName = "destinationLookup",
          propertyValue = "java:/jms/topic/ringspan.configuration"),
      @ActivationConfigProperty(
          propertyName = "destinationType",
          propertyValue = "jakarta.jms.Topic")
    })
public class ConfigurationTopicListener implements MessageListener {
  @Inject private CurrentConfiguration configuration;

  @Override
  public void onMessage(Message message) {
    configuration.refreshSoon();
  }
}
