package org.ringspan.sip.container;

import javax.servlet.sip.ar.SipApplicationRouter;
import javax.servlet.sip.ar.spi.SipApplicationRouterProvider;

/** Makes the router; the engine creates it by its class name. */
public final class SingleApplicationRouterProvider extends SipApplicationRouterProvider {
  /** For the engine. */
  public SingleApplicationRouterProvider() {}

  @Override
  public SipApplicationRouter getSipApplicationRouter() {
    return new SingleApplicationRouter();
  }
}
