package org.ringspan.callcontrol;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.ringspan.record.CallId;
import org.ringspan.voice.Answer;
import org.ringspan.voice.Question;
import org.ringspan.voice.boundary.CallRecordings;
import org.ringspan.voice.boundary.RecordingRoom;
import org.ringspan.voice.boundary.VoiceAnswerer;

/**
 * Has the questions of dialogues answered, by threads of their own: an answer may need a slow hash
 * or the database, and nobody's SIP waits for it.
 */
@ApplicationScoped
public class VoiceQuestions {
  private static final Logger LOG = Logger.getLogger(VoiceQuestions.class);
  private static final int THREADS = 2;

  /** Callers behind so many others would have hung up before. */
  private static final int MOST_WAITING = 500;

  @Resource private ManagedThreadFactory threads;
  @Inject @Any private Instance<VoiceAnswerer> answerers;
  @Inject private RecordingRoom room;
  private @Nullable ExecutorService executor;

  // The container injects the resource before it calls this.
  @SuppressWarnings("NullAway")
  @PostConstruct
  void start() {
    executor =
        new ThreadPoolExecutor(
            THREADS,
            THREADS,
            0,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(MOST_WAITING),
            threads);
  }

  @PreDestroy
  void stop() {
    ExecutorService running = executor;
    if (running != null) {
      running.shutdown();
    }
  }

  /**
   * Asks without waiting.
   *
   * @param recordings those of the call, which are kept until it has its answer
   * @param then hears the answer, by another thread
   * @throws IllegalStateException when too much is asked
   */
  void ask(Question question, CallRecordings recordings, Consumer<Answer> then) {
    ExecutorService running = executor;
    if (running == null) {
      throw new IllegalStateException("not started");
    }
    recordings.hold();
    try {
      running.execute(
          () -> {
            Answer answer = answer(question, recordings);
            recordings.letGo();
            then.accept(answer);
          });
    } catch (RejectedExecutionException e) {
      recordings.letGo();
      LOG.warnf("%s isn't asked: too many questions wait", question.getClass().getSimpleName());
      throw new IllegalStateException("too many questions wait", e);
    }
  }

  /** Octets that the recordings of all calls take now. */
  long recorded() {
    return room.used();
  }

  /** Where a call keeps what is recorded in it. */
  CallRecordings recordings(CallId call) {
    return new CallRecordings(room, Optional.of(call));
  }

  private Answer answer(Question question, CallRecordings recordings) {
    try {
      for (VoiceAnswerer answerer : answerers) {
        Optional<Answer> answer = answerer.answer(question, recordings);
        if (answer.isPresent()) {
          return answer.get();
        }
      }
      LOG.errorf("nobody answers %s", question.getClass().getSimpleName());
    } catch (RuntimeException e) {
      LOG.errorf(e, "%s could not be answered", question.getClass().getSimpleName());
    }
    return new Answer.Unavailable();
  }
}
