package org.ringspan.sip.engine;

import javax.servlet.sip.SipServletRequest;
import javax.servlet.sip.SipServletResponse;
import javax.sip.header.CallIdHeader;
import javax.sip.message.Message;
import javax.sip.message.Request;
import javax.sip.message.Response;

/**
 * Names messages in logs and exceptions. Their own texts are the whole messages, with personal data
 * and credentials.
 */
public final class MessageNames {
  private MessageNames() {}

  /**
   * A message by its method or status and its call; anything else as it writes itself.
   *
   * @param thing what a text is made of; may be null
   */
  public static String of(Object thing) {
    if (thing instanceof SipServletRequest) {
      SipServletRequest request = (SipServletRequest) thing;
      return request.getMethod() + " of call " + request.getCallId();
    }
    if (thing instanceof SipServletResponse) {
      SipServletResponse response = (SipServletResponse) thing;
      return response.getStatus() + " to " + response.getMethod() + " of call " + response.getCallId();
    }
    if (thing instanceof Request) {
      return ((Request) thing).getMethod() + call((Message) thing);
    }
    if (thing instanceof Response) {
      return ((Response) thing).getStatusCode() + call((Message) thing);
    }
    if (thing instanceof Message) {
      return "a message" + call((Message) thing);
    }
    return String.valueOf(thing);
  }

  private static String call(Message message) {
    CallIdHeader id = (CallIdHeader) message.getHeader(CallIdHeader.NAME);
    return id == null ? "" : " of call " + id.getCallId();
  }
}
