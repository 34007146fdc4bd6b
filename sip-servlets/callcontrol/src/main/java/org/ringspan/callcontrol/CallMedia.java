package org.ringspan.callcontrol;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.ringspan.address.IpAddress;
import org.ringspan.address.UserId;
import org.ringspan.call.AudioDescription;
import org.ringspan.call.AudioDescription.EngineEnd;
import org.ringspan.call.CallEvent;
import org.ringspan.call.CallEvent.DigitPressed;
import org.ringspan.call.CallEvent.MediaFailed;
import org.ringspan.call.LegId;
import org.ringspan.call.Prompt;
import org.ringspan.call.SessionDescription;
import org.ringspan.call.voice.VoiceEvent;
import org.ringspan.configuration.Language;
import org.ringspan.encryption.MediaEncryption;
import org.ringspan.encryption.SecureStream;
import org.ringspan.media.Direction;
import org.ringspan.media.Encryption;
import org.ringspan.media.EndpointId;
import org.ringspan.media.MediaCall;
import org.ringspan.media.MediaEndpoint;
import org.ringspan.media.MediaEvent;
import org.ringspan.media.MediaException;
import org.ringspan.media.MediaSecurity;
import org.ringspan.media.PlaybackId;
import org.ringspan.media.RemoteMedia;
import org.ringspan.media.audio.Audio;
import org.ringspan.media.audio.Codec;
import org.ringspan.media.digit.Digit;
import org.ringspan.voice.Speech;
import org.ringspan.voice.boundary.CallRecordings;

/**
 * The media of one call: nothing until a party of it has to be heard or told something. Used by the
 * call's own thread; what the engine tells becomes events of the call.
 */
final class CallMedia {
  private static final Logger LOG = Logger.getLogger(CallMedia.class);
  private static final SecureRandom RANDOM = new SecureRandom();

  /** How long a key is heard that is passed on. */
  private static final Duration KEY = Duration.ofMillis(100);

  private final MediaEngines engines;
  private final Consumer<CallEvent> call;
  private final Map<LegId, End> ends = new ConcurrentHashMap<>();
  private final Map<LegId, LegId> peers = new ConcurrentHashMap<>();

  /** Which step of a dialogue a playback is of; guarded by itself. */
  private final Map<PlaybackId, Integer> spoken = new HashMap<>();

  /** How the media of parties are encrypted; those that aren't there encrypt nothing. */
  private final Map<LegId, MediaEncryption> encryptions = new ConcurrentHashMap<>();

  /** Whose way to the engine is lost. */
  private final Set<LegId> cutOff = ConcurrentHashMap.newKeySet();

  /** With whom the server talks. */
  private LegId listener = LegId.CALLER;

  private @Nullable MediaCall media;

  /** What was begun has no media any more: who comes next begins anew. */
  private volatile boolean lost;

  /**
   * One party's end.
   *
   * @param speaksKeys whether its keys come as tones
   */
  private record End(LegId party, MediaEndpoint endpoint, EngineEnd described, boolean speaksKeys) {
    End with(AudioDescription audio) {
      return new End(party, endpoint, described, audio.telephoneEvent().isEmpty());
    }
  }

  /**
   * @param call hears of what happens
   */
  CallMedia(MediaEngines engines, Consumer<CallEvent> call) {
    this.engines = engines;
    this.call = call;
  }

  /** Says how a party's media are encrypted, before it gets any. */
  void encrypt(LegId party, MediaEncryption encryption) {
    if (encryption.isOn()) {
      encryptions.put(party, encryption);
    }
  }

  /** Whether a party or the caller has media that must not be in clear. */
  boolean isEncrypted(LegId party) {
    return encryptions.containsKey(party) || encryptions.containsKey(LegId.CALLER);
  }

  private MediaEncryption encryptionOf(LegId party) {
    return encryptions.getOrDefault(party, MediaEncryption.NONE);
  }

  /**
   * Has another way opened to a party whose own is lost. The call hears when it is there, or that
   * there is none; then the party has to be offered it.
   *
   * @throws MediaException when that can't be tried
   */
  void reroute(LegId party) {
    MediaEndpoint endpoint = end(party).endpoint();
    engines.reopen(
        endpoint,
        () -> {
          cutOff.remove(party);
          tell(party, endpoint, new CallEvent.MediaWayOpened(party));
        },
        why -> {
          LOG.warnf("there is no other way for the media of %s: %s", party, why.getMessage());
          tell(party, endpoint, new MediaFailed(party));
        });
  }

  /** Unless the party has left in the meantime. */
  private void tell(LegId party, MediaEndpoint endpoint, CallEvent event) {
    End end = ends.get(party);
    if (end != null && end.endpoint() == endpoint) {
      call.accept(event);
    }
  }

  /**
   * What a party is to be offered.
   *
   * @throws MediaException when there is no media to be had
   */
  SessionDescription offer(LegId party) {
    return add(party).described().offer();
  }

  /**
   * Connects a party.
   *
   * @param described what it has described
   * @param offered whether that is an offer
   * @return the answer to an offer; nothing when it was an answer
   * @throws MediaException when there is no media to be had
   * @throws IllegalArgumentException when nothing was described that the engine can do with
   */
  Optional<SessionDescription> connect(
      LegId party, Optional<SessionDescription> described, boolean offered) {
    SessionDescription theirs =
        described.orElseThrow(() -> new IllegalArgumentException("nothing was described"));
    AudioDescription audio = audioOf(party, theirs);
    End end = offered ? add(party) : end(party);
    if (cutOff.contains(party)) {
      throw new MediaException(MediaException.Reason.UNREACHABLE, "its way is lost");
    }
    end.endpoint().negotiated(remote(audio));
    ends.put(party, end.with(audio));
    return offered ? Optional.of(end.described().answer(theirs, audio)) : Optional.empty();
  }

  /**
   * What a party is to be offered anew, or for the first time.
   *
   * @throws MediaException when there is no media to be had
   */
  SessionDescription offerAgain(LegId party) {
    return ends.containsKey(party) ? again(party).described().offer() : offer(party);
  }

  /**
   * The answer to an offer of a party that is connected already.
   *
   * @throws IllegalArgumentException when the engine can't do with it
   */
  SessionDescription answerAgain(LegId party, SessionDescription theirs) {
    AudioDescription audio = audioOf(party, theirs);
    End end = again(party);
    end.endpoint().negotiated(remote(audio));
    ends.put(party, end.with(audio));
    return end.described().answer(theirs, audio);
  }

  /**
   * Takes a party's answer to the engine's offer.
   *
   * @throws IllegalArgumentException when nothing was answered that the engine can do with
   */
  void answered(LegId party, Optional<SessionDescription> theirs) {
    connect(party, theirs, false);
  }

  /** Lets two hear each other. */
  void connect(LegId one, LegId other) {
    MediaCall open = media;
    if (open == null) {
      throw new IllegalStateException("nobody is connected");
    }
    open.connect(end(one).endpoint(), end(other).endpoint());
    peers.put(one, other);
    peers.put(other, one);
  }

  /** Lets several hear each other. */
  void confer(List<LegId> parties) {
    MediaCall open = media;
    if (open == null) {
      throw new IllegalStateException("nobody is connected");
    }
    open.confer(parties.stream().map(party -> end(party).endpoint()).toList());
    parties.forEach(peers::remove);
  }

  /** The server talks with somebody else than the caller. */
  void talkWith(LegId party) {
    listener = party;
  }

  /** A party's keys are ours. */
  void keepKeys(LegId party) {
    end(party).endpoint().passDigits(false);
  }

  /** Has a party hear music. */
  void hold(LegId party) {
    end(party).endpoint().hold(engines.prompts().music());
  }

  /** Ends that. */
  void resume(LegId party) {
    end(party).endpoint().resume();
  }

  /**
   * Has a party hear a key of the other's.
   *
   * @param byMessage whether the other tells of its keys by messages: as tones they were heard
   */
  void send(LegId party, char digit, Predicate<LegId> byMessage) {
    LegId from = peers.get(party);
    End source = from == null ? null : ends.get(from);
    boolean heard = source != null && source.speaksKeys() && !byMessage.test(source.party());
    if (!heard) {
      end(party).endpoint().send(Digit.of(digit), KEY);
    }
  }

  /** Has the caller hear what a step of a dialogue says. */
  void speak(int step, List<Speech> prompts, Optional<UserId> toWhom, CallRecordings recordings) {
    Audio sound = engines.prompts().sound(prompts, recordings, engines.language(toWhom));
    synchronized (spoken) {
      spoken.clear();
      spoken.put(end(listener).endpoint().play(sound), step);
    }
  }

  /** The caller hears no more of it. */
  void stopSpeaking() {
    synchronized (spoken) {
      spoken.clear();
    }
    end(listener).endpoint().stopPlaying();
  }

  /** Records what the caller says, until the tape takes no more. */
  void record(Tape tape) {
    MediaCall open = media;
    if (open == null) {
      tape.close();
    } else {
      open.record(tape);
    }
  }

  /** Ends that, if it hasn't ended. */
  void stopRecording() {
    MediaCall open = media;
    if (open != null) {
      open.stopRecording();
    }
  }

  /** Has the caller hear that others ring. */
  void ring() {
    end(listener).endpoint().hold(engines.prompts().ringing());
  }

  private void played(PlaybackId playback) {
    Integer step;
    synchronized (spoken) {
      step = spoken.remove(playback);
    }
    if (step != null) {
      call.accept(new VoiceEvent.PromptEnded(step));
    }
  }

  /** Has a party hear a prompt. */
  void play(LegId party, Prompt prompt, Optional<UserId> toWhom) {
    end(party).endpoint().play(engines.prompts().sound(prompt, engines.language(toWhom)));
  }

  /** Has a party hear who calls, and then the request to press a key. */
  void announce(
      LegId party, List<Speech> words, Optional<UserId> toWhom, CallRecordings recordings) {
    Language language = engines.language(toWhom);
    end(party)
        .endpoint()
        .play(engines.prompts().sound(words, Prompt.CONFIRM, recordings, language));
  }

  /** Disconnects a party, if it is connected. */
  void leave(LegId party) {
    peers.remove(party);
    cutOff.remove(party);
    End end = ends.remove(party);
    if (end != null) {
      end.endpoint().release();
    }
  }

  /** Ends it all. */
  void release() {
    ends.clear();
    MediaCall open = media;
    if (open != null) {
      open.release();
    }
  }

  private AudioDescription audioOf(LegId party, SessionDescription theirs) {
    MediaEncryption encryption = encryptionOf(party);
    return AudioDescription.of(theirs, encryption)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "neither G.711 nor G.722 with the encryption that is set: "
                        + encryption.text()));
  }

  private End again(LegId party) {
    End end = end(party);
    MediaEndpoint endpoint = end.endpoint();
    // It may have another way than when it was described.
    EngineEnd described =
        end.described().at(addressOf(endpoint), portOf(endpoint), security(endpoint)).again();
    End next = new End(party, endpoint, described, end.speaksKeys());
    ends.put(party, next);
    return next;
  }

  private End add(LegId party) {
    leave(party);
    MediaCall open = media;
    if (open == null || lost) {
      lost = false;
      open = engines.open(this::happened);
      media = open;
    }
    MediaEndpoint endpoint = open.add(idOf(party), Encryption.valueOf(encryptionOf(party).name()));
    End end =
        new End(
            party,
            endpoint,
            new EngineEnd(addressOf(endpoint), portOf(endpoint), RANDOM.nextLong(1L << 62))
                .secured(security(endpoint)),
            false);
    ends.put(party, end);
    return end;
  }

  /** Whether a party is connected. */
  boolean has(LegId party) {
    return ends.containsKey(party);
  }

  private static IpAddress addressOf(MediaEndpoint endpoint) {
    return new IpAddress(endpoint.rtpAddress().getAddress().getHostAddress());
  }

  private static int portOf(MediaEndpoint endpoint) {
    return endpoint.rtpAddress().getPort();
  }

  private static SecureStream security(MediaEndpoint endpoint) {
    MediaSecurity ours = endpoint.security();
    return SecureStream.ofEngine(
        MediaEncryption.valueOf(ours.encryption().name()), ours.attributes());
  }

  private End end(LegId party) {
    End end = ends.get(party);
    if (end == null) {
      throw new IllegalStateException(party + " isn't connected");
    }
    return end;
  }

  private static RemoteMedia remote(AudioDescription audio) {
    try {
      InetAddress address = InetAddress.getByName(audio.address().value());
      return new RemoteMedia(
          new InetSocketAddress(address, audio.rtpPort()),
          new InetSocketAddress(address, audio.rtcpPort()),
          Codec.of(audio.payloadType()),
          audio.telephoneEvent(),
          switch (audio.flow()) {
            case SENDRECV -> Direction.SEND_RECEIVE;
            case SENDONLY -> Direction.RECEIVE_ONLY;
            case RECVONLY -> Direction.SEND_ONLY;
            case INACTIVE -> Direction.INACTIVE;
          },
          true,
          new MediaSecurity(
              Encryption.valueOf(audio.security().encryption().name()),
              audio.security().attributes()));
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("no address: " + audio.address(), e);
    }
  }

  private void happened(MediaEvent event) {
    switch (event) {
      case MediaEvent.DigitReceived(var endpoint, var digit, var duration) ->
          call.accept(new DigitPressed(legOf(endpoint), digit.symbol()));
      case MediaEvent.WayLost(var endpoint, var reason) -> {
        LegId party = legOf(endpoint);
        LOG.warnf("the way of the media of %s is lost: %s", party, reason);
        cutOff.add(party);
        call.accept(new CallEvent.MediaWayLost(party));
      }
      case MediaEvent.CallLost(var reason) -> {
        LOG.warnf("the media of a call are lost: %s", reason);
        lost = true;
        ends.keySet().forEach(party -> call.accept(new MediaFailed(party)));
      }
      // Nothing is asked that these would answer; who falls silent is left to the session's timer.
      case MediaEvent.DigitsCollected collected -> {}
      case MediaEvent.PlaybackFinished(var endpoint, var playback, var how)
          when how == MediaEvent.PlaybackEnd.PLAYED ->
          played(playback);
      case MediaEvent.PlaybackFinished stopped -> {}
      case MediaEvent.MediaSilent silent -> {}
      case MediaEvent.MediaResumed resumed -> {}
      case MediaEvent.RemoteLeft left -> {}
      case MediaEvent.RecordingFinished recorded -> {}
    }
  }

  private static EndpointId idOf(LegId party) {
    return new EndpointId(party.number() + "." + party.attempt());
  }

  private static LegId legOf(EndpointId endpoint) {
    String[] numbers = endpoint.value().split("\\.", 2);
    return new LegId(Integer.parseInt(numbers[0]), Integer.parseInt(numbers[1]));
  }
}
