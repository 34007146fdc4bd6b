package org.ringspan.sip.container;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import jakarta.enterprise.inject.spi.Extension;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.function.Function;
import javax.servlet.sip.SipFactory;
import javax.servlet.sip.SipSessionsUtil;
import javax.servlet.sip.TimerService;
import org.jspecify.annotations.Nullable;
import org.ringspan.sip.container.api.PeerNames;
import org.ringspan.sip.container.api.SipContainer;
import org.ringspan.sip.container.api.SipContainerMXBean;
import org.ringspan.sip.container.api.SipTap;

/**
 * Makes {@link SipFactory}, {@link TimerService}, {@link SipSessionsUtil} and {@link SipContainer}
 * injectable. Beans may be made before the application is attached; what they are given works from
 * then on.
 */
public final class SipBeans implements Extension {
  private record Attached(SipEngine engine, SipApplication application) {}

  private volatile @Nullable Attached attached;

  /** For the CDI container. */
  public SipBeans() {}

  void attached(SipEngine engine, SipApplication application) {
    attached = new Attached(engine, application);
  }

  void detached() {
    attached = null;
  }

  void addBeans(@Observes AfterBeanDiscovery discovery) {
    add(discovery, SipFactory.class, now -> now.application().getSipFactoryFacade());
    add(discovery, TimerService.class, now -> now.application().getTimerService());
    add(discovery, SipSessionsUtil.class, now -> now.application().getSipSessionsUtil());
    add(discovery, SipContainer.class, now -> new Container(now.engine()));
  }

  private <T> void add(AfterBeanDiscovery discovery, Class<T> type, Function<Attached, T> source) {
    discovery
        .<T>addBean()
        .types(type, Object.class)
        .scope(Dependent.class)
        .id(SipBeans.class.getName() + "." + type.getName())
        .produceWith(ignored -> delegating(type, source));
  }

  private <T> T delegating(Class<T> type, Function<Attached, T> source) {
    return type.cast(
        Proxy.newProxyInstance(
            SipBeans.class.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              Attached now = attached;
              if (now == null) {
                throw new IllegalStateException("The application isn't attached to the SIP engine");
              }
              try {
                return method.invoke(source.apply(now), arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            }));
  }

  private record Container(SipEngine engine) implements SipContainer {
    @Override
    public void stopAcceptingNewCalls() {
      engine.stopAcceptingNewCalls();
    }

    @Override
    public boolean accepting() {
      return statistics().isAccepting();
    }

    @Override
    public void tap(@Nullable SipTap tap) {
      engine.tap(tap);
    }

    @Override
    public void expect(@Nullable PeerNames names) {
      engine.expect(names);
    }

    @Override
    public SipContainerMXBean statistics() {
      return new ContainerFigures(engine);
    }
  }
}
