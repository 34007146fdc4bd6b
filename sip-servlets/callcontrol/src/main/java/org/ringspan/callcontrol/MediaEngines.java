package org.ringspan.callcontrol;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.ringspan.address.IpAddress;
import org.ringspan.address.UserId;
import org.ringspan.configuration.ConfigurationSnapshot;
import org.ringspan.configuration.Language;
import org.ringspan.configuration.User;
import org.ringspan.configuration.boundary.ConfigurationSource;
import org.ringspan.media.MediaCall;
import org.ringspan.media.MediaEndpoint;
import org.ringspan.media.MediaEngine;
import org.ringspan.media.MediaException;
import org.ringspan.media.MediaListener;
import org.ringspan.media.MediaStatistics;
import org.ringspan.media.embedded.EmbeddedMediaEngine;
import org.ringspan.media.embedded.MediaSettings;
import org.ringspan.media.rtpengine.RtpengineMediaEngine;
import org.ringspan.media.rtpengine.RtpengineSettings;
import org.ringspan.voice.boundary.SpokenRecordings;

/**
 * The media engine of all calls. When it can't be started the server takes calls all the same: what
 * needs media fails then, and the log says why.
 */
@ApplicationScoped
public class MediaEngines {
  private static final Logger LOG = Logger.getLogger(MediaEngines.class);

  /** Where it sends and receives media; as it stands in session descriptions. */
  private static final String ADDRESS = "ringspan.media.address";

  /** Which engine: embedded, or the same behind rtpengine. */
  private static final String ENGINE = "ringspan.media.engine";

  /** Which rtpengines there are. */
  private static final String RTPENGINE = "ringspan.media.rtpengine";

  /** Their names of our network and that of telephones; empty: they have one. */
  private static final String INTERFACES = "ringspan.media.rtpengine.interfaces";

  /** What runs the events of calls: they wait for nobody, so that few are enough. */
  private static final int THREADS = 2;

  @Resource private ManagedThreadFactory threads;
  @Inject private ConfigurationSource configuration;
  @Inject private SpokenRecordings recordings;
  private final Prompts prompts = Prompts.read();
  private @Nullable ExecutorService executor;
  private @Nullable MediaWays ways;
  private @Nullable MediaEngine engine;

  // The container injects the resource before it calls this.
  @SuppressWarnings("NullAway")
  @PostConstruct
  void start() {
    ExecutorService events =
        new ThreadPoolExecutor(
            THREADS, THREADS, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), threads);
    executor = events;
    ways = new MediaWays(threads);
    recordings.read(prompts.found());
    try {
      engine = engine(events);
    } catch (IllegalArgumentException | UncheckedIOException e) {
      LOG.errorf("there is no media engine, so nobody can be asked for a key: %s", e.getMessage());
    }
  }

  /**
   * The engine that the settings ask for.
   *
   * @param events runs the events of calls
   * @throws IllegalArgumentException when a setting can't be understood; the message names it
   * @throws UncheckedIOException when the system has no selector or socket left
   */
  static MediaEngine engine(ExecutorService events) {
    String name = text(ENGINE, "embedded");
    return switch (name) {
      case "embedded" -> new EmbeddedMediaEngine(settings(), events);
      case "rtpengine" -> new RtpengineMediaEngine(settings(), rtpengine(), events);
      default ->
          throw new IllegalArgumentException(
              ENGINE + " must be embedded or rtpengine, not: " + name);
    };
  }

  private static RtpengineSettings rtpengine() {
    try {
      return RtpengineSettings.parse(text(RTPENGINE, ""), text(INTERFACES, ""));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          RTPENGINE + " or " + INTERFACES + ": " + e.getMessage(), e);
    }
  }

  private static String text(String property, String fallback) {
    return System.getProperty(property, fallback).strip();
  }

  private static MediaSettings settings() {
    MediaSettings defaults = MediaSettings.on(address());
    return defaults
        .withPorts(
            number("ringspan.media.port.first", defaults.firstPort()),
            number("ringspan.media.port.last", defaults.lastPort()))
        .withThreads(number("ringspan.media.threads", defaults.threads()));
  }

  private static InetAddress address() {
    String text = text(ADDRESS, text("ringspan.bind.address", "127.0.0.1"));
    try {
      return InetAddress.getByName(new IpAddress(text).value());
    } catch (IllegalArgumentException | UnknownHostException e) {
      throw new IllegalArgumentException(ADDRESS + ": " + text + " is no IP address", e);
    }
  }

  private static int number(String property, int fallback) {
    String text = text(property, Integer.toString(fallback));
    if (!text.matches("[0-9]{1,5}")) {
      throw new IllegalArgumentException(property + " must be a number");
    }
    return Integer.parseInt(text);
  }

  @PreDestroy
  void stop() {
    MediaWays waiting = ways;
    if (waiting != null) {
      waiting.close();
    }
    MediaEngine running = engine;
    if (running != null) {
      running.close();
    }
    ExecutorService events = executor;
    if (events != null) {
      events.shutdown();
    }
  }

  /**
   * Begins the media of a call.
   *
   * @throws MediaException when there is none to be had
   */
  MediaCall open(MediaListener listener) {
    MediaEngine running = engine;
    if (running == null) {
      throw new MediaException(MediaException.Reason.CLOSED, "there is no media engine");
    }
    return running.open(listener);
  }

  /**
   * Opens another way to the remote side of an endpoint, some time later.
   *
   * @param opened is told when it is there
   * @param failed is told when there is none
   * @throws MediaException when that can't even be tried
   */
  void reopen(MediaEndpoint endpoint, Runnable opened, Consumer<RuntimeException> failed) {
    MediaWays present = ways;
    if (present == null) {
      throw new MediaException(MediaException.Reason.CLOSED, "there is no media engine");
    }
    present.open(endpoint::reopen, opened, failed);
  }

  Prompts prompts() {
    return prompts;
  }

  /**
   * In which language is spoken. Reads memory only.
   *
   * @param listener to whom; none: to somebody of whom nothing is known
   */
  Language language(Optional<UserId> listener) {
    ConfigurationSnapshot now = configuration.current();
    return listener
        .flatMap(now::user)
        .flatMap(User::language)
        .orElseGet(() -> now.reach().language());
  }

  MediaStatistics statistics() {
    return Optional.ofNullable(engine)
        .map(MediaEngine::statistics)
        .orElseGet(() -> new MediaStatistics(0, 0, 0, 0, Map.of(), 0, 0));
  }
}
