package org.ringspan.cluster.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ringspan.cluster.ClusterMember;
import org.ringspan.cluster.Lease;
import org.ringspan.cluster.LeaseTimes;
import org.ringspan.cluster.NodeRun;
import org.ringspan.cluster.Tenure;
import org.ringspan.server.TestDatabase;

/** Nodes and leases in a real PostgreSQL, the database that a cluster has. */
class ClusterTableTest {
  private static final NodeRun A = new NodeRun("a", 1);
  private static final NodeRun B = new NodeRun("b", 1);
  private static final LeaseTimes TIMES = LeaseTimes.DEFAULT;
  private static TestDatabase database;

  @BeforeAll
  static void open() throws IOException {
    database = TestDatabase.Product.POSTGRESQL.open();
  }

  @AfterAll
  static void close() {
    database.close();
  }

  @BeforeEach
  void empty() throws SQLException {
    execute("delete from cluster_node");
    execute("update cluster_lease set holder = null, holder_run = null, term = 0");
  }

  private static void execute(String sql) throws SQLException {
    try (Connection connection = database.source().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private interface Work<T> {
    T on(ClusterTable table) throws SQLException;
  }

  private static <T> T in(LeaseTimes times, Work<T> work) throws SQLException {
    try (Connection connection = database.source().getConnection()) {
      connection.setAutoCommit(false);
      try {
        T result = work.on(new ClusterTable(connection, times));
        connection.commit();
        return result;
      } finally {
        connection.rollback();
      }
    }
  }

  private static <T> T in(Work<T> work) throws SQLException {
    return in(TIMES, work);
  }

  private static boolean holds(Work<Boolean> work) throws SQLException {
    return in(work);
  }

  private static List<ClusterMember> membersAt(NodeRun node) throws SQLException {
    return in(table -> table.members(node));
  }

  private static List<ClusterTable.Row> lostNow() throws SQLException {
    return in(ClusterTable::lost);
  }

  private static void join(NodeRun node) throws SQLException {
    in(
        table -> {
          table.join(node, node.node() + ":5060", "proof");
          return true;
        });
  }

  private static Optional<Lease> pulse(NodeRun node) throws SQLException {
    return in(
        table -> table.seen(node) ? table.claim(ClusterTable.LEADER, node) : Optional.empty());
  }

  /** As if nothing had been heard of it for a minute. */
  private static void lose(NodeRun node) throws SQLException {
    execute(
        "update cluster_node set seen_at = current_timestamp - interval '1 minute' where node = '"
            + node.node()
            + "'");
  }

  private static Lease held(NodeRun by, long term) {
    return new Lease(Optional.of(by), term);
  }

  @Test
  @DisplayName("The first node leads, the second follows until the first is lost")
  void leader() throws SQLException {
    join(A);
    join(B);

    assertThat(pulse(A)).contains(held(A, 1));
    assertThat(pulse(B)).isEmpty();
    assertThat(pulse(A)).contains(held(A, 1));
    lose(A);
    assertThat(pulse(B)).contains(held(B, 2));
    assertThat(pulse(A)).as("it comes back and follows").isEmpty();
  }

  @Test
  @DisplayName("Who leaves in order is followed at once")
  void leaves() throws SQLException {
    join(A);
    join(B);
    pulse(A);
    in(
        table -> {
          table.release(ClusterTable.LEADER, A);
          table.leave(A);
          return true;
        });

    assertThat(pulse(B)).contains(held(B, 2));
    assertThat(membersAt(B)).extracting(ClusterMember::node).containsExactly("b");
  }

  @Test
  @DisplayName("A start whose place another one of its name has taken doesn't count")
  void replaced() throws SQLException {
    NodeRun again = new NodeRun("a", 2);
    join(A);
    pulse(A);
    join(again);

    assertThat(holds(table -> table.seen(A))).isFalse();
    assertThat(pulse(again)).contains(held(again, 2));
  }

  @Test
  @DisplayName("Fencing: who was taken for lost can't write under its old term")
  void fenced() throws SQLException {
    join(A);
    join(B);
    long term = pulse(A).orElseThrow().term();
    lose(A);
    pulse(B);

    assertThat(holds(table -> table.holds(ClusterTable.LEADER, A, term))).isFalse();
    assertThat(holds(table -> table.holds(ClusterTable.LEADER, B, term + 1))).isTrue();
  }

  @Test
  @DisplayName("Fencing: nobody takes over while a transaction under the lease goes on")
  void workGoesOn() throws SQLException {
    join(A);
    join(B);
    long term = pulse(A).orElseThrow().term();
    try (Connection working = database.source().getConnection()) {
      working.setAutoCommit(false);
      assertThat(new ClusterTable(working, TIMES).holds(ClusterTable.LEADER, A, term)).isTrue();
      lose(A);
      assertThat(pulse(B)).as("it doesn't wait either").isEmpty();
      assertThat(holds(table -> table.holds(ClusterTable.LEADER, A, term)))
          .as("more work of the same node")
          .isTrue();
      working.rollback();
    }

    assertThat(pulse(B)).contains(held(B, term + 1));
  }

  @Test
  @DisplayName("A sign of life that is on its way keeps others from taking over")
  void signOnItsWay() throws SQLException {
    join(A);
    join(B);
    pulse(A);
    lose(A);
    try (Connection pulsing = database.source().getConnection()) {
      pulsing.setAutoCommit(false);
      ClusterTable table = new ClusterTable(pulsing, TIMES);
      assertThat(table.seen(A)).isTrue();
      assertThat(pulse(B)).isEmpty();
      assertThat(table.claim(ClusterTable.LEADER, A)).contains(held(A, 1));
      pulsing.commit();
    }

    assertThat(pulse(B)).isEmpty();
  }

  @Test
  @DisplayName("Lost nodes are closed once; one that comes back may be lost again")
  void lost() throws SQLException {
    join(A);
    join(B);
    assertThat(lostNow()).isEmpty();
    lose(A);

    assertThat(lostNow()).extracting(ClusterTable.Row::run).containsExactly(A);
    in(
        table -> {
          table.gone(A);
          return true;
        });
    assertThat(lostNow()).isEmpty();
    assertThat(holds(table -> table.seen(A))).isTrue();
    lose(A);
    assertThat(lostNow()).hasSize(1);
  }

  @Test
  @DisplayName("A node that is gone is shown for some days; one that is silent, until it is closed")
  void forgotten() throws SQLException {
    join(A);
    join(B);
    lose(A);
    forgetGone();
    assertThat(membersAt(B)).hasSize(2);
    execute("update cluster_node set gone_at = current_timestamp - interval '6 days'");
    forgetGone();
    assertThat(membersAt(B)).hasSize(2);
    execute(
        "update cluster_node set gone_at = current_timestamp - interval '8 days' where node = 'a'");
    forgetGone();

    assertThat(membersAt(B)).extracting(ClusterMember::node).containsExactly("b");
  }

  private static void forgetGone() throws SQLException {
    in(
        table -> {
          table.forgetGone(Duration.ofDays(7));
          return true;
        });
  }

  @Test
  @DisplayName("Members show who lives and who leads")
  void members() throws SQLException {
    join(A);
    join(B);
    pulse(B);
    lose(A);

    List<ClusterMember> members = membersAt(B);
    assertThat(members).extracting(ClusterMember::node).containsExactly("a", "b");
    assertThat(members).extracting(ClusterMember::lives).containsExactly(false, true);
    assertThat(members).extracting(ClusterMember::leads).containsExactly(false, true);
    assertThat(members).extracting(ClusterMember::self).containsExactly(false, true);
    assertThat(members.getFirst().address()).isEqualTo("a:5060");
  }

  /**
   * Four nodes pulse against each other for some seconds with very short times, and freeze now and
   * then; each notes when it believed to lead.
   */
  @Test
  @DisplayName("Four nodes in real time: two never lead at once")
  void neverTwo() throws Exception {
    LeaseTimes quick =
        new LeaseTimes(Duration.ofMillis(10), Duration.ofMillis(1000), Duration.ofMillis(500));
    AtomicInteger leading = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    AtomicInteger reigns = new AtomicInteger();
    long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    List<Future<?>> nodes = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      for (int i = 0; i < 4; i++) {
        NodeRun node = new NodeRun("n" + i, 1);
        join(node);
        nodes.add(
            threads.submit(
                () -> {
                  var random = new java.util.Random(node.node().hashCode());
                  while (System.nanoTime() < end) {
                    long asked = System.nanoTime();
                    Tenure tenure =
                        in(
                                quick,
                                table ->
                                    table.seen(node)
                                        ? table.claim(ClusterTable.LEADER, node)
                                        : Optional.<Lease>empty())
                            .map(lease -> Tenure.of(lease.term(), asked))
                            .orElse(Tenure.NONE);
                    if (tenure.holdsAt(System.nanoTime(), quick)) {
                      reigns.incrementAndGet();
                      most.accumulateAndGet(leading.incrementAndGet(), Math::max);
                      boolean freezes = random.nextInt(10) == 0;
                      long until = System.nanoTime() + Duration.ofMillis(8).toNanos();
                      while (tenure.holdsAt(System.nanoTime(), quick)
                          && (freezes || System.nanoTime() < until)) {
                        Thread.onSpinWait();
                      }
                      leading.decrementAndGet();
                      if (freezes) {
                        // Silent for longer than others wait.
                        new java.util.concurrent.CountDownLatch(1)
                            .await(1300, TimeUnit.MILLISECONDS);
                      }
                    }
                  }
                  return reigns.get();
                }));
      }
      for (Future<?> node : nodes) {
        node.get(60, TimeUnit.SECONDS);
      }
    }

    assertThat(most).hasValue(1);
    assertThat(reigns.get()).isGreaterThan(20);
    assertThat(in(table -> table.lease(ClusterTable.LEADER)).term())
        .as("the lead has changed")
        .isGreaterThan(2);
  }
}
