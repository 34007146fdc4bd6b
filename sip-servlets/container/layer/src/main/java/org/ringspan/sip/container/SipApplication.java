package org.ringspan.sip.container;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.servlet.sip.SipFactory;
import javax.servlet.sip.SipServlet;
import javax.servlet.sip.SipServletContextEvent;
import javax.servlet.sip.SipServletListener;
import org.jspecify.annotations.Nullable;
import org.mobicents.servlet.sip.annotation.ConcurrencyControlMode;
import org.mobicents.servlet.sip.core.MobicentsSipServlet;
import org.mobicents.servlet.sip.core.SipApplicationDispatcher;
import org.mobicents.servlet.sip.core.SipContextEvent;
import org.mobicents.servlet.sip.core.SipContextEventType;
import org.mobicents.servlet.sip.core.SipListeners;
import org.mobicents.servlet.sip.core.SipManager;
import org.mobicents.servlet.sip.core.message.MobicentsSipServletRequest;
import org.mobicents.servlet.sip.core.message.MobicentsSipServletResponse;
import org.mobicents.servlet.sip.core.session.MobicentsSipApplicationSession;
import org.mobicents.servlet.sip.core.session.MobicentsSipSession;
import org.mobicents.servlet.sip.core.session.MobicentsSipSessionsUtil;
import org.mobicents.servlet.sip.core.session.SipSessionsUtilImpl;
import org.mobicents.servlet.sip.core.timers.ProxyTimerService;
import org.mobicents.servlet.sip.core.timers.ProxyTimerServiceImpl;
import org.mobicents.servlet.sip.core.timers.SipApplicationSessionTimerService;
import org.mobicents.servlet.sip.message.SipFactoryFacade;
import org.mobicents.servlet.sip.message.SipFactoryImpl;

/**
 * One attached web application, as the engine sees it.
 *
 * <p>Takes no session locks: order within a call is the application's own doing.
 */
final class SipApplication extends AnnotatedApplication {
  private final String name;
  private final SipApplicationDispatcher dispatcher;
  private final ServletContext servletContext;
  private final ClassLoader loader;
  private final int sessionTimeoutMinutes;
  private final ApplicationListeners listeners;
  private final ApplicationSessions sessions;
  private final SipFactoryFacade factory;
  private final SipSessionsUtilImpl sessionsUtil;
  private final ApplicationTimers timers;
  private final ProxyTimerServiceImpl proxyTimers = new ProxyTimerServiceImpl();
  private final Map<String, MobicentsSipServlet> servlets = new LinkedHashMap<>();
  private String mainServlet = "";

  SipApplication(
      String name,
      SipApplicationDispatcher dispatcher,
      ServletContext servletContext,
      ClassLoader loader,
      EnterpriseContext context,
      int timerThreads,
      int sessionTimeoutMinutes) {
    this.name = name;
    this.dispatcher = dispatcher;
    this.servletContext = servletContext;
    this.loader = loader;
    this.sessionTimeoutMinutes = sessionTimeoutMinutes;
    this.listeners = new ApplicationListeners(this, context);
    this.sessions = new ApplicationSessions(this, dispatcher.getSipFactory());
    this.factory = new SipFactoryFacade((SipFactoryImpl) dispatcher.getSipFactory(), this);
    this.sessionsUtil = new SipSessionsUtilImpl(this);
    this.timers = new ApplicationTimers(timerThreads);
    servletContext.setAttribute(SipServlet.SIP_FACTORY, factory);
    servletContext.setAttribute(SipServlet.TIMER_SERVICE, timers);
    servletContext.setAttribute(SipServlet.SIP_SESSIONS_UTIL, sessionsUtil);
    servletContext.setAttribute(SipServlet.SUPPORTED, List.of(dispatcher.getExtensionsSupported()));
    servletContext.setAttribute(SipServlet.SUPPORTED_RFCs, List.of(dispatcher.getRfcSupported()));
    servletContext.setAttribute(SipServlet.PRACK_SUPPORTED, Boolean.TRUE);
    servletContext.setAttribute(SipServlet.OUTBOUND_INTERFACES, dispatcher.getOutboundInterfaces());
  }

  /** Adds a servlet; the first one receives what isn't addressed to another. */
  void add(DeployedServlet servlet) {
    servlets.put(servlet.getName(), servlet);
    if (mainServlet.isEmpty()) {
      mainServlet = servlet.getName();
    }
  }

  ApplicationListeners listeners() {
    return listeners;
  }

  ApplicationTimers timers() {
    return timers;
  }

  /** Initialises the servlets; called in the application's context, before messages arrive. */
  void initializeServlets() throws ServletException {
    for (MobicentsSipServlet each : servlets.values()) {
      ((DeployedServlet) each).initialize();
    }
  }

  /** Ends everything that runs for this application; no message reaches it any more. */
  void stop() {
    timers.stop();
    proxyTimers.stop();
    listeners.clean();
    for (MobicentsSipServlet each : servlets.values()) {
      ((DeployedServlet) each).servlet().destroy();
    }
  }

  @Override
  public boolean notifySipContextListeners(SipContextEvent event) {
    if (event.getEventType() == SipContextEventType.SERVLET_INITIALIZED) {
      for (MobicentsSipServlet each : servlets.values()) {
        SipServletContextEvent initialized =
            new SipServletContextEvent(servletContext, ((DeployedServlet) each).servlet());
        for (SipServletListener listener : listeners.getSipServletsListeners()) {
          listener.servletInitialized(initialized);
        }
      }
    }
    return true;
  }

  @Override
  public void enterSipApp(
      @Nullable MobicentsSipApplicationSession applicationSession,
      @Nullable MobicentsSipSession session,
      boolean check) {
    // No locks are taken, so none can be forced open.
  }

  @Override
  public void exitSipApp(
      @Nullable MobicentsSipApplicationSession applicationSession,
      @Nullable MobicentsSipSession session) {
    // No locks are taken.
  }

  @Override
  public boolean enterSipAppHa(boolean startBatch) {
    return false;
  }

  @Override
  public void exitSipAppHa(
      @Nullable MobicentsSipServletRequest request,
      @Nullable MobicentsSipServletResponse response,
      boolean batchStarted) {
    // Sessions aren't replicated.
  }

  @Override
  public void enterSipContext() {
    // Servlets and listeners enter the whole enterprise context themselves.
  }

  @Override
  public void exitSipContext(ClassLoader former) {
    // See enterSipContext.
  }

  @Override
  public String getApplicationName() {
    return name;
  }

  @Override
  public String getApplicationNameHashed() {
    return dispatcher.getHashFromApplicationName(name);
  }

  @Override
  public SipListeners getListeners() {
    return listeners;
  }

  @Override
  public boolean isMainServlet() {
    return true;
  }

  @Override
  public String getMainServlet() {
    return mainServlet;
  }

  @Override
  public String getServletHandler() {
    return mainServlet;
  }

  @Override
  public int getProxyTimeout() {
    // rfc3261#section-16.6: "Timer C MUST be larger than 3 minutes."
    return 181;
  }

  @Override
  public int getSipApplicationSessionTimeout() {
    return sessionTimeoutMinutes;
  }

  @Override
  public SipManager getSipManager() {
    return sessions;
  }

  @Override
  public SipApplicationDispatcher getSipApplicationDispatcher() {
    return dispatcher;
  }

  @Override
  public SipFactory getSipFactoryFacade() {
    return factory;
  }

  @Override
  public MobicentsSipSessionsUtil getSipSessionsUtil() {
    return sessionsUtil;
  }

  @Override
  public ApplicationTimers getTimerService() {
    return timers;
  }

  @Override
  public ProxyTimerService getProxyTimerService() {
    return proxyTimers;
  }

  @Override
  public SipApplicationSessionTimerService getSipApplicationSessionTimerService() {
    return timers.expiry();
  }

  @Override
  public ConcurrencyControlMode getConcurrencyControlMode() {
    return ConcurrencyControlMode.None;
  }

  @Override
  public void setConcurrencyControlMode(ConcurrencyControlMode mode) {
    if (mode != ConcurrencyControlMode.None) {
      throw new UnsupportedOperationException("Sessions aren't locked: " + mode);
    }
  }

  @Override
  public ServletContext getServletContext() {
    return servletContext;
  }

  @Override
  public String getPath() {
    return servletContext.getContextPath();
  }

  @Override
  public String getBasePath() {
    return servletContext.getContextPath();
  }

  @Override
  public String getEngineName() {
    return "ringspan";
  }

  @Override
  public @Nullable MobicentsSipServlet findSipServletByClassName(@Nullable String className) {
    for (MobicentsSipServlet each : servlets.values()) {
      if (((DeployedServlet) each).servlet().getClass().getName().equals(className)) {
        return each;
      }
    }
    return null;
  }

  @Override
  public @Nullable MobicentsSipServlet findSipServletByName(@Nullable String servletName) {
    return servletName == null ? null : servlets.get(servletName);
  }

  @Override
  public ClassLoader getSipContextClassLoader() {
    return loader;
  }

  @Override
  public Map<String, MobicentsSipServlet> getChildrenMap() {
    return servlets;
  }

  @Override
  public boolean authorize(MobicentsSipServletRequest request) {
    // Applications authenticate by DigestAuthentication.
    return true;
  }
}
