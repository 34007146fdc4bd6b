package org.ringspan.media.embedded;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ringspan.media.MediaEvent;
import org.ringspan.media.audio.Codec;
import org.ringspan.media.mix.Mixer;
import org.ringspan.media.mix.Speakers;
import org.ringspan.media.mix.Voice;

/** One call, as its thread sees it. */
final class CallMedia {

  private final MediaThread thread;
  private final EventDelivery events;
  private final List<EndpointMedia> endpoints = new ArrayList<>();
  private final Mixer conference = new Mixer(Codec.FRAME_SAMPLES);
  private final Mixer everything = new Mixer(Codec.FRAME_SAMPLES);
  private final Speakers speakers = new Speakers();
  private @Nullable Recording recording;
  private boolean mixing;
  private boolean released;

  CallMedia(MediaThread thread, EventDelivery events) {
    this.thread = thread;
    this.events = events;
  }

  void add(EndpointMedia endpoint, long now) {
    if (released) {
      endpoint.release(now);
      return;
    }
    endpoints.add(endpoint);
    endpoint.begin();
    buffer();
  }

  void remove(EndpointMedia endpoint, long now) {
    endpoints.remove(endpoint);
    endpoint.release(now);
    buffer();
  }

  void connect(EndpointMedia one, EndpointMedia other) {
    if (!endpoints.contains(one) || !endpoints.contains(other)) {
      // One of them was released by another thread in the meantime.
      return;
    }
    one.conferring(false);
    other.conferring(false);
    one.peer(other);
    other.peer(one);
    buffer();
  }

  void separate(EndpointMedia endpoint) {
    endpoint.peer(null);
    endpoint.conferring(false);
    buffer();
  }

  void confer(List<EndpointMedia> parties) {
    for (EndpointMedia endpoint : endpoints) {
      boolean takesPart = parties.contains(endpoint);
      endpoint.conferring(takesPart);
      if (takesPart) {
        endpoint.peer(null);
      }
    }
    buffer();
  }

  void record(@Nullable Recording next) {
    Recording before = recording;
    if (before != null) {
      before.end();
    }
    recording = released ? null : next;
    if (next != null && released) {
      next.end();
    }
    buffer();
  }

  private void buffer() {
    mixing = false;
    for (EndpointMedia endpoint : endpoints) {
      boolean wanted = recording != null || endpoint.isConferring();
      endpoint.buffered(wanted);
      mixing |= wanted;
    }
  }

  void beat(long now) {
    for (int i = 0; i < endpoints.size(); i++) {
      endpoints.get(i).beat(now);
    }
    if (mixing) {
      mix(now);
    }
  }

  private void mix(long now) {
    boolean conferring = false;
    everything.clear();
    speakers.begin();
    for (int i = 0; i < endpoints.size(); i++) {
      EndpointMedia endpoint = endpoints.get(i);
      Voice voice = endpoint.listen();
      if (voice == null) {
        continue;
      }
      if (voice.speaks() && recording != null) {
        everything.add(voice.frame());
      }
      if (endpoint.isConferring()) {
        conferring = true;
        speakers.offer(voice);
      }
    }
    record();
    if (conferring) {
      distribute(now);
    }
  }

  private void record() {
    Recording present = recording;
    if (present != null) {
      short[] frame = thread.scratch().frame;
      everything.all(frame);
      if (!present.add(frame)) {
        record(null);
      }
    }
  }

  private void distribute(long now) {
    conference.clear();
    speakers.mix(conference);
    CommonMix common = thread.scratch().common;
    common.take(conference);
    short[] heard = thread.scratch().frame;
    for (int i = 0; i < endpoints.size(); i++) {
      EndpointMedia endpoint = endpoints.get(i);
      Voice voice = endpoint.voice();
      if (!endpoint.isConferring() || voice == null) {
        continue;
      }
      if (voice.isMixed()) {
        conference.without(voice.frame(), heard);
        endpoint.mixed(heard, now);
      } else {
        endpoint.mixed(common, now);
      }
    }
  }

  void release(long now) {
    if (released) {
      return;
    }
    released = true;
    record(null);
    endpoints.forEach(endpoint -> endpoint.release(now));
    endpoints.clear();
    thread.forget(this);
  }

  /** Ends because the engine does, or nothing passes its edge. */
  void lose(String reason) {
    release(System.nanoTime());
    events.emit(new MediaEvent.CallLost(reason));
  }
}
