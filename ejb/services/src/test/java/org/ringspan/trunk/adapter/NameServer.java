package org.ringspan.trunk.adapter;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;

/** A name server on loopback that knows a few records, and can be made to fail. */
final class NameServer implements AutoCloseable {
  private final DatagramSocket socket;
  private final Thread thread;
  private final List<Record> records = new CopyOnWriteArrayList<>();
  private volatile boolean failing;

  NameServer() throws IOException {
    socket = new DatagramSocket(0, InetAddress.getByName("127.0.0.1"));
    thread = new Thread(this::serve, "name server");
    thread.setDaemon(true);
    thread.start();
  }

  String address() {
    return "127.0.0.1:" + socket.getLocalPort();
  }

  /** Knows these records instead of those before, in the form {@code name type ttl data}. */
  void know(String... lines) throws IOException {
    List<Record> known = new ArrayList<>();
    for (String line : lines) {
      String[] part = line.split(" ", 4);
      known.add(
          Record.fromString(
              Name.fromString(part[0], Name.root),
              org.xbill.DNS.Type.value(part[1]),
              org.xbill.DNS.DClass.IN,
              Long.parseLong(part[2]),
              part[3],
              Name.root));
    }
    records.clear();
    records.addAll(known);
  }

  /** Answers SERVFAIL from now on, or no longer. */
  void fail(boolean failing) {
    this.failing = failing;
  }

  private void serve() {
    byte[] buffer = new byte[1500];
    try {
      while (true) {
        DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
        socket.receive(packet);
        byte[] answer =
            answer(new Message(Arrays.copyOf(packet.getData(), packet.getLength()))).toWire();
        socket.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
      }
    } catch (IOException e) {
      if (!socket.isClosed()) {
        throw new IllegalStateException(e);
      }
    }
  }

  private Message answer(Message query) {
    Message answer = new Message(query.getHeader().getID());
    answer.getHeader().setFlag(Flags.QR);
    Record question = query.getQuestion();
    answer.addRecord(question, Section.QUESTION);
    if (failing) {
      answer.getHeader().setRcode(Rcode.SERVFAIL);
      return answer;
    }
    boolean exists = false;
    for (Record record : records) {
      if (record.getName().equals(question.getName())) {
        exists = true;
        if (record.getType() == question.getType()) {
          answer.addRecord(record, Section.ANSWER);
        }
      }
    }
    answer.getHeader().setRcode(exists ? Rcode.NOERROR : Rcode.NXDOMAIN);
    return answer;
  }

  @Override
  public void close() {
    socket.close();
  }
}
