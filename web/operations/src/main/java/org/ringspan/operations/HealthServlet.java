package org.ringspan.operations;

import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.ringspan.health.boundary.ServerHealth;
import org.ringspan.health.boundary.ServerHealth.Check;
import org.ringspan.json.SharedJson;

/**
 * Answers 200 when everything that was looked at is up, else 503, with what was looked at in the
 * form of MicroProfile Health: {@code {"status":"UP","checks":[{"name":"sip","status":"UP"}]}}.
 */
@WebServlet({"/health/ready", "/health/live"})
public class HealthServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  @Inject private transient ServerHealth health;

  /** Made by the container, which sets what is missing. */
  @SuppressWarnings("NullAway.Init")
  public HealthServlet() {}

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    List<Check> checks =
        request.getServletPath().endsWith("/live") ? health.liveness() : health.readiness();
    boolean up = checks.stream().allMatch(Check::up);
    JsonArrayBuilder told = SharedJson.createArrayBuilder();
    for (Check check : checks) {
      told.add(
          SharedJson.createObjectBuilder()
              .add("name", check.name())
              .add("status", word(check.up())));
    }
    response.setStatus(up ? HttpServletResponse.SC_OK : HttpServletResponse.SC_SERVICE_UNAVAILABLE);
    response.setContentType("application/json");
    response.setHeader("Cache-Control", "no-store");
    response
        .getWriter()
        .write(
            SharedJson.createObjectBuilder()
                .add("status", word(up))
                .add("checks", told)
                .build()
                .toString());
  }

  private static String word(boolean up) {
    return up ? "UP" : "DOWN";
  }
}
