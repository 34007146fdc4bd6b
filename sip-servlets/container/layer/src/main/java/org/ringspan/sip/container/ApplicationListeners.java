package org.ringspan.sip.container;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.EventListener;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.servlet.sip.SipApplicationSessionActivationListener;
import javax.servlet.sip.SipApplicationSessionAttributeListener;
import javax.servlet.sip.SipApplicationSessionBindingListener;
import javax.servlet.sip.SipApplicationSessionListener;
import javax.servlet.sip.SipErrorListener;
import javax.servlet.sip.SipServletListener;
import javax.servlet.sip.SipSessionActivationListener;
import javax.servlet.sip.SipSessionAttributeListener;
import javax.servlet.sip.SipSessionBindingListener;
import javax.servlet.sip.SipSessionListener;
import javax.servlet.sip.TimerListener;
import org.mobicents.servlet.sip.core.SipContext;
import org.mobicents.servlet.sip.core.session.SipListenersHolder;

/** The listeners of one application; the engine calls each in the application's context. */
final class ApplicationListeners extends SipListenersHolder {
  private static final Set<Class<?>> KINDS =
      Set.of(
          SipApplicationSessionActivationListener.class,
          SipApplicationSessionAttributeListener.class,
          SipApplicationSessionBindingListener.class,
          SipApplicationSessionListener.class,
          SipErrorListener.class,
          SipServletListener.class,
          SipSessionActivationListener.class,
          SipSessionAttributeListener.class,
          SipSessionBindingListener.class,
          SipSessionListener.class,
          TimerListener.class);

  private final EnterpriseContext context;

  ApplicationListeners(SipContext application, EnterpriseContext context) {
    super(application);
    this.context = context;
  }

  /** Adds a listener under every listener interface of the SIP Servlet API it implements. */
  void add(EventListener listener) {
    Class<?>[] kinds = kinds(listener.getClass()).toArray(Class<?>[]::new);
    if (kinds.length > 0) {
      addListenerToBunch(
          (EventListener)
              Proxy.newProxyInstance(
                  ApplicationListeners.class.getClassLoader(), kinds, new InContext(listener)));
    }
  }

  @Override
  public boolean loadListeners(String[] classNames, ClassLoader loader) {
    throw new UnsupportedOperationException("Listeners are added as instances");
  }

  private static List<Class<?>> kinds(Class<?> listenerClass) {
    List<Class<?>> found = new ArrayList<>();
    for (Class<?> c = listenerClass; c != null; c = c.getSuperclass()) {
      Stream.of(c.getInterfaces()).filter(KINDS::contains).forEach(found::add);
    }
    return found.stream().distinct().collect(Collectors.toList());
  }

  private final class InContext implements InvocationHandler {
    private final EventListener listener;

    InContext(EventListener listener) {
      this.listener = listener;
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
      if (method.getDeclaringClass() == Object.class) {
        return switch (method.getName()) {
          case "equals" -> proxy == arguments[0];
          case "hashCode" -> System.identityHashCode(proxy);
          default -> listener.toString();
        };
      }
      Object[] result = new Object[1];
      try {
        context.run(() -> result[0] = method.invoke(listener, arguments));
      } catch (InvocationTargetException e) {
        throw e.getCause();
      }
      return result[0];
    }
  }
}
