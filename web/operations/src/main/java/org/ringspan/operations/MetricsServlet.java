package org.ringspan.operations;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.ringspan.metrics.boundary.Meters;

/** Shows all figures in the text format of Prometheus. */
@WebServlet("/metrics")
public class MetricsServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  @Inject private transient Meters meters;

  /** Made by the container, which sets what is missing. */
  @SuppressWarnings("NullAway.Init")
  public MetricsServlet() {}

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.setContentType(meters.contentType());
    response.setHeader("Cache-Control", "no-store");
    meters.write(response.getOutputStream());
  }
}
