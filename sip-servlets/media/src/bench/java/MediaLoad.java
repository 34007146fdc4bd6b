import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * The load: both sides of each call send a G.711 packet every 20 ms, spread over the 20 ms, and what
 * comes back is timed by what stands in its payload. Arguments: its address, the engine's address,
 * the file with the endpoints' ports or "direct" (the load sends to itself), calls, seconds of
 * warm-up, seconds that are measured. Prints a line of figures; slow_tenths are the tenths of a
 * second in which a packet took more than 5 ms, so that a stall shows apart from a slow engine. When
 * it is late by more than a little it goes on from there and doesn't catch up: telephones don't send
 * twice as fast since this program had no core, and the burst would be measured as the engine's
 * delay. What was left out so is told, ms.
 */
final class MediaLoad {

  static final int FIRST_PORT = 40_000;
  static final int SOCKETS = 16;

  private static final int PACKET = 172;
  /** Forty a frame, every 0.5 ms: packets of different calls come nearly evenly. */
  private static final int SLOTS = 40;

  /** How often the load looks for packets: to be woken by each would cost more than the engine. */
  private static final long LOOK_NANOS = 500_000;

  /** The bar of what the engine may add for one packet in a hundred. */
  private static final long SLOW_NANOS = 5_000_000;

  private static final long SLOT_NANOS = 20_000_000 / SLOTS;
  /** What is made up for when the load is late. */
  private static final long BURST_NANOS = 2_000_000;

  private static final long MAGIC = 0x52494E47_5350414EL;

  private final List<DatagramChannel> sockets = new ArrayList<>();
  private final List<InetSocketAddress> targets = new ArrayList<>();

  /** Delays by 10 µs, up to two seconds. */
  private final long[] delays = new long[200_000];

  private final BitSet slow = new BitSet();
  private final AtomicLong received = new AtomicLong();
  private volatile long measureFrom = Long.MAX_VALUE;
  private volatile long measureTo = Long.MAX_VALUE;
  private volatile boolean running = true;
  private long latest;
  private long leftOut;

  private MediaLoad() {}

  public static void main(String[] arguments) throws Exception {
    MediaLoad load = new MediaLoad();
    load.open(InetAddress.getByName(arguments[0]));
    load.aim(arguments[1], arguments[2], Integer.parseInt(arguments[3]));
    load.run(Integer.parseInt(arguments[4]), Integer.parseInt(arguments[5]));
  }

  private void open(InetAddress address) throws IOException {
    for (int i = 0; i < SOCKETS; i++) {
      DatagramChannel socket = DatagramChannel.open();
      socket.configureBlocking(false);
      socket.setOption(StandardSocketOptions.SO_RCVBUF, 4 << 20);
      socket.bind(new InetSocketAddress(address, FIRST_PORT + 2 * i));
      sockets.add(socket);
    }
  }

  private void aim(String host, String file, int calls) throws IOException {
    for (int i = 0; i < calls; i++) {
      InetSocketAddress self = (InetSocketAddress) sockets.get(i % SOCKETS).getLocalAddress();
      targets.add(self);
      targets.add(self);
    }
    if (!file.equals("direct")) {
      int i = 0;
      for (String line : Files.readAllLines(Path.of(file))) {
        for (String port : line.split(" ")) {
          targets.set(i++, new InetSocketAddress(host, Integer.parseInt(port)));
        }
      }
    }
  }

  private void run(int warmUp, int seconds) throws Exception {
    Thread receiver = Thread.ofPlatform().name("load-receives").start(this::receive);
    long start = System.nanoTime();
    long from = start + warmUp * 1_000_000_000L;
    long to = from + seconds * 1_000_000_000L;
    measureTo = to;
    measureFrom = from;
    // By a thread of its own, whose name tells it from those of the virtual machine.
    AtomicLong sent = new AtomicLong();
    Thread sender = Thread.ofPlatform().name("load-sends").start(() -> sent.set(send(start, to)));
    sender.join();
    // What is on its way comes within a second, or is lost.
    LockSupport.parkNanos(1_000_000_000L);
    running = false;
    receiver.join();
    System.out.printf(
        "sent=%d received=%d p50_us=%d p99_us=%d max_us=%d sender_late_us=%d left_out_ms=%d slow_tenths=%d%n",
        sent.get(),
        received.get(),
        percentile(0.5),
        percentile(0.99),
        percentile(1),
        latest / 1000,
        leftOut / 1_000_000,
        slow.cardinality());
  }

  private long send(long start, long to) {
    try {
      return sendUntil(start, to);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private long sendUntil(long start, long to) throws IOException {
    ByteBuffer packet = ByteBuffer.allocateDirect(PACKET);
    short[] sequences = new short[targets.size()];
    long measured = 0;
    long due = start;
    for (int slot = 0; due < to; slot++, due += SLOT_NANOS) {
      long wait = due - System.nanoTime();
      if (wait > 0) {
        LockSupport.parkNanos(wait);
      }
      long late = System.nanoTime() - due;
      if (due > measureFrom) {
        latest = Math.max(latest, late);
      }
      if (late > BURST_NANOS) {
        due += late;
        leftOut += due > measureFrom ? late : 0;
      }
      for (int i = slot % SLOTS; i < targets.size(); i += SLOTS) {
        long now = System.nanoTime();
        packet.clear();
        packet.put((byte) 0x80).put((byte) 0).putShort(sequences[i]++);
        packet.putInt((slot / SLOTS) * 160).putInt(i).putLong(MAGIC).putLong(now);
        packet.clear();
        sockets.get(i / 2 % SOCKETS).send(packet, targets.get(i));
        if (now >= measureFrom && now < to) {
          measured++;
        }
      }
    }
    return measured;
  }

  private void receive() {
    ByteBuffer packet = ByteBuffer.allocateDirect(2048);
    try (Selector selector = Selector.open()) {
      for (DatagramChannel socket : sockets) {
        socket.register(selector, SelectionKey.OP_READ);
      }
      while (running) {
        selector.selectNow(key -> drain((DatagramChannel) key.channel(), packet));
        LockSupport.parkNanos(LOOK_NANOS);
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private void drain(DatagramChannel socket, ByteBuffer packet) {
    try {
      while (socket.receive(packet.clear()) != null) {
        // RTCP and silence before the first relayed packet come as well.
        if (packet.position() == PACKET && packet.getLong(12) == MAGIC) {
          count(System.nanoTime(), packet.getLong(20));
        }
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private void count(long now, long sent) {
    if (sent >= measureFrom && sent < measureTo) {
      received.incrementAndGet();
      delays[(int) Math.min(delays.length - 1, (now - sent) / 10_000)]++;
      if (now - sent > SLOW_NANOS) {
        slow.set((int) ((sent - measureFrom) / 100_000_000));
      }
    }
  }

  private long percentile(double share) {
    long wanted = Math.max(1, (long) Math.ceil(received.get() * share));
    long passed = 0;
    for (int i = 0; i < delays.length; i++) {
      passed += delays[i];
      if (passed >= wanted) {
        return 10L * (i + 1);
      }
    }
    return -1;
  }
}
