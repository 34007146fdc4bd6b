package org.ringspan.guessing;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who has been guessing passwords lately. A source that has answered wrongly too often for a device
 * is refused for that device, one that has for many devices is refused as a whole; everybody else,
 * the device's owner among them, notices nothing of it. Safe for use by many threads; its memory is
 * bounded.
 */
public final class GuessBook {
  private final GuessLimits limits;

  /** The one that has been silent for longest first; guarded by this. */
  private final Map<Pair, Guesses> pairs = new LinkedHashMap<>(16, 0.75f, true);

  /** The same for whole sources; guarded by this. */
  private final Map<String, Guesses> sources = new LinkedHashMap<>(16, 0.75f, true);

  private record Pair(String source, String device) {}

  /** A refusal that a wrong answer has begun. */
  public sealed interface Refusal {
    /** How long it lasts. */
    Duration lasts();

    /** Of one device from one source. */
    record OfDevice(Duration lasts) implements Refusal {}

    /** Of every device from one source. */
    record OfSource(Duration lasts) implements Refusal {}
  }

  public GuessBook(GuessLimits limits) {
    this.limits = limits;
  }

  /**
   * How long answers of {@code source} for {@code device} are refused still, right ones too; zero:
   * they are looked at.
   *
   * @param source where they come from; see {@link Source}
   * @param device the name that was given; it need not exist
   */
  public synchronized Duration refusedFor(String source, String device, Instant now) {
    Duration ofSource = left(sources.get(source), now);
    Duration ofDevice = left(pairs.get(new Pair(source, device)), now);
    return ofSource.compareTo(ofDevice) > 0 ? ofSource : ofDevice;
  }

  private static Duration left(@Nullable Guesses guesses, Instant now) {
    return guesses == null ? Duration.ZERO : guesses.left(now);
  }

  /**
   * Takes note of a wrong answer.
   *
   * @return the refusals that begin with it, mostly none
   */
  public synchronized List<Refusal> wrong(String source, String device, Instant now) {
    List<Refusal> begun = new ArrayList<>();
    Guesses ofDevice =
        pairs
            .getOrDefault(new Pair(source, device), Guesses.none(now))
            .andOneWrong(now, limits.wrongForDevice(), limits);
    if (ofDevice.isRefused(now)) {
      begun.add(new Refusal.OfDevice(ofDevice.left(now)));
    }
    put(pairs, new Pair(source, device), ofDevice);
    Guesses ofSource =
        sources
            .getOrDefault(source, Guesses.none(now))
            .andOneWrong(now, limits.wrongForSource(), limits);
    if (ofSource.isRefused(now)) {
      begun.add(new Refusal.OfSource(ofSource.left(now)));
    }
    put(sources, source, ofSource);
    return begun;
  }

  private <K> void put(Map<K, Guesses> map, K key, Guesses guesses) {
    map.put(key, guesses);
    if (map.size() > limits.remembered()) {
      map.remove(map.keySet().iterator().next());
    }
  }

  /** A right answer: the wrong ones before it were slips of the same hand. */
  public synchronized void right(String source, String device) {
    pairs.remove(new Pair(source, device));
  }

  /** How many pairs of source and device, and sources, are refused now. */
  public synchronized int refused(Instant now) {
    return (int)
        (pairs.values().stream().filter(guesses -> guesses.isRefused(now)).count()
            + sources.values().stream().filter(guesses -> guesses.isRefused(now)).count());
  }

  /** How many pairs of source and device are remembered. */
  synchronized int size() {
    return pairs.size() + sources.size();
  }
}
