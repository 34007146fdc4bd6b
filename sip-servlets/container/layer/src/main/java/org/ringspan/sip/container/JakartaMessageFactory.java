package org.ringspan.sip.container;

import java.util.Objects;
import javax.sip.Dialog;
import javax.sip.Transaction;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.jspecify.annotations.Nullable;
import org.mobicents.servlet.sip.core.MobicentsSipFactory;
import org.mobicents.servlet.sip.core.MobicentsSipServletMessageFactory;
import org.mobicents.servlet.sip.core.message.MobicentsSipServletRequest;
import org.mobicents.servlet.sip.core.message.MobicentsSipServletResponse;
import org.mobicents.servlet.sip.core.session.MobicentsSipSession;
import org.mobicents.servlet.sip.message.SipFactoryImpl;

/** Makes the engine's messages of our kinds; the engine creates it by its class name. */
public final class JakartaMessageFactory implements MobicentsSipServletMessageFactory {
  private @Nullable SipFactoryImpl factory;

  /** For the engine. */
  public JakartaMessageFactory() {}

  @Override
  public MobicentsSipServletRequest createSipServletRequest(
      Request request,
      @Nullable MobicentsSipSession session,
      @Nullable Transaction transaction,
      @Nullable Dialog dialog,
      boolean createDialog) {
    return new JakartaSipRequest(request, factory(), session, transaction, dialog, createDialog);
  }

  @Override
  public MobicentsSipServletResponse createSipServletResponse(
      Response response,
      @Nullable Transaction transaction,
      @Nullable MobicentsSipSession session,
      @Nullable Dialog dialog,
      boolean received,
      boolean retransmission) {
    return new JakartaSipResponse(
        response, factory(), transaction, session, dialog, received, retransmission);
  }

  @Override
  public MobicentsSipFactory getMobicentsSipFactory() {
    return factory();
  }

  private SipFactoryImpl factory() {
    return Objects.requireNonNull(factory, "The engine sets its factory first");
  }

  @Override
  public void setMobicentsSipFactory(MobicentsSipFactory factory) {
    this.factory = (SipFactoryImpl) factory;
  }
}
