package org.ringspan.sip.container;

import java.io.Serializable;
import java.util.List;
import java.util.Properties;
import javax.servlet.sip.SipServletRequest;
import javax.servlet.sip.ar.SipApplicationRouter;
import javax.servlet.sip.ar.SipApplicationRouterInfo;
import javax.servlet.sip.ar.SipApplicationRoutingDirective;
import javax.servlet.sip.ar.SipApplicationRoutingRegion;
import javax.servlet.sip.ar.SipRouteModifier;
import javax.servlet.sip.ar.SipTargetedRequestInfo;
import org.jspecify.annotations.Nullable;

/**
 * Routes every request that comes from outside to the one attached application, and every request
 * an application makes to the outside.
 */
final class SingleApplicationRouter implements SipApplicationRouter {
  private static final SipApplicationRouterInfo OUTSIDE =
      new SipApplicationRouterInfo(null, null, null, null, null, null);

  private volatile @Nullable SipApplicationRouterInfo attached;

  @Override
  public void applicationDeployed(List<String> names) {
    for (String name : names) {
      // The engine parses the subscriber for every request; applications don't look at it.
      attached =
          new SipApplicationRouterInfo(
              name,
              SipApplicationRoutingRegion.NEUTRAL_REGION,
              "sip:invalid",
              null,
              SipRouteModifier.NO_ROUTE,
              null);
    }
  }

  @Override
  public void applicationUndeployed(List<String> names) {
    SipApplicationRouterInfo current = attached;
    if (current != null && names.contains(current.getNextApplicationName())) {
      attached = null;
    }
  }

  @Override
  public SipApplicationRouterInfo getNextApplication(
      SipServletRequest request,
      @Nullable SipApplicationRoutingRegion region,
      @Nullable SipApplicationRoutingDirective directive,
      @Nullable SipTargetedRequestInfo targeted,
      @Nullable Serializable state) {
    SipApplicationRouterInfo current = attached;
    return current == null || request.getSession(false) != null ? OUTSIDE : current;
  }

  @Override
  public void init() {
    // Nothing to load.
  }

  @Override
  public void init(Properties properties) {
    // Nothing to load.
  }

  @Override
  public void destroy() {
    attached = null;
  }
}
