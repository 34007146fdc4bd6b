package org.ringspan.sip.container;

import jakarta.servlet.Servlet;
import jakarta.servlet.ServletConfig;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.Enumeration;
import javax.servlet.sip.SipServlet;
import org.jspecify.annotations.Nullable;
import org.mobicents.servlet.sip.core.MobicentsSipServlet;

/** One SIP servlet of an application; the engine calls it through its application's context. */
final class DeployedServlet implements MobicentsSipServlet, ServletConfig {
  private final String name;
  private final SipServlet servlet;
  private final ServletContext servletContext;
  private final Servlet contextual;

  DeployedServlet(
      String name, SipServlet servlet, ServletContext servletContext, EnterpriseContext context) {
    this.name = name;
    this.servlet = servlet;
    this.servletContext = servletContext;
    this.contextual = new Contextual(servlet, context);
  }

  SipServlet servlet() {
    return servlet;
  }

  /**
   * Initialises the servlet; called in the application's context.
   *
   * @throws ServletException if the servlet does
   */
  void initialize() throws ServletException {
    servlet.init(this);
  }

  @Override
  public String getName() {
    return name;
  }

  @Override
  public Servlet allocate() {
    return contextual;
  }

  @Override
  public void deallocate(Servlet allocated) {
    // There is one instance, used by many threads at a time.
  }

  @Override
  public boolean isUnavailable() {
    return false;
  }

  @Override
  public String getServletName() {
    return name;
  }

  @Override
  public ServletContext getServletContext() {
    return servletContext;
  }

  @Override
  public @Nullable String getInitParameter(String parameter) {
    return null;
  }

  @Override
  public Enumeration<String> getInitParameterNames() {
    return Collections.emptyEnumeration();
  }

  /** What the engine calls instead of the servlet. */
  private record Contextual(SipServlet servlet, EnterpriseContext context) implements Servlet {
    @Override
    public void service(@Nullable ServletRequest request, @Nullable ServletResponse response)
        throws ServletException, IOException {
      try {
        context.run(() -> servlet.service(request, response));
      } catch (ServletException | IOException | RuntimeException e) {
        throw e;
      } catch (Exception e) {
        throw new ServletException(e);
      }
    }

    @Override
    public void init(ServletConfig config) throws ServletException {
      servlet.init(config);
    }

    @Override
    public ServletConfig getServletConfig() {
      return servlet.getServletConfig();
    }

    @Override
    public String getServletInfo() {
      return servlet.getServletInfo();
    }

    @Override
    public void destroy() {
      servlet.destroy();
    }
  }
}
