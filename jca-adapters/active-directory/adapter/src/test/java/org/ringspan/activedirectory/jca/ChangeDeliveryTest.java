package org.ringspan.activedirectory.jca;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import jakarta.resource.ResourceException;
import jakarta.resource.spi.InvalidPropertyException;
import jakarta.resource.spi.endpoint.MessageEndpoint;
import jakarta.resource.spi.endpoint.MessageEndpointFactory;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import javax.transaction.xa.XAResource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringspan.activedirectory.Bookmark;
import org.ringspan.activedirectory.DirectoryChangeListener;
import org.ringspan.activedirectory.DirectoryPage;
import org.ringspan.activedirectory.contract.SimulatedPeer;
import org.ringspan.activedirectory.ldap.DirectoryClient;
import org.ringspan.activedirectory.ldap.LdapFigures.Figure;

class ChangeDeliveryTest {
  @TempDir private Path directory;
  private SimulatedPeer peer;
  private DirectoryClient client;
  private final Consumer consumer = new Consumer();
  private final ChangeActivationSpec spec = new ChangeActivationSpec();

  /**
   * A message-driven bean and its container: what it stores is stored when the delivery commits.
   */
  private static final class Consumer implements DirectoryChangeListener, MessageEndpoint {
    private final List<DirectoryPage> pages = new CopyOnWriteArrayList<>();
    private final List<DirectoryPage> parked = new ArrayList<>();
    private Bookmark stored = Bookmark.NONE;
    private Bookmark pending = Bookmark.NONE;
    private int failing;
    boolean wants = true;
    private boolean rollingBack;
    private int open;
    private CountDownLatch delivered = new CountDownLatch(1);
    private final List<Long> asked = new CopyOnWriteArrayList<>();

    @Override
    public void beforeDelivery(Method method) {
      open++;
      pending = stored;
    }

    @Override
    public void afterDelivery() {
      if (!rollingBack) {
        stored = pending;
      }
      open--;
    }

    @Override
    public void release() {
      assertThat(open).isZero();
    }

    @Override
    public boolean wanted() {
      asked.add(System.nanoTime());
      return wants;
    }

    @Override
    public Bookmark bookmark() {
      return Bookmark.parse(stored.text());
    }

    @Override
    public void onPage(DirectoryPage page) {
      pages.add(page);
      if (failing > 0) {
        failing--;
        throw new IllegalStateException("the database is away");
      }
      pending = page.bookmark();
      delivered.countDown();
    }

    @Override
    public void onPoison(DirectoryPage page, String why) {
      rollingBack = false;
      parked.add(page);
      pending = page.bookmark();
      assertThat(why).isNotEmpty();
    }
  }

  private final MessageEndpointFactory factory =
      new MessageEndpointFactory() {
        @Override
        public MessageEndpoint createEndpoint(XAResource resource) {
          return consumer;
        }

        @Override
        public MessageEndpoint createEndpoint(XAResource resource, long timeout) {
          return consumer;
        }

        @Override
        public boolean isDeliveryTransacted(Method method) {
          return true;
        }

        @Override
        public String getActivationName() {
          return "test";
        }

        @Override
        public Class<?> getEndpointClass() {
          return Consumer.class;
        }
      };

  @BeforeEach
  void start() {
    peer = new SimulatedPeer(directory, 30);
    client =
        new DirectoryClient(
            peer.settings()
                .withTimes(
                    Duration.ofSeconds(3),
                    Duration.ofSeconds(3),
                    Duration.ofMinutes(1),
                    Duration.ofMillis(100)),
            InstantSource.system());
    spec.setAttributes("displayName, mail");
    spec.setPageSize(10);
    spec.setRedeliveries(2);
    spec.setBase(peer.unit("People").toString());
  }

  @AfterEach
  void stop() {
    client.close();
    peer.close();
  }

  private ChangeDelivery delivery() throws Exception {
    spec.validate();
    return new ChangeDelivery(client, factory, spec);
  }

  private void rename(int person, String name) throws Exception {
    try (var admin = peer.admin()) {
      admin.modify(
          peer.person(person).toString(),
          new Modification(ModificationType.REPLACE, "displayName", name));
    }
  }

  @Test
  @DisplayName(
      "pages are delivered in order, each with its bookmark, and nothing when nothing changed")
  void pages() throws Exception {
    var delivery = delivery();
    delivery.deliver();
    assertThat(consumer.pages).hasSizeGreaterThan(1);
    assertThat(consumer.pages.getLast().more()).isFalse();
    assertThat(consumer.stored).isEqualTo(consumer.pages.getLast().bookmark());
    var before = consumer.pages.size();
    delivery.deliver();
    assertThat(consumer.pages).hasSize(before);
    rename(3, "Changed");
    delivery.deliver();
    assertThat(consumer.pages).hasSize(before + 1);
    assertThat(consumer.pages.getLast().changes()).hasSize(1);
  }

  @Test
  @DisplayName("it is work that a container takes: run and release aren't synchronized")
  void work() throws Exception {
    for (var name : List.of("run", "release")) {
      var method = ChangeDelivery.class.getMethod(name);
      assertThat(Modifier.isSynchronized(method.getModifiers())).as(name).isFalse();
    }
  }

  @Test
  @DisplayName("while nobody wants changes the directory isn't asked, and nothing is lost")
  void unwanted() throws Exception {
    var delivery = delivery();
    delivery.deliver();
    var before = consumer.pages.size();
    consumer.wants = false;
    rename(3, "Changed");
    delivery.deliver();
    assertThat(consumer.pages).hasSize(before);
    consumer.wants = true;
    delivery.deliver();
    assertThat(consumer.pages).hasSize(before + 1);
    assertThat(consumer.pages.getLast().changes()).hasSize(1);
  }

  @Test
  @DisplayName("a page that fails is delivered again, and the pages behind it wait")
  void again() throws Exception {
    var delivery = delivery();
    consumer.failing = 1;
    assertThatThrownBy(delivery::deliver)
        .isInstanceOf(ResourceException.class)
        .hasMessageContaining("the database is away");
    assertThat(consumer.pages).hasSize(1);
    delivery.deliver();
    assertThat(consumer.pages.get(1).number()).isEqualTo(1);
    assertThat(consumer.pages.get(1).changes()).isEqualTo(consumer.pages.get(0).changes());
    assertThat(consumer.parked).isEmpty();
  }

  @Test
  @DisplayName("a rollback that nobody throws is noticed by the bookmark")
  void silentRollback() throws Exception {
    var delivery = delivery();
    consumer.rollingBack = true;
    assertThatThrownBy(delivery::deliver)
        .isInstanceOf(ResourceException.class)
        .hasMessageContaining("rolled back");
    consumer.rollingBack = false;
    delivery.deliver();
    assertThat(consumer.stored).isEqualTo(consumer.pages.getLast().bookmark());
  }

  @Test
  @DisplayName("a page that fails too often is parked, and the others go on")
  void poison() throws Exception {
    spec.setPollInterval(3600);
    var delivery = delivery();
    consumer.failing = 3;
    var thread = new Thread(delivery, "delivery");
    thread.start();
    assertThat(consumer.delivered.await(30, TimeUnit.SECONDS)).isTrue();
    delivery.release();
    thread.join(Duration.ofSeconds(20).toMillis());
    assertThat(thread.isAlive()).isFalse();
    assertThat(consumer.parked).hasSize(1);
    assertThat(consumer.parked.getFirst().number()).isEqualTo(1);
    assertThat(consumer.pages.subList(0, 3))
        .allSatisfy(page -> assertThat(page.number()).isEqualTo(1));
  }

  /** Delivery and hints, each in a thread of its own as a container has them. */
  private final class Working implements AutoCloseable {
    private final ChangeDelivery delivery;
    private final List<Thread> threads = new ArrayList<>();

    Working(boolean hinted) throws Exception {
      delivery = delivery();
      for (Runnable work : hinted ? List.of(delivery, delivery.hints()) : List.of(delivery)) {
        var thread = new Thread(work, "delivery");
        thread.start();
        threads.add(thread);
      }
    }

    @Override
    public void close() throws InterruptedException {
      delivery.release();
      for (var thread : threads) {
        thread.join(Duration.ofSeconds(20).toMillis());
        assertThat(thread.isAlive()).isFalse();
      }
    }
  }

  private static void await(BooleanSupplier condition, String what) {
    var end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as(what).isLessThan(end);
      Thread.onSpinWait();
    }
  }

  private boolean isTold(String name) {
    return consumer.pages.stream()
        .flatMap(page -> page.changes().stream())
        .anyMatch(change -> change.entry().text("displayName").filter(name::equals).isPresent());
  }

  @Test
  @DisplayName("a change wakes the reading of changes long before the interval ends, within 2 s")
  void hinted() throws Exception {
    spec.setPollInterval(3600);
    try (var working = new Working(true)) {
      assertThat(consumer.delivered.await(30, TimeUnit.SECONDS)).isTrue();
      // The first is told when the controller has been asked to; then it is known to tell.
      await(() -> consumer.asked.size() > 1, "a controller that tells");
      for (var name : List.of("First", "Second", "Third")) {
        var begun = System.nanoTime();
        rename(4, name);
        await(() -> isTold(name), name);
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(2));
      }
      assertThat(working.delivery).isNotNull();
    }
  }

  @Test
  @DisplayName("wake-ups are one: the directory is asked once a second at most")
  void coalesced() throws Exception {
    spec.setPollInterval(3600);
    try (var working = new Working(false)) {
      await(
          () -> {
            working.delivery.wake();
            return consumer.asked.size() == 4;
          },
          "four questions");
    }
    for (var i = 1; i < consumer.asked.size(); i++) {
      assertThat(consumer.asked.get(i) - consumer.asked.get(i - 1))
          .isGreaterThan(TimeUnit.MILLISECONDS.toNanos(950));
    }
  }

  @Test
  @DisplayName("wake-ups don't shorten the pause after a failure")
  void failuresAreNotHurried() throws Exception {
    spec.setPollInterval(3600);
    spec.setRedeliveries(100);
    consumer.failing = Integer.MAX_VALUE;
    try (var working = new Working(false)) {
      await(
          () -> {
            working.delivery.wake();
            return consumer.asked.size() == 4;
          },
          "four attempts");
    }
    for (var i = 1; i < consumer.asked.size(); i++) {
      assertThat(consumer.asked.get(i) - consumer.asked.get(i - 1))
          .isGreaterThan(ChangeDelivery.pauseAfter(i).minusMillis(50).toNanos());
    }
  }

  @Test
  @DisplayName("changes are told at each interval by a controller that doesn't tell by itself")
  void notHinted() throws Exception {
    spec.setPollInterval(1);
    peer.controllersNotify(false);
    try (var working = new Working(true)) {
      assertThat(consumer.delivered.await(30, TimeUnit.SECONDS)).isTrue();
      rename(5, "Polled");
      await(() -> isTold("Polled"), "a change");
      assertThat(working.threads).allMatch(Thread::isAlive);
      assertThat(client.figures().of(Figure.CHANGES_TOLD)).isZero();
    }
  }

  @Test
  @DisplayName("a controller that was lost and is back tells again")
  void hintedAgain() throws Exception {
    spec.setPollInterval(3600);
    try (var working = new Working(true)) {
      await(() -> consumer.asked.size() > 1, "a controller that tells");
      peer.kill(0);
      peer.start(0);
      var before = consumer.asked.size();
      await(() -> consumer.asked.size() > before, "another one that tells");
      rename(6, "After");
      await(() -> isTold("After"), "a change");
      assertThat(working.threads).allMatch(Thread::isAlive);
    }
  }

  @Test
  @DisplayName("while nobody wants changes no controller is asked to tell any")
  void hintsUnwanted() throws Exception {
    spec.setPollInterval(1);
    consumer.wants = false;
    try (var working = new Working(true)) {
      await(() -> consumer.asked.size() > 1, "questions");
      assertThat(client.figures().of(Figure.CONNECTIONS_OPENED)).isZero();
      assertThat(working.threads).allMatch(Thread::isAlive);
    }
  }

  @Test
  @DisplayName("pauses grow to five minutes")
  void pauses() {
    assertThat(ChangeDelivery.pauseAfter(1)).isEqualTo(Duration.ofSeconds(1));
    assertThat(ChangeDelivery.pauseAfter(4)).isEqualTo(Duration.ofSeconds(8));
    assertThat(ChangeDelivery.pauseAfter(100)).isEqualTo(Duration.ofMinutes(5));
  }

  @Test
  @DisplayName("an activation that can't be is refused when it is deployed")
  void wrong() {
    spec.setFilter("(cn=");
    assertThatThrownBy(spec::validate)
        .isInstanceOf(InvalidPropertyException.class)
        .hasMessageContaining("character");
    spec.setFilter("(cn=*)");
    spec.setAttributes("no attribute!");
    assertThatThrownBy(spec::validate).isInstanceOf(InvalidPropertyException.class);
    spec.setAttributes("cn");
    spec.setPollInterval(0);
    assertThatThrownBy(spec::validate).isInstanceOf(InvalidPropertyException.class);
  }
}
