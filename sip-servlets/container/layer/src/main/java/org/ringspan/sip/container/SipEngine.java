package org.ringspan.sip.container;

import gov.nist.javax.sip.ListeningPointExt;
import gov.nist.javax.sip.SipStackImpl;
import gov.nist.javax.sip.header.ims.PathHeader;
import java.net.InetAddress;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.logging.Level;
import javax.sip.SipProvider;
import javax.sip.SipStack;
import javax.sip.header.ProxyAuthenticateHeader;
import javax.sip.header.WWWAuthenticateHeader;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.mobicents.ha.javax.sip.ReplicationStrategy;
import org.mobicents.servlet.sip.JainSipUtils;
import org.mobicents.servlet.sip.SipConnector;
import org.mobicents.servlet.sip.annotation.ConcurrencyControlMode;
import org.mobicents.servlet.sip.core.ExtendedListeningPoint;
import org.mobicents.servlet.sip.core.SipApplicationDispatcher;
import org.mobicents.servlet.sip.core.SipService;
import org.mobicents.servlet.sip.core.session.MobicentsSipApplicationSession;
import org.mobicents.servlet.sip.startup.StaticServiceHolder;
import org.ringspan.sip.container.GatedDispatcher.Gate;
import org.ringspan.sip.container.api.Flow;
import org.ringspan.sip.container.api.PeerNames;
import org.ringspan.sip.container.api.SipTap;
import org.ringspan.sip.wire.Transport;
import org.ringspan.sip.wire.WireHardening;

/**
 * The engine and the SIP stack under it, one for the lifetime of the server: the engine keeps
 * itself in a static field. Started when the first application is attached, it then answers 503
 * whenever none is.
 */
final class SipEngine implements SipService {
  private static final Logger LOG = Logger.getLogger(SipEngine.class);

  /**
   * What the engine says at INFO is several lines a message; held here so that its level is kept.
   */
  private static final java.util.logging.Logger ENGINE_LOG =
      java.util.logging.Logger.getLogger("org.mobicents");

  /** Guards {@link #running}. */
  private static final Object START = new Object();

  private static @Nullable SipEngine running;

  private final Properties settings;
  private final GatedDispatcher dispatcher;
  private final SipStackImpl stack;
  private final @Nullable WatchedKey tlsKey;
  private final List<SipConnector> connectors = new ArrayList<>();
  private String messageFactory = JakartaMessageFactory.class.getName();
  private volatile @Nullable SipApplication attached;
  private volatile Consumer<Flow> flowClosed = flow -> {};

  private SipEngine(Properties settings) throws Exception {
    this.settings = settings;
    if (ENGINE_LOG.getLevel() == null) {
      ENGINE_LOG.setLevel(Level.WARNING);
    }
    // The engine takes challenges for single headers, but rfc8760#section-2.4 sends one an
    // algorithm.
    JainSipUtils.SINGLETON_HEADER_NAMES.removeAll(
        List.of(WWWAuthenticateHeader.NAME, ProxyAuthenticateHeader.NAME));
    // The engine lets no application answer a REGISTER as rfc3327#section-5.3 wants: "the registrar
    // [...] copies the Path header values [...] into the 200 response".
    JainSipUtils.SYSTEM_HEADERS.remove(PathHeader.NAME);
    StaticServiceHolder.sipStandardService = this;
    Housekeeping housekeeping = new Housekeeping(SipSetting.HOUSEKEEPING_THREADS.number(settings));
    dispatcher = new GatedDispatcher(SipSetting.RETRY_AFTER.number(settings), housekeeping);
    dispatcher.setSipService(this);
    dispatcher.getSipFactory().initialize("gov.nist", true);
    dispatcher.setDomain("org.ringspan.sip");
    tlsKey = StackProperties.needsTls(settings) ? watchedKey(housekeeping) : null;
    stack = new IndexedSipStack(StackProperties.of(settings));
    WireHardening.tellConnectionEnds(stack, this::connectionGone);
    dispatcher.setSipStack(stack);
    // rfc3261#section-17: T1 500 ms, T2 4 s, T4 5 s, timer D 32 s
    dispatcher.setBaseTimerInterval(500);
    dispatcher.setT2Interval(4000);
    dispatcher.setT4Interval(5000);
    dispatcher.setTimerDInterval(32_000);
    dispatcher.setMemoryThreshold(100);
    dispatcher.setBackToNormalMemoryThreshold(100);
    dispatcher.setQueueSize(Integer.MAX_VALUE);
    dispatcher.setBackToNormalQueueSize(Integer.MAX_VALUE);
    dispatcher.setCongestionControlCheckingInterval(-1);
    // Statistics would be reported to a third party.
    dispatcher.setGatherStatistics(false);
    dispatcher.setConcurrencyControlMode(ConcurrencyControlMode.None);
    // Messages are handled on the thread that parsed them.
    dispatcher.setBypassRequestExecutor(true);
    dispatcher.setBypassResponseExecutor(true);
    initializeDispatcher();
    listen("udp", SipSetting.UDP_PORT);
    listen("tcp", SipSetting.TCP_PORT);
    listen("tls", SipSetting.TLS_PORT);
    listen("ws", SipSetting.WS_PORT);
    listen("wss", SipSetting.WSS_PORT);
    dispatcher.start();
    ContainerFigures.register(this);
  }

  /**
   * The engine, started if it isn't running yet.
   *
   * @throws IllegalStateException if it can't be started, for instance because a port is taken
   */
  static SipEngine running(Properties settings) {
    synchronized (START) {
      if (running == null) {
        running = startAside(settings);
      }
      return running;
    }
  }

  /**
   * Starts on a thread of its own: the engine's threads inherit class loader and thread locals, and
   * those of the deploying thread belong to an application that will be gone.
   */
  private static SipEngine startAside(Properties settings) {
    List<SipEngine> started = new ArrayList<>(1);
    List<Exception> failed = new ArrayList<>(1);
    Thread starter =
        Thread.ofPlatform()
            .name("sip-engine-start")
            .inheritInheritableThreadLocals(false)
            .unstarted(
                () -> {
                  Thread.currentThread().setContextClassLoader(SipEngine.class.getClassLoader());
                  try {
                    started.add(new SipEngine(settings));
                  } catch (Exception e) {
                    failed.add(e);
                  }
                });
    starter.start();
    try {
      starter.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while the SIP engine started", e);
    }
    if (started.isEmpty()) {
      throw new IllegalStateException(
          "The SIP engine can't start", failed.isEmpty() ? null : failed.getFirst());
    }
    return started.getFirst();
  }

  private void initializeDispatcher() {
    String property = "javax.servlet.sip.ar.spi.SipApplicationRouterProvider";
    String former = System.setProperty(property, SingleApplicationRouterProvider.class.getName());
    try {
      dispatcher.init();
    } finally {
      if (former == null) {
        System.clearProperty(property);
      } else {
        System.setProperty(property, former);
      }
    }
  }

  private WatchedKey watchedKey(Housekeeping housekeeping) throws Exception {
    WatchedKey key = new WatchedKey(TlsKey.of(settings), Clock.systemUTC());
    WatchedTrust trust = WatchedTrust.of(settings);
    TlsKeys.use(key, trust);
    long seconds = Math.max(1, SipSetting.TLS_RELOAD.number(settings));
    housekeeping.scheduleWithFixedDelay(key::check, seconds, seconds, TimeUnit.SECONDS);
    housekeeping.scheduleWithFixedDelay(trust::check, seconds, seconds, TimeUnit.SECONDS);
    return key;
  }

  private void connectionGone(Transport transport, InetAddress address, int port) {
    flowClosed.accept(new Flow(transport.name(), address.getHostAddress(), port));
  }

  private void listen(String transport, SipSetting portSetting) throws Exception {
    int port = portSetting.number(settings);
    if (port == 0) {
      return;
    }
    String address = SipSetting.BIND_ADDRESS.in(settings);
    SipConnector connector = new SipConnector();
    connector.setIpAddress(address);
    connector.setPort(port);
    connector.setTransport(transport);
    ListeningPointExt point =
        (ListeningPointExt) stack.createListeningPoint(address, port, transport);
    SipProvider provider = providerOf(address, port, transport);
    if (provider == null) {
      provider = stack.createSipProvider(point);
      provider.addSipListener(dispatcher);
    } else {
      provider.addListeningPoint(point);
    }
    ExtendedListeningPoint extended = new ExtendedListeningPoint(provider, point, connector);
    extended.setUseStaticAddress(false);
    connectors.add(connector);
    dispatcher.getSipNetworkInterfaceManager().addExtendedListeningPoint(extended);
    LOG.infof("SIP on %s:%d/%s", address, port, transport);
  }

  private @Nullable SipProvider providerOf(String address, int port, String transport) {
    for (Iterator<?> providers = stack.getSipProviders(); providers.hasNext(); ) {
      SipProvider provider = (SipProvider) providers.next();
      if (provider.getListeningPoint(transport) == null
          && provider.getListeningPoints()[0].getIPAddress().equals(address)
          && provider.getListeningPoints()[0].getPort() == port) {
        return provider;
      }
    }
    return null;
  }

  /**
   * Attaches an application; messages reach it from now on.
   *
   * @param flowClosed is told of connections that are gone
   * @throws IllegalStateException if another one is attached
   */
  synchronized void attach(SipApplication application, Consumer<Flow> flowClosed) {
    if (attached != null) {
      throw new IllegalStateException(
          "An application is attached already: " + attached.getApplicationName());
    }
    dispatcher.addSipApplication(application.getApplicationName(), application);
    attached = application;
    this.flowClosed = flowClosed;
    dispatcher.gate(Gate.OPEN);
    LOG.infof("SIP application %s attached", application.getApplicationName());
  }

  /** Detaches an application and ends its sessions; requests are answered by 503 from now on. */
  synchronized void detach(SipApplication application) {
    if (attached != application) {
      return;
    }
    dispatcher.gate(Gate.CLOSED);
    tap(null);
    expect(null);
    flowClosed = flow -> {};
    for (Iterator<MobicentsSipApplicationSession> sessions =
            application.getSipManager().getAllSipApplicationSessions();
        sessions.hasNext(); ) {
      sessions.next().invalidate(true);
    }
    dispatcher.removeSipApplication(application.getApplicationName());
    application.stop();
    attached = null;
    LOG.infof("SIP application %s detached", application.getApplicationName());
  }

  /** Lets only what belongs to dialogs pass. */
  void stopAcceptingNewCalls() {
    if (dispatcher.gate() == Gate.OPEN) {
      dispatcher.gate(Gate.DIALOGS_ONLY);
    }
  }

  /** Shows the messages that pass to a tap; null for nobody. */
  void tap(@Nullable SipTap tap) {
    WireHardening.tap(
        stack,
        tap == null
            ? null
            : (sent, transport, address, port, octets, from, to) ->
                tap.passed(
                    sent,
                    transport.name(),
                    address.getHostAddress(),
                    port,
                    Arrays.copyOfRange(octets, from, to)));
  }

  /** Says who must be at the other end of connections over TLS; null for anybody trusted. */
  void expect(@Nullable PeerNames names) {
    WireHardening.expect(
        stack,
        names == null
            ? (address, port) -> Set.of()
            : (address, port) -> names.at(address.getHostAddress(), port));
  }

  GatedDispatcher dispatcher() {
    return dispatcher;
  }

  SipStackImpl stack() {
    return stack;
  }

  /** The key of TLS; null if nothing listens with it. */
  @Nullable WatchedKey tlsKey() {
    return tlsKey;
  }

  @Nullable SipApplication attached() {
    return attached;
  }

  @Override
  public SipApplicationDispatcher getSipApplicationDispatcher() {
    return dispatcher;
  }

  @Override
  public void setSipApplicationDispatcher(SipApplicationDispatcher other) {
    throw new UnsupportedOperationException("The dispatcher is ours");
  }

  @Override
  public SipStack getSipStack() {
    return stack;
  }

  @Override
  public @Nullable SipConnector findSipConnector(String transport) {
    for (SipConnector connector : connectors) {
      if (connector.getTransport().equalsIgnoreCase(transport)) {
        return connector;
      }
    }
    return null;
  }

  @Override
  public SipConnector[] findSipConnectors() {
    return connectors.toArray(SipConnector[]::new);
  }

  @Override
  public int getDispatcherThreadPoolSize() {
    // The engine's own pool starts threads as needed, and Housekeeping stands in its place.
    return 1;
  }

  @Override
  public boolean isHttpFollowsSip() {
    return false;
  }

  @Override
  public @Nullable String getJvmRoute() {
    return null;
  }

  @Override
  public @Nullable String getOutboundProxy() {
    return null;
  }

  @Override
  public int getCanceledTimerTasksPurgePeriod() {
    return 0;
  }

  @Override
  public boolean isDialogPendingRequestChecking() {
    return false;
  }

  @Override
  public boolean isMd5ContactUserPart() {
    return false;
  }

  @Override
  public ReplicationStrategy getReplicationStrategy() {
    return ReplicationStrategy.ConfirmedDialog;
  }

  @Override
  public String getMobicentsSipServletMessageFactoryClassName() {
    return messageFactory;
  }

  @Override
  public void setMobicentsSipServletMessageFactoryClassName(String className) {
    messageFactory = className;
  }
}
