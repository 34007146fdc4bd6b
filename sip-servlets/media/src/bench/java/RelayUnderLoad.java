import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Has an rtpengine relay calls of two sides by itself, to compare the engine with. Arguments: the
 * address and port of its commands, the load's address, calls, "same" or "transcoded", the file
 * that the ports are written to. Prints "ready" when all calls are set up.
 */
final class RelayUnderLoad {

  private static final Pattern PORT = Pattern.compile("m=audio (\\d+) ");

  private final DatagramSocket socket = new DatagramSocket();
  private final InetSocketAddress commands;
  private int cookie;

  private RelayUnderLoad(InetSocketAddress commands) throws IOException {
    this.commands = commands;
    socket.setSoTimeout(2000);
  }

  public static void main(String[] arguments) throws Exception {
    String[] ng = arguments[0].split(":");
    InetAddress load = InetAddress.getByName(arguments[1]);
    int calls = Integer.parseInt(arguments[2]);
    int other = arguments[3].equals("same") ? 0 : 8;
    RelayUnderLoad relay =
        new RelayUnderLoad(new InetSocketAddress(ng[0], Integer.parseInt(ng[1])));
    List<String> ports = new ArrayList<>();
    for (int i = 0; i < calls; i++) {
      int port = MediaLoad.FIRST_PORT + 2 * (i % MediaLoad.SOCKETS);
      String call = "7:call-id" + text("bench-" + i);
      // What an offer is answered with is where the answering side is to send.
      int second =
          relay.negotiate(
              "7:command5:offer" + call + "8:from-tag1:a3:sdp" + text(sdp(load, port, 0)));
      int first =
          relay.negotiate(
              "7:command6:answer"
                  + call
                  + "8:from-tag1:a6:to-tag1:b3:sdp"
                  + text(sdp(load, port, other)));
      ports.add(first + " " + second);
    }
    Files.write(Path.of(arguments[4]), ports);
    System.out.println("ready");
  }

  private int negotiate(String values) throws IOException {
    byte[] sent =
        (++cookie + " d" + values + "5:flagsl13:trust addressee")
            .getBytes(StandardCharsets.ISO_8859_1);
    DatagramPacket answer = new DatagramPacket(new byte[65_535], 65_535);
    socket.send(new DatagramPacket(sent, sent.length, commands));
    socket.receive(answer);
    String text =
        new String(answer.getData(), 0, answer.getLength(), StandardCharsets.ISO_8859_1);
    Matcher port = PORT.matcher(text);
    if (!text.contains("6:result2:ok") || !port.find()) {
      throw new IOException("rtpengine says " + text);
    }
    return Integer.parseInt(port.group(1));
  }

  private static String text(String value) {
    return value.length() + ":" + value;
  }

  private static String sdp(InetAddress address, int port, int type) {
    String host = address.getHostAddress();
    return "v=0\r\no=- 1 1 IN IP4 %s\r\ns=-\r\nc=IN IP4 %s\r\nt=0 0\r\nm=audio %d RTP/AVP %d\r\n"
        .formatted(host, host, port, type);
  }
}
