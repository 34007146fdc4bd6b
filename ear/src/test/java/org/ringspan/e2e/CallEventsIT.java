package org.ringspan.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.ringspan.e2e.server.Company.DAVE;

import jakarta.jms.JMSSecurityRuntimeException;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ringspan.e2e.server.EventListener;
import org.ringspan.e2e.server.RingspanTest;
import org.ringspan.e2e.server.Stage;

/** Call events as a program beside the server gets them: over the network, as a user. */
@RingspanTest
class CallEventsIT {
  @Test
  @DisplayName("A call's events come in order, from the topic and from the durable queue")
  void events(Stage stage) {
    String caller = Stage.newCaller();
    try (EventListener topic = EventListener.toTopic(stage.server())) {
      var desk = stage.registered(DAVE.desk());
      var phoneA = stage.gateway().dial(DAVE.did(), caller).start();
      var atDesk = desk.expectInvite().ring();
      phoneA.expectRinging();
      atDesk.answer();
      phoneA.expectAnswer();
      atDesk.expectAck();
      atDesk.hangUp();
      phoneA.expectBye();

      List<EventListener.Event> events = topic.eventsOfCallFrom(caller);
      assertThat(events)
          .extracting(EventListener.Event::type)
          .containsExactly("started", "ringing", "answered", "ended", "explained");
      assertThat(events.get(0).text()).contains("\"user\":\"" + DAVE.id() + "\"");
      assertThat(events.get(1).text()).contains(DAVE.mobile());
      assertThat(events.get(2).text()).contains("\"answeredBy\":\"" + DAVE.desk() + "\"");
      assertThat(events.get(3).text()).contains("\"outcome\":\"answered\"");
      assertThat(events.get(4).text()).contains("and the call was taken or over before that");
      stage.server().records().expectEnded(caller, DAVE.did());
      assertThat(stage.server().records().legs(events.get(0).call()))
          .contains(
              "DEVICE " + DAVE.desk() + " null 200", "DESTINATION " + DAVE.mobile() + " null null");
      assertThat(events).extracting(EventListener.Event::group).containsOnly(events.get(0).call());
    }
    try (EventListener queue = EventListener.toQueue(stage.server())) {
      assertThat(queue.eventsOfCallFrom(caller))
          .extracting(EventListener.Event::type)
          .containsExactly("started", "ringing", "answered", "ended", "explained");
    }
  }

  @Test
  @DisplayName("Nobody without the role, and nothing but events")
  void closed(Stage stage) {
    assertThatExceptionOfType(JMSSecurityRuntimeException.class)
        .isThrownBy(() -> EventListener.withPassword(stage.server(), "wrong"));
    assertThatExceptionOfType(JMSSecurityRuntimeException.class)
        .isThrownBy(
            () -> EventListener.to(stage.server(), "jms.queue.ringspan.call-records").close());
  }
}
