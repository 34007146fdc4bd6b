package org.ringspan.media.embedded;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.ringspan.media.Encryption;
import org.ringspan.media.EndpointId;
import org.ringspan.media.MediaCall;
import org.ringspan.media.MediaEndpoint;
import org.ringspan.media.MediaEvent;
import org.ringspan.media.MediaException;
import org.ringspan.media.MediaException.Reason;
import org.ringspan.media.audio.SampleSink;

/** The port's view of a call: puts what is asked into the queue of the call's thread. */
final class EmbeddedCall implements MediaCall {

  private static final Duration LONGEST_RECORDING = Duration.ofHours(24);

  private final EmbeddedMediaEngine engine;
  private final MediaThread thread;
  private final EventDelivery events;
  private final CallMedia media;
  private final Map<EndpointId, EmbeddedEndpoint> endpoints = new ConcurrentHashMap<>();
  private final AtomicBoolean released = new AtomicBoolean();

  private EmbeddedCall(EmbeddedMediaEngine engine, MediaThread thread, EventDelivery events) {
    this.engine = engine;
    this.thread = thread;
    this.events = events;
    this.media = new CallMedia(thread, events);
  }

  static EmbeddedCall begin(EmbeddedMediaEngine engine, MediaThread thread, EventDelivery events) {
    EmbeddedCall call = new EmbeddedCall(engine, thread, events);
    thread.open(call.media);
    return call;
  }

  @Override
  public MediaEndpoint add(EndpointId id, Encryption encryption) {
    requireNotReleased();
    if (endpoints.containsKey(id)) {
      throw taken(id);
    }
    Sockets sockets = engine.ports().open();
    boolean kept = false;
    try {
      InetSocketAddress rtp = sockets.rtpAddress();
      InetSocketAddress rtcp = sockets.rtcpAddress();
      Consumer<String> lost = reason -> lose(id, reason);
      Passage passage = engine.edge().open(rtp, rtcp, encryption, lost);
      try {
        EmbeddedEndpoint added =
            add(id, sockets, passage, () -> engine.edge().openAgain(rtp, rtcp, encryption, lost));
        kept = true;
        return added;
      } finally {
        if (!kept) {
          passage.close();
        }
      }
    } finally {
      if (!kept) {
        discard(sockets);
      }
    }
  }

  private EmbeddedEndpoint add(
      EndpointId id, Sockets sockets, Passage passage, Supplier<Passage> again) {
    EndpointMedia endpoint =
        new EndpointMedia(
            id,
            sockets,
            passage,
            thread,
            events,
            engine.settings().silenceTimeout(),
            engine.random());
    EmbeddedEndpoint added = new EmbeddedEndpoint(this, id, passage, endpoint, again);
    if (endpoints.putIfAbsent(id, added) != null) {
      throw taken(id);
    }
    boolean kept = false;
    try {
      ask(() -> media.add(endpoint, System.nanoTime()));
      kept = true;
      return added;
    } finally {
      if (!kept) {
        endpoints.remove(id, added);
      }
    }
  }

  private static MediaException taken(EndpointId id) {
    return new MediaException(Reason.WRONG_ENDPOINT, "the call has another " + id);
  }

  private void discard(Sockets sockets) {
    try {
      sockets.close();
    } catch (IOException e) {
      engine.log().failed("A socket could not be closed", e);
    }
    engine.ports().giveBack(sockets.port());
  }

  @Override
  public void connect(MediaEndpoint one, MediaEndpoint other) {
    EndpointMedia first = own(one);
    EndpointMedia second = own(other);
    if (first == second) {
      throw new MediaException(Reason.WRONG_ENDPOINT, one.id() + " can't hear itself");
    }
    ask(() -> media.connect(first, second));
  }

  @Override
  public void confer(Collection<? extends MediaEndpoint> parties) {
    List<EndpointMedia> members = parties.stream().map(this::own).toList();
    ask(() -> media.confer(members));
  }

  @Override
  public void separate(MediaEndpoint endpoint) {
    EndpointMedia alone = own(endpoint);
    ask(() -> media.separate(alone));
  }

  private EndpointMedia own(MediaEndpoint endpoint) {
    if (endpoint instanceof EmbeddedEndpoint embedded && embedded.isOf(this)) {
      embedded.requireNotReleased();
      return embedded.media();
    }
    throw new MediaException(Reason.WRONG_ENDPOINT, endpoint.id() + " belongs to another call");
  }

  @Override
  public void record(Path file, Duration limit) {
    requireNotReleased();
    if (limit.compareTo(Duration.ofSeconds(1)) < 0 || limit.compareTo(LONGEST_RECORDING) > 0) {
      throw new IllegalArgumentException("length of a recording: " + limit);
    }
    try {
      begin(Recording.begin(file, limit, events, engine.log()));
    } catch (IOException e) {
      throw new MediaException(Reason.NO_FILE, file + " can't be written", e);
    }
  }

  @Override
  public void record(SampleSink sink) {
    begin(Recording.begin(sink, engine.log()));
  }

  private void begin(Recording recording) {
    boolean kept = false;
    try {
      ask(() -> media.record(recording));
      kept = true;
    } finally {
      if (!kept) {
        recording.end();
      }
    }
  }

  @Override
  public void stopRecording() {
    ask(() -> media.record(null));
  }

  @Override
  public void release() {
    if (released.compareAndSet(false, true)) {
      // A thread that has ended has released all of its calls.
      thread.insist(() -> media.release(System.nanoTime()));
    }
  }

  /** Nothing passes the edge to an endpoint any more. */
  private void lose(EndpointId id, String reason) {
    if (!released.get()) {
      thread.insist(() -> events.emit(new MediaEvent.WayLost(id, reason)));
    }
  }

  EmbeddedMediaEngine engine() {
    return engine;
  }

  void ask(Runnable command) {
    requireNotReleased();
    thread.ask(command);
  }

  private void requireNotReleased() {
    if (released.get()) {
      throw new MediaException(Reason.RELEASED, "the call has been released");
    }
  }

  void remove(EmbeddedEndpoint endpoint) {
    endpoints.remove(endpoint.id(), endpoint);
    thread.insist(() -> media.remove(endpoint.media(), System.nanoTime()));
  }
}
