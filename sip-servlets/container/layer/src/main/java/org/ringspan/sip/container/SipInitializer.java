package org.ringspan.sip.container;

import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import jakarta.servlet.annotation.HandlesTypes;
import java.util.Set;
import javax.servlet.sip.annotation.SipListener;
import javax.servlet.sip.annotation.SipServlet;
import org.jspecify.annotations.Nullable;

/** Finds the SIP servlets and listeners of a web application when it is deployed. */
@HandlesTypes({SipServlet.class, SipListener.class})
public final class SipInitializer implements ServletContainerInitializer {
  /** For the web container. */
  public SipInitializer() {}

  @Override
  public void onStartup(@Nullable Set<Class<?>> found, ServletContext servletContext) {
    if (found != null
        && found.stream().anyMatch(type -> type.isAnnotationPresent(SipServlet.class))) {
      servletContext.addListener(new SipDeployment(Set.copyOf(found)));
    }
  }
}
