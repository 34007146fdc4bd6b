package org.ringspan.media.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.BindException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ringspan.media.MediaException;

@DisplayName("The ports of media")
class PortPoolTest {

  private final InetAddress address = new InetSocketAddress("127.0.30.1", 1).getAddress();

  @Test
  @DisplayName("are even pairs inside the range; one that is given back comes last")
  void pairs() throws IOException {
    PortPool pool = new PortPool(address, 24_001, 24_007);
    Sockets first = pool.open();
    Sockets second = pool.open();
    assertThat(first.port()).isEqualTo(24_002);
    assertThat(second.port()).isEqualTo(24_004);
    first.close();
    pool.giveBack(first.port());
    Sockets third = pool.open();
    assertThat(third.port()).isEqualTo(24_006);
    Sockets again = pool.open();
    assertThat(again.port()).isEqualTo(24_002);
    assertThat(pool.inUse()).isEqualTo(3);
    assertThatThrownBy(pool::open)
        .isInstanceOf(MediaException.class)
        .hasMessageContaining("in use");
    for (Sockets sockets : new Sockets[] {second, third, again}) {
      sockets.close();
    }
  }

  @Test
  @DisplayName("that another program has are passed over, and are tried again later")
  void taken() throws IOException {
    PortPool pool = new PortPool(address, 24_010, 24_013);
    try (DatagramSocket other = new DatagramSocket(24_011, address)) {
      assertThat(other.isBound()).isTrue();
      Sockets sockets = pool.open();
      assertThat(sockets.port()).isEqualTo(24_012);
      assertThatThrownBy(pool::open)
          .isInstanceOf(MediaException.class)
          .hasCauseInstanceOf(BindException.class);
      sockets.close();
    }
    Sockets later = pool.open();
    assertThat(later.port()).isEqualTo(24_010);
    later.close();
    assertThat(pool.inUse()).isEqualTo(2);
  }
}
