package org.ringspan.e2e.peer;

import java.time.Duration;
import org.ringspan.e2e.server.Eventually;

/**
 * A browser's end of a call: WebRTC, that says a tone. The test carries its session descriptions to
 * and fro.
 */
public final class BrowserCall {
  private static final Duration PATIENCE = Duration.ofSeconds(40);

  /** The analyser tells frequencies some 6 Hz apart. */
  private static final int NEAR_HERTZ = 25;

  private static final String BEGIN =
      """
      var context = new AudioContext();
      context.resume();
      var tone = context.createOscillator();
      tone.frequency.value = arguments[0];
      var out = context.createMediaStreamDestination();
      tone.connect(out);
      tone.start();
      var peer = new RTCPeerConnection();
      window.call = {peer: peer, context: context, failure: '', described: ''};
      peer.addTrack(out.stream.getAudioTracks()[0], out.stream);
      peer.ontrack = function (event) {
        var stream = new MediaStream([event.track]);
        // Without an element that plays it chromium decodes nothing.
        var element = new Audio();
        element.srcObject = stream;
        element.muted = true;
        element.play();
        window.call.element = element;
        var analyser = context.createAnalyser();
        analyser.fftSize = 8192;
        context.createMediaStreamSource(stream).connect(analyser);
        window.call.analyser = analyser;
      };
      window.call.gathered = async function () {
        if (peer.iceGatheringState !== 'complete') {
          await new Promise(function (done) {
            peer.onicegatheringstatechange = function () {
              if (peer.iceGatheringState === 'complete') {
                done();
              }
            };
          });
        }
        window.call.described = peer.localDescription.sdp;
      };
      """;

  private static final String OFFER =
      BEGIN
          + """
          (async function () {
            await peer.setLocalDescription(await peer.createOffer());
            await window.call.gathered();
          })().catch(function (e) { window.call.failure = String(e); });
          """;

  private static final String ANSWER =
      BEGIN
          + """
          var offer = arguments[1];
          (async function () {
            await peer.setRemoteDescription({type: 'offer', sdp: offer});
            await peer.setLocalDescription(await peer.createAnswer());
            await window.call.gathered();
          })().catch(function (e) { window.call.failure = String(e); });
          """;

  private static final String ACCEPT =
      """
      window.call.peer.setRemoteDescription({type: 'answer', sdp: arguments[0]})
          .catch(function (e) { window.call.failure = String(e); });
      """;

  private static final String HEARD =
      """
      var analyser = window.call.analyser;
      if (!analyser) {
        return -1;
      }
      var bins = new Float32Array(analyser.frequencyBinCount);
      analyser.getFloatFrequencyData(bins);
      var loudest = 0;
      for (var i = 1; i < bins.length; i++) {
        if (bins[i] > bins[loudest]) {
          loudest = i;
        }
      }
      if (bins[loudest] < -60) {
        return 0;
      }
      return Math.round(loudest * window.call.context.sampleRate / analyser.fftSize);
      """;

  private final Browser browser;

  private BrowserCall(Browser browser) {
    this.browser = browser;
  }

  /** Begins one with an offer. */
  public static BrowserCall offering(Browser browser, Tone tone) {
    browser.run(OFFER, tone.hertz());
    return new BrowserCall(browser);
  }

  /** Begins one with the answer to an offer. */
  public static BrowserCall answering(Browser browser, Tone tone, String offer) {
    browser.run(ANSWER, tone.hertz(), offer);
    return new BrowserCall(browser);
  }

  /** The browser's description, with the addresses that it has found. */
  public String description() {
    return Eventually.until(
        "the browser's description",
        PATIENCE,
        () -> {
          requireNoFailure();
          return String.valueOf(browser.run("return window.call.described"));
        },
        described -> !described.isEmpty());
  }

  /** Takes the answer to its offer. */
  public void accept(String answer) {
    browser.run(ACCEPT, answer);
    Eventually.until(
        "the answer to be taken",
        PATIENCE,
        () -> {
          requireNoFailure();
          return String.valueOf(browser.run("return window.call.peer.signalingState"));
        },
        "stable"::equals);
  }

  /** Waits until media are encrypted by keys that both have agreed upon. */
  public void expectConnected() {
    Eventually.until(
        "a connected peer connection",
        PATIENCE,
        () -> String.valueOf(browser.run("return window.call.peer.connectionState")),
        "connected"::equals);
  }

  /** Waits until it hears this tone, louder than all else. */
  public void expectHears(Tone tone) {
    Eventually.until(
        "a tone of " + tone.hertz() + " Hz",
        PATIENCE,
        () -> ((Number) browser.run(HEARD)).intValue(),
        heard -> Math.abs(heard - tone.hertz()) <= NEAR_HERTZ);
  }

  /** Says nothing more. */
  public void end() {
    browser.run("window.call.peer.close(); window.call.context.close();");
  }

  private void requireNoFailure() {
    String failure = String.valueOf(browser.run("return window.call.failure"));
    if (!failure.isEmpty()) {
      throw new AssertionError("the browser says: " + failure);
    }
  }
}
