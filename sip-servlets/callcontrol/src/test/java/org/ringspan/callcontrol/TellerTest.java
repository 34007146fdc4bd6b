package org.ringspan.callcontrol;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import javax.servlet.sip.SipServletRequest;
import javax.servlet.sip.SipSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ringspan.address.DeviceName;
import org.ringspan.address.UserId;
import org.ringspan.configuration.ConfigurationSnapshot;

/** Who is told of a change, when, and for how long; the messages go into a queue. */
class TellerTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Duration PAUSE = Duration.ofMillis(200);
  private static final UserId ALICE = new UserId("alice");
  private static final UserId BOB = new UserId("bob");
  private static final DeviceName DESK = new DeviceName("alice-desk");

  private final AtomicInteger number = new AtomicInteger();
  private final AtomicBoolean owned = new AtomicBoolean(true);
  private final BlockingQueue<String> sent = new LinkedBlockingQueue<>();
  private final Numbers numbers = new Numbers();
  private final Teller teller =
      new Teller(numbers, subscription -> owned.get(), Thread::new, Clock.systemUTC());

  /** There is a number to tell. */
  private final class Numbers implements EventPackage {
    @Override
    public String name() {
      return "numbers";
    }

    @Override
    public String type() {
      return "text/plain";
    }

    @Override
    public Duration pause() {
      return PAUSE;
    }

    @Override
    public boolean isAlsoCalled(ConfigurationSnapshot now, String asked) {
      return false;
    }

    @Override
    public void begin(Teller by) {}

    @Override
    public String body(Subscription subscription, long version) {
      return version + ":" + number.get();
    }
  }

  @AfterEach
  void end() {
    teller.end();
  }

  private Subscription subscribed(UserId owner, Duration length) {
    assertThat(teller.admits(DESK)).isTrue();
    Subscription subscription =
        new Subscription(
            numbers,
            DESK,
            owner,
            owner.value(),
            dialog(),
            "numbers",
            Clock.systemUTC().instant().plus(length));
    teller.add(subscription);
    return subscription;
  }

  private SipSession dialog() {
    return proxy(
        SipSession.class,
        (self, method, arguments) ->
            switch (method.getName()) {
              case "createRequest" -> notice();
              case "isValid" -> false;
              default -> throw new UnsupportedOperationException(method.getName());
            });
  }

  private SipServletRequest notice() {
    Map<String, String> message = new HashMap<>();
    return proxy(
        SipServletRequest.class,
        (self, method, arguments) -> {
          switch (method.getName()) {
            case "setHeader" -> message.put((String) arguments[0], (String) arguments[1]);
            case "setContent" ->
                message.put("body", new String((byte[]) arguments[0], StandardCharsets.UTF_8));
            case "send" ->
                sent.add(
                    Objects.requireNonNull(message.get("Subscription-State")).split("[;=]", 2)[0]
                        + " "
                        + message.getOrDefault("body", "-"));
            default -> throw new UnsupportedOperationException(method.getName());
          }
          return null;
        });
  }

  private static <T> T proxy(Class<T> type, InvocationHandler handler) {
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
  }

  private String next() throws InterruptedException {
    String next = sent.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    assertThat(next).as("a NOTIFY").isNotNull();
    return Objects.requireNonNull(next);
  }

  @Test
  @DisplayName("A burst of changes is told by one NOTIFY, with the last of them")
  void burst() throws InterruptedException {
    Subscription subscription = subscribed(ALICE, Duration.ofHours(1));
    teller.asked(subscription);
    assertThat(next()).isEqualTo("active 0:0");
    long told = System.nanoTime();
    for (int i = 0; i < 5; i++) {
      number.incrementAndGet();
      teller.changed(ALICE);
    }
    teller.told(subscription);
    assertThat(next()).isEqualTo("active 1:5");
    assertThat(Duration.ofNanos(System.nanoTime() - told)).isGreaterThan(PAUSE.dividedBy(2));
    teller.told(subscription);
    teller.asksToEnd(subscription);
    // The one thread sends them in order: nothing was between the two.
    assertThat(next()).isEqualTo("terminated 2:5");
  }

  @Test
  @DisplayName("Only the owner's telephones are told")
  void owners() throws InterruptedException {
    Subscription bobs = subscribed(BOB, Duration.ofHours(1));
    subscribed(ALICE, Duration.ofHours(1));
    number.set(7);
    teller.changed(ALICE);
    assertThat(next()).isEqualTo("active 0:7");
    teller.asksToEnd(bobs);
    assertThat(next()).isEqualTo("terminated 0:7");
  }

  @Test
  @DisplayName("A device that has another owner now is told noresource, and nothing of it")
  void another() throws InterruptedException {
    Subscription subscription = subscribed(ALICE, Duration.ofHours(1));
    owned.set(false);
    teller.changed(ALICE);
    assertThat(next()).isEqualTo("terminated -");
    assertThat(subscription.isOver()).isTrue();
    assertThat(subscription.refresh(Clock.systemUTC().instant())).isFalse();
  }

  @Test
  @DisplayName("What isn't refreshed ends by itself")
  void runsOut() throws InterruptedException {
    teller.begin();
    subscribed(ALICE, Duration.ZERO);
    assertThat(next()).isEqualTo("terminated -");
  }

  @Test
  @DisplayName("Eight a device; who leaves makes room, once")
  void limit() {
    List<Subscription> all = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      all.add(subscribed(ALICE, Duration.ofHours(1)));
    }
    assertThat(teller.admits(DESK)).isFalse();
    assertThat(teller.admits(new DeviceName("bob-desk"))).isTrue();
    teller.drop(all.getFirst());
    teller.drop(all.getFirst());
    assertThat(teller.admits(DESK)).isTrue();
    assertThat(teller.admits(DESK)).isFalse();
    teller.dismiss(DESK);
    assertThat(teller.admits(DESK)).isTrue();
  }
}
