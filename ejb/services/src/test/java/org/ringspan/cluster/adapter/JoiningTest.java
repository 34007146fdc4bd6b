package org.ringspan.cluster.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ringspan.cluster.LeaseTimes;
import org.ringspan.cluster.NodeRun;
import org.ringspan.identity.adapter.SecretBox;

/** Who may join a cluster. */
class JoiningTest {
  private static final Instant START = Instant.parse("2026-11-30T12:00:00Z");
  private static final NodeRun SELF = new NodeRun("a", 2);
  private static final SecretBox BOX = box(1);

  private static SecretBox box(int seed) {
    byte[] key = new byte[32];
    key[0] = (byte) seed;
    return new SecretBox(new SecretKeySpec(key, "AES"));
  }

  private static ClusterTable.Row row(String node, Instant seen, SecretBox box) {
    return new ClusterTable.Row(new NodeRun(node, 1), START, seen, false, node, Joining.proof(box));
  }

  /** A database whose time goes on by a second with each question. */
  private static final class Database implements Joining.Nodes {
    private final Function<Instant, List<ClusterTable.Row>> rows;
    private final List<NodeRun> joined = new ArrayList<>();
    private boolean shared = true;
    private Instant now = START;

    Database(Function<Instant, List<ClusterTable.Row>> rows) {
      this.rows = rows;
    }

    @Override
    public boolean canBeShared() {
      return shared;
    }

    @Override
    public Joining.Now now() {
      now = now.plusSeconds(1);
      return new Joining.Now(rows.apply(now), now);
    }

    @Override
    public void join(NodeRun self, String address, String keyProof) {
      joined.add(self);
    }
  }

  private static void join(Database database) throws InterruptedException {
    new Joining(database, BOX, SELF).join("a:5060");
  }

  @Test
  @DisplayName("The first node joins, and another one beside it with the same key")
  void joins() throws InterruptedException {
    Database empty = new Database(now -> List.of());
    join(empty);
    assertThat(empty.joined).containsExactly(SELF);

    Database beside = new Database(now -> List.of(row("b", now, BOX)));
    join(beside);
    assertThat(beside.joined).containsExactly(SELF);
  }

  @Test
  @DisplayName("A cluster on H2 is refused, with what to set")
  void h2() {
    Database database = new Database(now -> List.of());
    database.shared = false;

    assertThatThrownBy(() -> join(database)).hasMessageContaining("ringspan.db.url");
  }

  @Test
  @DisplayName("A node with another key than the living ones is refused")
  void otherKey() throws InterruptedException {
    Database living = new Database(now -> List.of(row("b", now, box(2))));
    assertThatThrownBy(() -> join(living)).hasMessageContaining("ringspan.secret-key");

    Database lost = new Database(now -> List.of(row("b", START.minusSeconds(60), box(2))));
    join(lost);
    assertThat(lost.joined).isNotEmpty();
  }

  @Test
  @DisplayName("A second server of the same name is refused while the first lives")
  void sameName() {
    Database database = new Database(now -> List.of(row("a", now, BOX)));

    assertThatThrownBy(() -> join(database)).hasMessageContaining("jboss.tx.node.id");
    assertThat(database.joined).isEmpty();
  }

  @Test
  @DisplayName("After a crash the earlier run is waited for until it is lost")
  void afterCrash() throws InterruptedException {
    Database database = new Database(now -> List.of(row("a", START, BOX)));

    join(database);

    assertThat(database.joined).containsExactly(SELF);
    assertThat(LeaseTimes.DEFAULT.isLost(START, database.now)).isTrue();
  }

  @Test
  @DisplayName("A server that isn't told of a cluster must be alone on its database")
  void alone() {
    Joining.requireAlone(new Database(now -> List.of(row("b", START.minusSeconds(60), BOX))));

    assertThatThrownBy(() -> Joining.requireAlone(new Database(now -> List.of(row("b", now, BOX)))))
        .hasMessageContaining("ringspan.cluster");
  }
}
