import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What the engine is compared with: sends every packet on at once, by the socket of the call's other
 * side, and looks at nothing. It has as many sockets as the engine has, and the same machine, load
 * and place, so what it adds is what the system, the load and the virtual machine add, whoever
 * relays. Arguments: its address, the load's address, calls, the file for the ports.
 */
final class Reflector {

  private record Side(DatagramChannel socket, DatagramChannel other, InetSocketAddress target) {}

  private final ByteBuffer packet = ByteBuffer.allocateDirect(2048);

  private Reflector() {}

  public static void main(String[] arguments) throws IOException {
    new Reflector().run(InetAddress.getByName(arguments[0]), InetAddress.getByName(arguments[1]),
        Integer.parseInt(arguments[2]), Path.of(arguments[3]));
  }

  private void run(InetAddress address, InetAddress load, int calls, Path written)
      throws IOException {
    List<String> ports = new ArrayList<>();
    Selector selector = Selector.open();
    for (int i = 0; i < calls; i++) {
      InetSocketAddress target =
          new InetSocketAddress(load, MediaLoad.FIRST_PORT + 2 * (i % MediaLoad.SOCKETS));
      int port = 16_384 + 4 * i;
      DatagramChannel a = open(address, port);
      DatagramChannel b = open(address, port + 2);
      a.register(selector, SelectionKey.OP_READ, new Side(a, b, target));
      b.register(selector, SelectionKey.OP_READ, new Side(b, a, target));
      ports.add(port + " " + (port + 2));
    }
    Files.write(written, ports);
    System.out.println("ready");
    // By a thread with the name of the engine's, for which the bench looks.
    Thread.ofPlatform().name("media-0").priority(Thread.MAX_PRIORITY).start(() -> reflect(selector));
  }

  private static DatagramChannel open(InetAddress address, int port) throws IOException {
    DatagramChannel channel = DatagramChannel.open();
    channel.configureBlocking(false);
    channel.bind(new InetSocketAddress(address, port));
    return channel;
  }

  private void reflect(Selector selector) {
    try {
      while (true) {
        selector.select(this::sendOn);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void sendOn(SelectionKey key) {
    Side side = (Side) key.attachment();
    try {
      if (side.socket().receive(packet.clear()) != null) {
        side.other().send(packet.flip(), side.target());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
