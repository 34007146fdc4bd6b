package org.ringspan.media;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.ringspan.media.audio.Law;

/**
 * The parties of conferences, each with a socket of its own: all send G.711 every 20 ms, some of
 * each conference a tone of their own and the others silence. Of what each party hears every 200 ms
 * are checked: the tones of the others are there, its own isn't, and there is nothing else, such as
 * another conference. Afterwards they speak in turn, to measure how long a sound takes. The bench
 * and the test use it.
 */
public final class ConferenceParties implements AutoCloseable {

  private static final int FRAME = 160;
  private static final long FRAME_NANOS = 20_000_000;
  private static final int HEADER = 12;
  private static final int WINDOW_FRAMES = 10;
  private static final int SLOTS = 40;
  private static final double AMPLITUDE = 2400;

  /** In turns: frames that one speaks, then silence until the next does. */
  private static final int SPOKEN_FRAMES = 10;

  private static final int TURN_FRAMES = 25;

  /**
   * What was found.
   *
   * @param sent packets of all parties while it was measured
   * @param heard packets that all parties heard in that time
   * @param lost of them missing by their sequence numbers
   * @param windows pieces of 200 ms that were checked
   * @param wrong of them with another sum than that of the other speakers
   * @param example the first that was wrong
   * @param onsets beginnings of speech that somebody else heard
   * @param delays of the beginnings, in order, ns
   * @param senderLate the most that packets were sent late, ns
   */
  public record Result(
      long sent,
      long heard,
      long lost,
      long windows,
      long wrong,
      @Nullable String example,
      int onsets,
      long[] delays,
      long senderLate) {

    /** The delay that a share of the beginnings doesn't exceed, ms. */
    public double delay(double share) {
      int at = (int) Math.ceil(share * onsets) - 1;
      return onsets == 0 ? Double.NaN : delays[Math.max(0, at)] / 1e6;
    }
  }

  private enum Phase {
    TONES,
    TURNS,
    OVER
  }

  /** One party: what it says and what it has heard. */
  private final class Party {
    final DatagramChannel socket;
    final int conference;
    final int speaker;
    final short[] window = new short[WINDOW_FRAMES * FRAME];
    int filled;
    int expectedSequence = -1;
    short sequence;
    long turnHeard = -1;

    Party(DatagramChannel socket, int conference, int speaker) {
      this.socket = socket;
      this.conference = conference;
      this.speaker = speaker;
    }
  }

  private final int conferences;
  private final int speakers;
  private final List<Party> parties = new ArrayList<>();
  private final ByteBuffer packet = ByteBuffer.allocateDirect(2048);
  private final short[] decoded = new short[FRAME];
  private final int[][] hertz;
  private final byte[][] tones;

  private List<InetSocketAddress> targets = List.of();
  private volatile Phase phase = Phase.TONES;
  private volatile boolean measuring;
  private volatile long turn;
  private volatile long turnBegan;
  private volatile int turnSpeaker = -1;

  private long sent;
  private long heard;
  private long lost;
  private long windows;
  private long wrong;
  private @Nullable String example;
  private long[] delays = new long[1024];
  private int onsets;
  private long senderLate;

  /**
   * Opens the sockets.
   *
   * @param firstPort of the sockets, two for each party; 0: any
   * @param size parties of a conference
   * @param speakers of them who say a tone, each another
   */
  public ConferenceParties(
      InetAddress address, int firstPort, int conferences, int size, int speakers)
      throws IOException {
    this.conferences = conferences;
    this.speakers = speakers;
    for (int i = 0; i < conferences * size; i++) {
      DatagramChannel socket = DatagramChannel.open();
      socket.configureBlocking(false);
      socket.setOption(StandardSocketOptions.SO_RCVBUF, 1 << 16);
      socket.bind(new InetSocketAddress(address, firstPort == 0 ? 0 : firstPort + 2 * i));
      int place = i % size;
      parties.add(new Party(socket, i / size, place < speakers ? place : -1));
    }
    hertz = new int[conferences][];
    tones = new byte[conferences * speakers][];
    for (int i = 0; i < conferences; i++) {
      hertz[i] = hertz(i);
      for (int k = 0; k < speakers; k++) {
        tones[i * speakers + k] = tone(hertz[i][k]);
      }
    }
  }

  /**
   * A conference's tones, between 300 and 3300 Hz, a whole number of periods in a window. A law of
   * G.711 isn't linear: of two tones it makes weak others as well, at the sums and differences of
   * three frequencies. Where those fall on somebody's own tone, it seems to hear itself.
   */
  private int[] hertz(int conference) {
    int step = 5 * Math.max(1, 600 / (conferences * speakers));
    int[] chosen = new int[speakers];
    for (int speaker = 0; speaker < speakers; speaker++) {
      int from = 300 + step * (speaker * conferences + conference);
      int next = from;
      while (isMade(next, Arrays.copyOf(chosen, speaker))) {
        next += 5;
        if (next == from + step) {
          throw new IllegalArgumentException("no tone is left for " + speakers + " speakers");
        }
      }
      chosen[speaker] = next;
    }
    return chosen;
  }

  /** Whether one of these tones is what a law makes of three others. */
  private static boolean isMade(int candidate, int[] others) {
    int[] all = Arrays.copyOf(others, others.length + 1);
    all[others.length] = candidate;
    for (int own : all) {
      int[] heard = Arrays.stream(all).filter(tone -> tone != own).toArray();
      for (int a : heard) {
        for (int b : heard) {
          for (int c : heard) {
            if (own == folded(a + b + c) || own == folded(a + b - c)) {
              return true;
            }
          }
        }
      }
    }
    return false;
  }

  /** What a frequency is at 8000 samples a second. */
  private static int folded(int hertz) {
    int rest = Math.floorMod(hertz, 8000);
    return Math.min(rest, 8000 - rest);
  }

  /** A second of a tone. */
  private static byte[] tone(double hertz) {
    ByteBuffer octets = ByteBuffer.allocate(8000);
    short[] samples = new short[8000];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (short) (AMPLITUDE * Math.sin(2 * Math.PI * hertz * i / 8000));
    }
    Law.PCMU.encode(samples, samples.length, octets);
    return octets.array();
  }

  /** Where each party hears, those of the first conference first. */
  public List<InetSocketAddress> addresses() throws IOException {
    List<InetSocketAddress> addresses = new ArrayList<>();
    for (Party party : parties) {
      addresses.add((InetSocketAddress) party.socket.getLocalAddress());
    }
    return addresses;
  }

  /**
   * Speaks and listens.
   *
   * @param to where each party sends to
   * @param warmUp how long nothing is counted
   * @param measured how long the sums are checked
   * @param turns how many beginnings of speech are measured, one after the other
   */
  public Result run(List<InetSocketAddress> to, Duration warmUp, Duration measured, int turns)
      throws IOException, InterruptedException {
    targets = List.copyOf(to);
    Thread hearing = Thread.ofPlatform().name("load-receives").start(this::hear);
    Thread saying =
        Thread.ofPlatform().name("load-sends").start(() -> say(warmUp, measured, turns));
    saying.join();
    // What is on its way comes within a second.
    LockSupport.parkNanos(1_000_000_000L);
    phase = Phase.OVER;
    hearing.join();
    long[] sorted = Arrays.copyOf(delays, onsets);
    Arrays.sort(sorted);
    return new Result(sent, heard, lost, windows, wrong, example, onsets, sorted, senderLate);
  }

  private void say(Duration warmUp, Duration measured, int turns) {
    long from = warmUp.toNanos() / FRAME_NANOS;
    long to = from + measured.toNanos() / FRAME_NANOS;
    // Silence before the first turn, so that nothing of the tones is left.
    long end = to + 2 * TURN_FRAMES + (long) turns * TURN_FRAMES;
    long start = System.nanoTime();
    ByteBuffer out = ByteBuffer.allocateDirect(HEADER + FRAME);
    byte[] silence = new byte[FRAME];
    Arrays.fill(silence, (byte) 0xFF);
    for (long frame = 0; frame < end; frame++) {
      measuring = frame >= from && frame < to;
      if (frame == to) {
        phase = Phase.TURNS;
      }
      long inTurns = frame - to - 2 * TURN_FRAMES;
      int speaking = -1;
      if (inTurns >= 0 && inTurns % TURN_FRAMES < SPOKEN_FRAMES) {
        speaking = (int) (inTurns / TURN_FRAMES % speakers);
      }
      for (int slot = 0; slot < SLOTS; slot++) {
        long due = start + frame * FRAME_NANOS + slot * (FRAME_NANOS / SLOTS);
        long wait = due - System.nanoTime();
        if (wait > 0) {
          LockSupport.parkNanos(wait);
        } else if (measuring) {
          senderLate = Math.max(senderLate, -wait);
        }
        for (int i = slot; i < parties.size(); i += SLOTS) {
          Party party = parties.get(i);
          boolean says =
              party.speaker >= 0
                  && (phase == Phase.TONES || speaking == party.speaker && party.conference == 0);
          if (says && phase == Phase.TURNS && inTurns % TURN_FRAMES == 0) {
            turnSpeaker = speaking;
            turnBegan = System.nanoTime();
            turn = inTurns / TURN_FRAMES + 1;
          }
          out.clear();
          out.put((byte) 0x80).put((byte) 0).putShort(party.sequence++);
          out.putInt((int) (frame * FRAME)).putInt(i + 1);
          if (says) {
            byte[] tone = tones[party.conference * speakers + party.speaker];
            out.put(tone, (int) (frame * FRAME % 8000), FRAME);
          } else {
            out.put(silence);
          }
          try {
            party.socket.send(out.flip(), targets.get(i));
          } catch (IOException e) {
            throw new IllegalStateException(e);
          }
          if (measuring) {
            sent++;
          }
        }
      }
    }
  }

  private void hear() {
    try (Selector selector = Selector.open()) {
      for (Party party : parties) {
        party.socket.register(selector, SelectionKey.OP_READ, party);
      }
      while (phase != Phase.OVER) {
        selector.selectNow(key -> drain((Party) key.attachment()));
        LockSupport.parkNanos(500_000);
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private void drain(Party party) {
    try {
      while (party.socket.receive(packet.clear()) != null) {
        packet.flip();
        if (packet.limit() == HEADER + FRAME && (packet.get(1) & 0x7F) == 0) {
          heard(party, System.nanoTime());
        }
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private void heard(Party party, long now) {
    int sequence = packet.getShort(2) & 0xFFFF;
    boolean gap = party.expectedSequence >= 0 && sequence != party.expectedSequence;
    int missing = gap ? sequence - party.expectedSequence & 0xFFFF : 0;
    party.expectedSequence = sequence + 1 & 0xFFFF;
    if (phase == Phase.TURNS) {
      inTurn(party, now);
      return;
    }
    if (!measuring) {
      party.filled = 0;
      return;
    }
    heard++;
    lost += missing;
    if (gap) {
      party.filled = 0;
    }
    Law.PCMU.decode(packet, HEADER, FRAME, decoded);
    System.arraycopy(decoded, 0, party.window, party.filled, FRAME);
    party.filled += FRAME;
    if (party.filled == party.window.length) {
      party.filled = 0;
      check(party);
    }
  }

  /** Whether the window is the sum of the conference's other speakers and nothing else. */
  private void check(Party party) {
    windows++;
    double rest = 0;
    for (short sample : party.window) {
      rest += (double) sample * sample / party.window.length;
    }
    String found = null;
    for (int speaker = 0; speaker < speakers; speaker++) {
      double amplitude = amplitude(party.window, hertz[party.conference][speaker]);
      boolean wanted = speaker != party.speaker;
      if (wanted ? Math.abs(amplitude / AMPLITUDE - 1) > 0.1 : amplitude > 0.02 * AMPLITUDE) {
        found = "speaker %d at %.0f of %.0f".formatted(speaker, amplitude, AMPLITUDE);
      }
      rest -= amplitude * amplitude / 2;
    }
    // What the law makes of the sum is below a hundredth of it.
    if (found == null && rest > 0.01 * speakers * AMPLITUDE * AMPLITUDE / 2) {
      found = "something else, %.0f".formatted(Math.sqrt(rest));
    }
    if (found != null) {
      wrong++;
      if (example == null) {
        example =
            "conference %d, party that says %d: %s"
                .formatted(party.conference, party.speaker, found);
      }
    }
  }

  private static double amplitude(short[] samples, double hertz) {
    double step = 2 * Math.PI * hertz / 8000;
    double coefficient = 2 * Math.cos(step);
    double before = 0;
    double last = 0;
    for (short sample : samples) {
      double next = sample + coefficient * last - before;
      before = last;
      last = next;
    }
    double power = last * last + before * before - coefficient * last * before;
    return 2 * Math.sqrt(Math.max(0, power)) / samples.length;
  }

  private void inTurn(Party party, long now) {
    long present = turn;
    if (present == 0 || party.turnHeard == present || party.conference != 0) {
      return;
    }
    Law.PCMU.decode(packet, HEADER, FRAME, decoded);
    int loudest = 0;
    for (short sample : decoded) {
      loudest = Math.max(loudest, Math.abs(sample));
    }
    if (party.speaker != turnSpeaker && loudest > AMPLITUDE / 4) {
      party.turnHeard = present;
      if (onsets == delays.length) {
        delays = Arrays.copyOf(delays, 2 * onsets);
      }
      delays[onsets++] = now - turnBegan;
    }
  }

  @Override
  public void close() throws IOException {
    for (Party party : parties) {
      party.socket.close();
    }
  }
}
