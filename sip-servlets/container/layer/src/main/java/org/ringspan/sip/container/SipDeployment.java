package org.ringspan.sip.container;

import jakarta.enterprise.concurrent.ContextService;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.enterprise.inject.spi.Unmanaged;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.ServletException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EventListener;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.servlet.sip.annotation.SipListener;
import javax.servlet.sip.annotation.SipServlet;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.ringspan.sip.container.api.ApplicationStopping;
import org.ringspan.sip.container.api.Flow;
import org.ringspan.sip.container.api.FlowClosed;

/** Attaches a web application to the engine when it starts and detaches it when it stops. */
final class SipDeployment implements ServletContextListener {
  private static final Logger LOG = Logger.getLogger(SipDeployment.class);

  private final Set<Class<?>> found;
  private final List<Unmanaged.UnmanagedInstance<?>> instances = new ArrayList<>();
  private @Nullable SipEngine engine;
  private @Nullable SipApplication application;
  private @Nullable SipBeans beans;

  SipDeployment(Set<Class<?>> found) {
    this.found = found;
  }

  @Override
  public void contextInitialized(ServletContextEvent event) {
    Properties settings = System.getProperties();
    SipEngine running = SipEngine.running(settings);
    engine = running;
    try {
      EnterpriseContext context = new EnterpriseContext(contexts());
      SipApplication assembled = assemble(running, event.getServletContext(), settings, context);
      application = assembled;
      BeanManager manager = CDI.current().getBeanManager();
      running.attach(assembled, flow -> tell(context, manager, flow));
    } catch (NamingException | ServletException e) {
      throw new IllegalStateException("The SIP application can't start", e);
    }
  }

  @Override
  public void contextDestroyed(ServletContextEvent event) {
    if (engine != null && application != null) {
      engine.stopAcceptingNewCalls();
      CDI.current().getBeanManager().getEvent().fire(new ApplicationStopping());
      engine.detach(application);
    }
    instances.forEach(instance -> instance.preDestroy().dispose());
    instances.clear();
    if (beans != null) {
      beans.detached();
    }
    application = null;
    engine = null;
  }

  private static void tell(EnterpriseContext context, BeanManager manager, Flow flow) {
    try {
      context.run(() -> manager.getEvent().fire(new FlowClosed(flow)));
    } catch (Exception e) {
      LOG.errorf(e, "an observer of connections that are gone has failed");
    }
  }

  private SipApplication assemble(
      SipEngine running,
      ServletContext servletContext,
      Properties settings,
      EnterpriseContext context)
      throws ServletException {
    ClassLoader loader = servletContext.getClassLoader();
    SipApplication assembled =
        new SipApplication(
            name(servletContext),
            running.getSipApplicationDispatcher(),
            servletContext,
            loader,
            context,
            SipSetting.TIMER_THREADS.number(settings),
            SipSetting.SESSION_TIMEOUT.number(settings));
    BeanManager manager = CDI.current().getBeanManager();
    SipBeans injected = manager.getExtension(SipBeans.class);
    beans = injected;
    injected.attached(running, assembled);
    List<Class<?>> order = new ArrayList<>(found);
    order.sort(Comparator.comparingInt(SipDeployment::loadOnStartup).thenComparing(Class::getName));
    for (Class<?> type : order) {
      SipServlet servlet = type.getAnnotation(SipServlet.class);
      if (servlet == null && !type.isAnnotationPresent(SipListener.class)) {
        continue;
      }
      Object instance = instantiate(manager, type);
      if (servlet != null) {
        String name = servlet.name().isEmpty() ? type.getSimpleName() : servlet.name();
        assembled.add(
            new DeployedServlet(
                name, (javax.servlet.sip.SipServlet) instance, servletContext, context));
      }
      if (instance instanceof EventListener listener) {
        assembled.listeners().add(listener);
      }
    }
    assembled.initializeServlets();
    return assembled;
  }

  // The name is a constant of the platform, bound by the server itself.
  @SuppressWarnings("BanJNDI")
  private static ContextService contexts() throws NamingException {
    return (ContextService) new InitialContext().lookup("java:comp/DefaultContextService");
  }

  private <T> T instantiate(BeanManager manager, Class<T> type) {
    Unmanaged.UnmanagedInstance<T> instance = new Unmanaged<>(manager, type).newInstance();
    instances.add(instance);
    return instance.produce().inject().postConstruct().get();
  }

  private static int loadOnStartup(Class<?> type) {
    SipServlet servlet = type.getAnnotation(SipServlet.class);
    // Servlets that don't say when to load come after those that do.
    return servlet == null || servlet.loadOnStartup() < 0
        ? Integer.MAX_VALUE
        : servlet.loadOnStartup();
  }

  private static String name(ServletContext servletContext) {
    String path = servletContext.getContextPath();
    return path.isEmpty() ? "ROOT" : path.substring(1);
  }
}
