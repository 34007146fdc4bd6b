package org.ringspan.e2e.server;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Starts the one server of the run before the first class that wants it and stops it after the
 * last.
 */
final class RingspanExtension
    implements BeforeAllCallback, AfterAllCallback, AfterTestExecutionCallback, ParameterResolver {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final Namespace NAMESPACE = Namespace.create(RingspanExtension.class);

  @Override
  public void beforeAll(ExtensionContext context) {
    server(context);
  }

  /**
   * The server, or why it could not be started: every class then fails at once with the same
   * reason.
   */
  private record Run(TestServer server, Optional<RuntimeException> failure)
      implements AutoCloseable {
    static Run start() {
      var directory = TestServer.directory("e2e");
      var server = new TestServer(directory, Network.SERVER, TestServer.h2(directory), Map.of());
      try {
        server.start();
        return new Run(server, Optional.empty());
      } catch (RuntimeException e) {
        server.close();
        return new Run(server, Optional.of(e));
      }
    }

    @Override
    public void close() {
      server.close();
    }
  }

  private static TestServer server(ExtensionContext context) {
    var run =
        context
            .getRoot()
            .getStore(NAMESPACE)
            .computeIfAbsent(Run.class, key -> Run.start(), Run.class);
    run.failure()
        .ifPresent(
            why -> {
              throw why;
            });
    return run.server();
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    var type = parameter.getParameter().getType();
    return type == Stage.class || type == TestServer.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    if (parameter.getParameter().getType() == TestServer.class) {
      return server(context);
    }
    // The store closes it with the context it belongs to: the test method, or the class for
    // @BeforeAll.
    return context
        .getStore(NAMESPACE)
        .computeIfAbsent(Stage.class, key -> new Stage(server(context)), Stage.class);
  }

  @Override
  public void afterTestExecution(ExtensionContext context) {
    if (context.getExecutionException().isPresent()) {
      var stage = context.getStore(NAMESPACE).get(Stage.class, Stage.class);
      if (stage != null) {
        System.out.println(context.getDisplayName() + "\n" + stage.ladder().print());
        if (!stage.clear()) {
          System.out.println("Calls of this test are left in the server");
        }
      }
    }
  }

  @Override
  public void afterAll(ExtensionContext context) {
    server(context).figures().expectNothingLive(PATIENCE);
  }
}
