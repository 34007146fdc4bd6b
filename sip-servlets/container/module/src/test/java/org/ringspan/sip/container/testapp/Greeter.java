package org.ringspan.sip.container.testapp;

import jakarta.annotation.Resource;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;

/** An enterprise bean that a SIP servlet calls. */
@Stateless
public class Greeter {
  @Resource private SessionContext context;

  /** A word that shows that the bean was called inside a transaction. */
  public String greet() {
    return context.getRollbackOnly() ? "broken" : "hello";
  }
}
