package org.ringspan.sip.wire.transport;

import gov.nist.javax.sip.SIPConstants;
import gov.nist.javax.sip.message.SIPMessage;
import gov.nist.javax.sip.parser.ParseExceptionListener;
import gov.nist.javax.sip.parser.RequestLineParser;
import gov.nist.javax.sip.parser.StringMsgParser;
import java.text.ParseException;

/** The stack's parser; what it makes of a request knows its transaction. */
final class WireParser extends StringMsgParser {

  @Override
  protected SIPMessage processFirstLine(String line, ParseExceptionListener listener, byte[] all)
      throws ParseException {
    if (line.startsWith(SIPConstants.SIP_VERSION_STRING)) {
      return super.processFirstLine(line, listener, all);
    }
    ReceivedRequest request = new ReceivedRequest();
    request.setRequestLine(new RequestLineParser(line + "\n").parse());
    return request;
  }
}
